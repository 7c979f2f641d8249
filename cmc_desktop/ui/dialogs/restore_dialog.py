"""What a backup holds beside what the library holds now; then the whole of it is put back, or single canvases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QRadioButton, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.restoring import AgainstNow, Compared
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.replace_library_dialog import ReplaceLibraryDialog
from cmc_desktop.ui.dialogs.working_dialog import WorkingDialog
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.tasks import Job, Tasks

#: carries it out, gives the work that goes on, and tells the dialog how it ended
Begin = Callable[["RestoreDialog"], object]


class RestoreDialog(WorkingDialog):
    """Looks into the file `backup` by `look` on the worker; `whole` and `take` carry out what was chosen.

    `take` gets the ids of the canvases. With `take` None no library is open that could take them, nor one that would be
    lost; else only canvases are taken until somebody says otherwise, and the whole is asked about once more.
    """

    def __init__(
        self,
        backup: Path,
        tasks: Tasks,
        look: Callable[[Job], list[Compared]],
        whole: Begin,
        take: Callable[[RestoreDialog, list[str]], object] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Restore a backup"), tr("Restore"), parent)
        self._backup = backup
        self._look = look
        self._look_tasks = tasks
        self._whole = whole
        self._take = take
        self._canvases: list[Compared] = []
        self._looked = False
        self._looking: Job | None = None
        name = plain_label("heading", backup.name)
        self.summary = plain_label("", tr("Looking into the backup…"))
        self.list = dressed(_Canvases(), "lines")
        self.list.setAccessibleName(tr("Canvases of the backup"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTabKeyNavigation(False)
        self.whole = dressed(QRadioButton(tr("The &whole library: it becomes what the backup holds")), "choice")
        self.single = dressed(
            QRadioButton(tr("&Only the chosen canvases, beside those that are in the library")), "choice"
        )
        self.goes = plain_label("warning")
        self.safe = plain_label(
            "muted", tr("The library as it is now is set aside beside the backups, and can be restored the same way.")
        )
        for row in (name, self.summary, self.list, self.single, self.whole, self.goes, self.safe):
            self.form.addRow(row)
        self.add_progress()
        (self.whole if take is None else self.single).setChecked(True)
        self.whole.toggled.connect(self._enable)
        self.list.itemSelectionChanged.connect(self._on_canvases_chosen)
        self.list.setMinimumHeight(180)
        self.setMinimumWidth(620)
        self._enable()

    def _look_into(self) -> None:
        self._looked = True
        label = tr("Looking into the backup…")
        self._looking = self._look_tasks.run(label, self._look, self._on_looked, self._on_unreadable)

    def _on_looked(self, canvases: list[Compared]) -> None:
        if self.gone:
            return
        self._canvases = [one for one in canvases if one.then is not None]
        self.summary.setText(_summary(canvases))
        self.goes.setText(_what_goes(canvases))
        for one in self._canvases:
            item = QListWidgetItem(upright(f"{one.title}  ·  {one.against_now.label}"))
            item.setData(Qt.ItemDataRole.UserRole, one.canvas_id)
            self.list.addItem(item)
        self._enable()
        self.grow()

    def _on_unreadable(self, error: CmcError) -> None:
        if not self.gone:
            self.summary.setText(tr("This backup cannot be restored."))
            self.tell_trouble(error)
            self.cancel.setFocus()

    @property
    def chosen(self) -> list[str]:
        """The ids of the chosen canvases."""
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()]

    @property
    def is_ready(self) -> bool:
        """Whether the backup was looked into and is sound."""
        return self.whole.isEnabled()

    def _on_canvases_chosen(self) -> None:
        if self.chosen and self._take is not None and self.is_ready:
            self.single.setChecked(True)
        self._enable()

    def _enable(self) -> None:
        looked = self._looked and self.summary.text() != tr("Looking into the backup…") and not self.trouble
        self.whole.setEnabled(looked)
        self.single.setEnabled(looked and self._take is not None and bool(self._canvases))
        self.goes.setVisible(self.whole.isChecked() and bool(self.goes.text()))
        self.safe.setVisible(self.whole.isChecked())
        self.button.setEnabled(looked and (self.whole.isChecked() or bool(self.chosen)))
        self.grow()

    def accept(self) -> None:
        if not self.button.isEnabled():
            return
        if self.single.isChecked() and self._take is not None:
            take, chosen = self._take, self.chosen
            self.begin(lambda: take(self, chosen), tr("Taking canvases out of the backup…"))
        elif self._take is None:
            self._replace()
        else:
            goes = self.goes.text() or tr("The library holds the same words now.")
            asking = ReplaceLibraryDialog(self._backup.name, goes, self)
            asking.accepted.connect(self._replace)
            asking.open()

    def _replace(self) -> None:
        self.begin(lambda: self._whole(self), tr("Restoring the library…"))

    def failed(self, error: CmcError) -> None:
        self.cancel.setFocus()

    def done(self, result: int) -> None:
        if self._looking is not None:
            self._looking.cancel()  # nobody waits for it any more
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._looked:
            self._look_into()


class _Canvases(QListWidget):
    """Enter in the list chooses nothing and restores nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)


def _what_goes(canvases: Sequence[Compared]) -> str:
    """What goes out of the library when the whole backup takes its place, in sentences; empty when nothing does."""
    count = {which: sum(one.against_now is which for one in canvases) for which in AgainstNow}
    parts = []
    if count[AgainstNow.UNKNOWN]:
        parts.append(tr("The library as it is now cannot be read; all of it goes, whatever it holds."))
    if newer := count[AgainstNow.ONLY_LIBRARY]:
        parts.append(
            trn(
                "{n} canvas that is not in the backup goes out of the library.",
                "{n} canvases that are not in the backup go out of the library.",
                newer,
            )
        )
    if changed := count[AgainstNow.CHANGED]:
        parts.append(
            trn(
                "{n} canvas goes back to the words it had then.",
                "{n} canvases go back to the words they had then.",
                changed,
            )
        )
    return " ".join(parts)


def _summary(canvases: Sequence[Compared]) -> str:
    """What the backup holds and how that differs from the library now, in a few sentences."""
    held = [one for one in canvases if one.then is not None]
    count = {which: sum(one.against_now is which for one in canvases) for which in AgainstNow}
    parts = [trn("The backup is sound and holds {n} canvas.", "The backup is sound and holds {n} canvases.", len(held))]
    if count[AgainstNow.UNKNOWN]:
        parts.append(tr("The library as it is now cannot be read, so there is nothing to compare with."))
        return " ".join(parts)
    missing, changed, newer = (
        count[one] for one in (AgainstNow.ONLY_BACKUP, AgainstNow.CHANGED, AgainstNow.ONLY_LIBRARY)
    )
    if missing:
        parts.append(trn("{n} is not in the library now.", "{n} are not in the library now.", missing))
    if changed:
        parts.append(
            trn("{n} has other words in the library now.", "{n} have other words in the library now.", changed)
        )
    if newer:
        parts.append(
            trn(
                "{n} canvas of the library is not in the backup.",
                "{n} canvases of the library are not in the backup.",
                newer,
            )
        )
    if not missing + changed + newer:
        parts.append(tr("The library holds the same words now."))
    return " ".join(parts)
