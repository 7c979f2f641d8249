"""The states that the points of a history stand for, wherever they are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble, NotThere
from cmc_desktop.model.domain.merging.canvas_state import state_at, state_of
from cmc_desktop.model.domain.merging.state import State
from cmc_desktop.model.domain.revision import Content, Revision
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series


class KeptStates:
    """Reads states of checkpoints: from the library, from the versions before, or else out of the copy itself.

    What a file says of a point that is kept here is not asked: of people and talk it could say anything.
    """

    def __init__(self, library: Library, ours: Canvas, copy: Canvas | None = None) -> None:
        """Of the points of `ours`, and of a `copy` that came of it."""
        self._library, self._ours, self._copy = library, ours, copy or ours
        self._known: dict[str, State | None] = {}

    def state(self, checkpoint: str) -> State:
        """The state, read once. Raises NotThere when nobody holds it, CmcError when it is damaged."""
        found = self._known.get(checkpoint)
        if found is None:
            found = self._known[checkpoint] = self._read(checkpoint)
        return found

    def known(self, checkpoint: str) -> State | None:
        """The same; None where it is not known or damaged."""
        if checkpoint not in self._known:
            try:
                return self.state(checkpoint)
            except CmcError:
                self._known[checkpoint] = None
        return self._known[checkpoint]

    def _read(self, checkpoint: str) -> State:
        if checkpoint == self._copy.head.checkpoint and self._ours.find(Checkpoint, checkpoint) is None:
            return state_of(self._copy)  # it stands there, which reading its file has shown
        held, content = self._held(checkpoint)
        try:
            return state_at(content, held.rest, held.beside)
        except (ValueError, KeyError, TypeError) as error:
            raise _unreadable() from error

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
