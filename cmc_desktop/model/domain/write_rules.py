"""What may be written into a canvas at present: by its phase, its sign-off, and what copies still differ about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import InConflict, Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.shown import BOX, open_conflicts, value_of
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.phase_rules import PhaseKind, is_dropped, rules_now, sentence, verbs_of


def check_unsigned(canvas: Canvas) -> None:
    """Raise Refusal when the canvas is signed."""
    if canvas.sign_off is not None:
        raise Refusal(
            tr("This canvas is signed and does not change any more."),
            safe=tr("The signed words are kept as they are."),
            todo=tr("Start a new version to continue from it."),
        )


def check(canvas: Canvas, puts: Iterable[Entity], *, slip: bool = False, parts: bool = False) -> None:
    """Refuse what the phase or the sign-off does not allow; `slip` lets the phase's rule pass, never the sign-off.

    `parts` is so where a copy that was joined is taken back: what it brought was not said here, and the copy keeps it.
    """
    puts = tuple(puts)
    verbs = tuple(verbs_of(canvas, puts))
    if verbs or any(type(put).sealed for put in puts):
        check_unsigned(canvas)
    comes_back = any(isinstance(put, Head) and not put.deleted_at for put in puts)
    if canvas.head.deleted_at and not comes_back and (verbs or any(_says(canvas, put) for put in puts)):
        raise Refusal(
            tr("This canvas was deleted from the library and does not change any more."),
            safe=tr("What it says is kept."),
            todo=tr("Bring it back into the library first."),
        )
    unbegun = {put.id for put in puts if isinstance(put, PhaseRun) and not put.started_at}
    for put in puts:
        if isinstance(put, Participant):
            _check_nobody_is_dropped(canvas, put)
        if isinstance(put, Note) and put.phase not in unbegun and not parts:
            _check_nothing_said_is_taken_back(canvas, put)
        if isinstance(put, AgendaItem) and put.removed and canvas.run(put.id).started_at and put.id not in unbegun:
            raise Refusal(
                tr("“{phase}” has begun and stays on the agenda.", phase=put.title), todo=tr("Skip it instead.")
            )
    _check_nothing_is_decided_unseen(canvas, puts)
    # where the joining that brought a workshop is undone, that was never led here
    if slip or any(isinstance(put, Workshop) and not put.started_at for put in puts):
        return
    allowed = rules_now(canvas).allows
    item = canvas.current_item
    for verb in verbs:
        if verb not in allowed:
            assert item is not None
            raise Refusal(
                tr("Not in “{phase}”: {rule}", phase=item.title, rule=sentence(item.kind)),
                todo=tr("To put a slip right, use “Correct a slip”; it is logged."),
                slip=True,
            )


def _says(canvas: Canvas, put: Entity) -> bool:
    """Whether the canvas would say anything else; not so when just the people who marked a box, or brought the values
    of a conflict, are called otherwise."""
    if isinstance(put, BoxMark):
        mark = canvas.find(BoxMark, put.id)
        return mark is None or replace(put, by=mark.by) != mark
    if isinstance(put, Conflict):
        conflict = canvas.find(Conflict, put.id)
        return conflict is None or replace(put, names=conflict.names) != conflict
    return type(put).sealed


def _check_nobody_is_dropped(canvas: Canvas, new: Participant) -> None:
    """Nobody is taken out of the count without a word."""
    old = canvas.find(Participant, new.id)
    if old is not None and is_dropped(canvas, old, new):
        raise Refusal(
            tr("{name} is among those who are asked, and cannot just be left out.", name=old.name),
            todo=tr("Mark that {name} has left, then decide about the answer.", name=old.name),
        )


def _check_nothing_said_is_taken_back(canvas: Canvas, new: Note) -> None:
    """What was said in a round that is over does not just go, as if it had never been said: Undo would do that."""
    old = canvas.find(Note, new.id)
    if old is None or not new.taken_back or (old.deleted and not old.joined):
        return
    item = canvas.find(AgendaItem, new.phase)
    if item is not None and item.kind == PhaseKind.ROUND and item != canvas.current_item:
        raise Refusal(
            tr("“{phase}” is over: what was said in it cannot be undone.", phase=item.title),
            todo=tr("Change or delete the note, and say why."),
        )


def _check_nothing_is_decided_unseen(canvas: Canvas, puts: tuple[Entity, ...]) -> None:
    """What copies differ about is settled, never typed over: the other side's words would go without a decision."""
    decided = {put.id for put in puts if isinstance(put, Conflict)}
    still_open = [one for one in open_conflicts(canvas).values() if one.id not in decided]
    if not still_open:
        return
    new = {(type(put), put.id): put for put in puts}
    # a note that begins to wait for the one text of a box takes what is open about it along
    wait = {value for put in puts if isinstance(put, Conflict) and put.kind == BOX for value in put.values}
    for one in still_open:
        if one.kind == BOX:
            _check_text_stays(canvas, one.thing, new)
            continue
        kind = KINDS[one.kind]
        thing = new.get((kind, one.thing or canvas.id))
        old = canvas.find(kind, one.thing or canvas.id)
        if thing is None or old is None:
            continue
        if one.field != "deleted" and value_of(thing, one.field) != value_of(old, one.field):
            raise _to_be_settled()
        if thing.id not in wait and (getattr(thing, "deleted", False) or getattr(thing, "removed", False)):
            raise _to_be_settled()


def _check_text_stays(canvas: Canvas, box: str, new: Mapping[tuple[type[Entity], str], Entity]) -> None:
    """The text a box shows does not go while others from copies wait behind it."""
    for old in canvas.notes_in(box):
        note = new.get((Note, old.id))
        if isinstance(note, Note) and (note.deleted or note.box != old.box):
            raise Refusal(
                tr("Copies brought more than one text for “{box}”.", box=canvas.template.box(box).label),
                todo=tr("Settle first which of them stays."),
            )


def _to_be_settled() -> InConflict:
    return InConflict(
        tr("Copies differ about this, and nobody has settled it yet."),
        safe=tr("Both are kept."),
        todo=tr("Settle it first (Ctrl+Shift+X): there you can type other words, too."),
    )
