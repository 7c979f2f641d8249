"""The words of the strip: who is asked, how it goes on, who has had no turn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.round_order import Lacking, Round, roster_names, turns_lacking
from cmc_desktop.ui.action_table import action_table
from cmc_desktop.ui.saying import in_a_row, tr, trn

_NAMES = 3


def keys_of_action(action_id: str) -> str:
    """The first keys of an action as the system writes them; empty when it has none, or is none."""
    keys = next((spec.keys for spec in action_table() if spec.id == action_id), ())
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def lap_words(at: Round) -> str:
    """Which time round it is; empty the first time."""
    if at.lap < 2:
        return ""
    return {2: tr("2nd time round"), 3: tr("3rd time round")}.get(at.lap, tr("{n}th time round", n=at.lap))


def name_in_line(at: Round, person: Participant) -> str:
    """A name as it stands among those who wait; who asked to come back is told by a word."""
    name = at.name(person)
    return tr("{name} (comes back)", name=name) if person.id in at.later else name


def headline(canvas: Canvas, at: Round) -> str:
    """Who speaks, or why nobody does."""
    if at.speaker is not None:
        return at.name(at.speaker)
    return tr("Everyone has had their turn") if at.had else nobody_words(canvas)


def nobody_words(canvas: Canvas) -> str:
    """That there is nobody to ask."""
    if any(person.present for person in canvas.people):
        return tr("Nobody who takes turns is in the room")
    return tr("Nobody is marked as being in the room")


def can_all_arrive(canvas: Canvas) -> bool:
    """Whether there are people on the roster who have not been marked as being in the room so far."""
    return any(not person.arrived_at for person in canvas.people)


def next_element(canvas: Canvas) -> str:
    """The element after the one under discussion; empty after the last."""
    walk, here = canvas.template.walk, canvas.workshop.element
    place = walk.index(here) + 1 if here in walk else 0
    return walk[place] if place < len(walk) else ""


def what_comes(canvas: Canvas, at: Round) -> str:
    """How it goes on when nobody has the floor."""
    if at.speaker is not None:
        return ""
    if not at.had:
        return tr("Tick who is here in the list at the right.")
    after = next_element(canvas)
    if after:
        return tr("next: {element}", element=canvas.template.box(after).label)
    return lacking_words(canvas, turns_lacking(canvas))


def lacking_words(canvas: Canvas, lacking: Sequence[Lacking]) -> str:
    """Who has had no turn anywhere, in one line."""
    if not lacking:
        return tr("Every person has had a turn in every element.")
    first = lacking[0]
    label = canvas.template.box(first.element).label
    some = tr("no turn yet in {element}: {names}", element=label, names=names_in_short(canvas, first.people))
    if len(lacking) == 1:
        return some
    return trn("{some}; and in {n} more element", "{some}; and in {n} more elements", len(lacking) - 1, some=some)


def names_in_short(canvas: Canvas, people: Sequence[Participant]) -> str:
    """The first names of a list and how many more there are."""
    known = roster_names(canvas)
    names = in_a_row(known.get(person.id, person.name) for person in people[:_NAMES])
    more = len(people) - _NAMES
    return trn("{names} and {n} more", "{names} and {n} more", more, names=names) if more > 0 else names


def given_words(count: int) -> str:
    return trn("{n} note", "{n} notes", count)
