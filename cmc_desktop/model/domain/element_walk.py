"""Opening and closing elements as the room turns from one to the next, so that each knows what time it took."""

from __future__ import annotations

from dataclasses import replace

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_run import CLOSED, ElementRun, run_id
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.round_order import speaker_of, starter_of, turns_of

#: phases that go strictly along the canvas, and so begin with its first element
_WALKED = frozenset({PhaseKind.PRESENT, PhaseKind.ROUND, PhaseKind.CONSENSUS})


def first_element(canvas: Canvas, item: AgendaItem) -> str:
    """The element a phase turns to when it is entered."""
    here = canvas.workshop.element or canvas.template.walk[0]
    fresh = not canvas.run(item.id).started_at
    return canvas.template.walk[0] if fresh and item.kind in _WALKED else here


def close_element(canvas: Canvas, item: AgendaItem, elapsed: int) -> tuple[ElementRun, ...]:
    """The element under discussion, closed when the phase has taken `elapsed` ms; none when none is open."""
    return tuple(run.closed(elapsed) for run in canvas.all(ElementRun) if run.phase == item.id and run.since != CLOSED)


def open_element(canvas: Canvas, item: AgendaItem, element: str, elapsed: int, now: int) -> ElementRun:
    """The run of the element that is turned to when the phase has taken `elapsed` ms."""
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
    speaker = speaker_of(canvas, run, turns_of(canvas, item.id).get(element, []))
    return replace(run, speaker=speaker.id if speaker is not None else "", speaker_since=elapsed)
