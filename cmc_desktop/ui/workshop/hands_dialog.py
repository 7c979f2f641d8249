"""A show of hands: everyone in the room except those who are ticked, each named before anything is recorded."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.model.domain.agreement import Row, Standing, agreement
from cmc_desktop.model.domain.changes import ShowOfHands
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.who import all_names

_ROW = 26
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HandsDialog(QDialog):
    """Those to ask, of whom the ticked ones raised no hand. What is recorded is satisfaction with the words that were
    on the screen when this was opened; when they change, nothing can be recorded any more."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._heard = bridge.canvas.content_hash
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Show of hands"))
        self.setAccessibleName(tr("Show of hands"))
        self.resize(640, 600)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Who raised no hand"))
        self.list.setStyleSheet("QListWidget::item { padding-left: 6px; }")
        self.recorded = plain_label()
        self.left_out = plain_label("muted")
        self.changed = plain_label("warning")
        self.changed.setText(tr("The words have changed since. Close this, look at them and ask again."))
        self.changed.hide()
        self.refused = plain_label("warning")
        self.refused.hide()
        self.record = dressed(QPushButton(), "primary")
        self.cancel = QPushButton(tr("Cancel"))
        self._lay_out()
        self._fill()
        self.list.itemChanged.connect(self._show_names)
        self.record.clicked.connect(self._on_record_clicked)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.record.click)
        bridge.written.connect(self._on_written)
        self._show_names()

    def _lay_out(self) -> None:
        box = QDialogButtonBox()
        box.addButton(self.record, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(plain_label("title", tr("Everyone in the room except…")))
        layout.addWidget(
            plain_label("muted", tr("Tick who raised no hand; they are asked in person. Ctrl+Enter records."))
        )
        layout.addWidget(self.list, 3)
        layout.addWidget(self._names(), 2)
        for words in (self.changed, self.refused):
            layout.addWidget(words)
        layout.addWidget(box)
        QWidget.setTabOrder(self.list, self.record)
        QWidget.setTabOrder(self.record, self.cancel)
        self.record.setAutoDefault(False)  # Enter on the list must not record a whole room
        self.cancel.setAutoDefault(False)

    def _names(self) -> QWidget:
        """Everybody by name, scrolled where they are many, so that the list stays large enough to tick in."""
        names = QWidget()
        column = QVBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.recorded)
        column.addWidget(self.left_out)
        column.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName(tr("Who is recorded"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(names)
        return area

    def _fill(self) -> None:
        names = all_names(self._bridge.canvas)
        for row in agreement(self._bridge.canvas).to_ask:
            name = names[row.person.id]
            item = QListWidgetItem(_line(row, name))
            item.setData(Qt.ItemDataRole.UserRole, (row.person.id, name))
            item.setSizeHint(QSize(0, _ROW))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            not_yet = row.standing is Standing.NOT_YET
            item.setCheckState(Qt.CheckState.Checked if not_yet else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)

    def _split(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """(id, name) of those who raised a hand, and of those who did not."""
        hands: list[tuple[str, str]] = []
        others: list[tuple[str, str]] = []
        for place in range(self.list.count()):
            item = self.list.item(place)
            ticked = item.checkState() is Qt.CheckState.Checked
            (others if ticked else hands).append(item.data(Qt.ItemDataRole.UserRole))
        return hands, others

    def _show_names(self) -> None:
        hands, others = self._split()
        names = ", ".join(name for _, name in hands)
        self.recorded.setText(
            tr("Satisfied, by show of hands: {names}", names=names) if hands else tr("Nobody is recorded.")
        )
        names = ", ".join(name for _, name in others)
        self.left_out.setText(tr("Asked in person: {names}", names=names) if others else "")
        self.left_out.setVisible(bool(others))
        self.record.setText(trn("Record {n} answer", "Record {n} answers", len(hands)))
        self.record.setEnabled(bool(hands) and self.changed.isHidden())

    def _on_record_clicked(self) -> None:
        hands, _ = self._split()
        try:
            self._bridge.session.do(ShowOfHands(tuple(person for person, _ in hands), self._heard))
        except CmcError as error:
            self.refused.setText(str(error))
            self.refused.setVisible(self.changed.isHidden())  # that the words changed is said already
            return
        self.accept()

    def _on_written(self) -> None:
        if self._bridge.canvas.content_hash != self._heard and self.changed.isHidden():
            self.changed.show()
            self._show_names()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        for button in (self.record, self.cancel):
            if button.hasFocus() and not event.isAutoRepeat():
                button.click()


def _line(row: Row, name: str) -> str:
    said = row.standing is not Standing.NOT_ASKED
    return tr("{name} · {standing}", name=name, standing=row.standing.label) if said else name
