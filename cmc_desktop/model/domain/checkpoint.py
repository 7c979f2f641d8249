"""A checkpoint: a point in the history of a canvas, with all that a later merge needs to start from.

Revisions tell what was said; checkpoints tell how one state followed from others, here and in copies. So two that say
the same are still two, and what was gone back to is a new one. Ancestors are named by hash: clocks decide nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.revision import canonical, digest


class Why(StrEnum):
    """For what a checkpoint was made. Ends of phases say which, as 'end of round'."""

    COPY = "copy"
    SENT_BACK = "sent back"
    BEFORE_MERGE = "before merge"
    MERGE = "merge"
    BEFORE_RESTORE = "before restore"
    RESTORED = "restored"
    KEPT = "kept"
    SIGN_OFF = "sign-off"
    CONTINUED = "continued"


_END_OF = "end of "


def end_of(phase: str) -> str:
    """Why a checkpoint is made when a phase of this kind ends."""
    return _END_OF + phase


def phase_ended(why: str) -> str:
    """The kind of phase at whose end a checkpoint was made; empty when it was made for something else."""
    return why.removeprefix(_END_OF) if why.startswith(_END_OF) else ""


#: states that other libraries may have seen, so that a merge may start from them
EXCHANGED = frozenset({Why.COPY, Why.SENT_BACK, Why.BEFORE_MERGE, Why.MERGE, Why.CONTINUED})


@dataclass(frozen=True, slots=True)
class Checkpoint(Entity):
    """`id` is the hash over the rest of it; `revision` the content hash of what the canvas said then.

    `rest` is JSON of what a merge needs besides the content, `rest_hash` its hash; `beside` is JSON of people, by marks
    instead of names, and of what was talked about, outside every hash. Both are empty where only the line of descent is
    known. `by` names who made it, or who took the copy that was given, `name` is what somebody
    called it. The `nonce` is by chance: two who say the same in the same moment stand at two points even so.
    """

    parents: tuple[str, ...]
    why: str
    at: int
    revision: str
    rest_hash: str
    rest: str = ""
    beside: str = ""
    by: str = ""
    name: str = ""
    nonce: str = ""

    personal = frozenset({"by", "beside"})
    sealed = False

    def gone(self) -> Self:
        return self

    @property
    def light(self) -> Self:
        """The checkpoint without what it holds."""
        return replace(self, rest="", beside="")

    @property
    def is_sound(self) -> bool:
        """Whether it has the hashes of what it says."""
        rest_fits = not self.rest or digest(self.rest) == self.rest_hash
        return rest_fits and self.id == checkpoint_id(
            self.parents, self.why, self.at, self.revision, self.rest_hash, self.nonce
        )


def checkpoint_id(parents: tuple[str, ...], why: str, at: int, revision: str, rest_hash: str, nonce: str) -> str:
    """The hash that is a checkpoint's id."""
    told = {
        "at": at,
        "nonce": nonce,
        "parents": list(parents),
        "rest": rest_hash,
        "revision": revision,
        "why": why,
    }
    return digest(canonical(told))
