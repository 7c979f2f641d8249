"""What frames every page: the heading with the stamp, and the foot with the page number.

The first page's heading is read aloud; the others repeat it and, like every foot, are decoration.
"""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.colours import INK, MUTED, WHITE
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.marks import Colour, Frame, Page, ShapeMark, text_height
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.tags import Tag, TagKind
from cmc_desktop.model.export.text import Typesetter


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a document is, in a few words, on every page of it."""

    words: str
    colour: Colour


class Furniture:
    """Draws heading and foot; `area` is what they leave free.

    The title, the facts and the stamp of the first head are read aloud as parts of `reading`, without which none is.
    """

    def __init__(
        self,
        sheet: Sheet,
        typesetter: Typesetter,
        *,
        title: str,
        facts: tuple[str, ...],
        stamp: Stamp,
        foot: str,
        reading: Tag | None = None,
    ) -> None:
        self._sheet = sheet
        self._reading = reading
        self._stamp = stamp
        scale = sheet.scale
        self._title_size, self._fact_size, self._foot_size = 13 * scale, 7.4 * scale, 6.4 * scale
        self._typesetter = typesetter
        self._stamp_line = typesetter.line(stamp.words, FontStyle.BOLD)
        self._stamp_size = 8.6 * scale
        self._stamp_width = self._stamp_line.width * self._stamp_size / 1000 + 12 * scale
        #: beside the stamp, so that a title which reads to the left ends before it
        self._room = self._inner - self._stamp_width - 12 * scale
        title_text = typesetter.prepare(title, FontStyle.BOLD, tr("Title"))
        self._title = tuple(title_text.lines(self._room * 1000 / self._title_size))
        fact_text = typesetter.prepare("  ·  ".join(fact for fact in facts if fact), where=tr("Title"))
        self._facts = tuple(fact_text.lines(self._room * 1000 / self._fact_size))
        self._foot_text = typesetter.prepare(foot)
        self._foot_lines = tuple(self._foot_text.lines(self._inner * 0.8 * 1000 / self._foot_size))

    @property
    def _inner(self) -> float:
        return self._sheet.width - 2 * self._sheet.margin

    @property
    def area(self) -> Frame:
        """Where the page's own content goes."""
        margin, scale = self._sheet.margin, self._sheet.scale
        top = self._sheet.height - margin - self._head_height - 6 * scale
        foot = margin + text_height(self._foot_lines, self._foot_size) + 5 * scale
        return Frame(margin, foot, self._inner, top - foot)

    @property
    def _head_height(self) -> float:
        words = text_height(self._title, self._title_size) + text_height(self._facts, self._fact_size)
        return words + 3 * self._sheet.scale

    def head(self, page: Page) -> None:
        """Put the title, the facts and the stamp on a page."""
        margin, scale = self._sheet.margin, self._sheet.scale
        top = self._sheet.height - margin
        title, facts, stamp = self._read()
        y = page.text(self._title, margin, top, self._room, self._title_size, INK, tag=title)
        page.text(self._facts, margin, y, self._room, self._fact_size, MUTED, tag=facts)
        height, words_top = 1.75 * self._stamp_size, top - 0.2 * self._stamp_size
        frame = Frame(self._sheet.width - margin - self._stamp_width, top - height, self._stamp_width, height)
        page.marks.append(ShapeMark(frame, fill=self._stamp.colour, radius=height / 2))
        line = (self._stamp_line,)
        page.text(line, frame.x, words_top, frame.width, self._stamp_size, WHITE, "centre", stamp)
        rule = Frame(margin, top - self._head_height, self._inner, 0)
        page.marks.append(ShapeMark(rule, stroke=INK, thickness=0.9 * scale))

    def _read(self) -> tuple[Tag | None, Tag | None, Tag | None]:
        """What title, facts and stamp are read as: only once."""
        reading, self._reading = self._reading, None
        if reading is None:
            return None, None, None
        heading = reading.add(TagKind.HEADING_1)
        return heading, reading.add(TagKind.PARAGRAPH), reading.add(TagKind.PARAGRAPH)

    def foot(self, page: Page, number: int, count: int) -> None:
        """Put the foot with the page's number on a page."""
        margin = self._sheet.margin
        top = margin + text_height(self._foot_lines, self._foot_size)
        page.text(self._foot_lines, margin, top, self._inner * 0.8, self._foot_size, MUTED)
        words = f"{self._stamp.words}  ·  " + tr("page {number} of {count}", number=number, count=count)
        line = (self._typesetter.line(words, FontStyle.SEMIBOLD),)
        page.text(line, margin, top, self._inner, self._foot_size, INK, "end")
