"""The colours of paper: the light tokens of the design, and the tints notes lie on."""

from __future__ import annotations

from cmc_desktop.model.export.marks import Colour


def _rgb(token: str) -> Colour:
    red, green, blue = bytes.fromhex(token[1:])
    return (red / 255, green / 255, blue / 255)


def tint(colour: Colour, share: float = 0.09) -> Colour:
    """`colour` thinned on white paper."""
    red, green, blue = (1 - share * (1 - part) for part in colour)
    return (red, green, blue)


WHITE: Colour = (1.0, 1.0, 1.0)
INK = _rgb("#1c2733")
MUTED = _rgb("#5b6875")
LINE = _rgb("#c3cad2")
WARNING = _rgb("#8f5800")
AGREED = _rgb("#2b7a3d")

_TONES = {
    "purpose": _rgb("#1f4e79"),
    "deliver": _rgb("#0b7285"),
    "create": _rgb("#5f3dc4"),
    "economic": _rgb("#9a5f00"),
    "environmental": _rgb("#2b7a3d"),
    "social": _rgb("#b3415e"),
}


def tone(name: str) -> Colour:
    """The colour of a part of the canvas; ink for one this version does not know."""
    return _TONES.get(name, INK)
