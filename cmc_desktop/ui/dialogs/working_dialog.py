"""A form whose wish takes a while: it stays open with everything typed until the work is done, stopped or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.ui.dialogs.form_dialog import FormDialog, plain_label
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job, Tasks

T = TypeVar("T")


class WorkingDialog(FormDialog):
    """While work goes on, the fields rest, what is being done is told, and Cancel stops it.

    Who carries out the work calls `ended`; that accepts the dialog, closes one that was stopped, and tells a refusal
    in one that stays open.
    """

    def __init__(self, title: str, accept: str, parent: QWidget | None = None) -> None:
        super().__init__(title, accept, parent)
        self._job: Job | None = None
        #: whose words about the work are shown
        self._tasks: Tasks | None = None
        self._focused: QWidget | None = None
        #: it was closed: what was looked up for it comes too late
        self.gone = False
        self._progress = QWidget()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(140)
        bar.setAccessibleName(tr("Work going on"))
        self.doing = plain_label("muted")
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.doing, 1)
        row.addWidget(bar)
        self._progress.hide()

    def add_progress(self) -> None:
        """The row that tells what is being done, to be called after the other rows."""
        self.form.addRow(self._progress)

    @property
    def working(self) -> bool:
        return self._job is not None

    def begin(self, start: Callable[[], object], label: str = "") -> None:
        """Do what `start` does; a Job that it gives goes on until `ended`. A refusal is told, and all stays as it is.

        Without a Job it is done already, and the dialog is accepted.
        """
        if self.working:
            return
        self.forget_trouble()
        begun: list[object] = []
        if not self.attempt(lambda: begun.append(start())):
            return
        if isinstance(begun[0], Job):
            self._job = begun[0]
            self.doing.setText(upright(label))
            self._rest(True)
        else:
            super().accept()

    def ended(self, error: CmcError | None) -> None:
        """The work that was begun is done, or why it is not."""
        job, self._job = self._job, None
        if job is None:
            return
        if error is None:
            super().accept()
            return
        self._rest(False)
        if isinstance(error, Cancelled) and job.cancelled():
            super().reject()
            return
        if self._focused is not None:
            self._focused.setFocus()
        self.tell_trouble(error)
        self.failed(error)

    def work(self, tasks: Tasks, label: str, work: Callable[[Job], T], done: Callable[[T], object]) -> None:
        """Carry out `work` off the window's thread; then `done` gets its result, and the dialog is accepted."""

        def finished(result: T) -> None:
            done(result)
            self.ended(None)

        if self._tasks is not tasks:
            self._tasks = tasks
            tasks.changed.connect(self._on_tasks_changed)
        self.begin(lambda: tasks.run(label, work, finished, self.ended), label)

    def grow(self) -> None:
        """Be as high as what is shown now needs, so that nothing is squeezed."""
        if self.isVisible():
            QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize_on_screen(self.width(), max(layout.totalHeightForWidth(self.width()), self.height()))

    def failed(self, error: CmcError) -> None:
        """The work was refused; subclasses put the keyboard where it can be put right."""

    def reject(self) -> None:
        if self._job is None:
            super().reject()
            return
        self.cancel.setEnabled(False)
        self.doing.setText(tr("Stopping…"))
        self._job.cancel()

    def resting_widgets(self) -> Iterator[QWidget]:
        """What cannot be used while work goes on; subclasses add what they have beside the form."""
        yield self.button
        for row in range(self.form.rowCount()):
            for role in (self.form.ItemRole.FieldRole, self.form.ItemRole.SpanningRole):
                item = self.form.itemAt(row, role)
                widget = item.widget() if item is not None else None
                if widget is not None and widget is not self._progress and not isinstance(widget, QLabel):
                    yield widget

    def _rest(self, rests: bool) -> None:
        if rests:
            self._focused = self.focusWidget()
        self._progress.setVisible(rests)
        self.grow()
        self.cancel.setEnabled(True)
        for widget in self.resting_widgets():
            widget.setEnabled(not rests)

    def done(self, result: int) -> None:
        self.gone = True
        super().done(result)

    def _on_tasks_changed(self, text: str) -> None:
        if self._job is not None and text and self.cancel.isEnabled():
            self.doing.setText(upright(text))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.grow()
