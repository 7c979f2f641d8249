"""Joining a copy of one version into the version after it, which took over only what it needed."""

from __future__ import annotations

from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.canvas_state import state_of
from cmc_desktop.model.domain.merging.state import Key, State
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.remark import Remark

#: what belongs to the session it was said in
_OF_ITS_SESSION = (Minute, Parked, Remark)


def without_what_was_left_behind(copy: Canvas, ours: Canvas, base: State) -> tuple[Canvas, State]:
    """The copy and the state both went on from, without what the copy did not change and `ours` did not take over.

    A merge takes what is missing for never seen and would bring it again: notes and people that had left the version
    before, and what was talked about there.
    """
    here, there = state_of(ours), state_of(copy)
    left = {key for key, thing in base.items() if key not in here and there.get(key) == thing}

    def stays(kind: str, thing: Entity) -> bool:
        if isinstance(thing, _OF_ITS_SESSION) and ours.find(type(thing), thing.id) is None:
            return False
        return (kind, thing.id) not in left

    slim = Canvas(copy.head, copy.template)
    for kind, of_kind in KINDS.items():
        if of_kind is not Head:
            slim.fill([thing for thing in copy.all(of_kind) if stays(kind, thing)])
    return slim, {key: thing for key, thing in base.items() if not _leaves(key, left, slim)}


def _leaves(key: Key, left: set[Key], slim: Canvas) -> bool:
    kind, thing = key
    return key in left or (kind in ("parked", "remark") and slim.find(KINDS[kind], thing) is None)
