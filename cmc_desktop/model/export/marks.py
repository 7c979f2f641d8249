"""A page as a list of marks: what is drawn where, settled before anything is drawn, so that tests can ask."""

from __future__ import annotations

from dataclasses import dataclass, field

from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.tags import Tag
from cmc_desktop.model.export.text import Line

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle in points; `y` is its lower edge, counted from the foot of the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width

    def holds(self, other: Frame, slack: float = 0.01) -> bool:
        """Whether `other` lies inside, up to `slack` points."""
        return (
            other.x >= self.x - slack
            and other.right <= self.right + slack
            and other.y >= self.y - slack
            and other.top <= self.top + slack
        )


@dataclass(frozen=True, slots=True)
class TextMark:
    """Lines from `top` downwards in a column of `width` from `x`; lines that read to the left end at its right.

    `align` is "start", "centre", or "end": at the right, whichever way the words read.

    `tag` is what they are read aloud as; without one they are decoration.
    """

    lines: tuple[Line, ...]
    x: float
    top: float
    width: float
    size: float
    colour: Colour
    align: str = "start"
    tag: Tag | None = None

    @property
    def frame(self) -> Frame:
        height = text_height(self.lines, self.size)
        return Frame(self.x, self.top - height, self.width, height)


@dataclass(frozen=True, slots=True)
class ShapeMark:
    """A rectangle with round corners, or a line where it has no height or no width.

    `card`: it is the tinted card that a note lies on.
    """

    frame: Frame
    fill: Colour | None = None
    stroke: Colour | None = None
    radius: float = 0.0
    thickness: float = 0.5
    card: bool = False


@dataclass(frozen=True, slots=True)
class FormMark:
    """A drawing that the file holds once, shown with its lower left corner at `x`, `y`, `scale` times as large.

    `upside_down` turns it by half a turn about its middle; outside `window` nothing of it is seen. The whole of it is
    read aloud as `tag`.
    """

    form: Form
    x: float
    y: float
    scale: float = 1.0
    upside_down: bool = False
    window: Frame | None = None
    tag: Tag | None = None


Mark = TextMark | ShapeMark | FormMark


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place on a page that no heading leads to, by its upper left corner.

    It is listed where `tag` is read: below the bookmark of that where it is a heading, else at the highest level.
    """

    words: str
    x: float
    top: float
    tag: Tag


@dataclass
class Page:
    """The marks of one page, in the order they are drawn. `sheet` is None on the paper of the whole document."""

    marks: list[Mark] = field(default_factory=list)
    sheet: Sheet | None = None
    bookmarks: list[Bookmark] = field(default_factory=list)

    def text(
        self,
        lines: tuple[Line, ...],
        x: float,
        top: float,
        width: float,
        size: float,
        colour: Colour,
        align: str = "start",
        tag: Tag | None = None,
    ) -> float:
        """Put lines below `top`; returns where they end."""
        self.marks.append(TextMark(lines, x, top, width, size, colour, align, tag))
        return top - text_height(lines, size)


@dataclass(eq=False)
class Form:
    """Marks that many pages share, on a ground of `width` times `height` points; they carry no tags of their own."""

    width: float
    height: float
    page: Page = field(default_factory=Page)


def text_height(lines: tuple[Line, ...], size: float) -> float:
    """The height of lines in points."""
    return size * sum(line.leading for line in lines)
