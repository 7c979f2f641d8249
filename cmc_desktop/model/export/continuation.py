"""Pages for the notes that have no room in their box on the board."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.board_plan import BoardPlan
from cmc_desktop.model.export.box_layout import PlacedBox, PlacedNote, heading_indent
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.marks import Frame, text_height
from cmc_desktop.model.export.note_block import NoteBlock, block
from cmc_desktop.model.export.tags import Tag
from cmc_desktop.model.export.text import Line, Typesetter

#: the least type size, in floors of the sheet, and how many times that a column is wide
_TYPE = 1.2
_COLUMN = 34


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a box where its notes go on; `repeats` is the tag of its heading on the board."""

    number: Line
    lines: tuple[Line, ...]
    frame: Frame
    tone: str
    repeats: Tag


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
        #: whether no note stands in the column yet
        self._fresh = True
        for box in plan.boxes:
            if box.left:
                self._flow(box)

    def _flow(self, box: PlacedBox) -> None:
        if not self.pages:
            self._next_page()
        pad = self._spaces.note_pad
        blocks = [block(note, self._frame.width, self._size, pad) for note in box.left]
        heading = self._heading(box)
        if not self._fresh and not self._begins(blocks[0], self._room - heading.frame.height):
            self._next_column()
        self.begins[box.content.box.key] = len(self.pages) - 1
        self._put_heading(heading)
        for note in blocks:
            self._put(note, heading)
        self._y -= self._spaces.heading

    @property
    def _frame(self) -> Frame:
        return self.pages[-1].columns[self._column]

    @property
    def _room(self) -> float:
        """What is left of the column."""
        return self._y - self._frame.y

    def _begins(self, note: NoteBlock, room: float) -> bool:
        """Whether a note, or the beginning of one longer than a column, has its place in what is left of one."""
        return note.height <= room or (note.height > self._frame.height and note.split(room) is not None)

    def _put(self, note: NoteBlock, heading: Heading) -> None:
        """Put a note below the last one, over as many columns as it needs."""
        rest: NoteBlock | None = note
        while rest is not None:
            if not self._fresh and not self._begins(rest, self._room):
                self._go_on(heading)
            parts = rest.split(self._room, anywhere=self._fresh) if rest.height > self._room else None
            here, rest = parts or (rest, None)
            frame = Frame(self._frame.x, self._y - here.height, self._frame.width, here.height)
            self.pages[-1].parts.append((heading.tone, PlacedNote(here, frame)))
            self._y -= here.height + self._spaces.note_gap
            self._fresh = False
            if rest is not None:
                self._go_on(heading)

    def _go_on(self, heading: Heading) -> None:
        """Go to the next column; a new page begins with the name of the box."""
        page = len(self.pages)
        self._next_column()
        if len(self.pages) != page:
            self._put_heading(heading)

    def _next_page(self) -> None:
        count = max(1, round(self._area.width / (_COLUMN * self._size)))
        between = 3 * self._spaces.gap
        width = (self._area.width - between * (count - 1)) / count
        columns = tuple(
            Frame(self._area.x + place * (width + between), self._area.y, width, self._area.height)
            for place in range(count)
        )
        self.pages.append(ContinuedPage(columns))
        self._column, self._y, self._fresh = 0, self._area.top, True

    def _next_column(self) -> None:
        if self._column + 1 < len(self.pages[-1].columns):
            self._column, self._y, self._fresh = self._column + 1, self._area.top, True
        else:
            self._next_page()

    def _heading(self, box: PlacedBox) -> Heading:
        """The heading of a box, placed at the top of a column."""
        title = tr("{box} (continued)", box=box.content.box.title)
        size, number = self._spaces.heading, box.content.number
        prepared = self._typesetter.prepare(title, FontStyle.SEMIBOLD)
        lines = tuple(prepared.lines((self._frame.width - heading_indent(size, number)) * 1000 / size))
        height = text_height(lines, size) + self._spaces.pad
        frame = Frame(self._frame.x, self._area.top - height, self._frame.width, height)
        return Heading(number, lines, frame, box.content.box.tone, box.content.heading_said)

    def _put_heading(self, heading: Heading) -> None:
        height = heading.frame.height
        frame = Frame(self._frame.x, self._y - height, self._frame.width, height)
        self.pages[-1].parts.append(replace(heading, frame=frame))
        self._y -= height
