"""Dragging a note over the board: one step with its painting, and the drop with its commit."""

from __future__ import annotations

import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget

from bench.bare_lists import board, fourteen_shares
from bench.canvases import SIZES, make_desk
from bench.figure import RUNS, Figure, percentile, short
from bench.running_app import RunningApp, running_app
from bench.texts import note_texts

_STEPS = 120
_DROPS = 12
_ACTIONS = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
_BUTTON, _KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def measure(folder: Path) -> list[Figure]:
    """The sizes take turns, each beside the floor; then the drops, which change the canvases."""
    desk = make_desk(folder)
    steps: dict[int, list[float]] = {size: [] for size in SIZES}
    floors: dict[int, list[float]] = {size: [] for size in SIZES}
    drops: dict[int, list[float]] = {size: [] for size in SIZES}
    paints = dict.fromkeys(SIZES, 0)
    with running_app(desk) as app:
        for _ in range(RUNS):
            for size in SIZES:
                app.open(desk.ids[size])
                app.lay_out_all()
                app.settle()
                counter = PaintCounter(app.views)
                steps[size] += drag_steps(app)
                paints[size] += counter.stop()
                drops[size] += drop_times(app)
                floors[size] += ghost_steps(size)
    return [
        *(_step_figure(size, steps, floors, paints) for size in SIZES),
        *(_drop_figure(size, drops) for size in SIZES),
    ]


def _medians(values: list[float], each: int) -> list[float]:
    return [median(values[n : n + each]) for n in range(0, len(values), each)]


def _step_figure(
    size: int, steps: dict[int, list[float]], floors: dict[int, list[float]], paints: dict[int, int]
) -> Figure:
    ms = steps[size]
    flat = percentile(ms, 0.95) / percentile(steps[SIZES[0]], 0.95)
    note = (
        f"p95 {short(percentile(ms, 0.95))} ms, worst {short(max(ms))} ms; p95 is x{flat:.2f} of {SIZES[0]} notes; "
        f"{len(ms)} steps caused {paints[size]} paintings"
    )
    runs, floor = _medians(ms, _STEPS), _medians(floors[size], _STEPS)
    return Figure(
        f"drag step, {size} notes", "ms", runs, "a label moved over 14 plain lists", floor, "flat, p95 under 2 ms", note
    )


def _drop_figure(size: int, drops: dict[int, list[float]]) -> Figure:
    ms = drops[size]
    note = f"p95 {short(percentile(ms, 0.95))} ms, worst {short(max(ms))} ms; {len(ms)} drops"
    return Figure(f"drop with its commit, {size} notes", "ms", _medians(ms, _DROPS), aim="p95 under 10 ms", note=note)


class PaintCounter(QObject):
    """Counts what is painted, so that a step that paints nothing cannot pass for a quick one."""

    def __init__(self, views: list[QListView]) -> None:
        super().__init__()
        self._viewports = [view.viewport() for view in views]
        self._count = 0
        for viewport in self._viewports:
            viewport.installEventFilter(self)

    def stop(self) -> int:
        for viewport in self._viewports:
            viewport.removeEventFilter(self)
        return self._count

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # overrides Qt's name
        self._count += event.type() == QEvent.Type.Paint
        return False


class Dragged:
    """The first note of a list as it is dragged, told to the lists by the events Qt would send."""

    def __init__(self, source: QListView) -> None:
        model, root = source.model(), source.rootIndex()
        self._mime: QMimeData = model.mimeData([model.index(0, 0, root)])
        self._over: QWidget | None = None

    def move(self, viewport: QWidget, place: QPoint) -> None:
        if viewport is not self._over:
            self.leave()
            self._over = viewport
            enter = QDragEnterEvent(place, _ACTIONS, self._mime, _BUTTON, _KEYS)
            QApplication.sendEvent(viewport, enter)
        event = QDragMoveEvent(place, _ACTIONS, self._mime, _BUTTON, _KEYS)
        QApplication.sendEvent(viewport, event)
        assert event.isAccepted(), "this list takes no note"

    def leave(self) -> None:
        if self._over is not None:
            QApplication.sendEvent(self._over, QDragLeaveEvent())
            self._over = None

    def drop(self, viewport: QWidget, place: QPoint) -> None:
        event = QDropEvent(QPointF(place), _ACTIONS, self._mime, _BUTTON, _KEYS)
        QApplication.sendEvent(viewport, event)
        assert event.isAccepted(), "this list took no note"
        self._over = None


def _path(viewports: list[QWidget]) -> list[tuple[QWidget, QPoint]]:
    """Places from list to list, a few steps down each."""
    per_list = -(-_STEPS // len(viewports))
    places = []
    for viewport in viewports:
        for step in range(per_list):
            y = 6 + step * max(1, viewport.height() - 12) // per_list
            places.append((viewport, QPoint(viewport.width() // 2, y)))
    return places[:_STEPS]


def _filled(app: RunningApp) -> list[QListView]:
    """The lists that take many notes; the mission takes one text."""
    return [view for view in app.views if view.model().rowCount(view.rootIndex()) > 1]


def drag_steps(app: RunningApp) -> list[float]:
    """ms of each step of one drag across all lists, painting included."""
    views = _filled(app)
    dragged = Dragged(views[0])
    times = []
    for viewport, place in _path([view.viewport() for view in views]):
        begun = time.perf_counter_ns()
        dragged.move(viewport, place)
        QApplication.processEvents()
        times.append((time.perf_counter_ns() - begun) / 1e6)
    dragged.leave()
    app.settle()
    return times


def drop_times(app: RunningApp) -> list[float]:
    """ms of each drop of a note into the next list, stored and painted."""
    views = _filled(app)
    pairs: Any = zip(cycle(views), islice(cycle(views), 1, None))
    times = []
    for source, target in islice(pairs, _DROPS):
        dragged = Dragged(source)
        place = QPoint(target.viewport().width() // 2, target.viewport().height() // 2)
        dragged.move(target.viewport(), place)
        app.settle()
        begun = time.perf_counter_ns()
        dragged.drop(target.viewport(), place)
        QApplication.processEvents()
        times.append((time.perf_counter_ns() - begun) / 1e6)
        app.settle()
    return times


def ghost_steps(size: int) -> list[float]:
    """ms of each step of a label that is moved over fourteen plain lists of as many texts."""
    window = board(fourteen_shares(note_texts(size)))
    ghost = QLabel("A note that is being dragged", window)
    ghost.setAutoFillBackground(True)
    window.show()
    QApplication.processEvents()
    times = []
    for step in range(_STEPS):
        begun = time.perf_counter_ns()
        ghost.move(20 + step * 8, 20 + step * 5)
        QApplication.processEvents()
        times.append((time.perf_counter_ns() - begun) / 1e6)
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    return times
