"""The pages of a printed board: the boxes in the template's geometry, then what had no room in them."""

from __future__ import annotations

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.arrangement import Layout, arrangement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.domain.merging.contest_words import how_many_open
from cmc_desktop.model.domain.names_taken_out import signed_hash
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.board_content import board_content
from cmc_desktop.model.export.board_plan import BoardPlan, plan_board
from cmc_desktop.model.export.box_layout import PlacedBox, heading_indent
from cmc_desktop.model.export.colours import LINE, MUTED, WARNING, WHITE, tone
from cmc_desktop.model.export.continuation import Continuation, ContinuedPage, Heading
from cmc_desktop.model.export.furniture import Furniture, Stamp
from cmc_desktop.model.export.marks import Bookmark, Frame, Page, ShapeMark
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.tags import Tag, document_tag
from cmc_desktop.model.export.text import Typesetter


def board_facts(canvas: Canvas, at: int) -> tuple[str, ...]:
    """City, canvas, version, date and count, as the heading of a board says them."""
    return (
        canvas.head.city,
        canvas.template.title,
        tr("version {n}", n=canvas.head.version),
        day(at),
        trn("{n} note", "{n} notes", canvas.note_count()),
    )


def copy_facts(canvas: Canvas, now: int) -> tuple[str, ...]:
    """The facts of what shows a board beside its record: of a signed one the day and the seal number of the record.

    Of others `now`, in ms, is the day; that copies of them differ is told, as only one wording of it is shown.
    """
    if canvas.sign_off is None:
        still_open = how_many_open(canvas)
        return (*board_facts(canvas, now), *((still_open,) if still_open else ()))
    signed = tr("signed {day}", day=day(canvas.sign_off.at))
    number = tr("seal number {number}", number=seal_number(signed_hash(canvas)))
    city, template, version, _, notes = board_facts(canvas, now)
    return (city, template, version, signed, notes, number)


def copy_stamp(canvas: Canvas) -> Stamp:
    """What it is: only the record itself can be checked, so that a copy of it does not pass for it."""
    if canvas.sign_off is None:
        return Stamp(tr("Draft, not agreed"), WARNING)
    return Stamp(tr("Copy for reading"), MUTED)


def board_pages(
    canvas: Canvas,
    sheet: Sheet,
    typesetter: Typesetter,
    furniture: Furniture,
    reading: Tag | None = None,
    layout: Layout = Layout.STANDARD,
) -> list[Page]:
    """The board and its continuation pages, with headings and without feet, which want the count of pages.

    The boxes are added to `reading` in the order of the walk; it is the one that the furniture has.
    """
    first = Page()
    furniture.head(first)
    contents = board_content(canvas, typesetter, reading or document_tag())
    whole = arrangement(canvas.template, layout, upright=sheet.height > sheet.width)
    return laid_pages(first, plan_board(whole, contents, sheet, furniture.area), typesetter, furniture)


def laid_pages(first: Page, plan: BoardPlan, typesetter: Typesetter, furniture: Furniture) -> list[Page]:
    """`first`, which has its heading, with the boxes of a plan, and the pages on which they go on."""
    continuation = Continuation(plan, furniture.area, typesetter)
    for placed in plan.boxes:
        begins = continuation.begins.get(placed.content.box.key)
        _draw_box(first, placed, plan, typesetter, None if begins is None else begins + 2)
    later = (_continued(page, number, plan, furniture) for number, page in enumerate(continuation.pages, 2))
    return [first, *later]


def _draw_box(page: Page, placed: PlacedBox, plan: BoardPlan, typesetter: Typesetter, goes_on: int | None) -> None:
    spaces, frame, content = plan.spaces, placed.frame, placed.content
    colour = tone(content.box.tone)
    page.marks.append(ShapeMark(frame, fill=colour, radius=spaces.radius))
    below = Frame(frame.x, frame.y, frame.width, frame.height - spaces.edge)
    page.marks.append(ShapeMark(below, fill=WHITE, radius=spaces.radius * 0.6))
    page.marks.append(ShapeMark(frame, stroke=LINE, radius=spaces.radius, thickness=0.6))
    x, inner = frame.x + spaces.pad, frame.width - 2 * spaces.pad
    top = below.top - 0.6 * spaces.pad
    indent = heading_indent(spaces.heading, content.number)
    said = content.heading_said
    page.text((content.number,), x, top, inner, spaces.heading, colour, tag=said)
    y = page.text(placed.heading, x + indent, top, inner - indent, spaces.heading, tone(""), tag=said)
    if content.count is not None and placed.count_below:
        y = page.text((content.count,), x + indent, y, inner - indent, spaces.small, MUTED)
    elif content.count is not None:
        page.text((content.count,), x, top - 0.25 * spaces.heading, inner, spaces.small, MUTED, "end")
    y -= 0.4 * spaces.pad
    if content.remark is not None:
        lines = tuple(content.remark.lines(inner * 1000 / plan.size))
        page.text(lines, x, y, inner, plan.size, MUTED, tag=content.remark_said)
    for note in placed.notes:
        note.note.put(page, note.frame.x, note.frame.top, note.frame.width, colour, spaces.radius * 0.7)
    if goes_on is not None:
        words = tr("continued on page {number}", number=goes_on)
        line = typesetter.line(f"→ {words}")
        size = min(spaces.small, inner * 1000 / line.width)
        page.text((line,), x, frame.y + 0.5 * spaces.pad + 1.4 * spaces.small, inner, size, colour)


def _continued(source: ContinuedPage, number: int, plan: BoardPlan, furniture: Furniture) -> Page:
    """The page `number`, with a bookmark wherever a box goes on."""
    page = Page()
    furniture.head(page)
    spaces = plan.spaces
    for part in source.parts:
        if isinstance(part, Heading):
            frame = part.frame
            words = tr("continued on page {number}", number=number)
            page.bookmarks.append(Bookmark(words, frame.x, frame.top, part.repeats))
            page.text((part.number,), frame.x, frame.top, frame.width, spaces.heading, tone(part.tone))
            indent = heading_indent(spaces.heading, part.number)
            page.text(part.lines, frame.x + indent, frame.top, frame.width - indent, spaces.heading, tone(""))
        else:
            name, note = part
            note.note.put(page, note.frame.x, note.frame.top, note.frame.width, tone(name), spaces.radius * 0.7)
    return page
