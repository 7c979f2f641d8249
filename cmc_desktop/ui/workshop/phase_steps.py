"""What the clock's two main buttons and keys come to on a canvas: one place, so that each way leads to the same."""

from __future__ import annotations

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    Change,
    EndWorkshop,
    NextPhase,
    PausePhase,
    ResumePhase,
    StartWorkshop,
)


def in_last_phase(canvas: Canvas) -> bool:
    """Whether nothing follows the current phase."""
    return bool(canvas.agenda) and canvas.agenda[-1].id == canvas.workshop.current


def start_or_pause(canvas: Canvas) -> Change:
    """Start the workshop, pause it, or let it go on."""
    item = canvas.current_item
    if item is None:
        return StartWorkshop()
    return PausePhase() if canvas.run(item.id).running else ResumePhase()


def go_on(canvas: Canvas) -> Change:
    """The next phase; after the last one the workshop ends."""
    return EndWorkshop() if in_last_phase(canvas) else NextPhase()
