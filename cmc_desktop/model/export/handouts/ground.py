"""What all hand-outs share: black ink, lengths for pens, and what the sheets are about."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.marks import Colour, Frame, Page, ShapeMark
from cmc_desktop.model.export.paper import Sheet, landscape, upright
from cmc_desktop.model.export.tags import Tag
from cmc_desktop.model.export.text import Line, Typesetter

BLACK: Colour = (0.0, 0.0, 0.0)
#: words that may stand back: 7 to 1 on white paper
GREY: Colour = (0.35, 0.35, 0.35)
#: lines to write on: to be seen in a poor copy, and not in the way of the pen
RULE: Colour = (0.58, 0.58, 0.58)
MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Ground:
    """What the sheets are about, and the typesetter of the file they come into. `plan` is title and city, or empty."""

    template: Template
    typesetter: Typesetter
    title: str = ""
    city: str = ""
    questions: bool = True

    @property
    def plan(self) -> str:
        return "  ·  ".join(part for part in (self.title, self.city) if part)

    def lines(
        self, text: str, width: float, size: float, style: FontStyle = FontStyle.REGULAR, where: str = ""
    ) -> tuple[Line, ...]:
        """`text` broken for `width` points in a type of `size` points."""
        return tuple(self.typesetter.prepare(text, style, where).lines(width * 1000 / size))


def sheet_of(paper: str, *, lying: bool) -> Sheet:
    """The sheet called `paper`, its long side lying or standing. Raises Refusal."""
    return landscape(paper) if lying else upright(paper)


def rule(page: Page, x: float, y: float, width: float, colour: Colour = RULE, thickness: float = 0.6) -> None:
    """A level line from `x`, `y`."""
    page.marks.append(ShapeMark(Frame(x, y, width, 0), stroke=colour, thickness=thickness))


def post(page: Page, x: float, y: float, height: float, colour: Colour = RULE, thickness: float = 0.6) -> None:
    """An upright line from `x`, `y`."""
    page.marks.append(ShapeMark(Frame(x, y, 0, height), stroke=colour, thickness=thickness))


def numbered(page: Page, number: Line, x: float, top: float, size: float, stroke: float, tag: Tag | None) -> float:
    """A box's number in a ring beside the first line of a heading of `size` below `top`; returns the ring's width."""
    across = 1.55 * size
    ring = Frame(x, top - 0.66 * size - across / 2, across, across)
    page.marks.append(ShapeMark(ring, stroke=BLACK, radius=across / 2, thickness=stroke))
    page.text((number,), x, top - 0.09 * size, across, 0.86 * size, BLACK, "centre", tag)
    return across
