"""How far the agreement on each element is: named states, one for each box of the walk."""

from __future__ import annotations

from enum import StrEnum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.phase_rules import rules_of


class ElementState(StrEnum):
    """Open: it was looked at in the agreement phase, or agreed on in words that it no longer has."""

    UNTOUCHED = "untouched"
    OPEN = "open"
    AGREED = "agreed"
    NONE_IDENTIFIED = "none_identified"

    @property
    def label(self) -> str:
        return {
            ElementState.UNTOUCHED: tr("not looked at yet"),
            ElementState.OPEN: tr("open"),
            ElementState.AGREED: tr("agreed"),
            ElementState.NONE_IDENTIFIED: tr("none identified"),
        }[self]

    @property
    def settled(self) -> bool:
        return self in (ElementState.AGREED, ElementState.NONE_IDENTIFIED)


def element_hash(canvas: Canvas, element: str) -> str:
    """The hash of what an element says at present."""
    return next(box.hash for box in canvas.content.boxes if box.key == element)


def element_states(canvas: Canvas) -> dict[str, ElementState]:
    """The state of every element, in the order of the walk."""
    return canvas.derived("element states", _worked_out)


def _worked_out(canvas: Canvas) -> dict[str, ElementState]:
    agreeing = {item.id for item in canvas.agenda if rules_of(item.kind).answers}
    opened = {run.element for run in canvas.all(ElementRun) if run.phase in agreeing and run.opened_at}
    return {key: _state(canvas, key, opened) for key in canvas.template.walk}


def _state(canvas: Canvas, key: str, opened: set[str]) -> ElementState:
    agreed = canvas.find(ElementAgreement, key)
    if agreed is not None and agreed.hash and agreed.hash == element_hash(canvas, key):
        return ElementState.AGREED
    if canvas.mark(key).none_identified:
        return ElementState.NONE_IDENTIFIED
    if key in opened or (agreed is not None and agreed.hash):
        return ElementState.OPEN
    return ElementState.UNTOUCHED
