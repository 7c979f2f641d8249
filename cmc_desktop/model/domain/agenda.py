"""The agenda of a workshop: its phases in order, planned and as they went.

Time is kept as stamps, not as a count of ticks: what is left is computed from `now` whenever it is
asked for, so a crash or a sleeping laptop costs nothing. No phase ever ends by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.entity import Entity

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class AgendaItem(Entity):
    """A planned phase. `kind` says which rules hold in it; the name and the minutes are the council's own."""

    rank: str
    kind: str
    name: str
    minutes: int
    removed: bool = False

    def gone(self) -> Self:
        return replace(self, removed=True)

    @property
    def title(self) -> str:
        """The name as shown; names that came with the app appear in the user's language."""
        return tr(self.name)


def planned_minutes(items: Iterable[AgendaItem]) -> int:
    """The length of an agenda in minutes."""
    return sum(item.minutes for item in items)


@dataclass(frozen=True, slots=True)
class PhaseRun(Entity):
    """How the phase with the same id went. `spent` counts closed stretches in ms; `running_since` the open one."""

    started_at: int = 0
    ended_at: int = 0
    running_since: int = 0
    spent: int = 0
    extra_minutes: int = 0
    skipped: bool = False
    skip_reason: str = ""

    sealed = False

    def gone(self) -> Self:
        return type(self)(self.id)

    @property
    def running(self) -> bool:
        return bool(self.running_since)

    def elapsed(self, now: int) -> int:
        """Milliseconds the phase has taken so far, pauses left out."""
        return self.spent + (max(0, now - self.running_since) if self.running_since else 0)

    def minutes_taken(self, now: int) -> int:
        """The minutes the phase has taken so far, rounded."""
        return round(self.elapsed(now) / MINUTE)

    def remaining(self, item: AgendaItem, now: int) -> int:
        """Milliseconds left of the planned and added minutes; negative when overrun."""
        return (item.minutes + self.extra_minutes) * MINUTE - self.elapsed(now)

    def paused(self, now: int) -> PhaseRun:
        return replace(self, spent=self.elapsed(now), running_since=0)

    def resumed(self, now: int) -> PhaseRun:
        return replace(self, started_at=self.started_at or now, running_since=now, ended_at=0, skipped=False)

    def ended(self, now: int) -> PhaseRun:
        return replace(self.paused(now), ended_at=now)


@dataclass(frozen=True, slots=True)
class Workshop(Entity):
    """Where the workshop stands. `current` is the id of the phase, `element` the box under discussion.

    `due_at` is the time by which the whole agenda was to be through: set when it starts, moved when the delay is
    accepted.
    """

    protocol: str = ""
    current: str = ""
    element: str = ""
    started_at: int = 0
    ended_at: int = 0
    due_at: int = 0

    sealed = False

    def gone(self) -> Self:
        return type(self)(self.id)

    @property
    def active(self) -> bool:
        return bool(self.started_at) and not self.ended_at
