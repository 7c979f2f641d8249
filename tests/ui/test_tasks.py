"""Long work: off the window's thread, told on it, and cancelled without a trace."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.errors import BadFile, CmcError
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.ui.tasks import Job, Tasks, TaskStrip

PATIENCE = 10


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.finish()


@pytest.fixture
def errors() -> list[CmcError]:
    return []


class Gate:
    """Work that goes on until the test lets it."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.open = threading.Event()

    def pass_through(self, job: Job) -> None:
        self.entered.set()
        assert self.open.wait(PATIENCE)
        job.stop_if_cancelled()


def test_work_is_done_on_another_thread_and_told_on_the_windows_own(
    qtbot: QtBot, tasks: Tasks, errors: list[CmcError]
) -> None:
    results: list[tuple[object, object]] = []
    tasks.run(
        "Working",
        lambda _job: QThread.currentThread(),
        lambda worker: results.append((worker, QThread.currentThread())),
        errors.append,
    )
    qtbot.waitUntil(lambda: bool(results))
    worker, teller = results[0]
    assert worker is not teller
    assert teller is tasks.thread()
    assert not tasks.busy


def test_the_window_goes_on_while_work_is_done(qtbot: QtBot, tasks: Tasks, errors: list[CmcError]) -> None:
    gate = Gate()
    done: list[None] = []
    tasks.run("Working", gate.pass_through, done.append, errors.append)
    # The work waits for a timer of the window: it would never end if the window stood still meanwhile.
    QTimer.singleShot(0, gate.open.set)
    qtbot.waitUntil(lambda: bool(done))


def test_what_goes_on_is_told_and_so_is_the_end(qtbot: QtBot, tasks: Tasks, errors: list[CmcError]) -> None:
    told: list[str] = []
    tasks.changed.connect(told.append)
    tasks.run("Exporting “Night bus”.", lambda job: job.progress("Drawing…"), lambda _: None, errors.append)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == ["Exporting “Night bus”.", "Exporting “Night bus”. Drawing…", ""]


def test_a_cancelled_export_leaves_no_file_and_says_that_it_was_stopped(
    qtbot: QtBot, tasks: Tasks, errors: list[CmcError], tmp_path: Path
) -> None:
    target, gate, done = tmp_path / "record.pdf", Gate(), []

    def export(job: Job) -> None:
        gate.pass_through(job)
        target.write_bytes(b"%PDF")

    tasks.run("Exporting", export, done.append, errors.append)
    qtbot.waitUntil(gate.entered.is_set)
    tasks.cancel()
    gate.open.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert not target.exists()
    assert done == []
    assert [str(error) for error in errors] == ["It was stopped. Nothing was written."]
    assert isinstance(errors[0], Cancelled)


def test_work_that_waits_is_cancelled_before_it_begins(qtbot: QtBot, tasks: Tasks, errors: list[CmcError]) -> None:
    gate, began = Gate(), []
    tasks.run("First", gate.pass_through, lambda _: None, errors.append)
    tasks.run("Second", lambda _job: began.append(1), lambda _: None, errors.append)
    tasks.cancel()
    gate.open.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert began == []


def test_work_that_ended_before_it_saw_the_cancelling_is_told_as_done(
    qtbot: QtBot, tasks: Tasks, errors: list[CmcError]
) -> None:
    entered, go, done = threading.Event(), threading.Event(), []

    def write(_job: Job) -> str:
        entered.set()
        go.wait(PATIENCE)
        return "written"

    tasks.run("Exporting", write, done.append, errors.append)
    qtbot.waitUntil(entered.is_set)
    tasks.cancel()
    go.set()
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["written"]


def test_a_refusal_comes_back_as_it_was(qtbot: QtBot, tasks: Tasks, errors: list[CmcError]) -> None:
    refusal = BadFile("This is not a canvas.")

    def read(_job: Job) -> None:
        raise refusal

    tasks.run("Reading", read, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors == [refusal]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (PermissionError(13, "Permission denied"), "The file cannot be read or written: Permission denied."),
        (ZeroDivisionError("division by zero"), "This could not be finished because of a fault in the app."),
        (SystemExit(2), "This could not be finished because of a fault in the app."),
        (KeyboardInterrupt(), "This could not be finished because of a fault in the app."),
    ],
)
def test_a_fault_becomes_a_sentence_that_says_what_is_safe(
    qtbot: QtBot, tasks: Tasks, errors: list[CmcError], fault: BaseException, sentence: str
) -> None:
    def fail(_job: Job) -> None:
        raise fault

    tasks.run("Working", fail, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert not tasks.busy
    assert errors[0].happened == sentence
    assert errors[0].safe == "Your canvases are unchanged."


def test_closing_waits_for_the_last_worker_and_tells_nothing_afterwards(
    qapp: QApplication, errors: list[CmcError], tmp_path: Path
) -> None:
    tasks, target, done = Tasks(), tmp_path / "canvas.cmc", []
    entered = threading.Event()

    def write(job: Job) -> None:
        entered.set()
        while not job.cancelled():
            pass
        target.write_text("whole")

    tasks.run("Exporting", write, done.append, errors.append)
    assert entered.wait(PATIENCE)
    tasks.finish()
    assert target.read_text() == "whole"
    qapp.processEvents()
    assert (done, errors, tasks.busy) == ([], [], False)


def test_many_pieces_of_work_all_come_back_in_order(qtbot: QtBot, tasks: Tasks, errors: list[CmcError]) -> None:
    results: list[int] = []
    for number in range(50):
        tasks.run("Working", lambda _job, number=number: number, results.append, errors.append)
    qtbot.waitUntil(lambda: len(results) == 50)
    assert results == list(range(50))


def test_the_strip_shows_long_work_with_a_way_to_stop_it(qtbot: QtBot, tasks: Tasks, errors: list[CmcError]) -> None:
    strip, gate = TaskStrip(tasks), Gate()
    qtbot.addWidget(strip)
    tasks.run("Exporting “<b>”.", gate.pass_through, lambda _: None, errors.append)
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible)
    assert strip.text == "Exporting “<b>”."
    strip.cancel.click()
    gate.open.set()
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert [type(error) for error in errors] == [Cancelled]


def test_the_strip_is_not_turned_round_by_a_title(qtbot: QtBot, tasks: Tasks, errors: list[CmcError]) -> None:
    strip, gate = TaskStrip(tasks), Gate()
    qtbot.addWidget(strip)
    tasks.run("Exporting “\u202eevil”.", gate.pass_through, lambda _: None, errors.append)
    assert strip.text == "Exporting “[U+202E]evil”."
    gate.open.set()


def test_short_work_never_shows_the_strip(qtbot: QtBot, tasks: Tasks, errors: list[CmcError]) -> None:
    strip, shown = TaskStrip(tasks), []
    qtbot.addWidget(strip)
    tasks.run("Quick", lambda _job: None, lambda _: shown.append(strip.isVisible()), errors.append)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [False]
    assert not strip.waiting


def test_a_wish_that_waits_is_carried_out_although_telling_what_came_of_the_work_goes_wrong(
    qtbot: QtBot, tasks: Tasks, errors: list[CmcError]
) -> None:
    gate, carried_out = Gate(), []

    def work(_job: Job) -> None:
        gate.entered.set()
        assert gate.open.wait(PATIENCE)

    def tell(_result: None) -> None:
        raise ValueError("a fault in telling")

    tasks.run("Working", work, tell, errors.append)
    with qtbot.captureExceptions() as faults:
        qtbot.waitUntil(gate.entered.is_set)
        tasks.stop_then(lambda: carried_out.append("at once"))
        gate.open.set()
        qtbot.waitUntil(lambda: bool(faults))
    assert [str(fault[1]) for fault in faults] == ["a fault in telling"]
    assert (carried_out, tasks.busy) == (["at once"], False)


def test_a_wish_that_waits_is_carried_out_once_and_only_the_last_one_is(
    qtbot: QtBot, tasks: Tasks, errors: list[CmcError]
) -> None:
    gate, carried_out = Gate(), []
    tasks.run("Working", gate.pass_through, lambda _: None, errors.append)
    qtbot.waitUntil(gate.entered.is_set)
    tasks.stop_then(lambda: carried_out.append("first"))
    for _ in range(2):
        tasks.stop_then(lambda: carried_out.append("second"))
    gate.open.set()
    qtbot.waitUntil(lambda: bool(carried_out))
    tasks.run("Something else", lambda _job: None, lambda _: carried_out.append("done"), errors.append)
    qtbot.waitUntil(lambda: "done" in carried_out)
    assert carried_out == ["second", "done"]


def test_no_wish_outlives_the_end_of_the_window(tasks: Tasks, errors: list[CmcError]) -> None:
    gate, carried_out = Gate(), []
    tasks.run("Working", gate.pass_through, lambda _: None, errors.append)
    assert gate.entered.wait(PATIENCE)
    tasks.stop_then(lambda: carried_out.append("too late"))
    gate.open.set()
    tasks.finish()
    QApplication.processEvents()
    assert carried_out == []
