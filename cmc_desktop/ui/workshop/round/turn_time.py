"""The time the speaker has: when they got the floor, what they gave since, how many seconds are left."""

from __future__ import annotations

from collections.abc import Iterable

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_run import ElementRun, run_id
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.pace import pace
from cmc_desktop.model.domain.round_order import Round, turns_of
from cmc_desktop.ui.saying import tr

_SECOND = 1000


def turn_left(canvas: Canvas, at: Round, now: int) -> int | None:
    """Milliseconds the speaker has left, negative when over; None without a speaker."""
    run = canvas.find(ElementRun, run_id(at.phase, at.element))
    if at.speaker is None or run is None:
        return None
    spoken = max(0, canvas.run(at.phase).elapsed(now) - run.speaker_since)
    # what each person has shrinks while somebody speaks: what counts is what it was when the speaker began
    then = pace(canvas, now - spoken)
    return then.each - spoken if then is not None else None


def time_words(left: int) -> str:
    """What is left of a turn, or by how much it is over, in whole seconds."""
    if left < 0:
        return tr("{n} s over", n=-left // _SECOND)
    return tr("{n} s left", n=-(-left // _SECOND))


def notes_given(canvas: Canvas, at: Round) -> int:
    """How many notes the speaker gave in this element since their last turn in it, if they had one.

    Their own turns alone are looked at: the computer's clock may have been set back since another one's.
    """
    if at.speaker is None:
        return 0
    person, turns = at.speaker.id, turns_of(canvas, at.phase, at.element)
    since = max((turn.at for turn in turns if turn.person == person), default=0)
    here = [*canvas.notes_in(at.element), *_paragraphs(canvas, at.element)]
    return sum(note.author == person and note.phase == at.phase and note.made_at >= since for note in here)


def _paragraphs(canvas: Canvas, element: str) -> Iterable[Note]:
    """What was added to a text that has its place alone."""
    if not canvas.template.box(element).single:
        return ()
    return (note for note in canvas.all(Note) if note.joined and note.box == element)
