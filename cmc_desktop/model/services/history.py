"""The history of a canvas across sessions, variants and copies: what there is, what it said, and going back to it.

The line is read at once, without words; what was said at a point is read when somebody looks at it.
"""

from __future__ import annotations

import json
from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import CallMaker, NameCheckpoint, RestoreState
from cmc_desktop.model.domain.compared_state import ComparedState
from cmc_desktop.model.domain.difference import Difference, Kind, differences
from cmc_desktop.model.domain.errors import LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.canvas_state import rest_of
from cmc_desktop.model.domain.revision import Content, canonical
from cmc_desktop.model.services.history_beginnings import with_beginnings
from cmc_desktop.model.services.history_claims import told_by_copies
from cmc_desktop.model.services.history_line import Lanes, in_order, lanes_of
from cmc_desktop.model.services.history_points import HistoryPoint, graph, now_key
from cmc_desktop.model.services.history_words import NOW
from cmc_desktop.model.store.history_rows import heads_of_project, kept_points

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Session, Written

#: so few digits of a hash say nothing
_LEAST_DIGITS = 4
#: so many points are told when one is not found
_TOLD = 8
#: contents of so many points stay in memory
_READ_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Figures:
    """How many notes there were at a point, and what changed since the one it goes on from, by kind."""

    notes: int
    changes: Counter[Kind] | None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The points of a project's canvases as they were read, newest first, with the lines past each of them."""

    heads: list[Head]
    points: list[HistoryPoint]
    lanes: list[Lanes]
    by_key: dict[str, HistoryPoint]


class History:
    """What is known of the past of a canvas and others of its project: `read` anew, then gone on with by `show`."""

    def __init__(self, library: Library, session: Session) -> None:
        """Raises LibraryTrouble when the line cannot be read."""
        self._library, self._session = library, session
        self._read: OrderedDict[str, Content] = OrderedDict()
        self._line = self.read()

    @property
    def canvas_id(self) -> str:
        return self._session.canvas.id

    @property
    def heads(self) -> list[Head]:
        """The canvases of the project."""
        return self._line.heads

    @property
    def points(self) -> list[HistoryPoint]:
        """The newest first."""
        return self._line.points

    @property
    def lanes(self) -> list[Lanes]:
        """The lines past each point."""
        return self._line.lanes

    def show(self, line: Line) -> None:
        """Go on with what was read."""
        self._line = line

    def read(self) -> Line:
        """The line as it is by now: newest first, as far as parents tell. Raises LibraryTrouble."""
        canvas, engine = self._session.canvas, self._library.store.engine
        heads = heads_of_project(engine, canvas.head.project)
        if all(head.id != canvas.id for head in heads):
            heads.append(canvas.head)  # one that was deleted has its history, too
        points, revisions = kept_points(engine, [head.id for head in heads])
        store = self._library.store
        points = with_beginnings(store, heads, told_by_copies(store, canvas.head.project, points))
        found = graph(heads, points, revisions)
        own = now_key(canvas.id)
        now = self._library.clock.now()
        by_key = {
            point.key: replace(point, at=now, revision=canvas.content_hash) if point.key == own else point
            for point in found
        }
        tips = [own, *(now_key(head.id) for head in reversed(heads) if head.id != canvas.id)]
        parents = {key: point.parents for key, point in by_key.items()}
        order = in_order(parents, tips)
        return Line(heads, [by_key[key] for key in order], lanes_of(parents, order), by_key)

    def point(self, key: str) -> HistoryPoint:
        """Raises NotThere."""
        found = self._line.by_key.get(key)
        if found is None:
            raise NotThere(tr("There is no such point in the history of this canvas."))
        return found

    @property
    def now(self) -> HistoryPoint:
        """The canvas as it is."""
        return self._line.by_key[now_key(self.canvas_id)]

    def now_of(self, canvas_id: str) -> HistoryPoint:
        """Another canvas of the project, as it is now. Raises NotThere."""
        return self.point(now_key(canvas_id))

    def content(self, point: HistoryPoint) -> Content:
        """What the canvas said then. Raises NotThere when that is not kept here, LibraryTrouble when damaged."""
        if point.is_now:
            return self._present(point.canvas).content
        kept = self._read.get(point.revision)
        if kept is None:
            kept = self._content_of(point)
            self._read[point.revision] = kept
            while len(self._read) > _READ_AT_ONCE:
                self._read.popitem(last=False)
        else:
            self._read.move_to_end(point.revision)
        return kept

    def _present(self, canvas_id: str) -> Canvas:
        if canvas_id == self.canvas_id:
            return self._session.canvas
        return self._library.store.load(canvas_id)[0]

    def _content_of(self, point: HistoryPoint) -> Content:
        store = self._library.store
        for canvas in (point.canvas, *(head.id for head in self.heads if head.id != point.canvas)):
            try:
                return Content.from_canonical(store.revision(canvas, point.revision).content)
            except NotThere:
                continue
            except (KeyError, TypeError, ValueError) as error:
                raise _unreadable() from error
        raise NotThere(
            tr("What the canvas said then is not kept in this library; only that there was this point."),
            todo=tr("It may be in the library from which the copy came."),
        )

    def figures(self, point: HistoryPoint) -> Figures:
        """The number of notes and the changes since the point before. Raises NotThere, LibraryTrouble."""
        content = self.content(point)
        notes = sum(len(box.notes) for box in content.boxes)
        try:
            before = self.content(self._line.by_key[point.parents[0]]) if point.parents else None
        except (NotThere, LibraryTrouble):
            before = None
        if before is None:
            return Figures(notes, None)
        return Figures(notes, Counter(one.kind for one in differences(before, content)))

    def differences(self, before: HistoryPoint, after: HistoryPoint) -> tuple[Difference, ...]:
        """Raises NotThere, LibraryTrouble."""
        return differences(self.content(before), self.content(after))

    def state(self, point: HistoryPoint) -> ComparedState:
        """The point as a comparison on paper wants it. Raises NotThere, LibraryTrouble."""
        words = point.title if point.canvas == self.canvas_id else f"{point.session}, {point.title}"
        return ComparedState(words, point.at or self._library.clock.now(), self.content(point))

    # what can be done

    def restore_change(self, point: HistoryPoint, by: str = "") -> RestoreState:
        """The change that makes a point the present state again. Raises NotThere, LibraryTrouble."""
        return RestoreState(self.content(point), self.rest(point), by)

    def rest(self, point: HistoryPoint) -> str:
        """What there was besides the content then, as checkpoints keep it: places, deleted notes, open conflicts.

        Raises LibraryTrouble.
        """
        store = self._library.store
        if point.is_now:
            return rest_of(self._present(point.canvas))
        if point.is_checkpoint:
            held = store.checkpoint(point.canvas, point.key)
            if held.rest:
                return held.rest
        ranks: dict[str, str] = {}
        try:
            ranks = json.loads(store.revision(point.canvas, point.revision).ranks)
        except NotThere:
            ranks = {}
        return canonical({"conflicts": [], "deleted": {}, "ranks": ranks})

    def restore(self, point: HistoryPoint, by: str = "", *, slip: str = "") -> Written | None:
        """Make a point the present state again, in one step that Undo takes back; None when the canvas says it already.

        `slip` is the moderator's reason to do it in a phase that does not allow it. Raises NotThere, Refusal,
        LibraryTrouble.
        """
        return self._session.do(self.restore_change(point, by), slip=slip)

    def name(self, point: HistoryPoint, name: str) -> None:
        """Call a point something; empty takes its name away. Raises Refusal, LibraryTrouble."""
        if not point.is_checkpoint:
            raise Refusal(
                tr("This point cannot be named: only what people answered was kept of it."),
                todo=tr("Keep the present state under a name instead."),
            )
        self._session_of(point.canvas).do(NameCheckpoint(point.key, name))

    def call_maker(self, was: str, by: str) -> None:
        """Call whoever made points or took copies something else, in the whole line; empty names nobody.

        Also in canvases that were deleted: they may be brought back. Raises Refusal, LibraryTrouble.
        """
        heads = heads_of_project(self._library.store.engine, self._session.canvas.head.project, deleted=True)
        for canvas_id in dict.fromkeys((self.canvas_id, *(head.id for head in heads))):
            self._session_of(canvas_id).do(CallMaker(was, by))

    def _session_of(self, canvas_id: str) -> Session:
        return self._session if canvas_id == self.canvas_id else self._library.session(canvas_id)

    def find(self, name: str) -> HistoryPoint:
        """The point with this name, or whose hash or words' hash begins so; “now” is the present state.

        Raises NotThere when there is none, Refusal when several are meant.
        """
        wanted = name.strip().casefold()
        if wanted == NOW:
            return self.now
        named = [point for point in self.points if point.name and point.name.casefold() == wanted]
        digits = "".join(wanted.split())
        found = named or [point for point in self.points if point.hash and _fits(point, digits)]
        if len({point.revision for point in found}) > 1:
            raise Refusal(
                tr("Several points of the history are called “{name}”, or begin so.", name=name),
                safe=tr("Nothing was changed."),
                todo=tr("Say which one: {points}.", points=_told(found)),
            )
        begin = [point for point in self.points if digits and point.hash.startswith(digits)]
        if not found and begin:
            raise Refusal(
                tr("“{name}” is too short: points of the history may begin so by chance.", name=name),
                safe=tr("Nothing was changed."),
                todo=tr("Say which one: {points}.", points=_told(begin)),
            )
        if not found:
            raise NotThere(
                tr("There is no point “{name}” in the history of this canvas.", name=name),
                safe=tr("Nothing was changed."),
                todo=tr("Say “now”, or one of these: {points}.", points=_told(self.points) or "–"),
            )
        return found[0]


def _fits(point: HistoryPoint, digits: str) -> bool:
    return len(digits) >= _LEAST_DIGITS and (point.hash.startswith(digits) or point.revision.startswith(digits))


def _told(points: list[HistoryPoint]) -> str:
    return ", ".join(f"{point.short} ({point.title})" for point in points if point.hash and not point.is_now)[
        : _TOLD * 60
    ]


def _unreadable() -> LibraryTrouble:
    return LibraryTrouble(tr("A point of the history of this canvas cannot be read."))
