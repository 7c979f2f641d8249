"""The order and the lanes in which a history is read: each point above those it came from, branches side by side.

Parents decide, never a clock: whose laptop was five years ahead stands where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: the points that each point came from, the main one first
Parents = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Lanes:
    """How the lines run past a point: it is on lane `own`, 0 being the leftmost.

    `through` pass it by; `down` go on from it to the points it came from; `ends` come in from points above it. Where
    it is the first of its line, `above` is False; where nothing is known before it, `down` is empty.
    """

    own: int
    above: bool
    through: tuple[int, ...]
    ends: tuple[int, ...]
    down: tuple[int, ...]


def in_order(parents: Parents, tips: Iterable[str]) -> list[str]:
    """All points, each before those it came from, a branch at a stretch; of `tips` the first comes first."""
    waiting = dict.fromkeys(parents, 0)
    for of_point in parents.values():
        for parent in of_point:
            if parent in waiting:
                waiting[parent] += 1
    named = [tip for tip in tips if waiting.get(tip) == 0]
    others = sorted(point for point, children in waiting.items() if not children and point not in named)
    ready = [*reversed(others), *reversed(named)]
    found: list[str] = []
    while ready:
        point = ready.pop()
        found.append(point)
        # the main parent is laid below the others, so that a branch that came in is told before the line goes on
        for parent in parents[point]:
            if parent in waiting:
                waiting[parent] -= 1
                if not waiting[parent]:
                    ready.append(parent)
    return found


def lanes_of(parents: Parents, order: Iterable[str]) -> list[Lanes]:
    """The lanes of points that stand in this order."""
    found: list[Lanes] = []
    #: for each lane the point it leads down to, empty when the lane is free
    wanted: list[str] = []
    for point in order:
        ends = tuple(lane for lane, goal in enumerate(wanted) if goal == point)
        own = ends[0] if ends else _free(wanted)
        for lane in ends:
            wanted[lane] = ""
        through = tuple(lane for lane, goal in enumerate(wanted) if goal)
        down = []
        for place, parent in enumerate(one for one in parents[point] if one in parents):
            # the line itself goes straight down; lanes that lead to the same point meet there
            lane = own if place == 0 else wanted.index(parent) if parent in wanted else _free(wanted, but=own)
            _take(wanted, lane, parent)
            down.append(lane)
        while wanted and not wanted[-1]:
            wanted.pop()
        found.append(Lanes(own, bool(ends), through, tuple(lane for lane in ends if lane != own), tuple(down)))
    return found


def _free(wanted: list[str], but: int = -1) -> int:
    return next((lane for lane, goal in enumerate([*wanted, "", ""]) if not goal and lane != but))


def _take(wanted: list[str], lane: int, goal: str) -> None:
    while len(wanted) <= lane:
        wanted.append("")
    wanted[lane] = goal
