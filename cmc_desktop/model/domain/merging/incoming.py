"""What a copy brings, element by element, before anything is joined: told to a person, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.coming import Came, Coming
from cmc_desktop.model.domain.merging.contest import NOTHING_KNOWN, Before, Contest, Known, contest_of, contests
from cmc_desktop.model.domain.merging.outcome import Outcome
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.merging.sides import Sides
from cmc_desktop.model.domain.merging.state import State
from cmc_desktop.model.domain.merging.things_coming import kept_as_changed, things_coming
from cmc_desktop.model.domain.merging.whose import whose
from cmc_desktop.model.domain.minute import Minute

#: nothing from before any conflict
_NOTHING: Mapping[str, Before] = MappingProxyType({})


@dataclass(frozen=True)
class Incoming:
    """All of it, in the order of the walk with what stands outside the boxes last; `by` is whose copy it is.

    `hidden` are the notes that would go off our board. `known` tells whose is what in the conflicts, and `changed` in
    which of those that were open before there is something else to choose from. `room_stays` is True when the workshop
    was led or planned on both sides: ours stands.
    """

    by: str
    things: tuple[Coming, ...]
    contests: tuple[Contest, ...]
    hidden: tuple[str, ...] = ()
    room_stays: bool = False
    minutes: int = 0
    known: Known = NOTHING_KNOWN
    changed: frozenset[str] = frozenset()

    def count(self, *kinds: Came) -> int:
        """How many notes had one of these things done to them."""
        return sum(1 for one in self.things if one.kind == "note" and set(kinds) & set(one.came))

    @property
    def brought(self) -> int:
        """How many of the conflicts were not open before."""
        return sum(one.id not in self.known.older for one in self.contests)

    def waits_as_before(self, one: Contest) -> bool:
        """Whether a conflict was open before, and the copy has nothing to add to it."""
        return one.id in self.known.older and one.id not in self.changed

    @property
    def beside(self) -> int:
        """How many things outside the notes."""
        return sum(one.kind != "note" for one in self.things) + bool(self.minutes)

    @property
    def empty(self) -> bool:
        return not self.things and not self.contests and not self.minutes

    def by_box(self) -> Counter[str]:
        """How many things come into each box; those outside the boxes under the empty key."""
        return Counter(one.box for one in self.things)

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        counts = {
            "new": self.count(Came.NEW, Came.BACK),
            "changed": self.count(Came.REWORDED, Came.RETAGGED),
            "moved": self.count(Came.MOVED),
            "deleted": self.count(Came.DELETED),
            "beside": self.beside,
            "conflicts": len(self.contests),
            "conflicts_before": len(self.contests) - self.brought,
            "conflicts_changed": len(self.changed),
        }
        return {
            "by": self.by,
            "counts": counts,
            "changes": [one.plain() for one in self.things],
            "conflicts": [self._plain_conflict(one) for one in self.contests],
            "minutes": self.minutes,
            "room_stays": self.room_stays,
        }

    def _plain_conflict(self, one: Contest) -> dict[str, Any]:
        told = one.plain()
        if one.id in self.known.older:
            told["open_before"] = True
        if one.id in self.changed:
            told["changed"] = True
        return told


def incoming(sides: Sides, base: State, found: Outcome, first: Mapping[str, Before] = _NOTHING) -> Incoming:
    """What `found`, the outcome of joining `sides` from `base`, brings into our canvas.

    `first` tells, by conflict, how it was before those that are open already.
    """
    ours, theirs = sides.ours, sides.theirs
    after = ours.snapshot()
    after.write(put for put in found.puts if not isinstance(put, Head) or put.id == ours.id)
    still_open = open_conflicts(after)
    known = replace(whose(sides, base, still_open.values()), first=first)
    things = sorted(
        [*things_coming(ours, after, found, still_open, base), *kept_as_changed(sides, after, found, base)],
        key=_order_of(after),
    )
    minutes = sum(1 for line in theirs.all(Minute) if not line.undone and ours.find(Minute, line.id) != line)
    in_conflict = contests(after, known)
    return Incoming(
        sides.their_name,
        tuple(things),
        in_conflict,
        found.hidden,
        found.room_stays,
        minutes,
        known,
        _changed(ours, in_conflict, known),
    )


def _changed(ours: Canvas, after: Iterable[Contest], known: Known) -> frozenset[str]:
    """The ids of conflicts that were open before and by now say something else."""
    before = open_conflicts(ours)
    return frozenset(
        one.id
        for one in after
        if one.id in known.older
        and (one.id not in before or _said(one) != _said(contest_of(ours, before[one.id], known)))
    )


def _said(contest: Contest) -> frozenset[tuple[str, str, bool]]:
    return frozenset((one.value, one.words, one.shown) for one in contest.choices)


def _order_of(after: Canvas) -> Any:
    places = {box: place for place, box in enumerate(after.template.walk)}
    rows = {note.id: row for box in after.template.walk for row, note in enumerate(after.notes_in(box))}
    last = len(places)

    def order(one: Coming) -> tuple[int, bool, int, str]:
        return places.get(one.box, last), one.kind != "note", rows.get(one.thing, len(rows)), one.thing

    return order
