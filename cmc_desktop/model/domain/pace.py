"""The pace of the day: which element, how long each person has, how far behind, when the next break is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cmc_desktop.model.domain.agenda import MINUTE, AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.phase_rules import BREAKS, WALKED
from cmc_desktop.model.domain.round_order import contributors, round_now


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

    `behind` is how late the room is, negative when early: how far the phase is behind its own time and how late the
    day came to it. Minutes that were given to the phase do not make it late, and come out of a lead. `each` is what a
    person has in the round from now on, 0 elsewhere. `late` is how much later than planned the agenda would be through
    from here, given minutes included. `break_at` is when the next break begins if the rest goes as planned, 0 for none;
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
    later, end_at = later_items(canvas, item), end_of_agenda(canvas, item, now)
    late = end_at - canvas.workshop.due_at if canvas.workshop.due_at else 0
    pause = next((one for one in later if one.kind in BREAKS), None)
    after = [] if pause is None else later[later.index(pause) :]
    walk = _walk(canvas, item)
    element_left, lag = _walked(canvas, item, now) if walk else (0, max(0, -canvas.run(item.id).remaining(item, now)))
    return Pace(
        number=walk.index(canvas.workshop.element) + 1 if walk else 0,
        elements=len(walk),
        element_left=element_left,
        each=_each(canvas, item, now),
        behind=lag + _drift(canvas, item, now, late),
        late=late,
        break_name=pause.title if pause else "",
        break_at=end_at - time_left(canvas, after, now) if pause else 0,
        end_at=end_at,
    )


def later_items(canvas: Canvas, item: AgendaItem) -> list[AgendaItem]:
    """The phases still to come after `item`, in order."""
    agenda = canvas.agenda
    return agenda[agenda.index(item) + 1 :] if item in agenda else []


def time_left(canvas: Canvas, items: Iterable[AgendaItem], now: int) -> int:
    """Milliseconds that phases still take by their plan; of one that began before only what is left of it."""
    return sum(max(0, canvas.run(item.id).remaining(item, now)) for item in items)


def end_of_agenda(canvas: Canvas, item: AgendaItem, now: int) -> int:
    """When the agenda is through if `item` goes on now and everything goes as planned, in ms."""
    return now + time_left(canvas, [item, *later_items(canvas, item)], now)


def _walk(canvas: Canvas, item: AgendaItem) -> tuple[str, ...]:
    """The elements that share the phase's time; none in a phase that does not go along them."""
    walk = canvas.template.walk
    return walk if item.kind in WALKED and canvas.workshop.element in walk else ()


def _drift(canvas: Canvas, item: AgendaItem, now: int, late: int) -> int:
    """How late the day came to this phase, or how early, by what the phase itself cannot help: breaks of its clock too.

    Minutes given to the phase are a decision, no delay; once the delay is accepted, they are part of the plan. A lead
    is another matter: it is what can still be given away, so what is given comes out of it. 20 minutes early, 5 given:
    15 are left, at the start of the phase as at its end; 30 given: none are left, and the room is on time, as its
    delay of 10 is wanted; `late` tells that the end moves. 10 minutes late, 5 given: 10 late still.
    """
    run = canvas.run(item.id)
    overrun, given = max(0, -run.remaining(item, now)), max(0, run.extra_minutes) * MINUTE
    day = late - overrun
    return day if day < 0 else max(0, day - given)


def _walked(canvas: Canvas, item: AgendaItem, now: int) -> tuple[int, int]:
    """Time left for the element, and how far the phase is behind its own time.

    In the round the turns taken tell how far it is; elsewhere the element may be anywhere in its share of the time.
    """
    run, walk = canvas.run(item.id), canvas.template.walk
    length, elapsed = run.elapsed(now) + run.remaining(item, now), run.elapsed(now)
    place = walk.index(canvas.workshop.element)
    first, last = length * place // len(walk), length * (place + 1) // len(walk)
    at = round_now(canvas)
    if at is None or not at.people:
        return last - elapsed, elapsed - min(max(elapsed, first), last)
    heard = sum(at.turns_of(person) > 0 for person in (*at.had, *at.still))
    return last - elapsed, elapsed - first - (last - first) * heard // at.people


def _each(canvas: Canvas, item: AgendaItem, now: int) -> int:
    """What is left for each turn still to come, twice what is planned at most; what is planned when nothing is left."""
    at = round_now(canvas)
    people = len(contributors(canvas))
    if at is None or not people:
        return 0
    walk, run = canvas.template.walk, canvas.run(item.id)
    turns = (len(walk) - walk.index(at.element) - 1) * people + sum(at.laps - at.turns_of(one) for one in at.still)
    planned = share(max(0, item.minutes + run.extra_minutes), len(walk), people).person  # minutes can be taken away
    left = run.remaining(item, now)
    return min(left // turns, 2 * planned) if left > 0 and turns else planned
