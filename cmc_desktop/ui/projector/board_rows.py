"""How high the rows of the whole board are: what is full gets more, and nothing gets nothing."""

from __future__ import annotations

from collections.abc import Callable

from cmc_desktop.model.domain.template import Box, Template


def rows_needed(template: Template, spacing: int, height_of: Callable[[Box], int]) -> list[int]:
    """The heights the rows of the grid need for their boxes; tall boxes spread what they lack over their rows."""
    needed = [0] * template.rows
    for box in sorted(template.boxes.values(), key=lambda box: box.rowspan):
        rows = range(box.row, box.row + box.rowspan)
        lack = height_of(box) - spacing * (box.rowspan - 1) - sum(needed[row] for row in rows)
        if lack > 0:
            for row in rows:
                needed[row] += -(-lack // box.rowspan)
    return needed


def with_spare(available: int, needed: list[int], weights: tuple[int, ...]) -> list[int]:
    """Rows that all fit, with what is left shared out by weight."""
    spare = available - sum(needed)
    return [need + spare * weight // sum(weights) for need, weight in zip(needed, weights, strict=True)]


def shared(available: int, needed: list[int], least: list[int], weights: tuple[int, ...]) -> list[int]:
    """Heights for rows that need more than there is: a row that needs little gets it, the others share by weight,
    and none gets less than its least while there is enough for that."""
    rows = list(least)
    rest = available - sum(rows)
    if rest < 0:
        return [max(1, row * available // sum(least)) for row in rows]
    open_rows = {row for row, need in enumerate(needed) if need > rows[row]}
    while rest > 0 and open_rows:
        total = sum(weights[row] for row in open_rows)
        share = {row: max(1, rest * weights[row] // total) for row in open_rows}
        for row in sorted(open_rows):
            more = min(share[row], needed[row] - rows[row], rest)
            rows[row] += more
            rest -= more
        open_rows = {row for row in open_rows if rows[row] < needed[row]}
    return rows
