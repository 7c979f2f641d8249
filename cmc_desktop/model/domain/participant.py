"""Who is in the room, in which capacity, and whether they are asked for agreement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.entity import Entity


class Capacity(StrEnum):
    MODERATOR = "moderator"
    PARTICIPANT = "participant"
    NOTE_TAKER = "note_taker"
    OBSERVER = "observer"

    @property
    def label(self) -> str:
        return {
            Capacity.MODERATOR: tr("Moderator"),
            Capacity.PARTICIPANT: tr("Participant"),
            Capacity.NOTE_TAKER: tr("Note-taker"),
            Capacity.OBSERVER: tr("Observer"),
        }[self]

    @property
    def counts_by_default(self) -> bool:
        """Participants count; whether the moderator does is the workshop's choice."""
        return self is Capacity.PARTICIPANT

    @property
    def may_count(self) -> bool:
        """Observers and note-takers are present and never asked."""
        return self in (Capacity.PARTICIPANT, Capacity.MODERATOR)


class Sector(StrEnum):
    NONE = ""
    GOVERNMENT = "government"
    INDUSTRY = "industry"
    ACADEMIA = "academia"
    SOCIETY = "society"
    ENVIRONMENT = "environment"

    @property
    def label(self) -> str:
        return {
            Sector.NONE: tr("Not given"),
            Sector.GOVERNMENT: tr("Public body"),
            Sector.INDUSTRY: tr("Industry"),
            Sector.ACADEMIA: tr("Research"),
            Sector.SOCIETY: tr("Civil society"),
            Sector.ENVIRONMENT: tr("Environment"),
        }[self]


class Leaving(StrEnum):
    """What was decided about the answer of somebody who left."""

    UNDECIDED = ""
    LAST_ANSWER = "last_answer"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Participant(Entity):
    """One person. `arrived_at` and `left_at` are 0 until it happens."""

    rank: str
    name: str
    organisation: str = ""
    role: str = ""
    sector: str = ""
    capacity: str = Capacity.PARTICIPANT.value
    speaks_for: str = ""
    counts: bool = True
    arrived_at: int = 0
    left_at: int = 0
    leaving: str = Leaving.UNDECIDED.value
    leaving_reason: str = ""
    removed: bool = False

    personal = frozenset({"name", "organisation", "role", "speaks_for", "leaving_reason"})

    def gone(self) -> Self:
        return replace(self, removed=True)

    @property
    def expected(self) -> Self:
        """The person as expected at another workshop: not there yet."""
        return replace(self, arrived_at=0, left_at=0, leaving=Leaving.UNDECIDED.value, leaving_reason="")

    @property
    def present(self) -> bool:
        return bool(self.arrived_at) and not self.left_at and not self.removed

    @property
    def takes_turns(self) -> bool:
        """Whether this person contributes in the round when in the room: participants, and a moderator who counts."""
        return not self.removed and (self.capacity == Capacity.PARTICIPANT or self.asked)

    @property
    def asked(self) -> bool:
        """Whether this person is asked for agreement when in the room; observers and note-takers never are."""
        return self.counts and Capacity(self.capacity).may_count and not self.removed
