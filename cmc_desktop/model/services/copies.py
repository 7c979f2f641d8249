"""Copies of a canvas that go away and come back: given as a `.cmc` with their history, recognised, and joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import KeepCheckpoint, MergeCopy
from cmc_desktop.model.domain.changes.merging import ComingCopy
from cmc_desktop.model.domain.checkpoint import EXCHANGED, Checkpoint, Why
from cmc_desktop.model.domain.errors import LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.domain.merging.ancestry import Parents, ancestors, base_state, last_common
from cmc_desktop.model.domain.merging.canvas_state import beside_of, state_at
from cmc_desktop.model.domain.merging.checkpoints import is_at
from cmc_desktop.model.domain.merging.state import State
from cmc_desktop.model.domain.practice_mark import is_practice, no_file_from_practice
from cmc_desktop.model.domain.revision import Content, Revision
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.safe_file import write_safely
from cmc_desktop.model.services.session import Session, Written
from cmc_desktop.model.store.library_store import LibraryStore

#: of so many states that other libraries may have seen a copy takes along what they said; those before are named only
STATES_ALONG = 6


class Standing(Enum):
    """What a copy that came is to this library."""

    UNKNOWN_CANVAS = "unknown canvas"
    NOTHING_NEW = "nothing new"
    JOINS = "joins"
    UNRELATED = "unrelated"
    SIGNED_HERE = "signed here"
    SIGNED_THERE = "signed there"


@dataclass(frozen=True, eq=False)
class LookedAt:
    """A copy as it was recognised: `here` is the id of the canvas it joins; `copy` what is joined, when it joins."""

    standing: Standing
    canvas: Canvas
    here: str = ""
    copy: ComingCopy | None = None


def give_copy(store: LibraryStore, session: Session, path: Path, by: str = "") -> Path:
    """Write a copy of the canvas for `by` to take away; the state it leaves in is kept here. Returns `path`.

    Raises Refusal for a practice, LibraryTrouble, OSError.
    """
    if is_practice(session.canvas.head):
        raise no_file_from_practice()
    session.do(KeepCheckpoint(Why.COPY.value, by))
    write_safely(path, copy_of(store, session.canvas))
    return path


def copy_of(store: LibraryStore, canvas: Canvas) -> bytes:
    """The bytes of a copy: the canvas at its last checkpoint, with the history behind it."""
    history = tuple(history_for_copy(store, canvas))
    named = {one.revision for one in history if one.rest} | {answer.content_hash for answer in canvas.answers}
    if canvas.sign_off is not None:
        named.add(canvas.sign_off.content_hash)
    contents = (store.revision(canvas.id, name) for name in sorted(named - {canvas.content_hash}))
    return cmc_bytes(canvas, contents, checkpoints=history)


def history_for_copy(store: LibraryStore, canvas: Canvas) -> Iterator[Checkpoint]:
    """The checkpoints behind a canvas; the nearest that others may know with what they hold, for merging from them."""
    known = {one.id: one for one in canvas.all(Checkpoint)}
    along = 0
    for name in _nearest_first(known, canvas.head.checkpoint):
        one = known[name].light
        if name != canvas.head.checkpoint and one.why in EXCHANGED and along < STATES_ALONG:
            held = store.checkpoint(canvas.id, name)
            along += bool(held.rest)
            one = held
        yield one


def _nearest_first(known: dict[str, Checkpoint], tip: str) -> Iterator[str]:
    waiting, seen = [tip], {tip}
    while waiting:
        name = waiting.pop(0)
        if name in known:
            yield name
            new = [parent for parent in known[name].parents if parent not in seen]
            seen.update(new)
            waiting += new


def look_at(library: Library, canvas: Canvas, into: str = "") -> LookedAt:
    """What a copy, read from a file, is to this library; `into` is the id of a canvas it is to join, its own usually.

    Raises LibraryTrouble when our side cannot be read, NotThere when there is no canvas `into`.
    """
    try:
        ours, _ = library.store.load(into or canvas.id)
    except NotThere:
        if into:
            raise
        return LookedAt(Standing.UNKNOWN_CANVAS, canvas)
    tip = canvas.find(Checkpoint, canvas.head.checkpoint)
    if tip is None or not ours.head.checkpoint:
        return LookedAt(Standing.UNRELATED, canvas, ours.id)
    parents: Parents = {one.id: one.parents for side in (ours, canvas) for one in side.all(Checkpoint)}
    if tip.id in ancestors(parents, ours.head.checkpoint):
        return LookedAt(Standing.NOTHING_NEW, canvas, ours.id)
    bases = last_common(parents, ours.head.checkpoint, tip.id)
    states = _States(library.store, ours.id, canvas)
    try:
        base = base_state(parents, bases, states.state) if bases else None
    except NotThere:
        base = None
    if base is None:
        return LookedAt(Standing.UNRELATED, canvas, ours.id)
    if canvas.sign_off is not None:
        return LookedAt(Standing.SIGNED_THERE, canvas, ours.id)
    if ours.sign_off is not None:
        return LookedAt(Standing.SIGNED_HERE, canvas, ours.id)
    line = tuple(one for one in canvas.all(Checkpoint) if one.id != tip.id and states.is_news(one, ours))
    contents = tuple(_contents(canvas, {one.revision for one in (*line, tip) if one.rest}))
    return LookedAt(Standing.JOINS, canvas, ours.id, ComingCopy(canvas, tip, base, bases, line, contents, tip.by))


def bring_back(library: Library, session: Session, copy: ComingCopy, by: str = "", *, agreed: bool = False) -> Written:
    """Join a copy that `look_at` recognised with the canvas of `session`, in one step that Undo takes back.

    `by` is whose our side is; `agreed` that many notes may be hidden. Raises HidesMany, Refusal, LibraryTrouble.
    """
    written = session.do(MergeCopy(copy, by, agreed, _stands_at(library.store, session.canvas)))
    if written is None:
        raise Refusal(tr("There is nothing new in this copy."))
    return written


def _stands_at(store: LibraryStore, canvas: Canvas) -> str:
    """The last checkpoint of a canvas that is just as it was then, in all it keeps; else empty."""
    last = canvas.find(Checkpoint, canvas.head.checkpoint)
    if last is None or not is_at(canvas, last):
        return ""
    held = store.checkpoint(canvas.id, last.id)
    return last.id if held.rest and held.beside == beside_of(canvas) else ""


def _contents(canvas: Canvas, named: set[str]) -> Iterator[Revision]:
    known = {one.id: one for one in canvas.all(Revision) if one.content}
    for name in sorted(named):
        if name == canvas.content_hash:
            yield Revision(name, (), Why.COPY.value, 0, canvas.content.canonical(), canvas.ranks())
        elif name in known:
            yield known[name]


class _States:
    """Reads states of checkpoints, from the library or out of the copy itself."""

    def __init__(self, store: LibraryStore, ours: str, copy: Canvas) -> None:
        self._store, self._ours, self._copy = store, ours, copy

    def state(self, checkpoint: str) -> State:
        """Raises NotThere when neither holds it, LibraryTrouble when it is damaged."""
        held = self._held(checkpoint)
        try:
            return state_at(self._content(held.revision), held.rest, held.beside)
        except (ValueError, KeyError, TypeError) as error:
            raise LibraryTrouble(tr("A point of the history of this canvas cannot be read.")) from error

    def is_news(self, checkpoint: Checkpoint, ours: Canvas) -> bool:
        """Whether the library does not have a checkpoint of the copy, or only by name."""
        if ours.find(Checkpoint, checkpoint.id) is None:
            return True
        return bool(checkpoint.rest) and not self._store.checkpoint(self._ours, checkpoint.id).rest

    def _held(self, checkpoint: str) -> Checkpoint:
        one = self._copy.find(Checkpoint, checkpoint)
        if one is None or not one.rest:
            one = self._store.checkpoint(self._ours, checkpoint)
        if not one.rest:
            raise NotThere(tr("This point of the history is known by name only."))
        return one

    def _content(self, revision: str) -> Content:
        if revision == self._copy.content_hash:
            return self._copy.content
        kept = self._copy.find(Revision, revision)
        if kept is None or not kept.content:
            kept = self._store.revision(self._ours, revision)
        return Content.from_canonical(kept.content)
