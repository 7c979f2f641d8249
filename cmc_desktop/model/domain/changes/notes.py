"""Changes to notes: add, reword, move, delete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.meanwhile import put_over
from cmc_desktop.model.domain.drop_reasons import reasons_in
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.paragraphs import joined_words, reworded, with_paragraph
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.model.domain.said import is_said, with_what_was_said
from cmc_desktop.model.domain.template import Box
from cmc_desktop.model.domain.text import line, note_text


def box_of(canvas: Canvas, key: str) -> Box:
    """The box with this key. Raises NotThere, naming the keys there are."""
    if key not in canvas.template:
        raise NotThere(
            tr("There is no box “{key}” on this canvas.", key=key),
            todo=tr("Its boxes are: {keys}.", keys=", ".join(canvas.template.walk)),
        )
    return canvas.template.box(key)


def _unmarked(canvas: Canvas, box: str) -> tuple[BoxMark, ...]:
    """A box that gets a note is no longer 'none identified'."""
    mark = canvas.kept_mark(box)
    return (mark.gone(),) if mark.none_identified else ()


def _emptied(canvas: Canvas, leaving: Iterable[Note]) -> Iterator[BoxMark]:
    """A box whose last notes are taken away here does not say 'none identified' because some copy once said so."""
    ids = {note.id for note in leaving}
    for box in sorted({canvas.note(note_id).box for note_id in ids}):
        if all(note.id in ids for note in canvas.notes_in(box)):
            yield from _unmarked(canvas, box)


def known_author(canvas: Canvas, author: str) -> str:
    """`author`, who is empty or was on the roster once: what was typed while somebody was taken off it is still theirs.

    Raises NotThere for anybody else.
    """
    if author and canvas.find(Participant, author) is None:
        raise NotThere(tr("This person is not on the roster, and was not before."))
    return author


@dataclass(frozen=True)
class AddNotes(Change):
    """Put texts into a box from place `row` on (None: at the end), in order. A single-text box takes one."""

    box: str
    texts: tuple[str, ...]
    row: int | None = None
    author: str = ""
    tags: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.ids:
            object.__setattr__(self, "ids", tuple(new_id() for _ in self.texts))

    @property
    def label(self) -> str:
        return trn("add note", "add {n} notes", len(self.texts))

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        box = box_of(canvas, self.box)
        if not self.texts:
            return ()
        count = canvas.note_count(self.box)
        if box.single and count + len(self.texts) > 1:
            raise Refusal(
                tr("“{box}” holds one text.", box=box.label),
                todo=tr("Change the text that is there, or put the others into another box."),
            )
        row = count if self.row is None else max(0, min(self.row, count))
        before, after = canvas.ranks_around(self.box, row)
        item = canvas.current_item
        tags, author = tuple(line(tag, tr("The tag")) for tag in self.tags), known_author(canvas, self.author)
        notes = tuple(
            Note(note_id, self.box, place, note_text(text), tags, author, item.id if item else "", now, now)
            for note_id, place, text in zip(
                self.ids, rank.spread(before, after, len(self.texts)), self.texts, strict=True
            )
        )
        return (*_unmarked(canvas, self.box), *notes)


@dataclass(frozen=True)
class AddNote(Change):
    """Put one note into a box at place `row` (None: the end)."""

    box: str
    text: str
    row: int | None = None
    author: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return trn("add note", "add {n} notes", 1)

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return AddNotes(self.box, (self.text,), self.row, self.author, ids=(self.id,)).decide(canvas, now)


@dataclass(frozen=True)
class EditNote(Change):
    """Reword a note. `was` is the text it was reworded from: when it says something else by now, it is refused."""

    note: str
    text: str
    was: str | None = None

    @property
    def label(self) -> str:
        return tr("reword note")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        old = canvas.note(self.note)
        text = note_text(self.text)
        if self.was is not None and old.text not in (self.was, text):
            raise Refusal(
                tr("This note was changed in the meantime; it now says “{text}”.", text=old.text),
                safe=tr("Your words were not put over it."),
                todo=tr("Look at it and change it again."),
            )
        if text == old.text:
            return ()
        further = _further_paragraph(canvas, old, text)
        if further:
            return with_paragraph(canvas, old, further, _speaker(canvas, old.box), new_id(), now)
        return reworded(canvas, old, text, now)


def _further_paragraph(canvas: Canvas, old: Note, text: str) -> str:
    """What `text` adds in the round to a text that several people may propose something for; else nothing."""
    item = canvas.current_item
    if item is None or item.kind != PhaseKind.ROUND or not canvas.template.box(old.box).single:
        return ""
    return text.removeprefix(f"{old.text}\n").strip() if text.startswith(f"{old.text}\n") else ""


def _speaker(canvas: Canvas, box: str) -> str:
    """Who speaks about a box now; empty when nobody does."""
    at = round_now(canvas)
    return at.speaker.id if at is not None and at.speaker is not None and canvas.workshop.element == box else ""


@dataclass(frozen=True)
class SetMission(Change):
    """Set the text of a single-text box; empty takes it away. `author` is whose it is when it is the first."""

    box: str
    text: str
    author: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("change text")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        box_of(canvas, self.box)
        notes = canvas.notes_in(self.box)
        if not notes:
            first = AddNotes(self.box, (self.text,), author=self.author, ids=(self.id,))
            return first.decide(canvas, now) if self.text.strip() else ()
        if not self.text.strip():
            return DeleteNotes((notes[0].id,)).decide(canvas, now)
        return EditNote(notes[0].id, self.text).decide(canvas, now)


@dataclass(frozen=True)
class MoveNotes(Change):
    """Move notes, kept in the given order, to place `row` of a box (None: the end), counted before the move."""

    notes: tuple[str, ...]
    box: str
    row: int | None = None

    @property
    def label(self) -> str:
        return trn("move note", "move {n} notes", len(self.notes))

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        box = box_of(canvas, self.box)
        moving = [canvas.note(note_id) for note_id in dict.fromkeys(self.notes)]
        ids = frozenset(self.notes)
        order = [note.id for note in canvas.notes_in(self.box)]
        row = len(order) if self.row is None else max(0, min(self.row, len(order)))
        above = [note_id for note_id in order[:row] if note_id not in ids]
        below = [note_id for note_id in order[row:] if note_id not in ids]
        if box.single and len(above) + len(moving) + len(below) > 1:
            raise Refusal(tr("“{box}” holds one text.", box=box.label), todo=tr("Move or remove the other text first."))
        if [*above, *(note.id for note in moving), *below] == order:
            return ()
        before, after = canvas.ranks_around(self.box, row, ids)
        places = rank.spread(before, after, len(moving))
        moved = (
            with_what_was_said(canvas, replace(note, box=self.box, rank=place, changed_at=now))
            for note, place in zip(moving, places, strict=True)
        )
        leaving = (note for note in moving if note.box != self.box)
        return (*_unmarked(canvas, self.box), *_emptied(canvas, leaving), *moved)


@dataclass(frozen=True)
class DeleteNotes(Change):
    """Take notes off the board; they stay in the history, with the reason if one is given.

    Without one, a note whose phase still goes on was taken back: nobody discussed it. `was` is what each of `notes`
    said when they were chosen: refused when one says something else by now, as nobody chose that.
    """

    notes: tuple[str, ...]
    why: str = ""
    was: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return trn("delete note", "delete {n} notes", len(self.notes))

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        for note_id, was in zip(self.notes, self.was, strict=bool(self.was)):
            text = canvas.note(note_id).text
            if text != was:
                raise Refusal(
                    tr("This note was changed in the meantime; it now says “{text}”.", text=text),
                    safe=tr("Nothing was deleted."),
                    todo=tr("Look at it, and delete it again if it shall go all the same."),
                )
        notes = [canvas.note(note_id) for note_id in dict.fromkeys(self.notes)]
        why = line(self.why, tr("The reason"))
        gone = (
            replace(note.gone(), changed_at=now)
            if not why and note.phase and not is_said(canvas, note)
            else replace(note, deleted=True, changed_at=now, merged_into="", dropped_why=why)
            for note in notes
        )
        return (*gone, *_emptied(canvas, notes))


@dataclass(frozen=True)
class MergeNotes(Change):
    """Join notes into one of them: `into` says `text` from now on, the others go off the board and say where to.

    `was` is what each of `notes` said when `text` was put together: refused when one says something else by now.
    """

    notes: tuple[str, ...]
    into: str
    text: str
    was: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return trn("join note", "join {n} notes", len(self.notes))

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        others = [canvas.note(note_id) for note_id in dict.fromkeys(self.notes) if note_id != self.into]
        if not others:
            raise Refusal(tr("Choose at least two notes to join."))
        for note_id, was in zip(self.notes, self.was, strict=bool(self.was)):
            text = canvas.note(note_id).text
            if text != was:
                raise Refusal(
                    tr("One of the notes was changed in the meantime; it now says “{text}”.", text=text),
                    safe=tr("Nothing was joined."),
                    todo=tr("Look at what they say now and join them again."),
                )
        into, text = canvas.note(self.into), note_text(self.text)
        joined = (joined_words(canvas, into, text, now),) if text != into.text else ()
        gone = (replace(note, deleted=True, changed_at=now, merged_into=self.into, dropped_why="") for note in others)
        return (*joined, *gone, *_emptied(canvas, others))


@dataclass(frozen=True)
class ExplainDrop(Change):
    """Say afterwards why notes were taken off the board: the same for all of them, a reason a line. `was`: what was
    said of each before."""

    notes: tuple[str, ...]
    why: str
    was: tuple[str, ...] | None = None

    @staticmethod
    def said(canvas: Canvas, notes: Iterable[str]) -> tuple[str, ...]:
        """What is said by now of why each of these notes is off the board."""
        found = [canvas.find(Note, note_id) for note_id in notes]
        return tuple(note.dropped_why if note is not None else "" for note in found)

    @property
    def label(self) -> str:
        return trn("say why a note was dropped", "say why {n} notes were dropped", len(self.notes))

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        notes = [_off_the_board(canvas, note_id) for note_id in dict.fromkeys(self.notes)]
        why = reasons_in(self.why, tr("The reason"))
        if self.was is not None:
            was = dict(zip(self.notes, self.was, strict=True))
            said = [note.dropped_why for note in notes if note.dropped_why not in (was[note.id], why)]
            if said:
                raise put_over(*dict.fromkeys(said))
        return tuple(replace(note, dropped_why=why, taken_back=False) for note in notes if note.dropped_why != why)


def _off_the_board(canvas: Canvas, note_id: str) -> Note:
    note = canvas.find(Note, note_id)
    if note is None or not note.deleted:
        raise NotThere(tr("This note was not taken off the board."))
    return note
