"""What a copy that came is to this library: read off the history both have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.merging import ComingCopy
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.errors import LibraryTrouble, NotThere
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.merging.ancestry import Parents, ancestors, base_state, last_common, nearest_first
from cmc_desktop.model.domain.merging.authors import Authors
from cmc_desktop.model.domain.merging.canvas_state import state_of
from cmc_desktop.model.domain.merging.state import State
from cmc_desktop.model.domain.merging.talk import brings_fate
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.exchange.cmc_format import CHECKPOINTS_LIMIT
from cmc_desktop.model.services.joining_a_relative import without_what_was_left_behind
from cmc_desktop.model.services.kept_states import KeptStates
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import LookedAt, Relation
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.store.collector import collector_paused


def look_at(library: Library, canvas: Canvas, into: str = "") -> LookedAt:
    """What a copy, read from a file, is to this library; `into` is the id of a canvas it is to join, its own usually.

    Raises CmcError when our side or the state both went on from cannot be read, NotThere without a canvas `into`.
    """
    try:
        ours, _ = library.store.load(into or canvas.id)
    except NotThere:
        if into:
            raise
        return LookedAt(Relation.UNKNOWN_CANVAS, canvas)
    return _looked(library, canvas, ours)


def look_beside(library: Library, canvas: Canvas, ours: Canvas) -> LookedAt:
    """The same with our side at hand, which is not read again: the canvas on the desk."""
    return replace(_looked(library, canvas, ours), beside=ours)


def _looked(library: Library, canvas: Canvas, ours: Canvas) -> LookedAt:
    with collector_paused():
        looked = _look_beside(library, canvas, ours)
    left_out = sum(1 for answer in canvas.answers if not _is_here(ours, answer))
    return replace(looked, title_here=ours.head.title, left_out=left_out)


def _look_beside(library: Library, canvas: Canvas, ours: Canvas) -> LookedAt:
    tip = canvas.find(Checkpoint, canvas.head.checkpoint)
    if tip is None or not ours.head.checkpoint:
        return LookedAt(Relation.UNRELATED, canvas, ours.id)
    parents: Parents = {one.id: one.parents for side in (ours, canvas) for one in side.all(Checkpoint)}
    if tip.id in ancestors(parents, ours.head.checkpoint):
        relation = Relation.NOTHING_NEW if _is_as_known(library, canvas, ours, tip) else Relation.CHANGED_BY_HAND
        back = _joined_and_left(ours, tip.id, parents) if relation is Relation.NOTHING_NEW else None
        return LookedAt(relation, canvas, ours.id, was_deleted=bool(ours.head.deleted_at), joined_and_left=back)
    bases = last_common(parents, ours.head.checkpoint, tip.id)
    states = KeptStates(library, ours, canvas)
    try:
        base = base_state(parents, bases, states.state) if bases else None
    except NotThere:
        base = None
    if base is None:
        # joining from a state before that one would bring back what was settled and taken off in between
        return LookedAt(Relation.TOO_FAR_BACK if bases else Relation.UNRELATED, canvas, ours.id)
    if canvas.sign_off is not None:
        return LookedAt(Relation.SIGNED_THERE, canvas, ours.id)
    if not _has_news(canvas, ours, base):
        return LookedAt(Relation.NOTHING_NEW, canvas, ours.id, was_deleted=bool(ours.head.deleted_at))
    if ours.sign_off is not None:
        return LookedAt(Relation.SIGNED_HERE, canvas, ours.id, follows=_goes_on(library, ours))
    brought = canvas
    if canvas.id != ours.id:
        brought, base = without_what_was_left_behind(canvas, ours, base, _minutes_before(library, canvas.id))
    line = tuple(_line(canvas, ours, tip, states))
    contents = tuple(_contents(canvas, {one.revision for one in (*line, tip) if one.rest}, tip.at))
    authors = Authors({one.id: one for side in (ours, canvas) for one in side.all(Checkpoint)}, states.known)
    copy = ComingCopy(brought, tip, base, bases, line, contents, tip.by, authors)
    return LookedAt(Relation.JOINS, canvas, ours.id, copy, was_deleted=bool(ours.head.deleted_at))


def _line(canvas: Canvas, ours: Canvas, tip: Checkpoint, states: KeptStates) -> Iterator[Checkpoint]:
    """The points that led to the tip and are news, the nearest first: of new ones as many as we can give away again."""
    known = {one.id: one for one in canvas.all(Checkpoint)}
    here = {one.id for one in ours.all(Checkpoint)}
    room = CHECKPOINTS_LIMIT - len(here)
    for name in nearest_first({name: one.parents for name, one in known.items()}, tip.id):
        if name == tip.id or not states.is_news(known[name]):
            continue
        room -= name not in here
        if room >= 0 or name in here:
            yield known[name]


def _joined_and_left(ours: Canvas, tip: str, parents: Parents) -> Checkpoint | None:
    """The point at which a copy was joined, when a state without it was restored afterwards; None when it was not."""
    line = ancestors(parents, ours.head.checkpoint)
    here = [one for one in ours.all(Checkpoint) if one.id in line]
    with_it = {one.id for one in here if tip in ancestors(parents, one.id)}
    before = {one.revision for one in here if one.id not in with_it}
    restored = sorted((one for one in here if one.id in with_it and one.why == Why.RESTORED), key=lambda one: one.at)
    known = {one.id: one for one in here}
    merges = [one for one in here if one.id in with_it and one.why == Why.MERGE]
    joined = [one for one in merges if any(side not in with_it for side in _ours_of(one, known))]
    left = bool(restored) and restored[-1].revision in before
    return min(joined, key=lambda one: one.at) if joined and left else None


def _ours_of(merge: Checkpoint, known: Mapping[str, Checkpoint]) -> list[str]:
    """The parents of a joining that were on our side, as far as that can be told: no copy that was sent back or given
    away, unless we stood at one."""
    for came in ((Why.COPY, Why.SENT_BACK), (Why.SENT_BACK,)):
        ours = [name for name in merge.parents if name in known and known[name].why not in came]
        if ours:
            return ours
    return list(merge.parents)


def _is_here(ours: Canvas, answer: Answer) -> bool:
    """Whether we have an answer; it may have been withdrawn since."""
    known = ours.find(Answer, answer.id)
    return known is not None and replace(known, withdrawn=answer.withdrawn) == answer


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


def _contents(canvas: Canvas, named: set[str], at: int) -> Iterator[Revision]:
    """What a copy that was made at `at`, in ms, said at its points."""
    known = {one.id: one for one in canvas.all(Revision) if one.content}
    for name in sorted(named):
        if name == canvas.content_hash:
            yield Revision(name, (), Why.COPY.value, at, canvas.content.canonical(), canvas.ranks())
        elif name in known:
            yield known[name]
