"""Names of people as a merge sees them: a mark that tells whether two are the same, and not what they are.

A merge only asks whether a name is still what it was. So the points of a history keep marks, and a name that was
changed or taken out is in none of them, nor in the copies that take them along. A side's own names are put back in the
place of their marks when a merge has to write them. Who guesses a former name can test the guess with its mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.merging.shown import value_of
from cmc_desktop.model.domain.merging.state import FIELDS, Thing, Value
from cmc_desktop.model.domain.revision import digest

#: the fields that name somebody, by kind
VEILED: Mapping[str, frozenset[str]] = {"participant": frozenset({"name", "organisation", "role", "speaks_for"})}
_MARK, _HEX = "sha256:", frozenset("0123456789abcdef")


@lru_cache(maxsize=4096)
def veiled(kind: str, thing: str, field: str, value: str) -> str:
    """A value of a field as a state holds it: a mark in the place of a name, anything else as it is."""
    if not value or field not in VEILED.get(kind, ()) or is_veiled(value):
        return value
    return _MARK + digest(f"{thing}\n{field}\n{value}")


def is_veiled(value: str) -> bool:
    """Whether it is a mark."""
    digits = value.removeprefix(_MARK)
    return len(value) == len(_MARK) + 64 and len(digits) == 64 and _HEX.issuperset(digits)


def value_veiled(kind: str, thing: str, field: str, value: Value) -> Value:
    """The same for a field that may be in conflict."""
    if isinstance(value, str):
        return veiled(kind, thing, field, value)
    return frozenset(veiled(kind, thing, field, one) for one in value)


def thing_veiled(kind: str, thing: str, values: Thing) -> Thing:
    """The values of a thing as a state holds them."""
    if kind not in VEILED:
        return values
    fields = zip(FIELDS[kind], values, strict=True)
    return tuple(value_veiled(kind, thing, field.name, value) for field, value in fields)


class Unveiling:
    """Knows the names that the marks of two sides stand for."""

    def __init__(self, *sides: Canvas) -> None:
        self._names: dict[str, str] = {}
        for canvas in sides:
            for kind, fields in VEILED.items():
                for thing in canvas.all(KINDS[kind]):
                    for field in fields:
                        self._learn(kind, thing.id, field, value_of(thing, field))
            for one in canvas.all(Conflict):
                for value in one.values if one.kind in VEILED else ():
                    self._learn(one.kind, one.thing, one.field, value)

    def _learn(self, kind: str, thing: str, field: str, value: str) -> None:
        self._names[veiled(kind, thing, field, value)] = value

    def of(self, value: Value) -> Value:
        """The names in the place of the marks, as far as a side has them."""
        if isinstance(value, str):
            return self._names.get(value, value)
        return frozenset(self._names.get(one, one) for one in value)
