"""Whose each paragraph is where one text has its place: several people may have proposed something for it.

What somebody added to a text is kept as a deleted note of its own, joined to that text. The text's own note keeps in
`said` the words of whoever began it. As long as the text consists of just these, a correction is known to be theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.said import is_said, with_what_was_said
from cmc_desktop.model.domain.text import clean, note_text


@dataclass(frozen=True, slots=True)
class Part:
    """What one person proposed of a text: the note that says whose it is, and the words."""

    note: Note
    words: str


def is_paragraph(canvas: Canvas, note: Note) -> bool:
    """Whether a note was said where a text stood already and one has its place: a further paragraph of that text."""
    if not note.joined or not canvas.template.box(note.box).single:
        return False
    text = canvas.find(Note, note.merged_into)
    return text is not None and note.box in (text.box, text.said_in)


def own_words(canvas: Canvas, note: Note) -> str:
    """The words of whoever said `note`, without paragraphs that others added."""
    parts = parts_of(canvas, note) if canvas.template.box(note.box).single and not note.deleted else []
    return parts[0].words if parts else note.said or note.text


def parts_of(canvas: Canvas, text: Note) -> list[Part]:
    """Who proposed what of a text, from top to bottom; empty when it does not consist of just that any more."""
    below = [note for note in canvas.all(Note) if note.merged_into == text.id and is_paragraph(canvas, note)]
    tail = "".join(f"\n{note.text}" for note in below)
    own = text.text.removesuffix(tail)
    if not text.text.endswith(tail) or (text.said and text.said != own):
        return []
    return [Part(text, own), *(Part(note, note.text) for note in below)]


def with_paragraph(canvas: Canvas, text: Note, words: str, author: str, note_id: str, now: int) -> tuple[Note, Note]:
    """`text` with a further paragraph, and the note that keeps whose it is."""
    item = canvas.current_item
    before, after = canvas.ranks_around(text.box, canvas.note_count(text.box))
    (place,) = rank.spread(before, after, 1)
    joined = Note(
        *(note_id, text.box, place, words, (), author, item.id if item else "", now, now),
        deleted=True,
        merged_into=text.id,
    )
    longer = replace(text, text=note_text(f"{text.text}\n{words}"), changed_at=now, said=_kept_words(text))
    return with_what_was_said(canvas, longer), joined


def _kept_words(text: Note) -> str:
    return text.said or (text.text if text.phase else "")


def joined_words(canvas: Canvas, text: Note, words: str, now: int) -> Note:
    """`text`, of which others' notes become a part: what it said itself is kept, also while its phase goes on."""
    return with_what_was_said(canvas, replace(text, text=words, changed_at=now, said=_kept_words(text)))


def reworded(canvas: Canvas, old: Note, words: str, now: int) -> tuple[Note, ...]:
    """`old` with other words; of a text that several people proposed, also the notes of those whose part it was.

    A part is known to be changed by its place when there are as many lines as before, none of them in another place.
    Else everybody's words stay what they said.
    """
    new = replace(old, text=words, changed_at=now)
    parts = parts_of(canvas, old) if canvas.template.box(old.box).single else []
    said = _changed_in_place(parts, old.text.split("\n"), words.split("\n")) if len(parts) > 1 else []
    changed = [(part.note, now_says) for part, now_says in zip(parts, said, strict=False) if now_says != part.words]
    others = []
    for note, now_says in changed:
        if note.id == old.id:
            new = _with_own(canvas, new, now_says)
        elif not is_said(canvas, note):
            others.append(replace(note, text=now_says, changed_at=now))
    return (with_what_was_said(canvas, new), *others)


def _changed_in_place(parts: Sequence[Part], before: list[str], after: list[str]) -> list[str]:
    if len(before) != len(after):
        return []
    known = set(before)
    if any(new != old and (new in known or not new.strip()) for old, new in zip(before, after, strict=True)):
        return []
    words, first = [], 0
    for part in parts:
        beyond = first + part.words.count("\n") + 1
        words.append("\n".join(after[first:beyond]))
        first = beyond
    return words if all(clean(one) == one for one in words) else []


def _with_own(canvas: Canvas, text: Note, words: str) -> Note:
    return replace(text, said=words) if text.phase and not is_said(canvas, text) else text


def corrected(canvas: Canvas, text: Note, note: Note, words: str, now: int) -> tuple[Note, ...]:
    """`text` with `words` in the place of what `note`, itself or a paragraph of it, says, and that note.

    Empty when it is not known where in the text those words are.
    """
    parts = parts_of(canvas, text)
    if parts:
        whole = "\n".join(words if part.note.id == note.id else part.words for part in parts)
    else:
        whole = _put_for(text.text.split("\n"), own_words(canvas, note).split("\n"), words)
    if not whole:
        return ()
    new = replace(text, text=note_text(whole), changed_at=now)
    if note.id == text.id:
        return (with_what_was_said(canvas, _with_own(canvas, new, words) if new.said or len(parts) > 1 else new),)
    mine = () if is_said(canvas, note) else (replace(note, text=words, changed_at=now),)
    return (with_what_was_said(canvas, new), *mine)


def _put_for(lines: list[str], block: list[str], words: str) -> str:
    """`lines` with `words` for `block`, when that is there once; else nothing."""
    size = len(block)
    places = [at for at in range(len(lines) - size + 1) if lines[at : at + size] == block]
    return "\n".join((*lines[: places[0]], words, *lines[places[0] + size :])) if len(places) == 1 else ""
