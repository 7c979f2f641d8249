"""The rows of the library's list: a canvas, what to show of it, and below it what a search found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.library.words import Marked, excerpt, marked
from cmc_desktop.ui.saying import in_a_row, tr, trn
from cmc_desktop.ui.when import when

if TYPE_CHECKING:
    from cmc_desktop.model.services.finding import FoundNote, FoundPerson, Matches
    from cmc_desktop.model.store.listing import Listed

#: so many of a canvas's found notes and people are shown below it at first
_SHOWN = 3


class Part(Enum):
    """What a row stands for."""

    CANVAS = "canvas"
    NOTE = "note"
    PERSON = "person"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One line of the list. `note_id` is the found note to open at, empty outside a search.

    The row of a part has the words that were found as its `title`, and where they are as its `line`.
    """

    head: Head
    notes: int
    changed_at: int
    title: Marked
    line: Marked
    city: Marked
    changed: str
    note_id: str = ""
    part: Part = Part.CANVAS

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
        if self.part is not Part.CANVAS:
            return in_a_row((self.title.text, self.line.text, self.head.title))
        parts = [self.title.text, self.head.city, self.state, tr("changed {when}", when=self.changed), self.line.text]
        if self.deleted:
            parts.insert(3, tr("deleted"))
        elif self.head.archived:
            parts.insert(3, tr("in the archive"))
        return in_a_row(parts)


def row_of(listed: Listed, templates: Mapping[str, Template], now: int) -> LibraryRow:
    """A canvas as the list shows it outside a search."""
    head = listed.head
    line = _in_session(head, _about(listed, templates))
    changed = when(listed.changed_at, now)
    return LibraryRow(head, listed.notes, listed.changed_at, Marked(head.title), line, Marked(head.city), changed)


def found_rows(
    listed: Listed, matches: Matches, words: str, templates: Mapping[str, Template], now: int, *, whole: bool = False
) -> list[LibraryRow]:
    """A canvas as a search found it, with the words marked; below it the notes and people, `whole` all of them."""
    head, terms = listed.head, [words]
    first = replace(
        row_of(listed, templates, now),
        title=marked(head.title, terms),
        line=_in_session(head, _about(listed, templates), terms),
        city=marked(head.city, terms),
        note_id=matches.notes[0].note_id if matches.notes else "",
    )
    count = len(matches.notes) + len(matches.people)
    shown = count if whole or count <= _SHOWN + 1 else _SHOWN
    parts = list(_parts(first, matches, terms, templates.get(head.template), shown))
    if shown < count:
        parts.append(_more(first, count - shown))
    return [first, *parts]


def _parts(
    row: LibraryRow, matches: Matches, terms: list[str], template: Template | None, shown: int
) -> Iterator[LibraryRow]:
    for note in matches.notes[:shown]:
        yield _note(row, note, terms, template)
    for person in matches.people[: max(0, shown - len(matches.notes))]:
        yield _person(row, person, terms)


def _note(row: LibraryRow, note: FoundNote, terms: list[str], template: Template | None) -> LibraryRow:
    place = Marked(_box_name(note.box, template))
    return replace(row, title=excerpt(note.text, terms), line=place, note_id=note.note_id, part=Part.NOTE)


def _person(row: LibraryRow, person: FoundPerson, terms: list[str]) -> LibraryRow:
    place = Marked(tr("is on the roster"))
    if person.organisation:
        place = marked(upright(person.organisation), terms) + Marked(" · ") + place
    return replace(row, title=marked(person.name, terms), line=place, note_id="", part=Part.PERSON)


def _more(row: LibraryRow, count: int) -> LibraryRow:
    title = trn("{n} more place in this canvas", "{n} more places in this canvas", count)
    return replace(row, title=Marked(title), line=Marked(tr("Enter shows them")), part=Part.MORE)


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


def _box_name(key: str, template: Template | None) -> str:
    if template is None or key not in template:
        return key
    box = template.box(key)
    return f"{box.number} {tr(box.short)}"
