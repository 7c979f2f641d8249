"""A conflict: a field that two copies changed to different values, kept until a person settles it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.model.domain.entity import Entity

#: more values of one field than come together from copies before somebody settles them
VALUES_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Conflict(Entity):
    """The values of one `field` of the `thing` of a `kind`; `names` tell who brought which, each may be empty.

    The kinds are those of `canvas.KINDS` and 'box', whose field 'texts' lists the ids of notes that all claim to be
    the one text of that box. The field 'deleted' of a note has one value only: somebody deleted it and somebody else
    changed it, so it stays on the board until a person says which.
    It is open as long as the board shows that of its values which joining left there and nobody has `settled` it.
    """

    kind: str
    thing: str
    field: str
    values: tuple[str, ...]
    names: tuple[str, ...] = ()
    settled: bool = False

    personal = frozenset({"names", "values"})

    def gone(self) -> Self:
        """The conflict as settled. What names somebody is kept only while it is open."""
        if self.kind == "participant":
            return replace(self, settled=True, values=(), names=())
        return replace(self, settled=True)

    def name_of(self, value: str) -> str:
        """Who brought this value; empty when nobody knows."""
        return dict(zip(self.values, self.names, strict=False)).get(value, "")


def conflict_id(kind: str, thing: str, field: str) -> str:
    return f"{kind}:{thing}:{field}"
