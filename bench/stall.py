"""How long the window stands still while a canvas is written as PDF off its thread: the gaps between its ticks."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer

from bench.canvases import make_desk, open_library
from bench.figure import RUNS, Figure, percentile, short
from bench.running_app import RunningApp, running_app
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import AddPerson, GiveAnswer, NextPhase, SetAgenda, SignOffCanvas, StartWorkshop
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.participant import Capacity
from cmc_desktop.model.services.clock import SystemClock
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder

_NOTES, _PEOPLE = 150, 8
_AIM = "no gap over 16 ms"
_IDLE_S = 0.1
_TICK_MS = 1


def measure(folder: Path) -> list[Figure]:
    """Draft and record take turns, with the canvas on the desk; the first of each also loads what it needs."""
    desk = make_desk(folder, (_NOTES,))
    library = open_library(desk.paths)
    session = library.session(desk.ids[_NOTES])
    draft = session.canvas.snapshot()
    _sign(session)
    record, revisions = session.canvas.snapshot(), revisions_of(library, session.canvas)
    library.close()
    exporter = Exporter(resources_folder() / "fonts", SystemClock())
    firsts: dict[str, float] = {}
    gaps: dict[str, list[list[float]]] = {"draft": [], "record": []}
    idle: list[float] = []
    with running_app(desk) as app:
        app.open(desk.ids[_NOTES])
        app.settle()
        for turn in range(RUNS + 1):
            for kind, snapshot in (("draft", draft), ("record", record)):
                work = partial(exporter.export, snapshot, folder / f"{kind}.pdf", revisions=revisions)
                found = _while_working(app, work)
                if turn:
                    gaps[kind].append(found)
                else:
                    firsts[kind] = max(found)
            idle.append(max(_while_working(app, lambda: time.sleep(_IDLE_S))))
    return [_figure(kind, found, idle, firsts[kind]) for kind, found in gaps.items()]


def _sign(session: Session) -> None:
    """Bring a canvas through the shortest workshop to its sign-off."""
    session.do(AddPerson(PersonDetails("Mo Derator", capacity=Capacity.MODERATOR), arrived=True))
    for number in range(_PEOPLE):
        session.do(AddPerson(PersonDetails(f"Person {number}"), arrived=True))
    session.do(SetAgenda((("consensus", "Agreement", 30), ("signoff", "Sign-off", 5))))
    session.do(StartWorkshop())
    for row in agreement(session.canvas).to_ask:
        session.do(GiveAnswer(row.person.id, AnswerKind.SATISFIED))
    session.do(NextPhase())
    session.do(SignOffCanvas())


def _while_working(app: RunningApp, work: Callable[[], object]) -> list[float]:
    """The ms between the ticks of the window's loop until `work`, off its thread, has ended."""
    ticks: list[int] = []
    loop, timer = QEventLoop(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter_ns()))
    failed: list[CmcError] = []

    def fail(error: CmcError) -> None:
        failed.append(error)
        loop.quit()

    app.controller.tasks.run("Bench", lambda _job: work(), lambda _done: loop.quit(), fail)
    timer.start(_TICK_MS)
    loop.exec()
    timer.stop()
    if failed:
        raise failed[0]
    return [(later - sooner) / 1e6 for sooner, later in itertools.pairwise(ticks)]


def _figure(kind: str, runs: list[list[float]], idle: list[float], first: float) -> Figure:
    every = [gap for run in runs for gap in run]
    return Figure(
        f"the window's longest gap during a {kind} of {_NOTES} notes",
        "ms",
        [max(run) for run in runs],
        "nothing to do, 100 ms",
        idle,
        aim=_AIM,
        note=f"p95 {short(percentile(every, 0.95))} ms, p99 {short(percentile(every, 0.99))} ms; the first in the app,"
        f" which loads the fonts: {short(first)} ms",
    )
