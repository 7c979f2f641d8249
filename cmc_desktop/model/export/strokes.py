"""Lines under and through words: where stretches of a text lie once it is broken into lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cmc_desktop.model.domain.difference import Span
from cmc_desktop.model.export.line import Line, Run
from cmc_desktop.model.export.marks import Colour, Frame, Page, ShapeMark

#: from the letters' foot: the height of a line through words and the depth of one under them, in type sizes
_THROUGH, _UNDER = 0.27, 0.13
_THICKNESS = 0.065


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line under words that came in or through words that went ("+" and "-"), from the left, in thousandths."""

    sign: str
    left: float
    right: float


def strokes(lines: Sequence[Line], spans: Sequence[Span]) -> tuple[tuple[Stroke, ...], ...]:
    """For each line the strokes that the spans of its text get; the spans joined are the text of the lines."""
    text = "".join(span.text for span in spans)
    signs = "".join(span.sign * len(span.text) for span in spans)
    found: list[tuple[Stroke, ...]] = []
    place = 0
    for line in lines:
        start = max(text.find(line.text, place), place)
        place = start + len(line.text)
        found.append(tuple(_joined(_stretches(line, signs[start:place]))))
    return tuple(found)


def draw_strokes(
    page: Page,
    lines: Sequence[Line],
    found: Sequence[Sequence[Stroke]],
    x: float,
    top: float,
    width: float,
    size: float,
    colour: Colour,
) -> None:
    """Draw the strokes of lines that stand below `top` in a column of `width` from `x`, as `Page.text` puts them."""
    for line, own in zip(lines, found, strict=True):
        begin = x + (width - line.width * size / 1000 if line.leftward else 0.0)
        foot = top - line.rise * size
        for stroke in own:
            y = foot + (_THROUGH if stroke.sign == "-" else -_UNDER) * size
            frame = Frame(begin + stroke.left * size / 1000, y, (stroke.right - stroke.left) * size / 1000, 0)
            page.marks.append(ShapeMark(frame, stroke=colour, thickness=_THICKNESS * size))
        top -= line.leading * size


def _stretches(line: Line, signs: str) -> Iterator[Stroke]:
    """The strokes of a line from left to right, one or more for each stretch of like signs."""
    if not line.runs:
        widths = [line.typeface.widths[char] for char in line.text]
        yield from _of_characters(signs, widths, 0.0)
        return
    starts = {}
    place = 0
    for run in sorted(line.runs, key=lambda run: run.place):
        starts[run.place] = place
        place += len(run.typed)
    x = 0.0
    for run in line.runs:
        own = signs[starts[run.place] : starts[run.place] + len(run.typed)]
        if run.typed != run.text:
            # A sign in place of a character is marked as a whole.
            yield from _of_characters(own[:1], [run.width], x)
        else:
            yield from _of_glyphs(run, own, x)
        x += run.width


def _of_glyphs(run: Run, signs: str, x: float) -> Iterator[Stroke]:
    for glyph in run.glyphs:
        yield from _of_characters(signs[glyph.cluster : glyph.cluster + 1], [glyph.advance], x)
        x += glyph.advance


def _of_characters(signs: str, widths: Sequence[float], x: float) -> Iterator[Stroke]:
    for sign, width in zip(signs, widths, strict=False):
        if sign != " " and width:
            yield Stroke(sign, x, x + width)
        x += width


def _joined(found: Iterator[Stroke]) -> Iterator[Stroke]:
    """Neighbours of one sign as one stroke."""
    last: Stroke | None = None
    for stroke in found:
        if last is not None and last.sign == stroke.sign and abs(stroke.left - last.right) < 1:
            last = Stroke(last.sign, last.left, stroke.right)
            continue
        if last is not None:
            yield last
        last = stroke
    if last is not None:
        yield last
