"""What an export gives back, and the sheets of paper there are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal

_MILLIMETRE = 72 / 25.4


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no bundled font can draw; it is printed as `[code]`. `where` is where it came first."""

    char: str
    code: str
    where: str


@dataclass(frozen=True)
class Paper:
    """A finished PDF and the characters it could only print as their codes."""

    data: bytes
    missing: tuple[MissingGlyph, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper; all lengths are points. `floor` is the smallest note type, `ceiling` the largest."""

    name: str
    width: float
    height: float
    margin: float
    scale: float
    floor: float
    ceiling: float


@dataclass(frozen=True, slots=True)
class _Size:
    """Short and long side in millimetres, and what one point of our A4 design becomes on it."""

    short: float
    long: float
    scale: float
    floor: float
    ceiling: float


_SIZES = {
    "A4": _Size(210, 297, 1.0, 6.0, 10.5),
    "A3": _Size(297, 420, 1.3, 7.0, 14.0),
    "A2": _Size(420, 594, 1.85, 10.0, 20.0),
    "A1": _Size(594, 841, 2.6, 14.0, 29.0),
    "A0": _Size(841, 1189, 3.7, 20.0, 42.0),
    "Letter": _Size(215.9, 279.4, 1.0, 6.0, 10.5),
    "Tabloid": _Size(279.4, 431.8, 1.3, 7.0, 14.0),
}
#: the names of the sheets, as they are said and typed
PAPERS = tuple(_SIZES)
#: what a printer in an office takes
OFFICE_PAPERS = ("A4", "A3", "Letter", "Tabloid")
_TEXT_MARGIN = 54.0


def landscape(paper: str) -> Sheet:
    """The sheet called `paper` ("A4", "a3", "tabloid"), the long side lying. Raises Refusal."""
    name, size = _size(paper)
    return Sheet(
        name,
        size.long * _MILLIMETRE,
        size.short * _MILLIMETRE,
        24 + 4 * size.scale,
        size.scale,
        size.floor,
        size.ceiling,
    )


def upright(paper: str) -> Sheet:
    """The same sheet as `landscape` gives, the short side lying. Raises Refusal."""
    return canvas_sheet(paper, upright=True)


def canvas_sheet(paper: str, *, upright: bool = False) -> Sheet:
    """The sheet called `paper` for a canvas, lying unless `upright`. Raises Refusal."""
    lying = landscape(paper)
    return replace(lying, width=lying.height, height=lying.width) if upright else lying


def portrait(paper: str) -> Sheet:
    """The sheet called `paper` for running text: the short side lying, with a text's margins. Raises Refusal."""
    return replace(upright(paper), margin=_TEXT_MARGIN, scale=1.0)


def _size(paper: str) -> tuple[str, _Size]:
    for name, size in _SIZES.items():
        if name.upper() == paper.upper():
            return name, size
    raise Refusal(
        tr("There is no paper size “{paper}”.", paper=paper),
        todo=tr("The sizes are: {papers}.", papers=", ".join(PAPERS)),
    )
