"""The round of contributions: from a key press to what it does being painted on the desk and on the projector."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from bench.canvases import Desk, make_desk, open_library
from bench.figure import RUNS, Figure, percentile, short
from bench.running_app import RunningApp, running_app
from bench.texts import note_texts
from cmc_desktop.model.domain.changes import AddPerson, Contribute, EveryoneArrives, NextPhase, SetAgenda, SetElement
from cmc_desktop.model.domain.changes import StartWorkshop as Start
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder

_NOTES = 300
_PEOPLE = 17
_EACH = 15
_WALL = (1920, 1080)
_AIM = "p95 under 50 ms"

#: what has to be painted, and how each tells that it shows what was wished for
Wanted = dict[QWidget, Callable[[], bool]]


def measure(folder: Path) -> list[Figure]:
    """Notes and turns take turns with the floor, each on a canvas of 300 notes with 17 people in the room."""
    desk = make_desk(folder / "app", (_NOTES,))
    twin = make_desk(folder / "floor", (_NOTES,))
    notes: list[float] = []
    turns: list[float] = []
    both: list[float] = []
    floor: list[float] = []
    library = open_library(twin.paths)
    with running_app(desk) as app:
        bare = BareRound(_in_the_round(library.session(twin.ids[_NOTES])))
        room = Room(app, desk)
        for _ in range(RUNS):
            notes += [room.note_time(text) for text in _texts()]
            turns += [room.turn_time() for _ in range(_EACH)]
            both += [room.note_and_turn_time(text) for text in _texts()]
            floor += [bare.note_time(text) for text in _texts()]
    library.close()
    return [
        _figure("Enter to the note on both windows", notes, floor),
        _figure("PgDown to the next speaker on both windows", turns),
        _figure("PgDown behind a note to note and speaker on both", both, floor),
    ]


def _texts() -> list[str]:
    """Notes of all lengths as a line can be typed."""
    return [" ".join(text.split()) for text in note_texts(_EACH)]


def _figure(name: str, ms: list[float], floor: list[float] | None = None) -> Figure:
    medians = [[median(run[n : n + _EACH]) for n in range(0, len(run), _EACH)] for run in (ms, floor or [])]
    told = f"p50 {short(median(ms))} ms, p95 {short(percentile(ms, 0.95))} ms, worst {short(max(ms))} ms"
    note = f"{told} of {len(ms)}; {_NOTES} notes, {_PEOPLE} people, wall {_WALL[0]} x {_WALL[1]}"
    floor_name = "the commit and a bare label in two windows" if floor else ""
    if floor:
        note += f"; floor p95 {short(percentile(floor, 0.95))} ms"
    return Figure(name, "ms", medians[0], floor_name, medians[1], _AIM, note)


def _in_the_round(session: Session) -> Session:
    """Seventeen people in the round, at the element with the most notes."""
    for number in range(1, _PEOPLE + 1):
        session.do(AddPerson(PersonDetails(f"Person Number {number}")))
    session.do(EveryoneArrives())
    session.do(SetAgenda(load_protocols(resources_folder())["agreement-workshop"].lines))
    session.do(Start())
    while session.canvas.current_item is not None and session.canvas.current_item.kind != "round":
        session.do(NextPhase())
    session.do(SetElement(max(session.canvas.template.walk, key=session.canvas.note_count)))
    return session


class Shown(QObject):
    """Ends a loop once every watched widget was painted while it showed what was waited for."""

    def __init__(self, wanted: Wanted, loop: QEventLoop) -> None:
        super().__init__()
        self._wanted = dict(wanted)
        self._loop = loop
        for widget in wanted:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # overrides Qt's name
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched in self._wanted:
            if self._wanted[watched]():
                watched.removeEventFilter(self)
                del self._wanted[watched]
            if not self._wanted:
                QTimer.singleShot(0, self._loop.quit)
        return False


def until_shown(wish: Callable[[], object], wanted: Wanted) -> float:
    """Ms from a wish to the end of the painting that shows it."""
    loop = QEventLoop()
    watch = Shown(wanted, loop)
    patience = QTimer(watch)
    patience.setSingleShot(True)
    patience.timeout.connect(lambda: loop.exit(1))
    patience.start(10_000)
    begun = time.perf_counter_ns()
    wish()
    late = loop.exec()
    took = (time.perf_counter_ns() - begun) / 1e6
    watch.deleteLater()
    if late:
        raise TimeoutError("it was never shown")
    return took


class Room:
    """The real desk and the real projector in the middle of a round."""

    def __init__(self, app: RunningApp, desk: Desk) -> None:
        self._app = app
        app.open(desk.ids[_NOTES])
        self._desk: Any = app.controller.desk
        self._session: Session = _in_the_round(self._desk.bridge.session)
        self._desk.toggle_projector()
        self._wall: Any = self._desk.projector
        self._wall.resize(*_WALL)
        self._strip: Any = self._desk.page.round
        self._strip.dead_time.ticks = itertools.count(0, 1000).__next__
        app.controller.window.activateWindow()
        app.lay_out_all()
        app.settle()

    def note_time(self, text: str) -> float:
        """Enter behind a note, until both windows show it."""
        shown = self._type(text)
        return self._timed(Qt.Key.Key_Return, shown, said=True)

    def turn_time(self) -> float:
        """The key to the next speaker, until both windows show who that is."""
        return self._timed(Qt.Key.Key_PageDown, self._next_speaker(), said=False)

    def note_and_turn_time(self, text: str) -> float:
        """The same key behind a note, until both windows show both."""
        speaker = self._next_speaker()
        return self._timed(Qt.Key.Key_PageDown, speaker | self._type(text), said=True)

    def _timed(self, key: Qt.Key, shown: Wanted, *, said: bool) -> float:
        """What was said is taken back before the next, so that the board keeps its size."""
        editor = self._strip.line.editor
        took = until_shown(lambda: QTest.keyClick(editor, key), shown)
        assert not editor.toPlainText(), "the words are still in the line"
        if said:
            if key == Qt.Key.Key_PageDown:
                with suppress(Refusal):  # a turn was taken after the note: the first Undo only says so
                    self._session.undo(slip="measured")
            self._session.undo(slip="measured")
        self._app.settle()
        return took

    def _type(self, text: str) -> Wanted:
        """Put words into the line; returns what shows them as a note."""
        view, cards = self._desk.page.board.view(self._session.canvas.workshop.element), self._wall.page.list
        self._strip.line.editor.setFocus()
        self._strip.line.editor.setPlainText(text)
        self._app.settle()
        return {
            view.viewport(): lambda: self._in_sight(view, text),
            cards.viewport(): lambda: any(card.text == text for card in cards.cards),
        }

    def _in_sight(self, view: Any, text: str) -> bool:
        rows = range(view.model().rowCount(view.rootIndex()) - 1, -1, -1)
        found = (view.model().index(row, 0, view.rootIndex()) for row in rows)
        index = next((index for index in found if index.data() == text), None)
        return index is not None and view.visualRect(index).intersects(view.viewport().rect())

    def _next_speaker(self) -> Wanted:
        """What will show the next speaker; when all others have spoken, the next lap has begun."""
        if not self._strip.face.next.isVisible():
            self._strip.next_speaker()
        if not self._strip.speaker:
            self._strip.go_round_again()
        self._app.settle()
        speaker, name = self._strip.face.name.words, self._strip.face.next.words
        walls = [one for one in self._wall.findChildren(QLabel) if one.isVisible() and speaker in one.text()]
        assert walls, "the wall does not tell who speaks"
        wanted: Wanted = {self._strip.face.name: lambda: self._strip.face.name.words == name}
        return wanted | {wall: partial(_says, wall, name) for wall in walls}


def _says(label: QLabel, words: str) -> bool:
    return words in label.text()


class BareRound:
    """The least: Enter in a plain field commits, and two plain labels in two windows say it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._field = QLineEdit()
        self._labels = [QLabel(), QLabel()]
        self._windows = list(self._make_windows())
        self._field.returnPressed.connect(self._on_return_pressed)

    def _make_windows(self) -> Iterator[QWidget]:
        for label, size in zip(self._labels, ((1280, 720), _WALL), strict=True):
            window = QWidget()
            window.resize(*size)
            label.setWordWrap(True)
            layout = QVBoxLayout(window)
            layout.addWidget(label)
            if not self._field.parentWidget():
                layout.addWidget(self._field)
            window.show()
            yield window

    def _on_return_pressed(self) -> None:
        text = self._field.text()
        self._session.do(Contribute(self._session.canvas.workshop.element, text))
        for label in self._labels:
            label.setText(text)
        self._field.clear()

    def note_time(self, text: str) -> float:
        self._field.setText(text)
        for label in self._labels:
            label.setText("")
        shown: Wanted = {label: partial(_says, label, text) for label in self._labels}
        took = until_shown(lambda: QTest.keyClick(self._field, Qt.Key.Key_Return), shown)
        self._session.undo(slip="measured")
        return took
