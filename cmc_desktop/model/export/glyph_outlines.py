"""The outlines of letters as SVG path data, from the same glyphs that the PDF has."""

from __future__ import annotations

from functools import lru_cache

import uharfbuzz

from cmc_desktop.model.export.fonts import Typeface
from cmc_desktop.model.export.text import Line

#: a contour: where it begins, and its way from there; in thousandths of the type size, upwards
Contour = tuple[int, int, str]


class _Tracer:
    """Takes what HarfBuzz draws, in whole thousandths, each step told from the point before it."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._at = (0, 0)
        self._begin = (0, 0)
        self._steps: list[str] = []
        self.contours: list[Contour] = []

    def _place(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self._scale), round(y * self._scale)

    def _step(self, letter: str, *points: float) -> None:
        to = self._at
        numbers: list[str] = []
        for x, y in zip(points[::2], points[1::2], strict=True):
            to = self._place(x, y)
            numbers += (str(to[0] - self._at[0]), str(self._at[1] - to[1]))
        self._steps.append(letter + " ".join(numbers))
        self._at = to

    def move(self, x: float, y: float, _state: object) -> None:
        self._at = self._begin = self._place(x, y)
        self._steps = []

    def line(self, x: float, y: float, _state: object) -> None:
        self._step("l", x, y)

    def quadratic(self, cx: float, cy: float, x: float, y: float, _state: object) -> None:
        self._step("q", cx, cy, x, y)

    def cubic(self, ax: float, ay: float, bx: float, by: float, x: float, y: float, _state: object) -> None:
        self._step("c", ax, ay, bx, by, x, y)

    def close(self, _state: object) -> None:
        self.contours.append((*self._begin, "".join(self._steps) + "z"))


@lru_cache(maxsize=4096)
def _contours(typeface: Typeface, glyph: int) -> tuple[Contour, ...]:
    font = typeface.shaper
    tracer = _Tracer(1000 / font.scale[0])
    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(tracer.move)
    draw.set_line_to_func(tracer.line)
    draw.set_quadratic_to_func(tracer.quadratic)
    draw.set_cubic_to_func(tracer.cubic)
    draw.set_close_path_func(tracer.close)
    font.draw_glyph(glyph, draw)
    return tuple(tracer.contours)


def line_outline(line: Line) -> str:
    """The path of a line's letters from its left end, in thousandths of the type size, downwards; "" for no ink."""
    ink: list[str] = []
    x = 0.0
    if not line.runs:
        numbers, widths = line.typeface.face.charToGlyph, line.typeface.widths
        for char in line.text:
            _put(ink, line.typeface, numbers[ord(char)], x, 0.0)
            x += widths[char]
    for run in line.runs:
        for glyph in run.glyphs:
            _put(ink, run.typeface, glyph.number, x + glyph.x_offset, glyph.y_offset)
            x += glyph.advance
    return "".join(ink)


def _put(ink: list[str], typeface: Typeface, glyph: int, x: float, y: float) -> None:
    for begin_x, begin_y, way in _contours(typeface, glyph):
        ink.append(f"M{round(x + begin_x)} {round(-y - begin_y)}{way}")
