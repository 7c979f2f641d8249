"""A copy of a canvas that names nobody: people are called by their roles, in whatever was typed as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.names_taken_out import NAMES_TAKEN_OUT
from cmc_desktop.model.domain.participant import Capacity, Participant
from cmc_desktop.model.domain.personal_names import Found, Named, NameFinder
from cmc_desktop.model.domain.quiet_check import QuietCheck
from cmc_desktop.model.domain.revision import Content, ContentBox, ContentNote, Revision
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.domain.text import LINE_LIMIT, NOTE_LIMIT
from cmc_desktop.model.services.typed_fields import ABOUT_THEMSELVES, AGREED, TALK

if TYPE_CHECKING:
    from cmc_desktop.model.services.log_lines import LogLine

_Measure = Callable[[NameFinder, str], Found]
#: stands for a name where the label would make a text too long
_TOO_LONG = "…"


@dataclass(frozen=True, slots=True)
class Left:
    """A word that may be a part of somebody's name and was not touched, in so many places."""

    word: str
    places: int


class WithoutNames:
    """The copy: `canvas`, and its kept `revisions`, where they were given.

    `mended` counts the notes on the board, and title and city, that had a name in them: people agreed on these words,
    so where it is not 0 the copy has another hash than the canvas, and `hash_with_names` of the copy tells that one.
    `left` is what may be parts of names and stands as it was. Nothing may be written into the copy but with names
    taken out by `words`.
    """

    def __init__(
        self,
        canvas: Canvas,
        revisions: tuple[Revision, ...],
        mended: int,
        left: tuple[Left, ...],
        finder: NameFinder,
        organisations: Mapping[str, str],
    ) -> None:
        self.canvas = canvas
        self.revisions = revisions
        self.mended = mended
        self.left = left
        self._finder = finder
        self._organisations = organisations

    def organisation(self, name: str) -> str:
        """What an organisation of the canvas is called in the copy."""
        return self._organisations.get(name, name)

    def words(self, text: str) -> str:
        """A text about the canvas from elsewhere, such as a line of the log, without names."""
        return self._finder.talk(text).text

    def line(self, line: LogLine) -> LogLine:
        """A line of the log without names."""
        return replace(line, words=self.words(line.words))

    def names_somebody(self, text: str) -> bool:
        """Whether there is somebody's name, or a part of one, in a text such as the name of a file.

        A part that the copy's own title, city or session has is none ("Green roofs"): it was left there, and told.
        """
        head = self.canvas.head
        own = self._finder.named_in(f"{head.title}\n{head.city}\n{head.session}")
        return bool(self._finder.named_in(text) - own)


def without_names(
    canvas: Canvas, revisions: Iterable[Revision] = (), others: Iterable[Participant] = ()
) -> WithoutNames:
    """A snapshot of `canvas` in which nobody is named.

    `revisions` are the kept ones with their contents, as `revisions_of` gives them: without them the copy cannot be
    written as a `.cmc` file. `others` are people who are not on this roster and may be talked about, such as those of
    earlier sessions.
    """
    return _TakingOut(canvas, tuple(revisions), tuple(others)).done()


def role_labels(canvas: Canvas) -> dict[str, str]:
    """By id, what everybody is called in the place of the name: "Participant 3", numbered in the roster's order.

    People who were taken off the roster come last, so that nobody's number changes by that.
    """
    order = sorted(canvas.all(Participant), key=lambda person: (person.removed, person.rank, person.id))
    of_kind = Counter(person.capacity for person in order)
    seen: Counter[str] = Counter()
    found = {}
    for person in order:
        seen[person.capacity] += 1
        role = Capacity(person.capacity).label
        single = of_kind[person.capacity] == 1 and person.capacity != Capacity.PARTICIPANT
        found[person.id] = role if single else tr("{role} {n}", role=role, n=seen[person.capacity])
    return found


def head_without_names(canvas: Canvas, others: Iterable[Participant] = ()) -> Head:
    """The head that the copy has, without making all of it."""
    return _TakingOut(canvas, (), tuple(others)).head()


def _finder(people: Iterable[Named]) -> NameFinder:
    return _kept_finder(
        tuple(people), tr("several of the people"), tr("{one} or {other}", one="{one}", other="{other}")
    )


@lru_cache(maxsize=128)
def _kept_finder(people: tuple[Named, ...], several: str, either: str) -> NameFinder:
    """One for each roster, as its expressions take long to put together."""
    return NameFinder(people, several=several, either=lambda one, other: either.format(one=one, other=other))


class _TakingOut:
    """Goes once through everything that a canvas holds."""

    def __init__(self, canvas: Canvas, revisions: tuple[Revision, ...], others: tuple[Participant, ...]) -> None:
        self._old = canvas
        self._labels = role_labels(canvas)
        self._revisions = revisions
        self._left: Counter[str] = Counter()
        self._left_earlier: Counter[str] = Counter()
        roles = {label.casefold() for label in (*self._labels.values(), *(kind.label for kind in Capacity))}
        people = [Named(person.name, self._labels[person.id]) for person in canvas.all(Participant)]
        elsewhere = [Named(person.name, tr("somebody of an earlier session")) for person in others]
        here = {one.name.casefold() for one in people}
        self._named = [
            one
            for one in (*people, *(one for one in elsewhere if one.name.casefold() not in here))
            # who is called by the role already is not named
            if one.name.strip().casefold() not in roles
        ]
        self._finder = _finder(self._named)
        self._hashes: dict[str, str] = {}

    def head(self) -> Head:
        head: Head = self._plain(self._old.head)
        return head

    def done(self) -> WithoutNames:
        canvas = Canvas(self._plain(self._old.head), self._old.template)
        things = [thing for kind in KINDS.values() if kind is not Head for thing in self._old.all(kind)]
        # private sheets are in no file; the history tells who took copies, a conflict who said what
        canvas.fill(
            self._plain(thing)
            for thing in things
            if not isinstance(thing, SheetNote | Revision | Checkpoint | Conflict)
        )
        self._map_hashes(self._old.content, canvas.content)
        self._left, self._left_earlier = self._left_earlier, self._left
        revisions = self._mended_revisions()
        self._left, self._left_earlier = self._left_earlier, self._left
        canvas.fill(revision.light for revision in self._known_revisions(revisions, canvas.content))
        canvas.write(self._with_hashes(canvas))
        # what an earlier state has as well is told once
        places = {**self._left_earlier, **self._left}
        left = tuple(Left(word, places[word]) for word in sorted(places))
        organisations = {
            person.organisation: canvas_person.organisation
            for person in self._old.all(Participant)
            if (canvas_person := canvas.find(Participant, person.id)) is not None
        }
        return WithoutNames(canvas, revisions, self._count_mended(canvas), left, self._finder, organisations)

    def _count_mended(self, canvas: Canvas) -> int:
        pairs = zip(self._old.content.boxes, canvas.content.boxes, strict=True)
        notes = sum(a != b for old, new in pairs for a, b in zip(old.notes, new.notes, strict=True))
        return notes + (self._old.head.title != canvas.head.title) + (self._old.head.city != canvas.head.city)

    def _plain(self, thing: Any) -> Any:
        """An entity with nobody's name in its words."""
        kind, changed = type(thing), {}
        for name, limit in TALK.get(kind, {}).items():
            changed[name] = self._each(getattr(thing, name), NameFinder.talk, limit)
        for name, limit in AGREED.get(kind, {}).items():
            changed[name] = self._each(getattr(thing, name), NameFinder.agreed, limit)
        if kind is Participant:
            changed |= self._person(thing)
        return replace(thing, **changed) if changed else thing

    def _person(self, person: Participant) -> dict[str, str]:
        own = _finder([one for one in self._named if one.name == person.name])
        about = {}
        for name in ABOUT_THEMSELVES:
            theirs = self._taken_out(getattr(person, name), NameFinder.talk, LINE_LIMIT, own)
            about[name] = self._taken_out(theirs, NameFinder.agreed, LINE_LIMIT)
        return {"name": self._labels[person.id], **about}

    def _each(self, words: Any, measure: _Measure, limit: int) -> Any:
        if isinstance(words, tuple):
            return tuple(self._taken_out(one, measure, limit) for one in words)
        if limit == LINE_LIMIT:  # some fields have several lines, and each is to stay one
            return "\n".join(self._taken_out(one, measure, limit) for one in words.split("\n"))
        return self._taken_out(words, measure, limit)

    def _taken_out(self, words: str, measure: _Measure, limit: int, finder: NameFinder | None = None) -> str:
        found = measure(finder or self._finder, words)
        self._left.update(found.left)
        if len(found.text) <= limit:
            return found.text
        return measure(_finder(replace(one, label=_TOO_LONG) for one in self._named), words).text

    # what the words' hashes are named by

    def _map_hashes(self, old: Content, new: Content) -> None:
        self._hashes[old.hash] = new.hash
        for before, after in zip(old.boxes, new.boxes, strict=True):
            self._hashes[before.hash] = after.hash

    def _mended_revisions(self) -> tuple[Revision, ...]:
        contents = {}
        for revision in self._revisions:
            old = Content.from_canonical(revision.content)
            contents[revision.id] = new = self._content(old)
            self._map_hashes(old, new)
        found: dict[str, Revision] = {}
        for revision in self._revisions:
            mended = self._revision(revision, contents[revision.id])
            found.setdefault(mended.id, mended)
        return tuple(found.values())

    def _content(self, content: Content) -> Content:
        def plain(text: str, limit: int) -> str:
            return self._taken_out(text, NameFinder.agreed, limit)

        return replace(
            content,
            title=plain(content.title, LINE_LIMIT),
            city=plain(content.city, LINE_LIMIT),
            boxes=tuple(
                ContentBox(
                    box.key,
                    tuple(
                        ContentNote(
                            note.id, plain(note.text, NOTE_LIMIT), tuple(plain(tag, LINE_LIMIT) for tag in note.tags)
                        )
                        for note in box.notes
                    ),
                    box.none_identified,
                )
                for box in content.boxes
            ),
        )

    def _revision(self, revision: Revision, content: Content) -> Revision:
        why = self._taken_out(revision.why, NameFinder.agreed, LINE_LIMIT)
        parents = tuple(self._hash(parent) for parent in revision.parents)
        if self._hash(revision.id) == revision.id:
            return replace(revision, parents=parents, why=why)
        return replace(
            revision,
            id=content.hash,
            parents=(*parents, revision.id),
            why=NAMES_TAKEN_OUT,
            content=content.canonical(),
        )

    def _known_revisions(self, mended: tuple[Revision, ...], present: Content) -> list[Revision]:
        """All revisions of the canvas: those that were given, and the others as far as something is known of them."""
        given = {revision.id for revision in self._revisions}
        others = [revision for revision in self._old.all(Revision) if revision.id not in given]
        return [*mended, *(self._revision(revision, present) for revision in others)]

    def _hash(self, known: str) -> str:
        return self._hashes.get(known, known)

    def _with_hashes(self, canvas: Canvas) -> list[Entity]:
        """What names hashes, with those of the copy. The hash a version goes on from is another canvas's and stays."""
        renamed: list[Entity] = [replace(canvas.head, revision=self._hash(canvas.head.revision), checkpoint="")]
        for answer in canvas.all(Answer):
            renamed.append(replace(answer, content_hash=self._hash(answer.content_hash)))
        for agreed in canvas.all(ElementAgreement):
            renamed.append(replace(agreed, hash=self._hash(agreed.hash)))
        for check in canvas.all(QuietCheck):
            renamed.append(replace(check, hash=self._hash(check.hash)))
        for sign_off in canvas.all(SignOff):
            renamed.append(replace(sign_off, content_hash=self._hash(sign_off.content_hash)))
        return renamed
