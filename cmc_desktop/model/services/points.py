"""Points of a series that one can look back to: ends of phases, answers, sign-offs, the ends of earlier sessions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.revision import Content, Revision
from cmc_desktop.model.services.continuing import session_words
from cmc_desktop.model.services.series import Series

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Session

#: kinds of the journal whose writing changes what the canvas says
_WORDS = frozenset({"note", "box_mark"})


@dataclass(frozen=True, slots=True)
class Point:
    """What the canvas `canvas` said under `hash`; `at` is when it was so, in ms, `words` what was going on."""

    words: str
    session: str
    at: int
    canvas: str
    hash: str


def points(session: Session, library: Library | None) -> list[Point]:
    """The points of the canvas and of the sessions it goes on from, newest first. Raises LibraryTrouble."""
    found = [*reversed(_Journal(session).points)]
    if library is not None:
        for head in Series(library).lineage(session.canvas.id):
            found += reversed(_earlier(library.session(head.id)))
    return found


def content_at(point: Point, session: Session, library: Library | None) -> Content:
    """What the canvas said at a point. Raises NotThere, LibraryTrouble."""
    if library is None or point.canvas == session.canvas.id:
        return session.content_of(point.hash)
    return library.session(point.canvas).content_of(point.hash)


def _earlier(session: Session) -> list[Point]:
    """The points of a session that is over, with how it was left where that is none of them."""
    journal, canvas = _Journal(session), session.canvas
    found = journal.points
    if not found or found[-1].hash != canvas.content_hash:
        found.append(journal.point(tr("as this session left it"), journal.last_words_at, canvas.content_hash))
    return found


class _Journal:
    """The points of one canvas in the order of its journal, which says what was kept when a phase ended.

    A phase that changed nothing keeps no revision of its own: it ended with the one the head named then.
    """

    def __init__(self, session: Session) -> None:
        self._canvas = session.canvas
        self._kept = ""
        self._answered: set[str] = set()
        self.last_words_at = self._canvas.head.created_at
        self.points = list(self._began())
        for entry, puts in session.log():
            self._read(entry.seq == 1, entry.at, puts)

    def point(self, words: str, at: int, content_hash: str) -> Point:
        head = self._canvas.head
        return Point(words, session_words(head), at or head.created_at, head.id, content_hash)

    def _began(self) -> Iterator[Point]:
        head = self._canvas.head
        if head.parent and self._canvas.find(Revision, head.base) is not None:
            yield self.point(tr("as this session began"), head.created_at, head.base)

    def _read(self, is_first: bool, at: int, puts: list[list[Any]]) -> None:
        """One journal row. The first of a canvas that came as a file has its whole past in it, told by its times."""
        found: list[Point] = []
        for kind, _, now, _ in puts:
            if kind == "head":
                self._kept = now.get("revision") or self._kept
            elif kind in _WORDS:
                self.last_words_at = at
        for kind, thing_id, now, was in puts:
            if kind == "phase_run" and now["ended_at"] and not now["skipped"] and not (was and was["ended_at"]):
                stood = self._standing_at(now["ended_at"]) if is_first or not self._kept else self._kept
                found.append(self.point(self._end_of(thing_id), now["ended_at"], stood))
            elif kind == "answer" and not now["withdrawn"] and now["content_hash"] not in self._answered:
                self._answered.add(now["content_hash"])
                found.append(self.point(tr("when people answered"), now["at"], now["content_hash"]))
            elif kind == "sign_off":
                found.append(self.point(tr("when it was signed off"), now["at"], now["content_hash"]))
        found.sort(key=lambda point: point.at)
        self.points += [point for point in found if point.hash]

    def _standing_at(self, at: int) -> str:
        """The hash of the revision that was the newest at `at`; empty when none was kept by then."""
        by_then = [revision for revision in self._canvas.all(Revision) if revision.at <= at]
        return max(by_then, key=lambda revision: revision.at).id if by_then else ""

    def _end_of(self, item_id: str) -> str:
        item = self._canvas.find(AgendaItem, item_id)
        return tr("end of “{phase}”", phase=item.title) if item is not None else tr("end of a phase")
