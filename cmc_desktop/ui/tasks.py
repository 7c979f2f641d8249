"""Long work off the window's thread: it never freezes, says what goes on, and can be cancelled."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.ui.saying import tr

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Job:
    """What work is given: it says how far it is and looks whether it is still wanted. Safe from any thread."""

    def __init__(self, told: Callable[[str], None], asks: Callable[[object], None]) -> None:
        self._told = told
        self._asks = asks
        self._cancel = threading.Event()
        self._answered = threading.Event()
        self._answer = False

    def cancel(self) -> None:
        """Ask the work to stop at the next point where that is safe."""
        self._cancel.set()
        self.answer(False)

    def ask(self, question: object) -> bool:
        """Wait for what a person says to `question`, which `Tasks.asked` shows; False when the work is cancelled.

        For the worker only; it stands still meanwhile.
        """
        self._answered.clear()
        if self.cancelled():
            return False
        self._asks(question)
        self._answered.wait()
        return self._answer

    def answer(self, yes: bool) -> None:
        """What was said to the question that is open."""
        self._answer = yes
        self._answered.set()

    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def stop_if_cancelled(self) -> None:
        """To be called by the work before anything that lasts, such as writing a file. Raises Cancelled."""
        if self.cancelled():
            raise Cancelled(tr("It was stopped."), safe=tr("Nothing was written."))

    def progress(self, text: str) -> None:
        """Say what is being done now, in a few words."""
        self._told(text)


class _Task(QObject):
    """One piece of work; lives on the window's thread, so that its signals arrive there."""

    progressed = Signal(object, str)
    asked = Signal(object, object)
    ended = Signal(object, object, object)

    def __init__(
        self,
        label: str,
        work: Callable[[Job], Any],
        done: Callable[[Any], object],
        failed: Callable[[CmcError], object],
    ) -> None:
        super().__init__()
        self.label = label
        self.work = work
        self.done = done
        self.failed = failed
        self.job = Job(lambda text: self.progressed.emit(self, text), lambda what: self.asked.emit(self, what))
        self.runnable = _Runnable(self)


class _Runnable(QRunnable):
    """Carries a task to a worker thread. Python keeps it until its end has been told, so Qt must not delete it."""

    def __init__(self, task: _Task) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._task = task

    def run(self) -> None:
        result: object = None
        error: BaseException | None = None
        try:
            self._task.job.stop_if_cancelled()
            result = self._task.work(self._task.job)
        except BaseException as raised:  # every end is told, whatever it was: else the window would wait for ever
            error = raised
        self._task.ended.emit(self._task, result, error)


class Tasks(QObject):
    """Runs work one after the other on a thread of its own. Workers get snapshots, bytes and paths, never a session.

    Signals:
        changed(str): what is going on now in words; empty when nothing is.
        asked(Job, object): work waits for an answer to this question; give it to the job with `answer`.
    """

    changed = Signal(str)
    asked = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._tasks: list[_Task] = []
        #: what is carried out once nothing goes on any more
        self._wish: Callable[[], object] | None = None

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    @property
    def label(self) -> str:
        """What goes on, as it was called when it began; empty when nothing does."""
        return self._tasks[0].label if self._tasks else ""

    def run(
        self,
        label: str,
        work: Callable[[Job], T],
        done: Callable[[T], object],
        failed: Callable[[CmcError], object],
    ) -> Job:
        """Carry out `work` off the window's thread, then call `done` with its result, or `failed`, on this one.

        Work that was stopped has `failed` with Cancelled; work that ended before it saw the cancelling is done.
        """
        task = _Task(label, work, done, failed)
        task.progressed.connect(self._on_task_progressed, Qt.ConnectionType.QueuedConnection)
        task.asked.connect(self._on_task_asked, Qt.ConnectionType.QueuedConnection)
        task.ended.connect(self._on_task_ended, Qt.ConnectionType.QueuedConnection)
        self._tasks.append(task)
        if len(self._tasks) == 1:
            self.changed.emit(label)
        self._pool.start(task.runnable)
        return task.job

    def cancel(self) -> None:
        """Ask everything that goes on or waits to stop where that is safe."""
        for task in self._tasks:
            task.job.cancel()

    def stop_then(self, wish: Callable[[], object]) -> None:
        """Cancel, and carry out `wish` once everything has ended; at once when nothing goes on.

        One waits at a time: another takes its place.
        """
        if not self.busy:
            wish()
            return
        self._wish = wish
        self.cancel()

    def finish(self) -> None:
        """For the end of the window: cancel, and wait until the last worker has stopped. Nothing is told any more."""
        self.cancel()
        self._pool.waitForDone()
        self._tasks.clear()
        self._wish = None

    def _on_task_progressed(self, task: _Task, text: str) -> None:
        if self._tasks and self._tasks[0] is task:
            self.changed.emit(f"{task.label} {text}")

    def _on_task_asked(self, task: _Task, question: object) -> None:
        if task in self._tasks:
            self.asked.emit(task.job, question)

    def _on_task_ended(self, task: _Task, result: Any, error: BaseException | None) -> None:
        if task not in self._tasks:
            return
        self._tasks.remove(task)
        self.changed.emit(self._tasks[0].label if self._tasks else "")
        try:
            if error is None:
                task.done(result)
            else:
                task.failed(_told(error))
        finally:
            self._rest()  # also after a fault in telling what came of it

    def _rest(self) -> None:
        if self._tasks:  # what came of the last one may have begun the next
            return
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()


def _told(error: BaseException) -> CmcError:
    """`error` as a sentence for a person."""
    if isinstance(error, CmcError):
        return error
    _log.error("work off the window's thread failed", exc_info=error)
    if isinstance(error, OSError):
        return CmcError(
            tr("The file cannot be read or written: {reason}.", reason=error.strerror or str(error)),
            safe=tr("Your canvases are unchanged."),
            todo=tr("Choose another place, or make room there."),
        )
    return CmcError(
        tr("This could not be finished because of a fault in the app."),
        safe=tr("Your canvases are unchanged."),
        todo=tr("Try again; the log says more."),
    )


class TaskStrip(QFrame):
    """Says quietly what goes on, with a bar and Cancel; it waits a little, so that short work passes unseen."""

    _AFTER_MS = 300

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Work going on"))
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(160)
        bar.setAccessibleName(tr("Work going on"))
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(lambda: tasks.cancel())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(12)
        layout.addWidget(self._label, 1)
        layout.addWidget(bar)
        layout.addWidget(self.cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self._AFTER_MS)
        self._timer.timeout.connect(self.show)
        tasks.changed.connect(self._on_tasks_changed)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    @property
    def waiting(self) -> bool:
        """Whether the strip is about to be shown."""
        return self._timer.isActive()

    def _on_tasks_changed(self, text: str) -> None:
        self._label.setText(upright(text))
        if not text:
            self._timer.stop()
            self.hide()
        elif not self.isVisible() and not self.waiting:
            self._timer.start()
