"""How one element went within a phase: when it was opened, how long it took, and who has the floor in a round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.model.domain.entity import Entity

#: `ElementRun.since` of an element that is not the one under discussion
CLOSED = -1


def run_id(phase: str, element: str) -> str:
    return f"{phase}/{element}"


@dataclass(frozen=True, slots=True)
class ElementRun(Entity):
    """`id` is "PHASE/ELEMENT"; `serial` counts the elements of a phase as they were opened, from 1.

    `spent` counts closed stretches in ms of phase time, pauses left out; `since` is the phase time at which the
    element was last turned to, CLOSED while another one is discussed. In a round, `starter` is the person it began
    with, `laps` how many times everyone is asked, `speaker` who has the floor and `speaker_since` the phase time at
    which they got it.
    """

    phase: str
    element: str
    serial: int = 0
    opened_at: int = 0
    spent: int = 0
    since: int = CLOSED
    laps: int = 1
    starter: str = ""
    speaker: str = ""
    speaker_since: int = 0

    sealed = False

    def gone(self) -> Self:
        return type(self)(self.id, self.phase, self.element)

    def taken(self, elapsed: int) -> int:
        """Milliseconds the element has taken when the phase has taken `elapsed`."""
        return self.spent + (max(0, elapsed - self.since) if self.since != CLOSED else 0)

    def closed(self, elapsed: int) -> ElementRun:
        return replace(self, spent=self.taken(elapsed), since=CLOSED)
