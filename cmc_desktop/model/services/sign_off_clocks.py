"""How the clocks stood when a canvas was signed: they go on after it, and its record says the same every time."""

from __future__ import annotations

from typing import Any

from cmc_desktop.model.domain.agenda import PhaseRun, Workshop
from cmc_desktop.model.domain.canvas import KINDS, NAMES, Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.trouble import damage_noticed

_CLOCKS = frozenset({NAMES[PhaseRun], NAMES[Workshop]})
_SIGN_OFF = NAMES[SignOff]


def clocks_at_sign_off(library: Library, canvas: Canvas) -> tuple[Entity, ...]:
    """The phases' clocks and the workshop as they were at the sign-off, those that changed since; none when unsigned.

    The journal tells it. A canvas that came signed in a file is taken as it was when it came. Raises LibraryTrouble
    when the journal cannot be read.
    """
    if canvas.sign_off is None:
        return ()
    before: dict[tuple[str, str], dict[str, Any] | None] = {}
    with damage_noticed():
        for line in reversed(library.store.journal_of(canvas.id)):
            if any(kind == _SIGN_OFF for kind, *_ in line.puts):
                break
            for kind, thing_id, _, old in line.puts:
                if kind in _CLOCKS:
                    before[kind, thing_id] = old
        return tuple(_thing(kind, thing_id, old) for (kind, thing_id), old in before.items())


def _thing(kind: str, thing_id: str, told: dict[str, Any] | None) -> Entity:
    """What the journal tells of a thing; as never touched where it was not there."""
    return KINDS[kind].from_plain({"id": thing_id, **(told or {})})
