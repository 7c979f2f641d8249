"""Points of a series that one can look back to: ends of phases, answers, sign-offs, the ends of earlier sessions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.revision import Content, Revision
from cmc_desktop.model.services.continuing import session_name
from cmc_desktop.model.services.series import Series

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Session

_END_OF = "end of "


@dataclass(frozen=True, slots=True)
class Point:
    """What the canvas `canvas` said under `hash`; `at` is when it was kept, in ms, `words` what was going on."""

    words: str
    session: str
    at: int
    canvas: str
    hash: str


def points(session: Session, library: Library | None) -> list[Point]:
    """The points of the canvas and of the sessions before it, newest first. Raises LibraryTrouble."""
    canvas = session.canvas
    found = list(_of_canvas(canvas))
    if library is not None:
        for head in Series(library).heads(canvas.id):
            if head.version < canvas.head.version:
                found += _of_earlier(library.session(head.id).canvas)
    unique: dict[tuple[str, str], Point] = {}
    for point in sorted(found, key=lambda point: point.at, reverse=True):
        unique.setdefault((point.canvas, point.hash), point)
    return list(unique.values())


def content_at(point: Point, session: Session, library: Library | None) -> Content:
    """What the canvas said at a point. Raises NotThere, LibraryTrouble."""
    if library is None or point.canvas == session.canvas.id:
        return session.content_of(point.hash)
    return library.session(point.canvas).content_of(point.hash)


def _of_canvas(canvas: Canvas) -> Iterator[Point]:
    for revision in canvas.all(Revision):
        words = _words(canvas, revision)
        if words:
            yield Point(words, _session(canvas.head), revision.at, canvas.id, revision.id)


def _of_earlier(canvas: Canvas) -> Iterator[Point]:
    kept = {point.hash: point for point in _of_canvas(canvas)}
    yield from kept.values()
    if canvas.content_hash not in kept:
        at = canvas.workshop.ended_at or max((revision.at for revision in canvas.all(Revision)), default=0)
        words = tr("as this session left it")
        yield Point(words, _session(canvas.head), at or canvas.head.created_at, canvas.id, canvas.content_hash)


def _words(canvas: Canvas, revision: Revision) -> str:
    """What was going on when a revision was kept; empty for one that belongs to another session."""
    why = revision.why
    if revision.id == canvas.head.base:
        return tr("as this session began")
    if why.startswith(_END_OF):
        names = [item.title for item in canvas.agenda if item.kind == why.removeprefix(_END_OF)]
        return tr("end of “{phase}”", phase=names[0]) if names else tr("end of a phase")
    return {
        "answer": tr("when people answered"),
        "sign-off": tr("when it was signed off"),
        "next session": tr("as this session began"),
    }.get(why, why)


def _session(head: Head) -> str:
    name = session_name(head)
    return tr("session “{name}”", name=name) if head.session else tr("version {n}", n=name)
