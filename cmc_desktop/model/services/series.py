"""A project as a series: sessions that follow one another and versions after a sign-off, each a canvas of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.text import line
from cmc_desktop.model.services.continuing import NEW_VERSION, NEXT_SESSION, continued, first_point, next_head
from cmc_desktop.model.services.measured import Measured, measured

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


class Series:
    """What is done with the canvases of one project; `library` holds them all."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def heads(self, canvas_id: str) -> list[Head]:
        """The sessions and versions of the canvas's project, oldest first; deleted ones left out. Raises NotThere."""
        return self._library.of_project(self._library.store.head(canvas_id).project)

    def lineage(self, canvas_id: str) -> list[Head]:
        """The sessions and versions this one goes on from, the one before it first; deleted ones left out.

        It ends where one is not in this library. Raises NotThere when the canvas itself is not.
        """
        heads, known = [], {canvas_id}
        parent = self._library.store.head(canvas_id).parent
        while parent and parent not in known:
            known.add(parent)
            try:
                head = self._library.store.head(parent)
            except NotThere:
                break
            if not head.deleted_at:
                heads.append(head)
            parent = head.parent
        return heads

    def new_version(self, canvas_id: str) -> str:
        """Continue from a signed canvas: the same words and people, no answers, one number on. Returns its id."""
        canvas, standing = self._library.store.load(canvas_id)
        if canvas.sign_off is None:
            raise Refusal(
                tr("A new version continues from a signed canvas; this one can still be changed."),
                todo=tr("Start the next session to go on with it another day."),
            )
        wish = (NEW_VERSION, canvas_id, standing)
        return self._library.made_once(wish, lambda: self._follow(canvas, NEW_VERSION, canvas.head.session))

    def next_session(self, canvas_id: str, name: str) -> str:
        """The next session of the series: the same words and people, what is parked, the same agenda. Returns its id.

        The session before stays as it is. Raises Refusal without a name, by one the project has already, or while its
        workshop goes on.
        """
        canvas, standing = self._library.store.load(canvas_id)
        name = line(name, tr("The name"))
        if not name:
            raise Refusal(tr("A session needs a name."))
        check_may_follow(canvas)

        def follow() -> str:
            return self._follow(canvas, NEXT_SESSION, name, lambda heads: _check_name(name, heads))

        return self._library.made_once((NEXT_SESSION, canvas_id, name, standing), follow)

    def _follow(
        self, canvas: Canvas, change: str, session: str, check: Callable[[list[Head]], object] = lambda _heads: None
    ) -> str:
        library = self._library
        now = library.clock.now()
        things = continued(canvas, library.store.revision, now)

        def made(heads: list[Head]) -> tuple[Head, Iterable[Entity]]:
            check(heads)
            head, history = _history_of_next(canvas, next_head(canvas, heads, session, now), things, now)
            return head, (*things, *history)

        return library.add_to_project(canvas.head.project, made, change)

    def measured_times(self, canvas_id: str) -> dict[str, Measured]:
        """What the phases of the project's other workshops took, by kind, once there were enough of them."""
        others = (head.id for head in self.heads(canvas_id) if head.id != canvas_id)
        return measured(self._library.store.load(canvas)[0] for canvas in others)


def _check_name(name: str, heads: Iterable[Head]) -> None:
    if name.casefold() in {head.session.casefold() for head in heads if not head.deleted_at}:
        raise Refusal(
            tr("The project has a session “{name}” already.", name=name),
            todo=tr("Give this one another name, so that the two can be told apart."),
        )


def _history_of_next(
    before: Canvas, head: Head, things: Iterable[Entity], now: int
) -> tuple[Head, tuple[Checkpoint, ...]]:
    """The history of a canvas that goes on from another: what led to that one, by name, and where it begins itself.

    So a copy of the one before can be joined into the one after.
    """
    parents = (before.head.checkpoint,) if before.head.checkpoint else ()
    made = first_point(before, head, things, parents, now)
    return replace(head, checkpoint=made.id), (*(one.light for one in before.all(Checkpoint)), made)


def check_may_follow(canvas: Canvas) -> None:
    """Raise Refusal while a next session cannot be started, as the workshop of this one goes on."""
    if canvas.workshop.active and canvas.sign_off is None:
        raise Refusal(
            tr("The workshop of this session goes on."), todo=tr("End it first, then start the next session.")
        )
