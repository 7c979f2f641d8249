"""Variants: the same canvas as it is and as it should be, side by side from one point of its history.

A variant is a canvas of the same project with the same notes by their ids, so that both can be compared and joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import CallVariant, KeepCheckpoint
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.checkpoints import is_at
from cmc_desktop.model.domain.text import line
from cmc_desktop.model.services.continuing import VARIANT, continued, first_point, next_head
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session


def as_it_is() -> str:
    """The name that is offered for the canvas a variant is made of."""
    return tr("as it is")


def as_it_should_be() -> str:
    """The name that is offered for a variant."""
    return tr("as it should be")


def other_variants(library: Library, head: Head) -> list[Head]:
    """The other canvases of the project, the newest first. Raises LibraryTrouble."""
    heads = library.of_project(head.project)
    return [one for one in reversed(heads) if one.id != head.id]


def variants_beside(library: Library, head: Head) -> list[Head]:
    """The canvases that are told from this one by a name and were made of it, or of the same one, or it of them.

    The newest first. Raises LibraryTrouble.
    """
    made_of = {head.id, head.parent} - {""}
    return [one for one in other_variants(library, head) if one.session and made_of & {one.id, one.parent}]


def make_variant(library: Library, session: Session, name: str, here: str = "") -> str:
    """Make a variant called `name` of the canvas of `session` as it is now; returns its id.

    `here` names that canvas itself, where it has no name yet and is not signed. Raises Refusal for a name that is
    empty or taken, LibraryTrouble.
    """
    name, here = line(name, tr("The name")), line(here, tr("The name"))
    wish = (VARIANT, session.canvas.id, name, here)
    # making it writes into the session as well
    return library.made_once(wish, lambda: _make(library, session, name, here), lambda: session.standing)


def _make(library: Library, session: Session, name: str, here: str) -> str:
    canvas = session.canvas
    _check_name(name, here, canvas.head, library.of_project(canvas.head.project))
    if here and not canvas.head.session and canvas.sign_off is None:
        session.do(CallVariant(here))
    began = _kept_point(library, session)
    now = library.clock.now()
    things = continued(canvas, library.store.revision, now)
    before = (*_line_before(canvas, began), began)

    def made(heads: list[Head]) -> tuple[Head, Iterable[Entity]]:
        _check_name(name, here, canvas.head, heads)  # another laptop may have been as quick
        head = next_head(canvas, heads, name, now)
        first = first_point(canvas, head, things, (began.id,), now)
        return replace(head, checkpoint=first.id), (*things, *before, first)

    return library.add_to_project(canvas.head.project, made, VARIANT)


def _check_name(name: str, here: str, head: Head, heads: list[Head]) -> None:
    if not name:
        raise Refusal(tr("A variant needs a name."))
    taken = {one.session.casefold() for one in heads if not one.deleted_at}
    own = head.session or here
    if name.casefold() in taken or name.casefold() == own.casefold():
        raise Refusal(
            tr("The project has a canvas “{name}” already.", name=name),
            safe=tr("No variant was made."),
            todo=tr("Give this one another name, so that the two can be told apart."),
        )


def _kept_point(library: Library, session: Session) -> Checkpoint:
    """The point both go on from, with all it holds: what joining them later starts from."""
    last = session.canvas.find(Checkpoint, session.canvas.head.checkpoint)
    held = library.store.checkpoint(session.canvas.id, last.id) if last is not None else None
    if held is None or not held.rest or not is_at(session.canvas, held):
        session.do(KeepCheckpoint(Why.CONTINUED.value))
        held = library.store.checkpoint(session.canvas.id, session.canvas.head.checkpoint)
    return held


def _line_before(canvas: Canvas, began: Checkpoint) -> Iterator[Checkpoint]:
    """What led to that point, by name only."""
    known = {one.id: one for one in canvas.all(Checkpoint)}
    waiting, seen = list(began.parents), {began.id}
    while waiting:
        one = known.get(waiting.pop())
        if one is not None and one.id not in seen:
            seen.add(one.id)
            yield one.light
            waiting += one.parents
