"""Pages for the notes that have no room in their box on the board."""

from __future__ import annotations

from dataclasses import dataclass, field

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.board_plan import BoardPlan
from cmc_desktop.model.export.box_layout import PlacedBox, PlacedNote, heading_indent
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.marks import Frame, text_height
from cmc_desktop.model.export.note_block import NoteBlock, block
from cmc_desktop.model.export.text import Line, Typesetter

#: the least type size, in floors of the sheet, and how many times that a column is wide
_TYPE = 1.2
_COLUMN = 34


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a box where its notes go on."""

    number: Line
    lines: tuple[Line, ...]
    frame: Frame
    tone: str


@dataclass
class ContinuedPage:
    """What stands on one continuation page, in reading order."""

    columns: tuple[Frame, ...]
    parts: list[Heading | tuple[str, PlacedNote]] = field(default_factory=list)


class Continuation:
    """Lets the notes left over by a board flow through columns of as many pages as they need."""

    def __init__(self, plan: BoardPlan, area: Frame, typesetter: Typesetter) -> None:
        self.pages: list[ContinuedPage] = []
        #: by key of a box, the place (from 0) of the page on which it goes on
        self.begins: dict[str, int] = {}
        self._plan = plan
        self._spaces = plan.spaces
        self._typesetter = typesetter
        self._size = max(plan.size, _TYPE * plan.sheet.floor)
        self._area = area
        self._column = 0
        self._y = 0.0
        for box in plan.boxes:
            if box.left:
                self._flow(box)

    def _flow(self, box: PlacedBox) -> None:
        if not self.pages:
            self._next_page()
        pad = self._spaces.note_pad
        blocks = [block(note, self._frame.width, self._size, pad) for note in box.left]
        heading = self._heading_lines(box)
        lead = self._heading_height(heading) + min(blocks[0].height, self._frame.height / 3)
        if self._y - lead < self._frame.y:
            self._next_column()
        self.begins[box.content.box.key] = len(self.pages) - 1
        self._put_heading(box, heading)
        page = len(self.pages)
        for note in blocks:
            self._make_room(note)
            if len(self.pages) != page:
                page = len(self.pages)
                self._put_heading(box, heading)
            self._put(box, note)
        self._y -= self._spaces.heading

    @property
    def _frame(self) -> Frame:
        return self.pages[-1].columns[self._column]

    def _next_page(self) -> None:
        count = max(1, round(self._area.width / (_COLUMN * self._size)))
        between = 3 * self._spaces.gap
        width = (self._area.width - between * (count - 1)) / count
        columns = tuple(
            Frame(self._area.x + place * (width + between), self._area.y, width, self._area.height)
            for place in range(count)
        )
        self.pages.append(ContinuedPage(columns))
        self._column, self._y = 0, self._area.top

    def _next_column(self) -> None:
        if self._column + 1 < len(self.pages[-1].columns):
            self._column, self._y = self._column + 1, self._area.top
        else:
            self._next_page()

    def _heading_lines(self, box: PlacedBox) -> tuple[Line, ...]:
        title = tr("{box} (continued)", box=box.content.box.title)
        room = self._frame.width - heading_indent(self._spaces.heading, box.content.number)
        prepared = self._typesetter.prepare(title, FontStyle.SEMIBOLD)
        return tuple(prepared.lines(room * 1000 / self._spaces.heading))

    def _heading_height(self, lines: tuple[Line, ...]) -> float:
        return text_height(lines, self._spaces.heading) + self._spaces.pad

    def _put_heading(self, box: PlacedBox, lines: tuple[Line, ...]) -> None:
        height = self._heading_height(lines)
        frame = Frame(self._frame.x, self._y - height, self._frame.width, height)
        self.pages[-1].parts.append(Heading(box.content.number, lines, frame, box.content.box.tone))
        self._y -= height

    def _make_room(self, note: NoteBlock) -> None:
        """Go to the next column when the note does not fit here and either fits there or has no start here."""
        room = self._y - self._frame.y
        if note.height > room and (
            note.height <= self._frame.height - 3 * self._spaces.heading or not note.split(room)
        ):
            self._next_column()

    def _put(self, box: PlacedBox, note: NoteBlock) -> None:
        rest: NoteBlock | None = note
        while rest is not None:
            parts = rest.split(self._y - self._frame.y) if rest.height > self._y - self._frame.y else None
            here, rest = parts if parts else (rest, None)
            frame = Frame(self._frame.x, self._y - here.height, self._frame.width, here.height)
            self.pages[-1].parts.append((box.content.box.tone, PlacedNote(here, frame)))
            self._y -= here.height + self._spaces.note_gap
            if rest is not None:
                self._next_column()
