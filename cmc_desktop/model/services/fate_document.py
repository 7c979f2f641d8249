"""What became of every note of the round, as a document: for all, for one person, or for one organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.fate import Fate, FateKind, fates
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.export.document import Block, Column, Document, Heading, Look, Paragraph, Table


def fate_document(
    canvas: Canvas, *, person: str = "", organisation: str = "", names: bool = True, now: int
) -> Document:
    """The document for everybody, or for one person (by id) or organisation. `names` says who said each note.

    `now` is the time of printing in ms.
    """
    lines = [line for line in fates(canvas) if _is_of(canvas, line.note, person, organisation)]
    head = canvas.head
    return Document(
        title=tr("What became of the notes"),
        subtitle=" · ".join(part for part in (head.title, head.city, _of_whom(canvas, person, organisation)) if part),
        blocks=tuple(_blocks(canvas, lines, names=names and not person)),
        foot=tr("{title} · printed {day}", title=head.title, day=day(now)),
    )


def _author(canvas: Canvas, note: Note) -> Participant | None:
    """Who said a note, also when taken off the roster since; None for a note without an author."""
    return canvas.find(Participant, note.author) if note.author else None


def _is_of(canvas: Canvas, note: Note, person: str, organisation: str) -> bool:
    author = _author(canvas, note)
    if person:
        return note.author == person
    return not organisation or (author is not None and author.organisation == organisation)


def _of_whom(canvas: Canvas, person: str, organisation: str) -> str:
    found = canvas.find(Participant, person) if person else None
    return found.name if found is not None else organisation


def _blocks(canvas: Canvas, lines: list[Fate], *, names: bool) -> Iterator[Block]:
    if not lines:
        yield Paragraph(tr("No note came in a round of contributions."), Look.MUTED)
        return
    yield Paragraph(summary(lines))
    for box in canvas.template.in_walk_order:
        here = [line for line in lines if line.box == box.key]
        if here:
            yield Heading(box.label, 2)
            yield _table(canvas, here, names=names)


def summary(lines: Iterable[Fate]) -> str:
    """'48 notes came in the round: 41 kept as it was said, 3 reworded, ...': the kinds add up to all of them."""
    counts = Counter(line.kind for line in lines)
    parts = [f"{counts[kind]} {kind.label}" for kind in FateKind if counts[kind]]
    return trn(
        "{n} note came in the round: {parts}.",
        "{n} notes came in the round: {parts}.",
        counts.total(),
        parts=", ".join(parts),
    )


def _table(canvas: Canvas, lines: list[Fate], *, names: bool) -> Table:
    columns = [Column(tr("As it was said"), 3.0), Column(tr("What became of it"), 3.0)]
    if names:
        columns.insert(1, Column(tr("By"), 1.2))
    rows = []
    for line in lines:
        row = [line.words, became(canvas, line)]
        if names:
            author = _author(canvas, line.note)
            row.insert(1, author.name if author is not None else "")
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows))


def became(canvas: Canvas, line: Fate) -> str:
    """What became of a note, in a sentence with the present words where they differ."""
    note, box = line.note, canvas.template.box
    if line.kind is FateKind.DROPPED:
        return tr("Dropped: {why}", why=line.why) if line.why else tr("Dropped; no reason was written down.")
    if line.kind is FateKind.MERGED:
        return _merged(canvas, line.into)
    if line.kind is FateKind.KEPT:
        return tr("Kept as it was said.")
    if line.kind is FateKind.MOVED:
        return tr("Moved to {box}.", box=box(note.box).label)
    if line.kind is FateKind.REWORDED:
        return tr("Reworded: “{text}”", text=note.text)
    return tr("Moved to {box} and reworded: “{text}”", box=box(note.box).label, text=note.text)


def _merged(canvas: Canvas, into: Note | None) -> str:
    if into is None:
        return tr("Joined with another note.")
    label = canvas.template.box(into.box).label
    if into.deleted:
        return tr("Joined with “{text}” in {box}, which was dropped later.", text=into.text, box=label)
    return tr("Joined with others: “{text}” in {box}", text=into.text, box=label)
