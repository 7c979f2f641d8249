"""People as the side panels name them: who can be chosen, and what somebody is called afterwards."""

from __future__ import annotations

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.participant_names import all_names

__all__ = ["all_names", "choosable", "name_of"]


def name_of(canvas: Canvas, person_id: str) -> str:
    """What somebody is called, also once taken off the roster; empty for nobody."""
    return all_names(canvas).get(person_id, "")


def choosable(canvas: Canvas) -> dict[str, str]:
    """The people in the room by id, or the whole roster while nobody has arrived; two of one name are told apart."""
    everyone, names = canvas.people, all_names(canvas)
    return {person.id: names[person.id] for person in [one for one in everyone if one.present] or everyone}
