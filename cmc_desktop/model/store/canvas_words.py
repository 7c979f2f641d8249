"""The words of whole canvases as they are stored now: what is found of each, and what the list shows of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, Executable, bindparam, func, select

from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.errors import DamagedLibrary
from cmc_desktop.model.domain.merging.shown import BOX, TEXTS
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.words import indexed
from cmc_desktop.model.store.statements import in_chunks
from cmc_desktop.model.store.tables import TABLES, canvases, journal
from cmc_desktop.model.store.together import read_together
from cmc_desktop.model.store.trouble import damage_noticed

#: so many canvases are read, and written into the index, at a time: an edit waits no longer than for these
AT_ONCE = 50

_Rows: TypeAlias = Sequence[Any]

_notes, _people, _conflicts = TABLES[Note], TABLES[Participant], TABLES[Conflict]


@dataclass(slots=True)
class CanvasWords:
    """What is found of one canvas, and what the list shows of it."""

    head: str = ""
    seq: int = 0
    changed_at: int = 0
    notes: list[tuple[str, str, str]] = field(default_factory=list)  # id, box, text
    people: list[tuple[str, str, str]] = field(default_factory=list)  # id, name, organisation
    tags: set[str] = field(default_factory=set)
    #: what copies say of notes beside what is shown, as long as it is open: id of the note, box, text
    others: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def index(self) -> str:
        """All of its words as the index keeps them."""
        people = (f"{name} {organisation}" for _, name, organisation in self.people)
        notes = (text for _, _, text in (*self.notes, *self.others))
        return indexed([self.head, *notes, *people])


def words_of(connection: Connection, canvas_ids: Collection[str]) -> dict[str, CanvasWords]:
    """What is stored now of the words of these canvases, of those there are."""
    found: dict[str, CanvasWords] = defaultdict(CanvasWords)
    with damage_noticed():
        for chunk in in_chunks(sorted(canvas_ids), AT_ONCE):
            *texts, heads, last = _read(connection, chunk, *_TEXTS, _HEADS, _LAST_ENTRIES)
            _add_texts(connection, found, *texts)
            for canvas_id, title, city, session, created_at in heads:
                words = found[canvas_id]
                words.head, words.changed_at = f"{title} {city} {session}", created_at
            for canvas_id, seq, at in last:
                found[canvas_id].seq, found[canvas_id].changed_at = seq, at
    return found


def words_as_far_as_readable(connection: Connection, canvas_ids: Collection[str]) -> dict[str, CanvasWords]:
    """The same, but of a canvas whose rows are damaged only how far it is: it has no words, and the others theirs."""
    try:
        return words_of(connection, canvas_ids)
    except DamagedLibrary:
        if len(canvas_ids) == 1:
            last = connection.execute(_LAST_ENTRIES, {"ids": list(canvas_ids)}).all()
            return {canvas_id: CanvasWords(seq=seq, changed_at=at) for canvas_id, seq, at in last}
    found: dict[str, CanvasWords] = {}
    for canvas_id in canvas_ids:
        found |= words_as_far_as_readable(connection, [canvas_id])
    return found


def texts_of(connection: Connection, canvas_ids: Collection[str]) -> dict[str, CanvasWords]:
    """The notes and people of these canvases alone, of those that have any and can be read."""
    found: dict[str, CanvasWords] = defaultdict(CanvasWords)
    try:
        with damage_noticed():
            for chunk in in_chunks(sorted(canvas_ids), AT_ONCE):
                _add_texts(connection, found, *_read(connection, chunk, *_TEXTS))
    except DamagedLibrary:
        single = ([canvas_id] for canvas_id in canvas_ids) if len(canvas_ids) > 1 else ()
        return {canvas_id: words for one in single for canvas_id, words in texts_of(connection, one).items()}
    return found


def _read(connection: Connection, chunk: Sequence[str], *queries: Executable) -> list[Sequence[Any]]:
    """The rows of each query for these canvases, with one way to a server and back."""
    return read_together(connection, [(query, {"ids": chunk}) for query in queries])


def _add_texts(
    connection: Connection, found: dict[str, CanvasWords], notes: _Rows, people: _Rows, conflicts: _Rows
) -> None:
    for canvas_id, note_id, box, words, tags in notes:
        found[canvas_id].notes.append((note_id, box, words))
        if tags != "[]":
            found[canvas_id].tags.update(json.loads(tags))
    for canvas_id, person_id, name, organisation in people:
        found[canvas_id].people.append((person_id, name, organisation))
    if conflicts:
        _add_open_values(connection, conflicts, found)


def _add_open_values(connection: Connection, rows: _Rows, found: dict[str, CanvasWords]) -> None:
    """Take in the other wordings of notes about which copies still differ, and other texts for a box of one."""
    hidden = {
        (canvas_id, note_id): text
        for canvas_id, note_id, text in connection.execute(
            _HIDDEN, {"ids": sorted({canvas_id for canvas_id, *_ in rows}), "notes": sorted(_claims(rows))}
        )
    }
    for canvas_id, kind, thing, stored in rows:
        words, values = found[canvas_id], json.loads(stored)
        if kind == BOX:
            shown = next((note for note, _, _ in words.notes if note in values), "")
            texts = [hidden[canvas_id, note] for note in values if (canvas_id, note) in hidden]
            words.others += [(shown, thing, text) for text in texts if shown]
            continue
        for note_id, box, text in words.notes:
            if note_id == thing and text in values:
                words.others += [(note_id, box, value) for value in values if value != text]


def _claims(rows: _Rows) -> set[str]:
    return {note for _, kind, _, stored in rows if kind == BOX for note in json.loads(stored)}


def _among(column: Any) -> Any:
    return column.in_(bindparam("ids", expanding=True))


_HEADS = select(
    *(canvases.c[name] for name in ("id", "title", "city", "session", "created_at")),
).where(_among(canvases.c.id))
_LAST = (
    select(journal.c.canvas_id, func.max(journal.c.seq).label("seq"))
    .where(_among(journal.c.canvas_id))
    .group_by(journal.c.canvas_id)
    .subquery()
)
_LAST_ENTRIES = select(journal.c.canvas_id, journal.c.seq, journal.c.at).join(
    _LAST, (journal.c.canvas_id == _LAST.c.canvas_id) & (journal.c.seq == _LAST.c.seq)
)
_NOTES = (
    select(*(_notes.c[name] for name in ("canvas_id", "id", "box", "text", "tags")))
    .where(_among(_notes.c.canvas_id), _notes.c.deleted.is_(False))
    .order_by(_notes.c.num)
)
_OPEN = select(*(_conflicts.c[name] for name in ("canvas_id", "kind", "thing", "values"))).where(
    _among(_conflicts.c.canvas_id),
    _conflicts.c.settled.is_(False),
    ((_conflicts.c.kind == "note") & (_conflicts.c.field == "text"))
    | ((_conflicts.c.kind == BOX) & (_conflicts.c.field == TEXTS)),
)
_HIDDEN = select(_notes.c.canvas_id, _notes.c.id, _notes.c.text).where(
    _among(_notes.c.canvas_id), _notes.c.id.in_(bindparam("notes", expanding=True)), _notes.c.deleted.is_(True)
)
_PEOPLE = (
    select(*(_people.c[name] for name in ("canvas_id", "id", "name", "organisation")))
    .where(_among(_people.c.canvas_id), _people.c.removed.is_(False))
    .order_by(_people.c.rank)
)
#: what `_add_texts` takes, in its order
_TEXTS = (_NOTES, _PEOPLE, _OPEN)
