"""Copies of a canvas that go away and come back: given as a `.cmc` with their history, recognised, and joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import MergeCopy
from cmc_desktop.model.domain.changes.merging import ComingCopy
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.domain.merging.ancestry import Parents, ancestors, base_state, last_common
from cmc_desktop.model.domain.merging.authors import Authors
from cmc_desktop.model.domain.merging.canvas_state import beside_of, state_at, state_of
from cmc_desktop.model.domain.merging.state import State
from cmc_desktop.model.domain.merging.talk import brings_fate
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import Content, Revision
from cmc_desktop.model.services.copy_file import CopyFile, about_to_give, copy_made, is_sent_back, keep_given, stands_at
from cmc_desktop.model.services.joining_a_relative import without_what_was_left_behind
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.safe_file import write_safely
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session, Written
from cmc_desktop.model.store.collector import collector_paused
from cmc_desktop.model.store.library_store import LibraryStore


class Standing(Enum):
    """What a copy that came is to this library."""

    UNKNOWN_CANVAS = "unknown canvas"
    NOTHING_NEW = "nothing new"
    JOINS = "joins"
    UNRELATED = "unrelated"
    TOO_FAR_BACK = "too far back"
    CHANGED_BY_HAND = "changed by hand"
    SIGNED_HERE = "signed here"
    SIGNED_THERE = "signed there"


@dataclass(frozen=True, eq=False)
class LookedAt:
    """A copy as it was recognised: `here` is the id of the canvas it joins; `copy` what is joined, when it joins.

    `follows` is the newest canvas of the project that goes on from the one signed here and may take in what is new,
    None while there is none; `was_deleted`: the canvas `here` was deleted, and joining puts it back into the list.
    `title_here` is what the canvas is called here; so many answers in the copy as `left_out` says are not here, and
    none of them comes along. `joined_and_left` is the point at which a copy with nothing new was joined, when a state
    from before that was restored afterwards.
    """

    standing: Standing
    canvas: Canvas
    here: str = ""
    copy: ComingCopy | None = None
    follows: Head | None = None
    was_deleted: bool = False
    title_here: str = ""
    left_out: int = 0
    joined_and_left: Checkpoint | None = None

    @property
    def waits(self) -> bool:
        """Whether a person joins it, after looking at what it brings: here, or in the version that follows."""
        return self.standing in (Standing.JOINS, Standing.SIGNED_HERE)

    @property
    def by(self) -> str:
        """Whose copy it is; empty when nobody said."""
        tip = self.canvas.find(Checkpoint, self.canvas.head.checkpoint)
        return tip.by if tip is not None else ""

    @property
    def told(self) -> str:
        """What the copy is to this library, and what can be done, in a few sentences."""
        return " ".join(filter(None, (self._told(), self.told_left_out)))

    @property
    def told_left_out(self) -> str:
        """What of a copy that is joined, or has nothing else that is new, does not come along; empty when all does."""
        if not self.left_out or self.standing not in (Standing.JOINS, Standing.NOTHING_NEW):
            return ""
        return trn(
            "{n} answer in this file does not come along: whoever was asked is asked again.",
            "{n} answers in this file do not come along: whoever was asked is asked again.",
            self.left_out,
        )

    @property
    def told_opened(self) -> str:
        """Why the copy was not joined, once it was opened as a canvas of its own."""
        title = self.title_here or self.canvas.head.title
        match self.standing:
            case Standing.TOO_FAR_BACK:
                return self._told_too_far_back(title) + " " + tr("It was opened as a canvas of its own.")
            case Standing.CHANGED_BY_HAND:
                return self._told_changed(title) + " " + tr("It was opened as a canvas of its own.")
            case Standing.SIGNED_THERE:
                return tr(
                    "This copy of “{title}” was signed where it was. Signed words stay as they are, so it was opened "
                    "as a canvas of its own.",
                    title=title,
                )
        return tr(
            "Nothing tells from which state this file and “{title}” here went on, so it was opened as a canvas of its "
            "own, and nothing was joined.",
            title=title,
        )

    def _told(self) -> str:
        title = self.title_here or self.canvas.head.title
        match self.standing:
            case Standing.UNKNOWN_CANVAS:
                return tr("“{title}” is new here; it opens as it is.", title=title)
            case Standing.NOTHING_NEW if self.joined_and_left is not None:
                return tr(
                    "This copy was joined with “{title}” on {day}; an earlier state was restored afterwards, so what "
                    "it brought is not there now. Restore the state after joining in the history to have it again.",
                    title=title,
                    day=day_and_time(self.joined_and_left.at),
                )
            case Standing.NOTHING_NEW:
                return tr("There is nothing new in this copy of “{title}”.", title=title)
            case Standing.JOINS if self.was_deleted:
                return tr(
                    "“{title}” was deleted here; bringing the copy back puts it into the list again.", title=title
                )
            case Standing.JOINS:
                return tr("“{title}” comes back and can be joined.", title=title)
            case Standing.UNRELATED:
                return tr(
                    "Nothing tells from which state this file and “{title}” here went on, so they are not joined by "
                    "guessing. It can be opened as a canvas of its own.",
                    title=title,
                )
            case Standing.TOO_FAR_BACK:
                return self._told_too_far_back(title) + " " + tr("Here it opens as a canvas of its own.")
            case Standing.CHANGED_BY_HAND:
                return self._told_changed(title) + " " + tr("It can be opened as a canvas of its own.")
            case Standing.SIGNED_THERE:
                return tr(
                    "This copy of “{title}” was signed where it was. Signed words stay as they are, so it opens as a "
                    "canvas of its own.",
                    title=title,
                )
        return self._told_signed_here(title)

    def _told_too_far_back(self, title: str) -> str:
        return tr(
            "This file and “{title}” here have a common history, but what they went on from lies too far back to be "
            "in either of them. They can be joined on a laptop that has had both canvases all along, as the one where "
            "the first copy was given.",
            title=title,
        )

    def _told_changed(self, title: str) -> str:
        return tr(
            "This file says of a point in the history of “{title}” something else than what is kept of it here: it "
            "was changed by hand, or by another program.",
            title=title,
        )

    def _told_signed_here(self, title: str) -> str:
        stays = tr("“{title}” was signed here meanwhile and stays as it was signed.", title=title)
        if self.follows is None:
            return stays + " " + tr("Make a new version, and what is new can be joined there.")
        return stays + " " + tr("What is new can be joined into version {n}.", n=self.follows.version)


def give_copy(store: LibraryStore, session: Session, path: Path, by: str = "") -> Path:
    """Write a copy of the canvas for `by` to take away; the state it leaves in is kept here. Returns `path`.

    Raises Refusal for a practice, LibraryTrouble, OSError.
    """
    hand_out(store, session, path, by)
    return path


def hand_out(store: LibraryStore, session: Session, path: Path, by: str = "") -> CopyFile:
    """The same, and tells what was not as usual: made from memory, while the library could not be reached."""
    given = about_to_give(session, by, back=is_sent_back(store, session.canvas))
    made = copy_made(store, given)
    write_safely(path, made.data)
    return keep_given(session, given, made)


def look_at(library: Library, canvas: Canvas, into: str = "") -> LookedAt:
    """What a copy, read from a file, is to this library; `into` is the id of a canvas it is to join, its own usually.

    Raises CmcError when our side or the state both went on from cannot be read, NotThere without a canvas `into`.
    """
    try:
        ours, _ = library.store.load(into or canvas.id)
    except NotThere:
        if into:
            raise
        return LookedAt(Standing.UNKNOWN_CANVAS, canvas)
    return look_beside(library, canvas, ours)


def look_beside(library: Library, canvas: Canvas, ours: Canvas) -> LookedAt:
    """The same with our side at hand, which is not read again: the canvas on the desk."""
    with collector_paused():
        looked = _look_beside(library, canvas, ours)
    left_out = sum(1 for answer in canvas.answers if not _is_here(ours, answer))
    return replace(looked, title_here=ours.head.title, left_out=left_out)


def _joined_and_left(ours: Canvas, tip: str, parents: Parents) -> Checkpoint | None:
    """The point at which a copy was joined, when a state without it was restored afterwards; None when it was not."""
    line = ancestors(parents, ours.head.checkpoint)
    here = [one for one in ours.all(Checkpoint) if one.id in line]
    with_it = {one.id for one in here if tip in ancestors(parents, one.id)}
    before = {one.revision for one in here if one.id not in with_it}
    restored = sorted((one for one in here if one.id in with_it and one.why == Why.RESTORED), key=lambda one: one.at)
    joined = [one for one in here if one.id in with_it and one.why == Why.MERGE]
    left = bool(restored) and restored[-1].revision in before
    return min(joined, key=lambda one: one.at) if joined and left else None


def _is_here(ours: Canvas, answer: Answer) -> bool:
    """Whether we have an answer; it may have been withdrawn since."""
    known = ours.find(Answer, answer.id)
    return known is not None and replace(known, withdrawn=answer.withdrawn) == answer


def _look_beside(library: Library, canvas: Canvas, ours: Canvas) -> LookedAt:
    tip = canvas.find(Checkpoint, canvas.head.checkpoint)
    if tip is None or not ours.head.checkpoint:
        return LookedAt(Standing.UNRELATED, canvas, ours.id)
    parents: Parents = {one.id: one.parents for side in (ours, canvas) for one in side.all(Checkpoint)}
    if tip.id in ancestors(parents, ours.head.checkpoint):
        standing = Standing.NOTHING_NEW if _is_as_known(library, canvas, ours, tip) else Standing.CHANGED_BY_HAND
        back = _joined_and_left(ours, tip.id, parents) if standing is Standing.NOTHING_NEW else None
        return LookedAt(standing, canvas, ours.id, was_deleted=bool(ours.head.deleted_at), joined_and_left=back)
    bases = last_common(parents, ours.head.checkpoint, tip.id)
    states = _States(library, ours, canvas)
    try:
        base = base_state(parents, bases, states.state) if bases else None
    except NotThere:
        base = None
    if base is None:
        # joining from a state before that one would bring back what was settled and taken off in between
        return LookedAt(Standing.TOO_FAR_BACK if bases else Standing.UNRELATED, canvas, ours.id)
    if canvas.sign_off is not None:
        return LookedAt(Standing.SIGNED_THERE, canvas, ours.id)
    if not _has_news(canvas, ours, base):
        return LookedAt(Standing.NOTHING_NEW, canvas, ours.id, was_deleted=bool(ours.head.deleted_at))
    if ours.sign_off is not None:
        return LookedAt(Standing.SIGNED_HERE, canvas, ours.id, follows=_goes_on(library, ours))
    line = tuple(one for one in canvas.all(Checkpoint) if one.id != tip.id and states.is_news(one))
    contents = tuple(_contents(canvas, {one.revision for one in (*line, tip) if one.rest}))
    brought = canvas
    if canvas.id != ours.id:
        brought, base = without_what_was_left_behind(canvas, ours, base, _minutes_before(library, canvas.id))
    authors = Authors({one.id: one for side in (ours, canvas) for one in side.all(Checkpoint)}, states.known)
    copy = ComingCopy(brought, tip, base, bases, line, contents, tip.by, authors)
    return LookedAt(Standing.JOINS, canvas, ours.id, copy, was_deleted=bool(ours.head.deleted_at))


def _minutes_before(library: Library, canvas_id: str) -> Iterator[Minute]:
    """The lines of a canvas that another goes on from, as far as it is here."""
    try:
        canvas, _ = library.store.load(canvas_id)
    except NotThere:
        return
    yield from canvas.all(Minute)


def _has_news(canvas: Canvas, ours: Canvas, base: State) -> bool:
    """Whether a copy says anything that was not there when it was given; lines of minutes stand beside its state."""
    if state_of(canvas) != base:
        return True
    if any(ours.find(Minute, line.id) != line for line in canvas.all(Minute) if not line.undone):
        return True
    return any(brings_fate(ours.find(Note, note.id), note) for note in canvas.all(Note))


def _is_as_known(library: Library, canvas: Canvas, ours: Canvas, tip: Checkpoint) -> bool:
    """Whether a file says of a point that our canvas went through what is kept of it here, as far as it is kept."""
    same_answers = ours.sign_off == canvas.sign_off and all(_is_here(ours, answer) for answer in canvas.answers)
    if canvas.sign_off is not None and not same_answers:
        return False
    try:
        held = library.store.checkpoint(ours.id, tip.id)
    except (NotThere, LibraryTrouble):
        return True
    return not held.beside or held.beside == tip.beside


def _goes_on(library: Library, signed: Canvas) -> Head | None:
    """The newest canvas that goes on from a signed one and can still be changed."""
    series = Series(library)
    still_open = [head for head in series.heads(signed.id) if head.state != CanvasState.SIGNED and not head.archived]
    after = (head for head in reversed(still_open) if signed.id in {one.id for one in series.lineage(head.id)})
    return next(after, None)


def bring_back(
    library: Library, session: Session, copy: ComingCopy, by: str = "", *, agreed: bool = False, slip: str = ""
) -> Written:
    """Join a copy that `look_at` recognised with the canvas of `session`, in one step that Undo takes back.

    `by` is whose our side is; `agreed` that many notes may be hidden; `slip` as for `Session.do`.
    Raises HidesMany, Refusal, LibraryTrouble.
    """
    with collector_paused():
        canvas = session.canvas
        change = MergeCopy(copy, by, agreed, stands_at(library.store, canvas), beside_of(canvas))
        written = session.do(change, slip=slip)
    if written is None:
        raise Refusal(tr("There is nothing new in this copy."))
    return written


def _contents(canvas: Canvas, named: set[str]) -> Iterator[Revision]:
    known = {one.id: one for one in canvas.all(Revision) if one.content}
    for name in sorted(named):
        if name == canvas.content_hash:
            yield Revision(name, (), Why.COPY.value, 0, canvas.content.canonical(), canvas.ranks())
        elif name in known:
            yield known[name]


def states_of(library: Library, canvas: Canvas) -> Callable[[str], State]:
    """Reads the states of the points of a canvas; raises CmcError for one that is not kept or damaged."""
    return _States(library, canvas, canvas).state


class _States:
    """Reads states of checkpoints: from the library, from the versions before, or else out of the copy itself.

    What a file says of a point that is kept here is not asked: of people and talk it could say anything.
    """

    def __init__(self, library: Library, ours: Canvas, copy: Canvas) -> None:
        self._library, self._ours, self._copy = library, ours, copy
        self._known: dict[str, State | None] = {}

    def state(self, checkpoint: str) -> State:
        """Raises NotThere when nobody holds it, CmcError when it is damaged."""
        held, content = self._held(checkpoint)
        try:
            return state_at(content, held.rest, held.beside)
        except (ValueError, KeyError, TypeError) as error:
            raise _unreadable() from error

    def known(self, checkpoint: str) -> State | None:
        """The same, read once; None where it is not known or damaged."""
        if checkpoint not in self._known:
            try:
                self._known[checkpoint] = self.state(checkpoint)
            except CmcError:
                self._known[checkpoint] = None
        return self._known[checkpoint]

    def is_news(self, checkpoint: Checkpoint) -> bool:
        """Whether the library does not have a checkpoint of the copy, or only by name."""
        if self._ours.find(Checkpoint, checkpoint.id) is None:
            return True
        try:
            return bool(checkpoint.rest) and not self._library.store.checkpoint(self._ours.id, checkpoint.id).rest
        except LibraryTrouble:
            return True  # damaged here, and whole in the copy

    def _held(self, checkpoint: str) -> tuple[Checkpoint, Content]:
        if self._ours.find(Checkpoint, checkpoint) is None:
            return self._in_the_copy(checkpoint) or self._held_here(checkpoint)
        try:
            held, content = self._held_here(checkpoint)
        except CmcError:
            found = self._in_the_copy(checkpoint)
            if found is None:
                raise
            return found
        there = self._copy.find(Checkpoint, checkpoint)
        if not held.beside and there is not None:
            held = replace(held, beside=there.beside)
        return held, content

    def _in_the_copy(self, checkpoint: str) -> tuple[Checkpoint, Content] | None:
        one = self._copy.find(Checkpoint, checkpoint)
        if one is None or not one.rest:
            return None
        if one.revision == self._copy.content_hash:
            return one, self._copy.content
        kept = self._copy.find(Revision, one.revision)
        return (one, Content.from_canonical(kept.content)) if kept is not None and kept.content else None

    def _held_here(self, checkpoint: str) -> tuple[Checkpoint, Content]:
        store = self._library.store
        for canvas_id in self._canvases():
            try:
                one = store.checkpoint(canvas_id, checkpoint)
                if one.rest:
                    return one, Content.from_canonical(store.revision(canvas_id, one.revision).content)
            except NotThere:
                continue
            except LibraryTrouble as error:
                raise _unreadable() from error
        raise NotThere(tr("This point of the history is known by name only."))

    def _canvases(self) -> Iterator[str]:
        """Our canvas, then those it goes on from, whose points of history it knows by name."""
        yield self._ours.id
        yield from (head.id for head in Series(self._library).lineage(self._ours.id))


def _unreadable() -> CmcError:
    return CmcError(
        tr("The point of history that this copy left from cannot be read: the library is damaged there."),
        safe=tr("Nothing was joined; the canvas and the file are as they were."),
        todo=tr("Import the file as a canvas of its own, or put back a backup."),
    )
