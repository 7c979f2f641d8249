"""What the things of a canvas have in common: frozen values with an id, written whole or not at all.

A change to a canvas is a handful of entities with their new values. Their old values are the
inverse, so undo is exact whatever the change was. Nothing is ever removed: things are marked.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any, ClassVar, Self


def new_id() -> str:
    """A fresh identity, unique across laptops."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Entity:
    """Base of all stored things. Times are whole milliseconds since 1970 in UTC."""

    id: str

    #: fields that name a person; they are kept out of the journal
    personal: ClassVar[frozenset[str]] = frozenset()
    #: whether a signed canvas refuses a new value
    sealed: ClassVar[bool] = True

    def gone(self) -> Self:
        """The value that stands for 'was never there': what undoing a creation writes."""
        raise NotImplementedError(type(self).__name__)

    @property
    def light(self) -> Self:
        """What an open canvas keeps in memory: without what is bulky and read from the library when needed."""
        return self

    def plain(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> Self:
        """The entity out of `plain`; raises TypeError on unknown fields."""
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
        }
        return cls(**values)

    @classmethod
    @cache
    def field_names(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))
