"""What the projector shows in which phase: a pure decision, so that it can be tested in every phase."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.phase_rules import PhaseKind


class Show(Enum):
    """The kinds of picture. Only BOARD and ELEMENT hold notes."""

    BOARD = "board"
    ELEMENT = "element"
    MEANING = "meaning"
    QUESTIONS = "questions"
    COUNTDOWN = "countdown"


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture and, where it is about one element, which."""

    show: Show
    element: str


_DEFAULTS = {
    PhaseKind.PRESENT: Show.MEANING,
    PhaseKind.CLARIFY: Show.MEANING,
    PhaseKind.INDIVIDUAL: Show.QUESTIONS,
    PhaseKind.ROUND: Show.ELEMENT,
    PhaseKind.LUNCH: Show.COUNTDOWN,
    PhaseKind.DISCUSS: Show.BOARD,
    PhaseKind.BREAK: Show.COUNTDOWN,
    PhaseKind.CONSENSUS: Show.ELEMENT,
    PhaseKind.SIGNOFF: Show.BOARD,
}
#: what the moderator's zoom key turns each picture into; the silent work never shows notes
_ZOOMED = {
    Show.BOARD: Show.ELEMENT,
    Show.ELEMENT: Show.BOARD,
    Show.MEANING: Show.BOARD,
    Show.COUNTDOWN: Show.BOARD,
    Show.QUESTIONS: Show.QUESTIONS,
}


def scene(canvas: Canvas, *, zoomed: bool) -> Scene:
    """What to show now; `zoomed` is the moderator's wish for the other picture than the phase's own."""
    item = canvas.current_item
    kind = PhaseKind(item.kind) if item is not None and item.kind in set(PhaseKind) else None
    show = _DEFAULTS[kind] if kind is not None else Show.BOARD
    if zoomed:
        show = _ZOOMED[show]
    return Scene(show, canvas.workshop.element or canvas.template.walk[0])
