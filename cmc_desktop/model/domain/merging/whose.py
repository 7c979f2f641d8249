"""Whose is what in the conflicts that joining a copy leaves open, also where one of them was open before."""

from __future__ import annotations

from collections.abc import Collection

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.merging.canvas_state import state_of
from cmc_desktop.model.domain.merging.contest import Known
from cmc_desktop.model.domain.merging.contested import of_name, values_on
from cmc_desktop.model.domain.merging.shown import kept_conflicts
from cmc_desktop.model.domain.merging.sides import Sides
from cmc_desktop.model.domain.merging.state import DELETED, Key, State


def whose(sides: Sides, base: State, conflicts: Collection[Conflict]) -> Known:
    """What is known of `conflicts`, which are open once `sides` that went on from `base` are joined."""
    before = kept_conflicts(sides.ours)
    ours, theirs, kept_by = {}, {}, {}
    for one in conflicts:
        known, held = before.get(one.id), values_on(sides.ours, one)
        # what was in conflict here holds the values of others, too: there only the names tell which is ours
        ours[one.id] = held if known is None else of_name(known, sides.our_name)
        theirs[one.id] = values_on(sides.theirs, one) - held if _is_theirs(sides.theirs, base, one) else frozenset()
        if one.field == "deleted" and known is None:
            kept_by[one.id] = _keeper(sides, base, one)
    older = frozenset(one.id for one in conflicts if one.id in before)
    return Known(ours, theirs, kept_by, base, older, by=sides.our_name)


def _is_theirs(theirs: Canvas, base: State, conflict: Conflict) -> bool:
    """Whether a copy itself put there what it has: a note that merely stands in it was kept by nobody there."""
    key: Key = (conflict.kind, conflict.thing)
    return conflict.field != "deleted" or state_of(theirs).get(key) != base.get(key)


def _keeper(sides: Sides, base: State, conflict: Conflict) -> str:
    """Who changed a note that somebody else deleted: perhaps somebody whose copy was joined before."""
    key: Key = (conflict.kind, conflict.thing)
    for canvas, name in ((sides.ours, sides.our_name), (sides.theirs, sides.their_name)):
        thing = state_of(canvas).get(key)
        if thing is None or thing[DELETED]:
            continue
        first = base.get(key)
        changed = [place for place, value in enumerate(thing) if first is None or value != first[place]]

        def has(state: State, changed: list[int] = changed, thing: tuple[object, ...] = thing) -> bool:
            return key in state and all(state[key][place] == thing[place] for place in changed)

        return sides.authors.who(has, canvas.head.checkpoint, name) if sides.authors is not None else name
    return ""
