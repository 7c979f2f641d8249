"""What the sentences of the log are made of: a value of the journal, and the names of people and boxes.

The journal holds values written by older versions too, so fields that came later may be missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.participant import Participant

#: as many letters of a note as a line of the log quotes
_QUOTED = 80
_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Put:
    """One value as the journal tells it, with the value before."""

    kind: str
    id: str
    now: Mapping[str, Any]
    was: Mapping[str, Any] | None

    @property
    def before(self) -> Mapping[str, Any]:
        """The value before, without fields when there was none."""
        return self.was if self.was is not None else _NOTHING

    def turned(self) -> Put:
        """The way back."""
        return self if self.was is None else Put(self.kind, self.id, self.was, self.now)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, what it is about, and whether it only follows from what was done."""

    words: str
    element: str = ""
    note: str = ""
    follows: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """The canvas the log is about; without `names` people are called "somebody"."""

    canvas: Canvas
    names: bool

    def person(self, person_id: str) -> str:
        person = self.canvas.find(Participant, person_id) if self.names and person_id else None
        return person.name if person is not None else tr("somebody")

    def box(self, key: str) -> str:
        template = self.canvas.template
        return template.box(key).label if key in template else key


def quoted(text: str) -> str:
    """A text on one line, its end left out when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"
