"""One thing that a copy brings: what it does to something of ours, told to a person, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cmc_desktop.i18n import tr


class Came(StrEnum):
    """What a copy does to something of ours."""

    NEW = "new"
    BACK = "back"
    REWORDED = "reworded"
    MOVED = "moved"
    RETAGGED = "retagged"
    DELETED = "deleted"
    MARKED = "marked"
    UNMARKED = "unmarked"
    TITLED = "titled"
    CHANGED = "changed"
    LED = "led"
    KEPT = "kept"
    KEPT_CHANGED = "kept as changed here"
    BACK_CHANGED = "back as changed there"
    ROOM_STAYS = "room stays"

    @property
    def label(self) -> str:
        return {
            Came.NEW: tr("new"),
            Came.BACK: tr("back on the board"),
            Came.REWORDED: tr("reworded"),
            Came.MOVED: tr("moved"),
            Came.RETAGGED: tr("tags changed"),
            Came.DELETED: tr("deleted"),
            Came.MARKED: tr("marked “none identified”"),
            Came.UNMARKED: tr("no longer “none identified”"),
            Came.TITLED: tr("title or city changed"),
            Came.CHANGED: tr("changed"),
            Came.LED: tr("agenda and workshop"),
            Came.KEPT: tr("taken off there; stays, as they are asked here"),
            Came.KEPT_CHANGED: tr("kept: removed there, but changed here"),
            Came.BACK_CHANGED: tr("back: removed here, but changed there"),
            Came.ROOM_STAYS: tr("stays as it is here, though it went on there, too"),
        }[self]


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that a copy brings: what it does to it, and what it said before and says after.

    `kind` is one of `canvas.KINDS`; `box` where it shows then, empty outside the boxes, `was_in` where a moved note
    lay. What is in conflict is no part of it.
    """

    kind: str
    thing: str
    came: tuple[Came, ...]
    box: str = ""
    before: str = ""
    after: str = ""
    was_in: str = ""
    tags_before: tuple[str, ...] = ()
    tags_after: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.thing}"

    @property
    def stays(self) -> bool:
        """Whether nothing changes here by it, and that is told."""
        return self.came[0] in (Came.KEPT, Came.KEPT_CHANGED, Came.ROOM_STAYS)

    def plain(self) -> dict[str, Any]:
        """As JSON values, without what is empty."""
        told: dict[str, Any] = {
            "kind": self.kind,
            "id": self.thing,
            "what": [one.value for one in self.came],
            "box": self.box,
            "was_in": self.was_in,
            "before": self.before,
            "after": self.after,
        }
        if Came.RETAGGED in self.came:
            told |= {"tags_before": list(self.tags_before), "tags_after": list(self.tags_after)}
        return {name: value for name, value in told.items() if value}
