"""What is handed out: numbers, names and questions as on the screen, room for pens, nothing lost in a grey print."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator

import builders
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import FONTS, board, by_pypdf, fonts_of, inset, pages_by_pypdf, squeezed

from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.export.fonts import FontStyle, font_set
from cmc_desktop.model.export.handouts.blank_sheet import BlankSheet
from cmc_desktop.model.export.handouts.grey_board import grey_pages
from cmc_desktop.model.export.handouts.ground import MILLIMETRE, Ground, sheet_of
from cmc_desktop.model.export.handouts.large_print import large_pages
from cmc_desktop.model.export.handouts.name_cards import fitted, name_card_pages
from cmc_desktop.model.export.handouts.poster import poster_page, tile_pages
from cmc_desktop.model.export.handouts.question_sheet import LINE_STEP, question_pages
from cmc_desktop.model.export.handouts.sheet_letters import Letters
from cmc_desktop.model.export.marks import FormMark, Frame, Page, ShapeMark, TextMark
from cmc_desktop.model.export.paper import PAPERS, landscape
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.tags import Tag, TagKind, document_tag
from cmc_desktop.model.export.text import Typesetter

LYING = [True, False]


def ground(template: Template = builders.CMC, *, title: str = "Night bus", questions: bool = True) -> Ground:
    return Ground(template, Typesetter(font_set(FONTS)), title, "Port Alder", questions)


def blank(
    paper: str = "A3", *, lying: bool = True, corners: tuple[str, ...] = ("",), of: Ground | None = None
) -> tuple[list[Page], Tag]:
    sheet, reading = sheet_of(paper, lying=lying), document_tag()
    return list(BlankSheet(of or ground(), sheet, Letters.of_sheet(sheet), corners).sheets(reading)), reading


def pdf(pages: list[Page], reading: Tag | None = None) -> bytes:
    return write_pdf(pages, landscape("A4"), font_set(FONTS), title="t", language="en-GB", now=0, reading=reading)


def everything() -> Iterator[tuple[str, list[Page]]]:
    """Every part that is drawn here, for a canvas with notes."""
    canvas = board([("value", "Fewer cars at night"), ("mission", "Home safely")])
    of = ground()
    yield "blank", blank()[0]
    yield "questions", question_pages(of, "A4", lying=False, reading=document_tag())
    yield "large", large_pages(of, "A4", lying=True, reading=document_tag())
    yield "poster", [poster_page(of, "A1", lying=True, reading=document_tag())]
    yield "tiles", list(tile_pages(of, "A1", lying=True, on="A3", overlap_mm=10, reading=document_tag()))
    yield "names", list(name_card_pages(of, [("Ann Other", "Port"), ("", "")], "A4", reading=document_tag()))
    yield "grey", grey_pages(canvas, of.typesetter, "A3", lying=True, now=0, reading=document_tag())


# the blank canvas


@pytest.mark.parametrize("lying", LYING)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("key", sorted(builders.TEMPLATES))
def test_every_box_has_its_number_name_and_question(key: str, paper: str, lying: bool) -> None:
    template = builders.TEMPLATES[key]
    pages, reading = blank(paper, lying=lying, of=ground(template))
    data = pdf(pages, reading)
    (page,) = pages_by_pypdf(data)
    for box in template.in_walk_order:
        assert squeezed(f"{box.number}{box.title}{box.question}") in squeezed(page)
    assert squeezed(template.source) in squeezed(page)
    assert "Night bus · Port Alder" in " ".join(page.split())
    assert all(fonts_of(data).values())


@pytest.mark.parametrize("lying", LYING)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("key", sorted(builders.TEMPLATES))
@pytest.mark.parametrize("poster", LYING)
def test_boxes_lie_inside_the_sheet_apart_from_each_other_with_room_to_write(
    key: str, paper: str, lying: bool, poster: bool
) -> None:
    sheet = sheet_of(paper, lying=lying)
    letters = Letters.of_poster(sheet) if poster else Letters.of_sheet(sheet)
    (page,) = BlankSheet(ground(builders.TEMPLATES[key]), sheet, letters).sheets(document_tag())
    shapes = [mark.frame for mark in page.marks if isinstance(mark, ShapeMark) and mark.frame.height > 0]
    boxes = [frame for frame in shapes if frame.width > 0.1 * sheet.width]
    texts = [mark.frame for mark in page.marks if isinstance(mark, TextMark) and mark.tag is not None]
    assert len(boxes) == len(builders.TEMPLATES[key].boxes)
    inner = inset(Frame(0, 0, sheet.width, sheet.height), sheet.margin)
    for box in boxes:
        assert inner.holds(box)
        words = [text for text in texts if box.holds(text, slack=0.5)]
        assert len(words) == 3, "number, name and question are inside the box"
        assert min(text.y for text in words) - box.y >= 20, "a few lines by hand below the question"
    for one, other in itertools.combinations(boxes, 2):
        apart = one.right <= other.x or other.right <= one.x or one.top <= other.y or other.top <= one.y
        assert apart


@pytest.mark.parametrize("lying", LYING)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("wide", [150, 300])
def test_boxes_keep_above_the_foot_under_a_long_title_with_a_name_beside_it(wide: int, paper: str, lying: bool) -> None:
    of = Ground(builders.CMC, Typesetter(font_set(FONTS)), "W" * wide, "M" * wide)
    pages, reading = blank(paper, lying=lying, corners=("Name: Ann", "Name: " + "Other " * 49), of=of)
    forms = [mark.form.page for page in pages for mark in page.marks if isinstance(mark, FormMark)]
    assert len(forms) == 1
    for page in (pages[0], *forms):
        foot = [mark for mark in page.marks if isinstance(mark, TextMark)][-2:]
        boxes = [mark.frame for mark in page.marks if isinstance(mark, ShapeMark) and mark.frame.width > 80]
        assert min(box.y for box in boxes) >= max(mark.frame.top for mark in foot)
    assert [tag.kind for tag in reading.walk()].count(TagKind.HEADING_1) == 1, "a copy is not read box by box"


def test_numbers_are_those_of_the_screen() -> None:
    page = squeezed(pages_by_pypdf(pdf(blank()[0]))[0])
    for box in builders.CMC.in_walk_order:
        assert squeezed(box.label) in page


def test_without_questions_there_is_room_to_write() -> None:
    text = by_pypdf(pdf(blank(of=ground(questions=False))[0]))
    assert squeezed(builders.CMC.box("value").question) not in text
    assert "Valueproposition" in text


def test_title_name_and_city_are_printed_as_text_however_long() -> None:
    title = "<b>Open</b> {mobility} " + "data " * 50
    name = "محمد " + "x" * 290
    of = ground(title=title)
    pages, reading = blank("A4", corners=("Ann", name, name), of=of)
    for page in pages_by_pypdf(pdf(pages, reading)):
        assert squeezed(title) in squeezed(page)
    assert by_pypdf(pdf(pages)).count("x" * 290) == 2
    for page in pages:
        inside = Frame(0, 0, landscape("A4").width, landscape("A4").height)
        assert all(inside.holds(mark.frame) for mark in page.marks if isinstance(mark, TextMark))


def test_the_first_sheet_is_read_box_by_box_and_a_copy_as_a_whole() -> None:
    _, reading = blank(corners=("Name: Ann", "Name: Bo"))
    kinds = [tag.kind for tag in reading.children]
    assert kinds[:3] == [TagKind.HEADING_1, TagKind.PARAGRAPH, TagKind.PARAGRAPH]
    *sections, copy = (tag for tag in reading.children if tag.kind is TagKind.SECTION)
    assert [tag.title for tag in sections] == [box.label for box in builders.CMC.in_walk_order]
    for section in sections:
        assert [tag.kind for tag in section.children] == [TagKind.HEADING_2, TagKind.PARAGRAPH]
    assert copy.title == "Name: Bo"
    assert [tag.spoken for tag in copy.children] == [
        "",
        "The same canvas as on the first sheet, with nothing in it yet.",
    ]


def test_posters_are_read_from_two_metres() -> None:
    for paper in ("A1", "A0"):
        page = poster_page(ground(), paper, lying=True, reading=document_tag())
        sizes = sorted({round(mark.size, 3) for mark in page.marks if isinstance(mark, TextMark) and mark.tag})
        # letters of a two-hundredth to a four-hundredth of the distance are read: 24 points and more
        assert sizes[0] >= 24


# the question sheet, large print


@pytest.mark.parametrize("lying", LYING)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("key", sorted(builders.TEMPLATES))
def test_every_question_has_lines_a_hand_can_write_on(key: str, paper: str, lying: bool) -> None:
    template = builders.TEMPLATES[key]
    pages = question_pages(ground(template), paper, lying=lying, reading=document_tag())
    text = by_pypdf(pdf(pages))
    for box in template.in_walk_order:
        assert squeezed(f"{box.number}{box.title}{box.question}") in text
    rules = sum(isinstance(mark, ShapeMark) and not mark.frame.height for page in pages for mark in page.marks)
    assert rules >= 4 * len(template.boxes)
    assert 8 * MILLIMETRE <= LINE_STEP <= 9.5 * MILLIMETRE
    for page in pages:
        assert page.sheet is not None
        inside = inset(Frame(0, 0, page.sheet.width, page.sheet.height), 12 * MILLIMETRE)
        assert all(inside.holds(mark.frame) for mark in page.marks if not hasattr(mark, "form"))


@pytest.mark.parametrize("lying", LYING)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("key", sorted(builders.TEMPLATES))
def test_large_print_has_a_page_for_each_element_and_never_shrinks(key: str, paper: str, lying: bool) -> None:
    template = builders.TEMPLATES[key]
    pages = large_pages(ground(template), paper, lying=lying, reading=document_tag())
    assert len(pages) == len(template.boxes)
    for page, box in zip(pages, template.in_walk_order, strict=True):
        assert page.sheet is not None
        texts = [mark for mark in page.marks if isinstance(mark, TextMark)]
        by_words = {squeezed("".join(line.text for line in mark.lines)): mark for mark in texts}
        assert by_words[squeezed(box.title)].size >= 40
        assert by_words[squeezed(box.question)].size >= 24
        rules = [mark for mark in page.marks if isinstance(mark, ShapeMark) and not mark.frame.height]
        assert len(rules) >= 3
        lowest = by_words[squeezed(box.question)].frame.y
        assert all(rule.frame.y < lowest for rule in rules)


# name cards


@pytest.mark.parametrize(
    "name",
    [
        "Ann",
        "Bartholomew Wolfeschlegelsteinhausenbergerdorff",
        "x" * 300,
        "محمد بن عبد الله",
        "नरेन्द्र मोदी",
        "李小龙",
        "y " * 150,
    ],
)
def test_a_name_stands_whole_on_both_sides_of_its_card(name: str) -> None:
    pages = list(name_card_pages(ground(), [(name, "Port")], "A4", reading=document_tag()))
    found = squeezed(pages_by_pypdf(pdf(pages))[0])
    assert found.count("Port") == 2
    if name.isascii():
        assert found.count(squeezed(name)) == 2
    face = Frame(0, pages[0].sheet.height / 2, pages[0].sheet.width, pages[0].sheet.height / 4)  # type: ignore[union-attr]
    texts = [mark for mark in pages[0].marks if isinstance(mark, TextMark)]
    assert all(inset(face, 5 * MILLIMETRE).holds(mark.frame) for mark in texts)
    assert all(line.width * mark.size / 1000 <= mark.width + 0.01 for mark in texts for line in mark.lines)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=400))
def test_any_words_are_fitted_without_losing_one(words: str) -> None:
    typesetter = Typesetter(font_set(FONTS))
    found = fitted(typesetter, words, FontStyle.BOLD, 500, 120, 58, 2, "")
    assert found.height <= 120
    assert squeezed("".join(line.text for line in found.lines)) == squeezed(" ".join(words.split()))


def test_two_cards_share_a_sheet() -> None:
    people = [(f"Person {number}", "") for number in range(5)]
    assert len(list(name_card_pages(ground(), people, "Letter", reading=document_tag()))) == 3


# in grey


def luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def marks_of(page: Page) -> Iterator[TextMark | ShapeMark]:
    """The marks of a page, those of the drawings it shows among them."""
    for mark in page.marks:
        if isinstance(mark, (TextMark, ShapeMark)):
            yield mark
        else:
            yield from marks_of(mark.form.page)


def test_everything_is_grey_and_read_on_white_paper() -> None:
    white = (1.0, 1.0, 1.0)
    for part, pages in everything():
        for page in pages:
            ground_colour = white
            for mark in marks_of(page):
                for colour in mark_colours(mark):
                    assert max(colour) - min(colour) < 0.11, f"{part}: a colour that a grey print would lose"
                if isinstance(mark, ShapeMark):
                    ground_colour = mark.fill or ground_colour
                    assert mark.fill is None or mark.fill == white or contrast(mark.fill, white) >= 4.5
                    assert mark.stroke is None or contrast(mark.stroke, white) >= 1.9, f"{part}: too pale a line"
                elif mark.colour == white:
                    assert contrast(ground_colour, white) >= 4.5
                else:
                    assert contrast(mark.colour, white) >= 4.5, f"{part}: too pale words"


def mark_colours(mark: TextMark | ShapeMark) -> list[tuple[float, float, float]]:
    if isinstance(mark, TextMark):
        return [mark.colour]
    return [colour for colour in (mark.fill, mark.stroke) if colour is not None]


def test_the_canvas_to_mark_up_has_every_note_and_keeps_room() -> None:
    notes = [(box, f"Note {number} of {box}") for box in builders.CMC.walk[1:] for number in range(3)]
    canvas = board(notes)
    pages = grey_pages(canvas, Typesetter(font_set(FONTS)), "A3", lying=True, now=0, reading=document_tag())
    text = by_pypdf(pdf(pages))
    assert all(squeezed(words) in text for _, words in notes)
    assert "Tomarkup" in text


def test_copies_share_one_drawing_and_are_the_sheet_again() -> None:
    corners = tuple(f"Name: Person {number}" for number in range(40))
    pages, reading = blank(corners=corners)
    with pikepdf.open(io.BytesIO(pdf(pages, reading))) as document:
        forms = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream) and "/BBox" in thing]
    assert len(forms) == 1
    read = pages_by_pypdf(pdf(pages, reading))
    first = squeezed(read[0]).replace("Name:Person0", "")
    assert len(read) == 40
    for number, page in enumerate(read):
        assert f"Name: Person {number}" in page
        assert sorted(squeezed(page).replace(f"Name:Person{number}", "", 1)) == sorted(first)
