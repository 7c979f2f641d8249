"""The one door for change: an open canvas, what can be done to it, undone and redone.

`do` decides and checks a change, stores it with its journal row in one transaction, and only then
tells the observers. Nothing is ever unsaved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import PhaseRun
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.bounds import within_bounds
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import BackSpeaker, Change, MergeCopy
from cmc_desktop.model.domain.changes.turns import OfTheRound
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import ChangedElsewhere, MaybeStored, Refusal
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.revision import Content, Revision
from cmc_desktop.model.domain.round_order import settled_floor
from cmc_desktop.model.domain.text import line
from cmc_desktop.model.domain.undo_rules import check_undo
from cmc_desktop.model.domain.write_rules import check
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.undo_steps import Step, UndoSteps, Way
from cmc_desktop.model.store.library_store import JournalEntry, LibraryStore
from cmc_desktop.model.store.standing import Standing


@dataclass(frozen=True)
class Written:
    """What observers are told: the new values, what was there before, and by which change.

    `way` is 'do', 'undo', 'redo', or 'elsewhere' when another process wrote it. What follows from it comes last: in
    the round the floor, when who has it went out, then the head, when the canvas's state changed.
    """

    puts: tuple[Entity, ...]
    olds: tuple[Entity | None, ...]
    name: str
    way: str


@dataclass(frozen=True)
class _Doubt:
    """What a server may have stored or not, as it went away meanwhile; it is known once the `transaction` has ended.

    `own` is what was written but for what follows from it, which Undo is let know of by `keep`.
    """

    written: Written
    own: Written
    entry: JournalEntry
    transaction: str
    change: Change | None
    keep: Callable[[Written], object]


#: how often another process may be quicker before a change is given up; each time it has brought something new
_TRIES = 100

Observer = Callable[[Written], None]


class Session:
    """An open canvas. Not thread-safe: one thread owns a session."""

    def __init__(self, store: LibraryStore, canvas_id: str, clock: Clock) -> None:
        self._store = store
        self.clock = clock
        self._canvas, self._standing = store.load(canvas_id)
        #: raises Refusal while nothing may be written from here, as the workshop is led from another laptop
        self.may_write: Callable[[], object] = lambda: None
        self._observers: list[Observer] = []
        self._untold: list[Written] = []
        self._telling = False
        self._steps = UndoSteps()
        #: how often the server had been found when everything was taken in last
        self._connections = 0
        self._doubt: _Doubt | None = None
        #: what was told as unknown and turned out to be stored: as long as it stands, doing it again does nothing
        self._stored_after_all: _Doubt | None = None

    @property
    def canvas(self) -> Canvas:
        """The canvas to read from; it is changed by `do` alone."""
        return self._canvas

    @property
    def standing(self) -> Standing:
        """Where in its journal the canvas stands."""
        return self._standing

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Be told of everything written from now on, here or by another process; returns what ends it."""
        self._observers.append(observer)

        def stop() -> None:
            self._observers.remove(observer)

        return stop

    def do(self, change: Change, *, slip: str = "") -> Written | None:
        """Carry out a change; None when there was nothing to do. When it returns, the change is on the disk.

        `slip` is the moderator's reason to do what the phase does not allow; it is logged.
        Raises Refusal or NotThere when it is not allowed, LibraryTrouble when it cannot be stored; then
        nothing changed. After MaybeStored it may be done again: stored it is once, whatever the server did.
        """
        self._settle_doubt()
        done, self._stored_after_all = self._stored_after_all, None
        if done is not None and done.change is not None and _same_wish(done.change, change) and self._stands(done.own):
            return done.written
        self.may_write()
        for _ in range(_TRIES):
            try:
                return self._do(change, slip)
            except ChangedElsewhere:
                self.catch_up()
        return self._do(change, slip)

    def _do(self, change: Change, slip: str) -> Written | None:
        puts = change.decide(self._canvas, self.clock.now())
        if not puts:
            return None

        def keep(written: Written) -> None:
            self._note_done(change, len(puts), written)

        written = self._write(puts, change.key, "do", slip, keep, change)
        self._tell(written)
        return written

    def _note_done(self, change: Change, wished: int, written: Written) -> None:
        """Let Undo know of a change that is stored, which `wished` for the first so many of what was written.

        Like the canvas it holds nothing bulky: no step removes that.
        """
        if _begins_a_phase(written):
            self._steps.settle_agenda()
        if change.undoable:
            after = tuple(put.light for put in written.puts)
            before = tuple(old if old is not None else put.gone() for put, old in zip(after, written.olds, strict=True))
            self._steps.add(Step(written.name, change.label, before, after, wished))
        elif isinstance(change, OfTheRound):
            self._steps.note_turn(back=isinstance(change, BackSpeaker))

    def _settle_doubt(self) -> None:
        """Find out whether what was in doubt was stored, and take it in if it was.

        Raises LibraryTrouble; MaybeStored as long as the server has not come to the end of it.
        """
        doubt = self._doubt
        if doubt is None:
            return
        written = doubt.written
        stored = self._store.stored(self._canvas.id, doubt.entry, written.puts, written.olds, doubt.transaction)
        self._doubt = None
        if stored is None:
            return
        self._canvas.write(written.puts)
        self._standing = stored
        self._stored_after_all = doubt
        doubt.keep(doubt.own)
        self._tell(written)

    def _stands(self, written: Written) -> bool:
        """Whether the canvas holds everything as it was written."""
        return self._canvas.values_before(written.puts) == tuple(put.light for put in written.puts)

    def undo(self, *, slip: str = "") -> Written | None:
        """Take back the last undoable change; None when there is none. Raises Refusal as `do` does."""
        return self._step(Way.UNDO, slip)

    def redo(self, *, slip: str = "") -> Written | None:
        """Do again what was undone last."""
        return self._step(Way.REDO, slip)

    def _step(self, way: Way, slip: str) -> Written | None:
        self._settle_doubt()
        self._stored_after_all = None
        if not self._steps.has_any(way):
            return None
        self.may_write()
        step = self._steps.newest(way)
        puts = step.puts(self._canvas, way)
        wished, ranks = puts[: step.wished], puts[step.wished :]

        def keep(written: Written) -> None:
            self._steps.note_taken(step, way, begins_a_phase=_begins_a_phase(written))

        try:
            written = self._write(wished, step.name, way.value, slip, keep, ranks=ranks)
        except ChangedElsewhere as error:
            self.catch_up()
            told = self._steps.tell_elsewhere(way)
            if told is not None:
                raise told from error
            raise
        except Refusal as error:
            if not error.slip:
                self._steps.drop_newest(way)
            raise
        self._tell(written)
        return written

    @property
    def undo_label(self) -> str:
        """What Undo would take back, empty when nothing."""
        return self._steps.label(Way.UNDO)

    def steps(self, way: Way) -> tuple[Step, ...]:
        """What Undo or Redo would go through, one after the other; the last one is next."""
        return self._steps.all(way)

    @property
    def redo_label(self) -> str:
        return self._steps.label(Way.REDO)

    def _write(
        self,
        puts: tuple[Entity, ...],
        name: str,
        way: str,
        slip: str,
        keep: Callable[[Written], object],
        change: Change | None = None,
        *,
        ranks: tuple[Entity, ...] = (),
    ) -> Written:
        """Check what is wished for, and store it with the other `ranks` that go with it.

        `keep` is given what was stored but for what follows from it: at once or, should it stay unknown whether it
        was, later; for then the `change` is remembered too.
        """
        slip = line(slip, tr("The reason"))
        check(self._canvas, puts, slip=bool(slip), parts=way == "undo" and name == MergeCopy.key)
        if way == "undo":
            check_undo(self._canvas, puts)
        item = self._canvas.current_item
        puts = within_bounds(self._canvas, (*puts, *ranks))
        olds = self._canvas.values_before(puts)
        own = Written(puts, olds, name, way)
        try:
            self._canvas.write(puts)
            for follows in (settled_floor(self._canvas, self.clock.now()), _settled_head(self._canvas)):
                if follows is not None:
                    also = within_bounds(self._canvas, [follows])
                    puts, olds = (*puts, *also), (*olds, *self._canvas.values_before(also))
                    self._canvas.write(also)
            entry = JournalEntry(self._standing.seq + 1, self.clock.now(), way, name, item.id if item else "", slip)
            stored = Written(_last_of_each(puts), _first_of_each(puts, olds), name, way)
            self._standing = self._store.commit(self.canvas.id, stored.puts, stored.olds, entry, self._standing)
        except BaseException as error:  # whatever it was, memory never says what the disk does not
            self._canvas.take_back(puts, olds)
            if isinstance(error, MaybeStored):
                self._doubt = _Doubt(stored, own, entry, error.transaction, change, keep)
            raise
        keep(own)
        return Written(puts, olds, name, way)

    def _tell(self, written: Written) -> None:
        """Tell the observers, each of everything in the order in which it was written."""
        self._untold.append(written)
        if self._telling:
            return  # an observer wished for something; it is told when everybody knows what was before
        self._telling = True
        try:
            while self._untold:
                told = self._untold.pop(0)
                for observer in tuple(self._observers):
                    observer(told)
        finally:
            self._telling = False

    def catch_up(self) -> Written | None:
        """Take in what other processes wrote since the last look, and tell the observers; None when nothing.

        Undo forgets its steps on what they changed. Raises LibraryTrouble when the library cannot be read, CanvasGone
        when the canvas was removed for good, LibraryReplaced when another state of it was put in its place.
        """
        self._settle_doubt()
        things, standing = self._store.changed_since(self._canvas.id, self._standing)
        if standing == self._standing:
            return None
        olds = self._canvas.values_before(things)
        self._canvas.write(things)
        self._standing = standing
        self._steps.forget_changed(things)
        written = Written(things, olds, "", "elsewhere")
        if _begins_a_phase(written):
            self._steps.settle_agenda()
        self._tell(written)
        return written

    @property
    def is_told(self) -> bool:
        """Whether what others write comes in by itself, so that looking costs nothing."""
        return self._store.news is not None

    def look(self) -> Written | None:
        """The same, but where news come in by themselves the library is asked only when there were some."""
        news = self._store.news
        if news is None:
            return self.catch_up()
        connections = news.connections
        if connections == self._connections and news.last_seq(self._canvas.id) <= self._standing.seq:
            return None
        written = self.catch_up()
        self._connections = connections
        return written

    def content_of(self, content_hash: str) -> Content:
        """The content of a kept revision. Raises NotThere."""
        if content_hash == self._canvas.content_hash:
            return self._canvas.content
        kept = self._canvas.find(Revision, content_hash)
        if kept is None or not kept.content:
            kept = self._store.revision(self._canvas.id, content_hash)
        return Content.from_canonical(kept.content)

    def log(self, after: int = 0) -> list[tuple[JournalEntry, list[list[object]]]]:
        """What happened to the canvas after the commit with this number, oldest first."""
        return [(line.entry, line.puts) for line in self._store.journal_of(self._canvas.id, after)]


def _same_wish(one: Change, other: Change) -> bool:
    """Whether two changes say the same, but for the ids of what they make."""
    said = [field.name for field in fields(one) if field.default_factory is MISSING]
    return type(one) is type(other) and all(getattr(one, name) == getattr(other, name) for name in said)


def state_of(canvas: Canvas) -> str:
    """Where a canvas stands: draft, in workshop, agreed or signed."""
    if canvas.sign_off is not None:
        return CanvasState.SIGNED.value
    if canvas.answers and agreement(canvas).complete:
        return CanvasState.AGREED.value
    return CanvasState.IN_WORKSHOP.value if canvas.workshop.active else CanvasState.DRAFT.value


def _settled_head(canvas: Canvas) -> Head | None:
    """The head with the state the canvas is in by now; None when it says so."""
    state = state_of(canvas)
    return replace(canvas.head, state=state) if canvas.head.state != state else None


def _begins_a_phase(written: Written) -> bool:
    return any(
        isinstance(put, PhaseRun) and not (isinstance(old, PhaseRun) and old.started_at)
        for put, old in zip(written.puts, written.olds, strict=True)
    )


def _last_of_each(puts: tuple[Entity, ...]) -> tuple[Entity, ...]:
    return tuple({(type(put), put.id): put for put in puts}.values())


def _first_of_each(puts: tuple[Entity, ...], olds: tuple[Entity | None, ...]) -> tuple[Entity | None, ...]:
    first: dict[tuple[type[Entity], str], Entity | None] = {}
    for put, old in zip(puts, olds, strict=True):
        first.setdefault((type(put), put.id), old)
    return tuple(first.values())
