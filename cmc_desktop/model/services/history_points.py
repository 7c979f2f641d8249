"""The points of a history as one graph: checkpoints, the revisions kept between them, and how each canvas is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr, upright
from cmc_desktop.model.domain.checkpoint import Why
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.domain.merging.ancestry import Ancestry
from cmc_desktop.model.services.continuing import session_words
from cmc_desktop.model.services.history_words import NOW, SIGNED_NOW, as_the_copy_says, began_as, words_for
from cmc_desktop.model.store.history_rows import KeptPoint


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """A point to look at. `key` is its name in the graph, `hash` what its short hash is of; `parents` are keys.

    `canvas` is where it is kept; `revision` the content hash of its words, empty for the present ones of a canvas that
    was not opened; `held` whether those are kept here at all, as of some points of a copy only the line is known.
    `claimed` is so where only a copy tells that a phase ended or the canvas was signed off then, `named_there` where
    only a copy tells what the point is called; where it `outlived` the canvas it is of, that one told it. `began` is
    the change by which its canvas began with it, where this library made that.
    """

    key: str
    hash: str
    canvas: str
    session: str
    parents: tuple[str, ...]
    why: str
    at: int
    revision: str
    by: str = ""
    name: str = ""
    held: bool = True
    theirs: str = ""
    restored: str = ""
    came_back: bool = False
    undone: bool = False
    claimed: bool = False
    named_there: bool = False
    outlived: bool = False
    began: str = ""

    @property
    def words(self) -> str:
        """For what it was made, to be shown."""
        return upright(self._words)

    @property
    def _words(self) -> str:
        words = began_as(self.began) or words_for(
            self.why, self.by, self.name, self.theirs, self.restored, came_back=self.came_back
        )
        if self.claimed or self.named_there:
            if self.named_there and self.why != Why.KEPT:
                words = tr("{words}, called “{name}”", words=words, name=self.name)
            words = as_the_copy_says(words, self._teller, outlived=self.outlived)
        return tr("{words} (undone)", words=words) if self.undone else words

    @property
    def title(self) -> str:
        """What it is called, or for what it was made, to be shown."""
        return upright(self.title_on_paper)

    @property
    def title_on_paper(self) -> str:
        """The same with every sign that the name has."""
        return self._words if self.named_there else self.name or self._words

    @property
    def maker(self) -> str:
        """Who made it, where its words do not name them; who took a copy did not make it."""
        return "" if self.claimed or self.named_there else upright(self._teller)

    @property
    def _teller(self) -> str:
        return "" if self.why in (Why.COPY, Why.SENT_BACK) else self.by

    @property
    def short(self) -> str:
        """So many digits of its hash as tell it apart; empty for the present state."""
        return self.hash[:8]

    @property
    def is_checkpoint(self) -> bool:
        """Whether it can be named."""
        return self.key == self.hash

    @property
    def is_now(self) -> bool:
        return self.why in (NOW, SIGNED_NOW)


def now_key(canvas_id: str) -> str:
    return f"{canvas_id}/{NOW}"


def graph(
    heads: Iterable[Head], checkpoints: Iterable[KeptPoint], revisions: Iterable[KeptPoint]
) -> list[HistoryPoint]:
    """The points of all canvases by key, in no promised order."""
    return _Graph(list(heads), list(checkpoints), list(revisions)).points()


class _Graph:
    def __init__(self, heads: list[Head], checkpoints: list[KeptPoint], revisions: list[KeptPoint]) -> None:
        self._heads = {head.id: head for head in heads}
        self._places = {head.id: place for place, head in enumerate(heads)}
        self._rows = checkpoints
        self._checkpoints = self._once(checkpoints)
        self._revisions: dict[str, dict[str, KeptPoint]] = {head.id: {} for head in heads}
        for one in revisions:
            self._revisions[one.canvas][one.id] = one
        self._found: dict[str, HistoryPoint] = {}

    def _once(self, checkpoints: list[KeptPoint]) -> dict[str, KeptPoint]:
        """Each checkpoint once: several canvases may know it; best where it is held, and in the earliest of those that
        came by it on their own way, not by a copy that was joined."""
        self._checkpoints = {one.id: one for one in checkpoints}
        self._ancestry = Ancestry({one.id: one.parents for one in checkpoints})
        ways = {canvas: set(self._own_way(head)) for canvas, head in self._heads.items()}

        def rank(one: KeptPoint) -> tuple[bool, bool, int]:
            return not one.held, one.id not in ways[one.canvas], self._places[one.canvas]

        found: dict[str, KeptPoint] = {}
        for one in sorted(checkpoints, key=rank):
            known = found.setdefault(one.id, one)
            if one.name and not known.name:
                outlived = known.outlived or one.outlived
                found[one.id] = replace(known, name=one.name, named_there=one.named_there, outlived=outlived)
        return found

    def _own_way(self, head: Head) -> Iterator[str]:
        """The points that a canvas itself went through, the newest first."""
        seen: set[str] = set()
        here = head.checkpoint
        while here in self._checkpoints and here not in seen:
            seen.add(here)
            yield here
            here = next(iter(self._main_first(self._checkpoints[here])), "")

    def points(self) -> list[HistoryPoint]:
        for one in self._checkpoints.values():
            self._add(one.id, one, self._main_first(one), one.revision)
        self._mark_what_came_back()
        for canvas in self._heads:
            self._add_between(canvas)
            self._add_now(canvas)
        for canvas, head in self._heads.items():
            self._tie_to_parent(canvas, head)
        self._tell_what_was_restored()
        self._mark_what_was_undone()
        return list(self._found.values())

    def _mark_what_came_back(self) -> None:
        for one in [point for point in self._found.values() if point.why == Why.MERGE]:
            for tip in one.parents[1:]:
                copy = self._found[tip]
                # given and joined within this library it is still the other canvas's own
                self._found[tip] = replace(copy, came_back=copy.canvas == one.canvas)

    def _tell_what_was_restored(self) -> None:
        """Which state it was, by its words: a point that says the same, of several the one that tells most."""
        by_revision: dict[str, list[HistoryPoint]] = {}
        for point in self._found.values():
            if point.revision and point.why not in (Why.RESTORED, Why.BEFORE_RESTORE):
                by_revision.setdefault(point.revision, []).append(point)
        for point in [one for one in self._found.values() if one.why == Why.RESTORED]:
            alike = by_revision.get(point.revision, [])
            before = self._behind([point.key]) if len(alike) > 1 else set()
            known = [one for one in alike if one.key in before] or alike
            if known:
                most = max(known, key=lambda one: (bool(one.name), one.is_checkpoint, one.at, one.key))
                self._found[point.key] = replace(point, restored=_which(most))

    def _mark_what_was_undone(self) -> None:
        """Points that no canvas goes on from any more: Undo took back what led to them, and they stay to be seen."""
        lead_on = self._behind(now_key(canvas) for canvas in self._heads)
        for point in list(self._found.values()):
            if point.key == point.hash and point.key not in lead_on:
                self._found[point.key] = replace(point, undone=True)

    def _add(self, key: str, one: KeptPoint, parents: tuple[str, ...], revision: str) -> None:
        session = session_words(self._heads[one.canvas])
        theirs = self._checkpoints[parents[1]].by if one.why == Why.MERGE and parents[1:2] else ""
        self._found[key] = HistoryPoint(
            key,
            one.id,
            one.canvas,
            session,
            parents,
            one.why,
            one.at,
            revision,
            one.by,
            one.name,
            one.held,
            theirs,
            claimed=one.claimed,
            named_there=one.named_there,
            outlived=one.outlived,
            began=one.began,
        )

    def _main_first(self, one: KeptPoint) -> tuple[str, ...]:
        """The parents that are known: the side that was joined into before the copy that came."""
        known = [parent for parent in one.parents if parent in self._checkpoints]
        given = [parent for parent in known if self._checkpoints[parent].why in (Why.COPY, Why.SENT_BACK)]
        if len(given) < 2:
            return tuple(sorted(known, key=lambda parent: parent in given))
        # ours stood at a copy as well, given to somebody else: what came goes on from one that its giver had before
        bases = self._ancestry.last_common(given[0], given[1])
        takers = {self._checkpoints[base].by for base in bases if base in self._checkpoints}

        def came(parent: str) -> tuple[bool, bool]:
            point = self._checkpoints[parent]
            return point.by in takers, point.why == Why.SENT_BACK

        return tuple(sorted(known, key=came))

    def _add_between(self, canvas: str) -> None:
        """Revisions that are kept and are of no checkpoint: put where they were, between a checkpoint and its parent
        when they are behind its words, else on a line of their own that goes on from what they name."""
        kept = self._revisions[canvas]
        own = [one for one in self._checkpoints.values() if one.canvas == canvas]
        # also of points that are told with another canvas
        at_checkpoints = {one.revision for one in self._rows if one.canvas == canvas}
        for one in own:
            self._put_between(one, list(_chain(kept, one.revision, at_checkpoints)))
        loose = [one for one in kept.values() if one.id not in at_checkpoints and _key(one) not in self._found]
        keys = {one.id: _key(one) for one in kept.values() if one.id not in at_checkpoints}
        head = self._heads[canvas]
        tips = {one.revision: one.id for one in own}
        if head.checkpoint in self._checkpoints:
            tips[self._checkpoints[head.checkpoint].revision] = head.checkpoint
        for one in loose:
            parents = tuple(keys.get(parent) or tips.get(parent, "") for parent in one.parents)
            self._add(_key(one), one, tuple(parent for parent in parents if parent), one.id)

    def _put_between(self, one: KeptPoint, chain: list[KeptPoint]) -> None:
        """Lay a chain of revisions, the newest first, between a checkpoint and the parent it began at."""
        chain = [revision for revision in chain if _key(revision) not in self._found]
        if not chain:
            return
        point = self._found[one.id]
        began = {self._checkpoints[parent].revision: parent for parent in point.parents}
        last = next((began[parent] for parent in chain[-1].parents if parent in began), "")
        if not last and point.parents:
            return  # where it began is not known: it gets a line of its own
        below = [*map(_key, chain[1:]), *([last] if last else [])]
        for place, revision in enumerate(chain):
            self._add(_key(revision), revision, tuple(below[place : place + 1]), revision.id)
        parents = tuple(_key(chain[0]) if parent == last else parent for parent in point.parents)
        self._found[one.id] = replace(point, parents=parents or (_key(chain[0]),))

    def _add_now(self, canvas: str) -> None:
        head = self._heads[canvas]
        kept = self._revisions[canvas].get(head.revision)
        key = _key(kept) if kept is not None else ""
        goes_on = (key if key in self._found and self._is_loose_tip(key) else "") or head.checkpoint
        parents = (goes_on,) if goes_on in self._found else (key,) if key in self._found else ()
        session = session_words(head)
        why = SIGNED_NOW if head.state == CanvasState.SIGNED else NOW
        point = HistoryPoint(now_key(canvas), "", canvas, session, parents, why, 0, "")
        self._found[point.key] = point

    def _is_loose_tip(self, key: str) -> bool:
        return not any(key in point.parents for point in self._found.values())

    def _tie_to_parent(self, canvas: str, head: Head) -> None:
        """Let a session go on from the one before, where no checkpoint says so already."""
        before = self._heads.get(head.parent)
        mine = [point for point in self._found.values() if point.canvas == canvas]
        if before is None or any(self._comes_from_elsewhere(point) for point in mine):
            return
        goal = next(
            (point.key for point in self._found.values() if point.canvas == before.id and point.revision == head.base),
            now_key(before.id),
        )
        for point in mine:
            if not point.parents and not self._is_behind(point.key, goal):
                self._found[point.key] = replace(point, parents=(goal,))

    def _comes_from_elsewhere(self, point: HistoryPoint) -> bool:
        return any(self._found[parent].canvas != point.canvas for parent in point.parents)

    def _is_behind(self, key: str, tip: str) -> bool:
        """Whether `tip` goes on from `key`: then tying them would make a ring."""
        return key in self._behind([tip])

    def _behind(self, tips: Iterable[str]) -> set[str]:
        """The tips and all they go on from."""
        waiting = list(tips)
        seen = set(waiting)
        while waiting:
            new = [parent for parent in self._found[waiting.pop()].parents if parent not in seen]
            seen.update(new)
            waiting += new
        return seen


def _which(point: HistoryPoint) -> str:
    """What a state is called, or for what it was made and when."""
    return f"“{point.name}”" if point.name else f"{point.words}, {day_and_time(point.at)}"


def _key(revision: KeptPoint) -> str:
    return f"{revision.canvas}/{revision.id}"


def _chain(kept: Mapping[str, KeptPoint], revision: str, stops: set[str]) -> Iterator[KeptPoint]:
    """The revisions behind a content that are of no checkpoint, the newest first."""
    seen = {revision}
    here = kept.get(revision)
    while here is not None and here.parents:
        parent = here.parents[0]
        if parent in seen or parent in stops or parent not in kept:
            return
        seen.add(parent)
        here = kept[parent]
        yield here
