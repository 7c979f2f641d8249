"""Lines as they are printed: runs of glyphs at their places. Lengths are thousandths of the type size unless said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cmc_desktop.model.export.fonts import Typeface
from cmc_desktop.model.export.shaping import Glyph

#: from the top of a plain line to its letters' foot, and from there to its end, in type sizes
PLAIN_RISE = 1.016
PLAIN_FALL = 0.304


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of one font and direction, with their glyphs from left to right.

    `place` says where it comes in reading order, counted in whatever; `typed` is what somebody typed where a sign is
    shown in its place, else the same as `text`.
    """

    place: int
    text: str
    typed: str
    typeface: Typeface
    level: int
    glyphs: tuple[Glyph, ...]

    @property
    def width(self) -> float:
        return sum(glyph.advance for glyph in self.glyphs)

    @property
    def leftward(self) -> bool:
        return bool(self.level % 2)


class Line(NamedTuple):
    """One printed line. A plain one is only its text; others have runs from left to right.

    `leading` is its height in type sizes, `rise` how far down its letters' foot is. `spaced` tells that
    white space was typed after it: a word is not cut at its end.
    """

    text: str
    width: float
    typeface: Typeface
    runs: tuple[Run, ...] = ()
    leftward: bool = False
    leading: float = PLAIN_RISE + PLAIN_FALL
    rise: float = PLAIN_RISE
    spaced: bool = False
