"""The button that prints what its dialog would write."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.ui.dialogs.form_dialog import FormDialog
from cmc_desktop.ui.paper.print_place import PrintPlace, StartPrint
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job


class PrintButton(QPushButton):
    """Beside the own button of `dialog`, which stays open. While the pages are made it says so and rests.

    A refusal is told in the dialog; closing that stops what is being made.
    """

    def __init__(self, dialog: FormDialog, start: StartPrint) -> None:
        """`start` may raise CmcError when there is nothing to print."""
        super().__init__(tr("P&rint…"))
        self._dialog = dialog
        self._start = start
        self._job: Job | None = None
        self._wanted = True
        dialog.add_button(self)
        # As wide as its longer words, so that the row of buttons does not move.
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(tr("Preparing…")) + 32)
        self.clicked.connect(self._on_clicked)
        dialog.finished.connect(self._on_dialog_finished)

    def set_wanted(self, wanted: bool) -> None:
        """Whether there is something to print."""
        self._wanted = wanted
        self._show()

    def _show(self) -> None:
        self.setText(tr("Preparing…") if self._job is not None else tr("P&rint…"))
        self.setEnabled(self._wanted and self._job is None)

    def _on_clicked(self) -> None:
        self._dialog.forget_trouble()
        self._dialog.attempt(self._begin)

    def _begin(self) -> None:
        self._job = self._start(PrintPlace(self._dialog, self._on_ended))
        self._show()

    def _on_ended(self, error: CmcError | None) -> None:
        if self._job is None:
            return
        self._job = None
        self._show()
        if self._dialog.focusWidget() in (None, self):
            self.setFocus()
        if error is not None and not isinstance(error, Cancelled):
            self._dialog.tell_trouble(error)

    def _on_dialog_finished(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
