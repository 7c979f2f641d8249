"""Where the lines of a text mark stand: the same on paper and in a drawing."""

from __future__ import annotations

from collections.abc import Iterator

from cmc_desktop.model.export.line import Line
from cmc_desktop.model.export.marks import TextMark


def placed_lines(mark: TextMark) -> Iterator[tuple[Line, float, float]]:
    """Each line with its left end and its letters' foot, in points from the lower left of the page."""
    top = mark.top
    for line in mark.lines:
        yield line, mark.x + _indent(mark, line), top - line.rise * mark.size
        top -= line.leading * mark.size


def _indent(mark: TextMark, line: Line) -> float:
    spare = mark.width - line.width * mark.size / 1000
    if mark.align == "centre":
        return spare / 2
    return spare if line.leftward or mark.align == "end" else 0.0
