"""From which states two copies have to be merged: their last common ancestors in the graph of checkpoints."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush

from cmc_desktop.model.domain.merging.state import State
from cmc_desktop.model.domain.merging.three_way import merged

#: the parents of every checkpoint that is known, by id
Parents = Mapping[str, tuple[str, ...]]


def ancestors(parents: Parents, *tips: str) -> set[str]:
    """The tips and all that came before them, as far as it is known."""
    found: set[str] = set()
    waiting = [tip for tip in tips if tip]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += parents.get(one, ())
    return found


def nearest_first(parents: Parents, tip: str) -> Iterator[str]:
    """The tip and all that came before it, as far as their parents are known: the nearest first."""
    waiting, seen = deque([tip]), {tip}
    while waiting:
        name = waiting.popleft()
        if name in parents:
            yield name
            new = [parent for parent in parents[name] if parent not in seen]
            seen.update(new)
            waiting += new


def last_common(parents: Parents, other: str, *tips: str) -> tuple[str, ...]:
    """What `other` and any of `tips` have in common and nothing else they share goes on from, in order of the ids.

    None when they are unrelated.
    """
    common = ancestors(parents, *tips) & ancestors(parents, other)
    before = ancestors(parents, *(parent for ancestor in common for parent in parents.get(ancestor, ())))
    return tuple(sorted(common - before))


class Ancestry:
    """The last common ancestors of many pairs in one graph: what lies far behind a pair is not walked through."""

    def __init__(self, parents: Parents) -> None:
        self._parents = parents
        self._depths = _depths(parents)

    def last_common(self, one: str, other: str) -> tuple[str, ...]:
        """What both have in common and nothing else they share goes on from, in order of the ids."""
        # the deepest first: whoever goes on from a checkpoint was looked at before it
        waiting, sides = [self._entry(one), self._entry(other)], {one: {one}, other: {other}}
        heapify(waiting)
        behind: set[str] = set()
        found: set[str] = set()
        while any(name not in behind for _, name in waiting):
            _, name = heappop(waiting)
            if sides[name] == {one, other} and name not in behind:
                found.add(name)
            for parent in self._parents.get(name, ()):
                if parent not in sides:
                    sides[parent] = set()
                    heappush(waiting, self._entry(parent))
                sides[parent] |= sides[name]
                if name in behind or name in found:
                    behind.add(parent)
        return tuple(sorted(found))

    def _entry(self, name: str) -> tuple[int, str]:
        return -self._depths.get(name, 0), name


def _depths(parents: Parents) -> dict[str, int]:
    """How many checkpoints lie behind each on the longest way, as far as they are known."""
    found: dict[str, int] = {}
    for tip in parents:
        waiting = [tip]
        while waiting:
            name = waiting[-1]
            before = [parent for parent in parents.get(name, ()) if parent not in found]
            if before and name not in found:
                found[name] = 0  # a ring, which no hashes make, ends here
                waiting += before
                continue
            waiting.pop()
            found[name] = 1 + max((found[parent] for parent in parents.get(name, ())), default=-1)
    return found


def base_state(parents: Parents, bases: Iterable[str], state: Callable[[str], State]) -> State:
    """The state to merge from: that of the one base, or, where copies were merged crosswise, their bases merged.

    `state` gives that of a checkpoint; what it raises for one it does not have goes on to the caller.
    """
    first, *others = bases
    joined, tips = state(first), [first]
    for other in others:
        before = last_common(parents, other, *tips)
        below = base_state(parents, before, state) if before else {}
        joined = merged(below, joined, state(other))
        tips.append(other)
    return joined
