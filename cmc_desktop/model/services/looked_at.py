"""A copy as it was recognised: what it is to this library, and what joining it would take in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.merging import ComingCopy
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.head import Head


class Relation(Enum):
    """What a copy that came is to this library."""

    UNKNOWN_CANVAS = "unknown canvas"
    NOTHING_NEW = "nothing new"
    JOINS = "joins"
    UNRELATED = "unrelated"
    TOO_FAR_BACK = "too far back"
    CHANGED_BY_HAND = "changed by hand"
    SIGNED_HERE = "signed here"
    SIGNED_THERE = "signed there"

    @property
    def waits(self) -> bool:
        """Whether a person joins such a copy, after looking at what it brings: here, or in the version that follows."""
        return self in (Relation.JOINS, Relation.SIGNED_HERE)

    @property
    def opens(self) -> bool:
        """Whether such a copy opens as a canvas of its own."""
        return not self.waits and self is not Relation.NOTHING_NEW


@dataclass(frozen=True, eq=False)
class LookedAt:
    """A copy as it was recognised: `here` is the id of the canvas it joins; `copy` what is joined, when it joins.

    `follows` is the newest canvas of the project that goes on from the one signed here and may take in what is new,
    None while there is none; `was_deleted`: the canvas `here` was deleted, and joining puts it back into the list.
    `title_here` is what the canvas is called here; so many answers in the copy as `left_out` says are not here, and
    none of them comes along. `joined_and_left` is the point at which a copy with nothing new was joined, when a state
    from before that was restored afterwards. `beside` is the canvas it was recognised beside, where that was at hand.
    """

    relation: Relation
    canvas: Canvas
    here: str = ""
    copy: ComingCopy | None = None
    follows: Head | None = None
    was_deleted: bool = False
    title_here: str = ""
    left_out: int = 0
    joined_and_left: Checkpoint | None = None
    beside: Canvas | None = None

    @property
    def tip(self) -> Checkpoint | None:
        """The point of its history at which the copy was given; None in a file that has none."""
        return self.canvas.find(Checkpoint, self.canvas.head.checkpoint)

    @property
    def by(self) -> str:
        """Whose copy it is; empty when nobody said."""
        return self.tip.by if self.tip is not None else ""

    @property
    def title(self) -> str:
        """What people here know the canvas as."""
        return self.title_here or self.canvas.head.title
