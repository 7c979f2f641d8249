"""Opening and closing elements as the room turns from one to the next, so that each knows what time it took."""

from __future__ import annotations

from dataclasses import replace

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_run import CLOSED, ElementRun, run_id
from cmc_desktop.model.domain.phase_rules import WALKED, PhaseKind
from cmc_desktop.model.domain.round_order import holding_floor, starter_of


def element_on_entering(canvas: Canvas, item: AgendaItem) -> str:
    """The element a phase turns to when it is entered.

    A phase that goes along the canvas begins with the first one and goes on where it stood; others stay at the
    element that is under discussion.
    """
    first = canvas.template.walk[0]
    here = canvas.workshop.element or first
    if item.kind not in WALKED:
        return here
    stood = next((run.element for run in open_elements(canvas, item)), here)
    return stood if canvas.run(item.id).started_at else first


def open_elements(canvas: Canvas, item: AgendaItem) -> tuple[ElementRun, ...]:
    """The element a phase is turned to, as it was opened; none before the phase began."""
    return tuple(run for run in canvas.all(ElementRun) if run.phase == item.id and run.since != CLOSED)


def turn_to(canvas: Canvas, item: AgendaItem, element: str, elapsed: int, now: int) -> tuple[ElementRun, ...]:
    """What to write when a phase that has taken `elapsed` ms turns to an element; nothing when it is there already.

    An element stays open while its phase is left: its time is that of the phase's clock, which stands meanwhile.
    """
    before = open_elements(canvas, item)
    if any(run.element == element for run in before):
        return ()
    return (*(run.closed(elapsed) for run in before), _opened(canvas, item, element, elapsed, now))


def _opened(canvas: Canvas, item: AgendaItem, element: str, elapsed: int, now: int) -> ElementRun:
    key = run_id(item.id, element)
    run = canvas.find(ElementRun, key)
    if run is None or not run.opened_at:
        serial = sum(1 for one in canvas.all(ElementRun) if one.phase == item.id and one.opened_at) + 1
        run = ElementRun(key, item.id, element, serial, opened_at=now)
    run = replace(run, since=elapsed)
    if item.kind != PhaseKind.ROUND:
        return run
    if not run.starter:
        run = replace(run, starter=starter_of(canvas, item.id))
    return holding_floor(canvas, replace(run, speaker_since=elapsed), elapsed)
