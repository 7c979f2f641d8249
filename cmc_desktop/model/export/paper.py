"""What an export gives back, and the sheets of paper there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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


def _landscape(name: str, long: float, short: float, scale: float, floor: float, ceiling: float) -> Sheet:
    return Sheet(name, long * _MILLIMETRE, short * _MILLIMETRE, 24 + 4 * scale, scale, floor, ceiling)


_SHEETS = {
    sheet.name: sheet
    for sheet in (
        _landscape("A4", 297, 210, 1.0, 6.0, 9.0),
        _landscape("A3", 420, 297, 1.3, 7.0, 12.0),
    )
}
PAPERS = tuple(_SHEETS)
_UPRIGHT = {
    name.upper(): Sheet(name, width * _MILLIMETRE, height * _MILLIMETRE, 54, 1.0, 6.0, 9.0)
    for name, width, height in (("A4", 210, 297), ("Letter", 215.9, 279.4))
}


def landscape(paper: str) -> Sheet:
    """The sheet called `paper` ("A4", "a3"), the long side lying. Raises Refusal."""
    return _sheet(paper, _SHEETS)


def portrait(paper: str) -> Sheet:
    """The sheet called `paper` ("A4", "letter"), the short side lying. Raises Refusal."""
    return _sheet(paper, _UPRIGHT)


def _sheet(paper: str, sheets: Mapping[str, Sheet]) -> Sheet:
    sheet = sheets.get(paper.upper())
    if sheet is None:
        raise Refusal(
            tr("There is no paper size “{paper}”.", paper=paper),
            todo=tr("The sizes are: {papers}.", papers=", ".join(one.name for one in sheets.values())),
        )
    return sheet
