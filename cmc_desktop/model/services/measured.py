"""How long the group's own workshops took, phase by phase: better than any plan after two of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cmc_desktop.model.domain.agenda import MINUTE
from cmc_desktop.model.domain.canvas import Canvas

#: one workshop is an event, two are a habit
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """Minutes a kind of phase took: the median of `workshops` of them."""

    kind: str
    minutes: int
    workshops: int


def measured(canvases: Iterable[Canvas]) -> dict[str, Measured]:
    """The times of the kinds of phase that were gone through in at least ENOUGH workshops that have ended.

    A kind that comes twice on an agenda counts with the mean of a workshop; skipped phases do not count.
    """
    taken: dict[str, list[float]] = {}
    for canvas in canvases:
        if not canvas.workshop.ended_at and canvas.sign_off is None:
            continue
        for kind, times in _times(canvas).items():
            taken.setdefault(kind, []).append(sum(times) / len(times))
    return {
        kind: Measured(kind, max(1, round(_median(times))), len(times))
        for kind, times in taken.items()
        if len(times) >= ENOUGH
    }


def _median(numbers: Iterable[float]) -> float:
    """Here, as the module of the standard library takes longer to load than all else that a command does with it."""
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _times(canvas: Canvas) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    for item in canvas.agenda:
        run = canvas.run(item.id)
        if run.ended_at and not run.skipped and run.spent >= MINUTE:
            times.setdefault(item.kind, []).append(run.spent / MINUTE)
    return times
