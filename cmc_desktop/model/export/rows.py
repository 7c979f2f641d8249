"""How high the rows of a canvas become: fuller rows get room from emptier ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cmc_desktop.model.domain.template import Template


def least_rows(template: Template, needs: Mapping[str, float], gap: float) -> list[float]:
    """The smallest row heights at which every box has the height it needs (by key, in points)."""
    rows = [0.0] * template.rows
    for box in sorted(template.boxes.values(), key=lambda box: box.rowspan):
        span = range(box.row, box.row + box.rowspan)
        lacking = needs[box.key] - sum(rows[row] for row in span) - gap * (box.rowspan - 1)
        if lacking > 0:
            weights = sum(template.row_weights[row] for row in span)
            for row in span:
                rows[row] += lacking * template.row_weights[row] / weights
    return rows


def spread(template: Template, least: Sequence[float], wanted: Sequence[float], height: float) -> list[float]:
    """Row heights that add up to `height`.

    Where all that is wanted fits, rows share by weight and none gets less than it wants; else small
    wishes are met and the rest is shared by weight, none below `least`.
    """
    pairs = tuple(zip(least, wanted, template.row_weights, strict=True))
    if sum(wanted) <= height:
        return _filled(lambda share: [max(want, share * weight) for _, want, weight in pairs], height)
    return _filled(lambda share: [max(floor, min(want, share * weight)) for floor, want, weight in pairs], height)


def _filled(rows_at: Callable[[float], list[float]], height: float) -> list[float]:
    low, high = 0.0, height
    for _ in range(40):
        middle = (low + high) / 2
        if sum(rows_at(middle)) <= height:
            low = middle
        else:
            high = middle
    return rows_at(low)
