"""The rows of the library's list: a canvas, what to show of it, and the note a search found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.words import words_in
from cmc_desktop.ui.library.when import when
from cmc_desktop.ui.library.words import Marked, excerpt, marked

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Hit
    from cmc_desktop.model.store.library_store import Listed
    from cmc_desktop.model.services.finding import FoundNote

#: so many found notes are shown below a title
_SHOWN = 2
#: so many of the notes that hold single words are looked through for one that holds more of them
_WEIGHED = 200


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One line of the list. `note_id` is the found note to open at, empty outside a search."""

    head: Head
    notes: int
    changed_at: int
    title: Marked
    line: Marked
    city: Marked
    changed: str
    note_id: str = ""

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def deleted(self) -> bool:
        return bool(self.head.deleted_at)

    @property
    def state(self) -> str:
        """The state in words, with the version once there is more than one or it is signed."""
        label = CanvasState(self.head.state).label
        numbered = self.head.version > 1 or self.head.state == CanvasState.SIGNED
        return tr("{state} v{version}", state=label, version=self.head.version) if numbered else label

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        parts = [self.title.text, self.head.city, self.state, tr("changed {when}", when=self.changed), self.line.text]
        if self.deleted:
            parts.insert(3, tr("deleted"))
        elif self.head.archived:
            parts.insert(3, tr("in the archive"))
        return ", ".join(part for part in parts if part)


def row_of(listed: Listed, templates: Mapping[str, Template], now: int) -> LibraryRow:
    """A canvas as the list shows it outside a search."""
    head = listed.head
    line = _in_session(head, _about(listed, templates))
    changed = when(listed.changed_at, now)
    return LibraryRow(head, listed.notes, listed.changed_at, Marked(head.title), line, Marked(head.city), changed)


def found_row(hit: Hit, words: str, templates: Mapping[str, Template], now: int) -> LibraryRow:
    """A canvas as a search found it: with the best of its notes, and the words marked."""
    terms = words_in(words)
    listed, head = hit.listed, hit.listed.head
    notes = list(hit.notes)
    if len(terms) > 1:
        notes[:_WEIGHED] = sorted(notes[:_WEIGHED], key=lambda note: -_terms_in(note.text, terms))
    line = _found_line(notes, terms, templates.get(head.template)) if notes else _about(listed, templates)
    return LibraryRow(
        head,
        listed.notes,
        listed.changed_at,
        marked(head.title, terms),
        _in_session(head, line, terms),
        marked(head.city, terms),
        when(listed.changed_at, now),
        notes[0].note_id if notes else "",
    )


def _about(listed: Listed, templates: Mapping[str, Template]) -> Marked:
    head = listed.head
    template = templates.get(head.template)
    parts = [template.title if template else head.template, trn("{n} note", "{n} notes", listed.notes)]
    if head.archived and head.deleted_at:
        parts.append(tr("was in the archive"))
    return Marked(" · ".join(parts))


def _in_session(head: Head, line: Marked, terms: Iterable[str] = ()) -> Marked:
    """`line` after the name of the session, which tells apart the canvases of a series."""
    return marked(head.session, terms) + Marked(" · ") + line if head.session else line


def _terms_in(text: str, terms: Iterable[str]) -> int:
    return sum(bool(marked(text, [term]).marks) for term in terms)


def _found_line(notes: list[FoundNote], terms: list[str], template: Template | None) -> Marked:
    line = Marked("")
    for note in notes[:_SHOWN]:
        place = f"{_box_name(note.box, template)} · "
        line = line + Marked("; " if line.text else "") + Marked(place) + excerpt(note.text, terms)
    more = len(notes) - _SHOWN
    return line + Marked(tr(" and {n} more", n=more)) if more > 0 else line


def _box_name(key: str, template: Template | None) -> str:
    if template is None or key not in template:
        return key
    box = template.box(key)
    return f"{box.number} {tr(box.short)}"
