"""What stood there before copies changed it in two ways, for conflicts that are settled when no copy is at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.merging.ancestry import Parents, base_state, last_common
from cmc_desktop.model.domain.merging.canvas_state import HEAD
from cmc_desktop.model.domain.merging.contest import Before, values_in
from cmc_desktop.model.domain.merging.shown import BOX, open_conflicts
from cmc_desktop.model.domain.merging.state import CONTESTED, FIELDS, Key, State
from cmc_desktop.model.services.giving_a_copy import is_sent_back
from cmc_desktop.model.services.kept_states import KeptStates
from cmc_desktop.model.services.library import Library


def before_conflicts(library: Library, canvas: Canvas) -> Mapping[str, Before]:
    """For open conflicts, by id, the state from which both sides went on; those it cannot be known of are left out.

    What was ours is known where the canvas began in this library: in a copy somebody else joined them.
    """
    parents: Parents = {one.id: one.parents for one in canvas.all(Checkpoint)}
    state = KeptStates(library, canvas).state
    waiting = {name: one for name, one in open_conflicts(canvas).items() if one.kind != BOX}
    found: dict[str, Before] = {}
    tip = canvas.head.checkpoint
    seen: set[str] = set()
    while waiting and tip in parents and tip not in seen:
        seen.add(tip)
        sides = parents[tip]
        if len(sides) == 2:
            _look_at_merge(sides, parents, state, waiting, found)
        tip = sides[0] if sides else ""
    if is_sent_back(library.store, canvas):
        return {name: replace(one, ours=frozenset()) for name, one in found.items()}
    return found


def _look_at_merge(
    sides: tuple[str, ...],
    parents: Parents,
    state: Callable[[str], State],
    waiting: dict[str, Conflict],
    found: dict[str, Before],
) -> None:
    """Find those that this merge began; one that came with a copy, or is not known to be new, waits no longer."""
    try:
        ours, theirs = (state(one) for one in sides)
        base = base_state(parents, last_common(parents, *sides), state)
    except (CmcError, ValueError):
        waiting.clear()
        return
    for name, one in list(waiting.items()):
        if _is_open(one, ours):
            continue  # an earlier merge began it
        del waiting[name]
        if not _is_open(one, theirs):
            found[name] = Before(base, values_in(ours, one))


def _is_open(conflict: Conflict, state: State) -> bool:
    thing = state.get(_key(conflict))
    if thing is None:
        return False
    value = thing[[one.name for one in FIELDS[conflict.kind]].index(conflict.field)]
    return value == CONTESTED or (not isinstance(value, str) and len(value) > 1)


def _key(conflict: Conflict) -> Key:
    return HEAD if conflict.kind == "head" else (conflict.kind, conflict.thing)
