"""The pace of the day: which element, how long each person has, how far behind, when the next break is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cmc_desktop.model.domain.agenda import MINUTE, AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.round_order import contributors, round_now

#: phases that go through the elements one by one, whose time is shared out among them
WALKED = frozenset({PhaseKind.PRESENT, PhaseKind.ROUND, PhaseKind.CONSENSUS})
BREAKS = frozenset({PhaseKind.LUNCH, PhaseKind.BREAK})


@dataclass(frozen=True, slots=True)
class Share:
    """What a length of time means: milliseconds an element, and a person in each element (0 without people)."""

    element: int
    person: int


def share(minutes: int, elements: int, people: int) -> Share:
    """`minutes` shared out among elements and people; both counts may be 0."""
    element = minutes * MINUTE // max(1, elements)
    return Share(element, element // people if people else 0)


@dataclass(frozen=True, slots=True)
class Pace:
    """Where the workshop stands in time; all lengths in ms, `number` and `elements` 0 in phases without a walk.

    `behind` is how late the room is by the schedule of this phase's elements, else of the day; negative when early.
    `each` is what a person has in the round from now on, 0 elsewhere. `late` is how much later than planned the whole
    day would end from here. `break_at` is when the next break begins if the rest goes as planned, 0 for none;
    `end_at` when the agenda is through.
    """

    number: int
    elements: int
    element_left: int
    each: int
    behind: int
    late: int
    break_name: str
    break_at: int
    end_at: int


def pace(canvas: Canvas, now: int) -> Pace | None:
    """The pace at a time in ms; None while no workshop runs."""
    item = canvas.current_item
    if item is None:
        return None
    left = max(0, canvas.run(item.id).remaining(item, now))
    later = _later(canvas, item)
    end_at = now + left + _planned(later)
    late = end_at - canvas.workshop.due_at if canvas.workshop.due_at else 0
    break_name, break_at = _next_break(later, now + left)
    number, elements, element_left, behind = _schedule(canvas, item, now)
    return Pace(
        number,
        elements,
        element_left,
        _each(canvas, item, now),
        behind if elements else late,
        late,
        break_name,
        break_at,
        end_at,
    )


def _later(canvas: Canvas, item: AgendaItem) -> list[AgendaItem]:
    """The phases still to come."""
    agenda = canvas.agenda
    return agenda[agenda.index(item) + 1 :] if item in agenda else []


def _planned(items: Iterable[AgendaItem]) -> int:
    return sum(item.minutes for item in items) * MINUTE


def _next_break(later: list[AgendaItem], from_time: int) -> tuple[str, int]:
    for place, item in enumerate(later):
        if item.kind in BREAKS:
            return item.title, from_time + _planned(later[:place])
    return "", 0


def _schedule(canvas: Canvas, item: AgendaItem, now: int) -> tuple[int, int, int, int]:
    """Number of the element, how many there are, time left for it, and how far behind the walk is."""
    walk = canvas.template.walk
    if item.kind not in WALKED or canvas.workshop.element not in walk:
        return 0, 0, 0, 0
    run = canvas.run(item.id)
    length, elapsed = (item.minutes + run.extra_minutes) * MINUTE, run.elapsed(now)
    place = walk.index(canvas.workshop.element)
    due = length * (place + 1) // len(walk)
    done = place + _done_of_element(canvas)
    behind = elapsed - int(length * done / len(walk)) if done < len(walk) else elapsed - length
    if round_now(canvas) is None:
        # what is done of an element is not known: it is late only when the next should have begun
        behind = max(0, elapsed - due) if elapsed > due else min(0, elapsed - length * place // len(walk))
    return place + 1, len(walk), due - elapsed, behind


def _done_of_element(canvas: Canvas) -> float:
    at = round_now(canvas)
    if at is None or not at.people:
        return 0.0
    return len(at.had) / at.people


def _each(canvas: Canvas, item: AgendaItem, now: int) -> int:
    """What is left of the round for each turn that is still to come, as it is planned when the time is over."""
    at = round_now(canvas)
    people = len(contributors(canvas))
    if at is None or not people:
        return 0
    walk = canvas.template.walk
    run = canvas.run(item.id)
    turns = (len(walk) - walk.index(at.element) - 1) * people + len(at.waiting) + (at.speaker is not None)
    left = run.remaining(item, now)
    planned = share(item.minutes + run.extra_minutes, len(walk), people).person
    return min(left // turns, 2 * planned) if left > 0 and turns else planned


def time_of_elements(canvas: Canvas, phase: str, now: int) -> dict[str, int]:
    """Milliseconds each element has taken in a phase, by element, those never opened left out."""
    elapsed = canvas.run(phase).elapsed(now)
    return {run.element: run.taken(elapsed) for run in canvas.all(ElementRun) if run.phase == phase and run.opened_at}
