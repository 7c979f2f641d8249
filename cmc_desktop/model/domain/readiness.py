"""How ready the canvas is for its sign-off: named ticks, each done or with what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agreement import Agreement, Standing, agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_states import element_states
from cmc_desktop.model.domain.merging.shown import box_of_conflict, open_conflicts
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.domain.reasking import ToReask, sentence


class Point(StrEnum):
    """What has to be done before a sign-off; `ELEMENTS` alone may stay open, as the answers to the whole count."""

    CONFLICTS = "conflicts"
    ELEMENTS = "elements"
    ASKED = "asked"
    AGAIN = "again"
    SATISFIED = "satisfied"
    LEAVERS = "leavers"


@dataclass(frozen=True, slots=True)
class Tick:
    """One point: whether it is done, what to say about it, and what more there is to say."""

    point: Point
    done: bool
    words: str
    more: str = ""

    @property
    def id(self) -> str:
        return self.point.value


def open_elements(canvas: Canvas) -> tuple[str, ...]:
    """The elements that are neither agreed nor marked as having nothing, in the order of the walk."""
    return tuple(key for key, state in element_states(canvas).items() if not state.settled)


def readiness(canvas: Canvas, due: tuple[ToReask, ...]) -> tuple[Tick, ...]:
    """The points in the order in which they are worked on; `due` are those to ask again (`Reasking.due`).

    Conflicts between copies are a point only while there are some.
    """
    now = agreement(canvas)
    in_conflict = (_conflicts(canvas),) if now.conflicts else ()
    return (*in_conflict, _elements(canvas), _asked(now), _again(canvas, due), _satisfied(now), _leavers(now))


def _conflicts(canvas: Canvas) -> Tick:
    found = open_conflicts(canvas).values()
    words = trn("Settle {n} conflict between copies", "Settle {n} conflicts between copies", len(found))
    boxes = dict.fromkeys(box_of_conflict(canvas, one) for one in found)
    return Tick(Point.CONFLICTS, False, words, ", ".join(canvas.template.box(box).label for box in boxes if box))


def _elements(canvas: Canvas) -> Tick:
    open_ones, count = open_elements(canvas), len(canvas.template.walk)
    names = ", ".join(canvas.template.box(key).label for key in open_ones)
    words = tr("{n} of {all} elements settled", n=count - len(open_ones), all=count)
    return Tick(Point.ELEMENTS, not open_ones, words, tr("open: {elements}", elements=names) if names else "")


def _asked(now: Agreement) -> Tick:
    if not now.in_room:
        return Tick(Point.ASKED, False, tr("Nobody who counts is in the room"))
    unasked = [row.name for row in now.in_room if row.standing is Standing.NOT_ASKED]
    if not unasked:
        return Tick(Point.ASKED, True, tr("Everyone was asked"))
    words = trn("{n} person not asked yet", "{n} people not asked yet", len(unasked))
    return Tick(Point.ASKED, False, words, ", ".join(unasked))


def _again(canvas: Canvas, due: tuple[ToReask, ...]) -> Tick:
    if not due:
        return Tick(Point.AGAIN, True, tr("Nobody to ask again"))
    words, names = tr("Ask again: {who}", who=sentence(due, canvas.template)), all_names(canvas)
    return Tick(Point.AGAIN, False, words, ", ".join(names[one.person.id] for one in due))


def _satisfied(now: Agreement) -> Tick:
    not_yet = [row.name for row in now.in_room if row.standing is Standing.NOT_YET]
    if not_yet:
        words = trn("{n} person not satisfied yet", "{n} people not satisfied yet", len(not_yet))
        return Tick(Point.SATISFIED, False, words, ", ".join(not_yet))
    words = tr("{n} of {all} satisfied", n=now.satisfied, all=len(now.in_room))
    return Tick(Point.SATISFIED, bool(now.in_room) and now.satisfied == len(now.in_room), words)


def _leavers(now: Agreement) -> Tick:
    names = [row.name for row in now.undecided]
    if not names:
        return Tick(Point.LEAVERS, True, tr("No leaver to decide on"))
    words = trn("Decide on {n} person who left", "Decide on {n} people who left", len(names))
    return Tick(Point.LEAVERS, False, words, ", ".join(names))
