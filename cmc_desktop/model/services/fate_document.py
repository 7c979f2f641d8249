"""What became of every note of the round, as a document: for all, for one person, or for one organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.fate import Fate, FateKind, fates
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.export.document import Block, Column, Document, Heading, Look, Paragraph, Table


@dataclass(frozen=True, slots=True)
class FateChoice:
    """Whose notes, said in which element, and what became of them: empty and None choose all.

    `person` is an id, also of somebody who was taken off the roster; `element` the key of a box.
    """

    person: str = ""
    organisation: str = ""
    element: str = ""
    kind: FateKind | None = None


def chosen_fates(canvas: Canvas, choice: FateChoice) -> list[Fate]:
    """The notes of the round that were chosen, in the walk's order, each with what became of it."""
    return [line for line in fates(canvas) if _fits(canvas, line, choice)]


def speakers(canvas: Canvas) -> list[Participant]:
    """Everybody who said a note in the round, in the order of the roster, those last who were taken off it."""
    found = {author.id: author for line in fates(canvas) if (author := author_of(canvas, line.note)) is not None}
    return sorted(found.values(), key=lambda person: (person.removed, person.rank, person.id))


def organisations(canvas: Canvas) -> list[str]:
    """The organisations of those who said a note in the round, by their names."""
    return sorted({person.organisation for person in speakers(canvas) if person.organisation}, key=str.casefold)


def fate_document(canvas: Canvas, choice: FateChoice | None = None, *, names: bool = True, now: int) -> Document:
    """The document for everybody, or about what was chosen. `names` says who said each note.

    Without `names` nobody is named but the person that was chosen. `now` is the time of printing in ms.
    """
    choice = choice if choice is not None else FateChoice()
    head, lines = canvas.head, chosen_fates(canvas, choice)
    about = (head.title, head.city, head.session, *about_choice(canvas, choice))
    return Document(
        title=tr("What became of the notes"),
        subtitle=" · ".join(part for part in about if part),
        blocks=tuple(_blocks(canvas, lines, names=names and not choice.person)),
        foot=tr("{title} · printed {day}", title=head.title, day=day(now)),
    )


def author_of(canvas: Canvas, note: Note) -> Participant | None:
    """Who said a note, also when taken off the roster since; None for a note without an author."""
    return canvas.find(Participant, note.author) if note.author else None


def _fits(canvas: Canvas, line: Fate, choice: FateChoice) -> bool:
    author = author_of(canvas, line.note)
    if choice.person and line.note.author != choice.person:
        return False
    if choice.organisation and (author is None or author.organisation != choice.organisation):
        return False
    return choice.element in ("", line.box) and choice.kind in (None, line.kind)


def about_choice(canvas: Canvas, choice: FateChoice) -> Iterator[str]:
    """What a choice is about in words, for headings and file names: a person, an organisation, an element, a fate."""
    person = canvas.find(Participant, choice.person) if choice.person else None
    if person is not None:
        yield all_names(canvas)[person.id]
    yield choice.organisation
    if choice.element in canvas.template:
        yield canvas.template.box(choice.element).label
    if choice.kind is not None:
        yield choice.kind.label


def _blocks(canvas: Canvas, lines: list[Fate], *, names: bool) -> Iterator[Block]:
    yield Paragraph(summary(lines, len(fates(canvas))), Look.STRONG if lines else Look.MUTED)
    for box in canvas.template.in_walk_order:
        here = [line for line in lines if line.box == box.key]
        if here:
            yield Heading(box.label, 2)
            yield _table(canvas, here, names=names)


def summary(lines: Sequence[Fate], of: int | None = None) -> str:
    """'48 notes came in the round – kept as it was said: 41, reworded: 3, ...': the kinds add up to all of them.

    `of` is how many there are when only some were chosen.
    """
    counts = Counter(line.kind for line in lines)
    parts = ", ".join(tr("{kind}: {n}", kind=kind.label, n=counts[kind]) for kind in FateKind if counts[kind])
    if of is not None and of != len(lines):
        words = trn("{n} of the {all} notes of the round", "{n} of the {all} notes of the round", len(lines), all=of)
        return tr("{words} – {parts}.", words=words, parts=parts) if parts else tr("{words}.", words=words)
    if not lines:
        return tr("No note came in a round of contributions.")
    return trn(
        "{n} note came in the round – {parts}.", "{n} notes came in the round – {parts}.", len(lines), parts=parts
    )


def _table(canvas: Canvas, lines: list[Fate], *, names: bool) -> Table:
    columns = [Column(tr("As it was said"), 3.0), Column(tr("What became of it"), 3.0)]
    if names:
        columns.insert(1, Column(tr("By"), 1.5))
    rows = []
    for line in lines:
        row = [line.words, became(canvas, line)]
        if names:
            row.insert(1, all_names(canvas).get(line.note.author, ""))
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows))


def became(canvas: Canvas, line: Fate) -> str:
    """What became of a note, in a sentence with the present words where they differ."""
    note, box = line.note, canvas.template.box
    if line.kind is FateKind.DROPPED:
        return tr("Dropped: {why}", why=line.why) if line.why else tr("Dropped; no reason was written down.")
    if line.kind is FateKind.TAKEN_BACK:
        return tr("Taken back while the round went on.")
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
