"""Rectangles, lines and colours in the PDF's own terms: finished text, as ReportLab takes ten times as long over it."""

from __future__ import annotations

from cmc_desktop.model.export.marks import Colour, Frame, ShapeMark

#: how far from a corner a curve's handles lie for a quarter of a circle, as a share of the radius
_HANDLE = 1 - 0.5523
#: what to do with an outline that is filled, stroked
_PAINT = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
_ROUNDED = (
    "%.2f %.2f m %.2f %.2f l %.2f %.2f %.2f %.2f %.2f %.2f c"
    " %.2f %.2f l %.2f %.2f %.2f %.2f %.2f %.2f c"
    " %.2f %.2f l %.2f %.2f %.2f %.2f %.2f %.2f c"
    " %.2f %.2f l %.2f %.2f %.2f %.2f %.2f %.2f c h"
)


class ShapeInk:
    """Writes into one page or shared drawing, where nothing is set yet; what stays the same is set once."""

    def __init__(self) -> None:
        self._fill: Colour | None = None
        self._stroke: tuple[Colour, float] | None = None

    def use(self, code: list[str], colour: Colour) -> None:
        """Fill what comes next, letters as well, with `colour`."""
        if colour != self._fill:
            code.append(f"{_rgb(colour)} rg")
            self._fill = colour

    def write(self, code: list[str], mark: ShapeMark) -> None:
        """Write a mark into the `code` of the page."""
        frame = mark.frame
        if mark.fill is not None:
            self.use(code, mark.fill)
        if mark.stroke is not None and (mark.stroke, mark.thickness) != self._stroke:
            code.append(f"{_rgb(mark.stroke)} RG {mark.thickness:.3g} w")
            self._stroke = mark.stroke, mark.thickness
        if not frame.height or not frame.width:
            code.append(f"{frame.x:.2f} {frame.y:.2f} m {frame.right:.2f} {frame.top:.2f} l S")
            return
        if mark.radius:
            outline = _rounded(frame, min(mark.radius, frame.width / 2, frame.height / 2))
        else:
            outline = f"{frame.x:.2f} {frame.y:.2f} {frame.width:.2f} {frame.height:.2f} re"
        code.append(f"{outline} {_PAINT[mark.fill is not None, mark.stroke is not None]}")


def _rgb(colour: Colour) -> str:
    red, green, blue = colour
    return f"{red:.4g} {green:.4g} {blue:.4g}"


def _rounded(frame: Frame, radius: float) -> str:
    """The outline of a rectangle, against the clock from the lower left."""
    left, foot, right, top = frame.x, frame.y, frame.right, frame.top
    handle = radius * _HANDLE
    return _ROUNDED % (
        *(left + radius, foot),
        *(right - radius, foot),
        *(right - handle, foot, right, foot + handle, right, foot + radius),
        *(right, top - radius),
        *(right, top - handle, right - handle, top, right - radius, top),
        *(left + radius, top),
        *(left + handle, top, left, top - handle, left, top - radius),
        *(left, foot + radius),
        *(left, foot + handle, left + handle, foot, left + radius, foot),
    )
