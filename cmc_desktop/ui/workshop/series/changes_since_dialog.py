"""What changed since a session or a phase ended, element by element and word by word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.difference import differences
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.domain.revision import Content
from cmc_desktop.model.services.points import Point
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.change_cards import ChangeCards


class ChangesSinceDialog(QDialog):
    """Points at the left, newest first; what is different now at the right. `read` gives what was said at a point.

    Signals:
        printing_wanted(Point): what changed since then is wanted on paper.
    """

    printing_wanted = Signal(object)

    def __init__(
        self,
        bridge: SessionBridge,
        points: Sequence[Point],
        read: Callable[[Point], Content],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._points = tuple(points)
        self._read = read
        self.setWindowTitle(tr("What changed since"))
        self.setAccessibleName(self.windowTitle())
        self.resize(900, 600)
        self.list = dressed(QListWidget(), "lines")
        self.list.setAccessibleName(tr("Since"))
        self.list.setFixedWidth(300)
        self.list.setWordWrap(True)
        for point in self._points:
            words = upright(f"{point.words}\n{point.session}\n{day_and_time(point.at)}")
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words.replace("\n", ", "))
            self.list.addItem(item)
        self.summary = plain_label("heading")
        self.changes = ChangeCards()
        self.print_button = QPushButton(tr("&Print the comparison…"))
        self.print_button.setAutoDefault(False)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.close_button = dressed(QPushButton(tr("Close")), "primary")
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self.list.currentRowChanged.connect(self.refresh)
        bridge.written.connect(self.refresh)
        if self._points:
            self.list.setCurrentRow(0)
        else:
            self.print_button.setEnabled(False)
            self.summary.setText(tr("Nothing was kept yet: a state is kept whenever a phase ends or somebody answers."))
        self.list.setFocus()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.summary)
        right.addWidget(self.changes, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.print_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(row, 1)
        layout.addLayout(buttons)

    def refresh(self, _fact: object = None) -> None:
        """Compare the chosen point with the canvas as it is now."""
        row = self.list.currentRow()
        if not 0 <= row < len(self._points):
            return
        canvas = self._bridge.canvas
        try:
            found = differences(self._read(self._points[row]), canvas.content)
        except CmcError as error:
            self.print_button.setEnabled(False)
            self.summary.setText(str(error))
            self.changes.show_differences((), canvas.template, 1.0)
            return
        self.print_button.setEnabled(True)
        self.summary.setText(_summary(len(found), len({one.box for one in found})))
        self.changes.show_differences(found, canvas.template, 1.0)

    def _on_print_clicked(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._points):
            self.printing_wanted.emit(self._points[row])


def _summary(changes: int, elements: int) -> str:
    if not changes:
        return tr("Nothing: the canvas says the same as then.")
    what = trn("{n} change", "{n} changes", changes)
    return trn("{what} in {n} element", "{what} in {n} elements", elements, what=what)
