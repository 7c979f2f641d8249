"""Who brought a value into a canvas, through merges of merges, as far as the points of its history tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.merging.state import State

#: points whose `by` is the one who worked there; that of a copy given away is who took it
_OWN = frozenset({Why.SENT_BACK, Why.BEFORE_MERGE, Why.MERGE, Why.KEPT, Why.BEFORE_RESTORE, Why.RESTORED, Why.SIGN_OFF})


class Authors:
    """Follows a value back from a point to the one that first had it."""

    def __init__(self, points: Mapping[str, Checkpoint], state: Callable[[str], State | None]) -> None:
        """`state` gives that of a point; None where it is not known."""
        self._points = points
        self._state = state

    def who(self, has: Callable[[State], bool], tip: str, name: str) -> str:
        """Who first had what `has` looks for, as seen from `tip`, on whose side `name` works; perhaps nobody's name.

        What is not in `tip` yet, or cannot be followed, is of that side.
        """
        here = self._points.get(tip)
        if here is None or not self._has(has, tip):
            return name
        seen = {tip}
        while True:
            name = here.by if here.by and here.why in _OWN else name
            before = next((one for one in here.parents if one not in seen and self._has(has, one)), "")
            if not before:
                return name
            if here.why == Why.SENT_BACK and self._points[before].why == Why.COPY:
                name = ""  # it was in the copy that was given to them, by whoever gave it
            seen.add(before)
            here = self._points[before]

    def _has(self, has: Callable[[State], bool], point: str) -> bool:
        if point not in self._points:
            return False
        found = self._state(point)
        return found is not None and has(found)
