"""How the room of a page is shared among the parts of a canvas: fuller ones get some from emptier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cmc_desktop.model.domain.arrangement import Part, Split, boxes_of
from cmc_desktop.model.export.marks import Frame

#: the share of its own width that a box keeps, however full its neighbours are
_LEAST_WIDTH = 0.65
#: widths are left alone where other ones would save less than this share of the height
_WORTH_IT = 0.08


def widths(part: Part, width: float, gap: float) -> dict[str, float]:
    """The width of every box in `part` when that is `width` points wide."""
    if isinstance(part, str):
        return {part: width}
    found: dict[str, float] = {}
    for inner, share in zip(part.parts, _widths_of(part, width, gap), strict=True):
        found |= widths(inner, share, gap)
    return found


def height(part: Part, heights: Mapping[str, float], gap: float, *, in_step: bool = False) -> float:
    """The height of `part` when its boxes have `heights`, by key.

    `in_step` when stacks side by side are to have the same rows: straight lines are calmer than steps.
    """
    if isinstance(part, str):
        return heights[part]
    if part.beside and in_step and (stacks := _alike(part)):
        rows: list[float] = [max(row) for row in zip(*(_row_heights(one, heights, gap) for one in stacks), strict=True)]
        others = [height(one, heights, gap) for one in part.parts if isinstance(one, str)]
        return max(sum(rows) + gap * (len(rows) - 1), *others, 0.0)
    inner = [height(one, heights, gap, in_step=in_step) for one in part.parts]
    return max(inner) if part.beside else sum(inner) + gap * (len(inner) - 1)


def frames(
    part: Part, area: Frame, least: Mapping[str, float], wanted: Mapping[str, float], gap: float
) -> dict[str, Frame]:
    """Where the boxes lie in `area`; none is lower than its `least` height where all of those fit."""
    if isinstance(part, str):
        return {part: area}
    found: dict[str, Frame] = {}
    if part.beside:
        joint = _joint(part, area.height, least, wanted, gap)
        x = area.x
        for inner, width in zip(part.parts, _widths_of(part, area.width, gap), strict=True):
            frame = Frame(x, area.y, width, area.height)
            if joint is not None and isinstance(inner, Split):
                found |= _stacked(inner, frame, joint, least, wanted, gap)
            else:
                found |= frames(inner, frame, least, wanted, gap)
            x += width + gap
        return found
    least_rows, wanted_rows = _needs((part,), least, wanted, gap)
    in_step = [height(one, wanted, gap, in_step=True) for one in part.parts]
    if sum(in_step) + gap * (len(in_step) - 1) <= area.height:
        wanted_rows = in_step
    return _stacked(part, area, _rows(part, area.height, least_rows, wanted_rows, gap), least, wanted, gap)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a box wants at its present width: a height, what of it the width does not change, and a least width."""

    height: float
    head: float
    width: float


def widened(part: Part, even: Part, width: float, wishes: Mapping[str, Wish], gap: float) -> Part:
    """`part` with wider columns for fuller boxes, so that it becomes lower. `even` is the same with its own widths."""
    if isinstance(part, str) or isinstance(even, str):
        return part
    if not part.beside:
        inner = (widened(one, own, width, wishes, gap) for one, own in zip(part.parts, even.parts, strict=True))
        return Split(False, tuple(inner), part.weights)
    now, own = _widths_of(part, width, gap), _widths_of(even, width, gap)
    fixed = [height(one, {key: wish.head for key, wish in wishes.items()}, gap) for one in part.parts]
    wants = [height(one, {key: wish.height for key, wish in wishes.items()}, gap) for one in part.parts]
    least = [
        min(share, max(_LEAST_WIDTH * share, *(wishes[key].width for key in boxes_of(one))))
        for one, share in zip(part.parts, own, strict=True)
    ]
    areas = [(want - head) * share for want, head, share in zip(wants, fixed, now, strict=True)]

    def at(level: float) -> list[float]:
        return [
            max(floor, area / max(level - head, 0.001)) for area, head, floor in zip(areas, fixed, least, strict=True)
        ]

    best = _smallest(lambda level: sum(at(level)) <= sum(own), max(fixed), 2 * max(wants))
    if best > (1 - _WORTH_IT) * max(wants):
        return part
    shares = at(best)
    spare = (sum(own) - sum(shares)) / len(shares)
    return Split(True, part.parts, tuple(share + spare for share in shares))


def spread(weights: Sequence[float], least: Sequence[float], wanted: Sequence[float], total: float) -> list[float]:
    """Heights that add up to `total`.

    Where all that is wanted fits, rows share by weight and none gets less than it wants; else small
    wishes are met and the rest is shared by weight, none below `least`.
    """
    pairs = tuple(zip(least, wanted, weights, strict=True))
    if sum(wanted) <= total:
        return _filled(lambda share: [max(want, share * weight) for _, want, weight in pairs], total)
    return _filled(lambda share: [max(floor, min(want, share * weight)) for floor, want, weight in pairs], total)


def _widths_of(part: Split, width: float, gap: float) -> list[float]:
    if not part.beside:
        return [width] * len(part.parts)
    room = width - gap * (len(part.parts) - 1)
    return [room * weight / sum(part.weights) for weight in part.weights]


Heights = tuple[list[float], list[float]]


def _row_heights(stack: Split, heights: Mapping[str, float], gap: float) -> list[float]:
    return [height(one, heights, gap) for one in stack.parts]


def _needs(stacks: Iterable[Split], least: Mapping[str, float], wanted: Mapping[str, float], gap: float) -> Heights:
    """Least and wanted heights of the rows of stacks that keep step with one another."""
    least_rows, wanted_rows = (
        [max(row) for row in zip(*(_row_heights(stack, heights, gap) for stack in stacks), strict=True)]
        for heights in (least, wanted)
    )
    return least_rows, wanted_rows


def _alike(part: Split) -> tuple[Split, ...]:
    """The stacks in a row of boxes when they can keep step."""
    stacks = tuple(one for one in part.parts if isinstance(one, Split))
    return stacks if all(stack.weights == stacks[0].weights for stack in stacks) else ()


def _rows(stack: Split, total: float, least: Sequence[float], wanted: Sequence[float], gap: float) -> list[float]:
    return spread(stack.weights, least, wanted, total - gap * (len(stack.parts) - 1))


def _joint(
    part: Split, total: float, least: Mapping[str, float], wanted: Mapping[str, float], gap: float
) -> list[float] | None:
    """The rows of stacks side by side as long as all can have the same."""
    stacks = _alike(part)
    if not stacks:
        return None
    least_rows, wanted_rows = _needs(stacks, least, wanted, gap)
    if sum(wanted_rows) + gap * (len(wanted_rows) - 1) > total:
        return None
    return _rows(stacks[0], total, least_rows, wanted_rows, gap)


def _stacked(
    stack: Split,
    area: Frame,
    rows: Sequence[float],
    least: Mapping[str, float],
    wanted: Mapping[str, float],
    gap: float,
) -> dict[str, Frame]:
    found: dict[str, Frame] = {}
    top = area.top
    for inner, row in zip(stack.parts, rows, strict=True):
        found |= frames(inner, Frame(area.x, top - row, area.width, row), least, wanted, gap)
        top -= row + gap
    return found


def _filled(rows_at: Callable[[float], list[float]], total: float) -> list[float]:
    """The rows whose sum comes nearest to `total` from below."""
    share = -_smallest(lambda share: sum(rows_at(-share)) <= total, -total, 0.0)
    return rows_at(share)


def _smallest(good: Callable[[float], bool], low: float, high: float) -> float:
    """The smallest value between `low` and `high` that is `good`, where every larger one is; `high` if none is."""
    for _ in range(40):
        middle = (low + high) / 2
        if good(middle):
            high = middle
        else:
            low = middle
    return high
