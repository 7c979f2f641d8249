"""A state of the past as a session to look at: the board shows it as it shows any canvas, and nothing can be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import Change
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.merging.kept_json import NOTHING_KEPT, read_rest
from cmc_desktop.model.domain.merging.open_then import claiming_then, open_then
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import Content, Revision
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.session import Session, Written

if TYPE_CHECKING:
    from cmc_desktop.model.store.library_store import JournalLine, LibraryStore


class _Nowhere:
    """What a session asks of a library, of a canvas that is in none."""

    news = None

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def load(self, canvas_id: str) -> tuple[Canvas, int]:
        return self._canvas, 0

    def revision(self, canvas_id: str, content_hash: str) -> Revision:
        raise NotThere(tr("This state of the canvas is not kept here."))

    def journal_of(self, canvas_id: str, after: int = 0) -> list[JournalLine]:
        return []


class PastSession(Session):
    """Shows one state after the other; observers are told what differs, as if somebody elsewhere had changed it."""

    def __init__(self, head: Head, template: Template, clock: Clock) -> None:
        """An empty board of the canvas `head` to begin with. Nothing is read from a library, and nothing written."""
        super().__init__(cast("LibraryStore", _Nowhere(_canvas_of(head, template))), head.id, clock)

    def show(self, content: Content, rest: str = "", known: Canvas | None = None) -> None:
        """Say what was said in `content` from here on, with what was in conflict by the `rest` of its checkpoint.

        `known` tells who brought what of that, as far as it is known by now.
        """
        puts = tuple(_differing(self._canvas, content, rest, known))
        if puts:
            olds = self._canvas.values_before(puts)
            self._canvas.write(puts)
            self._tell(Written(puts, olds, "", "elsewhere"))

    def do(self, change: Change, *, slip: str = "") -> Written | None:
        raise Refusal(tr("This is how the canvas was; it does not change any more."))

    def catch_up(self) -> Written | None:
        return None

    def look(self) -> Written | None:
        return None


def canvas_with(content: Content, head: Head, template: Template, called: str, rest: str = "") -> Canvas:
    """A canvas that says `content` and nothing else, for giving that out; `called` tells it from the present one.

    `rest` is that of its checkpoint: what was in conflict then is so in the canvas.
    """
    canvas = _canvas_of(replace(head, session=" · ".join(part for part in (head.session, called) if part)), template)
    canvas.write(_differing(canvas, content, rest))
    return canvas


def _canvas_of(head: Head, template: Template) -> Canvas:
    return Canvas(replace(head, checkpoint="", revision="", state=CanvasState.DRAFT.value), template)


def _differing(canvas: Canvas, content: Content, rest: str = "", known: Canvas | None = None) -> Iterator[Entity]:
    head = replace(canvas.head, title=content.title, city=content.city)
    if head != canvas.head:
        yield head
    there = {note.id for box in content.boxes for note in box.notes}
    for box in canvas.template.walk:
        yield from (replace(note, deleted=True) for note in canvas.notes_in(box) if note.id not in there)
    for then in content.boxes:
        if then.key not in canvas.template:
            continue
        for note, place in zip(then.notes, rank.spread(None, None, len(then.notes)), strict=True):
            shown = Note(note.id, then.key, place, note.text, note.tags)
            if shown != canvas.find(Note, note.id):
                yield shown
        if then.none_identified != canvas.kept_mark(then.key).none_identified:
            yield BoxMark(then.key, then.none_identified)
    told = read_rest(rest) if rest else NOTHING_KEPT
    yield from claiming_then(told, there, canvas, 0)
    in_conflict = open_then(told, known or canvas)
    yield from (one for one in in_conflict.values() if one != canvas.find(Conflict, one.id))
    yield from (one.gone() for one in canvas.all(Conflict) if not one.settled and one.id not in in_conflict)
