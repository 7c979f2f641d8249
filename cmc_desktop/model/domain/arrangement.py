"""How the boxes of a canvas are arranged on paper: parts side by side and parts one below the other.

The template says where its boxes lie on the board. Paper may be upright, where five columns would be slivers, and a
room may be used to another layout; both are worked out from the template here. The board on the screen stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.template import Box, Template

#: on upright paper more columns than these become slivers
_UPRIGHT_COLUMNS = 3
#: what a row of all value boxes takes of the height that their rows have one below the other
_ROW_OF_SIX = 0.75


class Layout(StrEnum):
    """The layouts a canvas can be printed in."""

    STANDARD = "standard"
    SIX = "bottom-row"

    @property
    def label(self) -> str:
        return tr("Standard layout") if self is Layout.STANDARD else tr("Bottom row of six")


@dataclass(frozen=True, slots=True)
class Split:
    """Parts side by side (`beside`) or one below the other; they share the room by `weights` where nothing presses.

    A weight is one part's share of the sum of all; whoever lays out may give widths in points as weights.
    """

    beside: bool
    parts: tuple[Part, ...]
    weights: tuple[float, ...]


#: the key of a box, or several parts
Part = str | Split


def arrangement(template: Template, layout: Layout = Layout.STANDARD, *, upright: bool = False) -> Part:
    """The boxes of `template` as they lie on paper; every box once."""
    whole = _sliced(template, tuple(template.boxes.values()), beside=False)
    bands = list(_bands(whole))
    values = {key for _, minus, plus in template.bottom_lines for key in (minus, plus)}
    if len(template.bottom_lines) > 1 and layout is Layout.SIX:
        bands = _with_values_in_a_row(template, bands, values, upright=upright)
    if upright:
        bands = [_regrouped(template, part, weight) for part, weight in bands]
    return _split(beside=False, bands=bands)


def boxes_of(part: Part) -> tuple[str, ...]:
    """The keys of the boxes in a part, from left to right and from top to bottom."""
    if isinstance(part, str):
        return (part,)
    return tuple(key for inner in part.parts for key in boxes_of(inner))


Bands = list[tuple[Part, float]]


def _bands(whole: Part) -> Iterator[tuple[Part, float]]:
    if isinstance(whole, Split) and not whole.beside:
        yield from zip(whole.parts, whole.weights, strict=True)
    else:
        yield whole, 1.0


def _split(*, beside: bool, bands: Bands) -> Part:
    if len(bands) == 1:
        return bands[0][0]
    return Split(beside, tuple(part for part, _ in bands), tuple(weight for _, weight in bands))


def _sliced(template: Template, boxes: Sequence[Box], *, beside: bool, again: bool = False) -> Part:
    """Cut a part of the template's grid along lines that no box crosses, as often as needed."""
    if len(boxes) == 1:
        return boxes[0].key
    spans = {box.key: (box.col, box.colspan) if beside else (box.row, box.rowspan) for box in boxes}
    groups: list[list[Box]] = []
    reached = -1
    for box in sorted(boxes, key=lambda box: spans[box.key]):
        start, count = spans[box.key]
        if start >= reached:
            groups.append([])
        groups[-1].append(box)
        reached = max(reached, start + count)
    if len(groups) == 1:
        if again:
            raise ValueError(f"template {template.key}: its boxes cannot be cut apart by straight lines")
        return _sliced(template, boxes, beside=not beside, again=True)
    bands: Bands = []
    for group in groups:
        first = min(spans[box.key][0] for box in group)
        last = max(sum(spans[box.key]) for box in group)
        weight = float(last - first if beside else sum(template.row_weights[first:last]))
        bands.append((_sliced(template, group, beside=not beside), weight))
    return _split(beside=beside, bands=bands)


def _with_values_in_a_row(template: Template, bands: Bands, values: set[str], *, upright: bool) -> Bands:
    """The bands with the value boxes in one row at the bottom; on upright paper costs in one row, gains in the next."""
    kept = [(part, weight) for part, weight in bands if not values.issuperset(boxes_of(part))]
    below = [(part, weight) for part, weight in bands if values.issuperset(boxes_of(part))]
    if {key for part, _ in below for key in boxes_of(part)} != values:
        return bands
    height = sum(weight for _, weight in below) * _ROW_OF_SIX
    lines = template.bottom_lines
    if upright:
        rows: list[list[str]] = [[minus for _, minus, _ in lines], [plus for _, _, plus in lines]]
    else:
        rows = [[key for _, minus, plus in lines for key in (minus, plus)]]
    return kept + [(_split(beside=True, bands=[(key, 1.0) for key in row]), height / len(rows)) for row in rows]


def _regrouped(template: Template, part: Part, weight: float) -> tuple[Part, float]:
    """A band for upright paper: of many columns, those left of the middle one are stacked, and those right of it."""
    if isinstance(part, str) or not part.beside or len(part.parts) <= _UPRIGHT_COLUMNS:
        return part, weight
    half = len(part.parts) // 2
    middle = part.parts[half : len(part.parts) - half]
    stacks = (part.parts[:half], *((one,) for one in middle), part.parts[len(part.parts) - half :])
    columns: Bands = []
    for stack in stacks:
        keys = sorted((key for inner in stack for key in boxes_of(inner)), key=lambda key: template.box(key).number)
        columns.append((_split(beside=False, bands=[(key, 1.0) for key in keys]), 1.0))
    return _split(beside=True, bands=columns), weight * _UPRIGHT_COLUMNS / 2
