"""What stood there before copies changed it in two ways, for conflicts that are settled when no copy is at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.merging.ancestry import Parents, base_state, last_common
from cmc_desktop.model.domain.merging.canvas_state import HEAD
from cmc_desktop.model.domain.merging.contest import Before
from cmc_desktop.model.domain.merging.contested import values_in
from cmc_desktop.model.domain.merging.shown import BOX, open_conflicts
from cmc_desktop.model.domain.merging.state import CONTESTED, FIELDS, Key, State
from cmc_desktop.model.services.giving_a_copy import is_sent_back
from cmc_desktop.model.services.kept_states import KeptStates
from cmc_desktop.model.services.library import Library


def before_conflicts(library: Library, canvas: Canvas) -> Mapping[str, Before]:
    """For open conflicts, by id, the state from which both sides went on; those it cannot be known of are left out.

    What was ours is known where the canvas began in this library, and the points that were joined tell which is ours.
    """
    parents: Parents = {one.id: one.parents for one in canvas.all(Checkpoint)}
    state = KeptStates(library, canvas).state
    waiting = {name: one for name, one in open_conflicts(canvas).items() if one.kind != BOX}
    found: dict[str, Before] = {}
    tip = canvas.head.checkpoint
    seen: set[str] = set()
    # in a copy it was others who joined them
    is_copy = is_sent_back(library.store, canvas)
    while waiting and tip in parents and tip not in seen:
        seen.add(tip)
        sides = sorted(parents[tip], key=lambda one: (_like_a_copy(canvas, one), one))
        if len(sides) == 2:
            told = not is_copy and _like_a_copy(canvas, sides[0]) < _like_a_copy(canvas, sides[1])
            _look_at_merge(tuple(sides), parents, state, waiting, found, knows_ours=told)
        tip = sides[0] if sides else ""
    return found


def _like_a_copy(canvas: Canvas, checkpoint: str) -> int:
    """How surely a point that was joined came with a copy, as parents stand in no order that tells it."""
    one = canvas.find(Checkpoint, checkpoint)
    return {Why.BEFORE_MERGE.value: 0, Why.COPY.value: 2, Why.SENT_BACK.value: 3}.get(one.why, 1) if one else 1


def _look_at_merge(
    sides: tuple[str, ...],
    parents: Parents,
    state: Callable[[str], State],
    waiting: dict[str, Conflict],
    found: dict[str, Before],
    *,
    knows_ours: bool,
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
            found[name] = Before(base, values_in(ours, one) if knows_ours else frozenset())


def _is_open(conflict: Conflict, state: State) -> bool:
    thing = state.get(_key(conflict))
    if thing is None:
        return False
    value = thing[[one.name for one in FIELDS[conflict.kind]].index(conflict.field)]
    return value == CONTESTED or (not isinstance(value, str) and len(value) > 1)


def _key(conflict: Conflict) -> Key:
    return HEAD if conflict.kind == "head" else (conflict.kind, conflict.thing)
