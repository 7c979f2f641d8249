"""'Move to…': choose a box by its number or with the arrows."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.saying import tr, trn

#: within this time a second digit belongs to the first, as in 1 and 4
_TOGETHER = 1500


class MoveToDialog(QDialog):
    """Lists the boxes in walk order.

    Signals:
        box_chosen(str): the key of the box, after Enter, a double click or the button.
    """

    box_chosen = Signal(str)

    def __init__(self, template: Template, present: str, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Move to…"))
        words = QLabel(
            trn("Where does the note go? Type a number.", "Where do the {n} notes go? Type a number.", count)
        )
        self._boxes = NumberList()
        self._boxes.setAccessibleName(tr("Boxes"))
        for box in template.in_walk_order:
            item = QListWidgetItem(box.label)
            item.setData(Qt.ItemDataRole.UserRole, (box.key, box.number))
            self._boxes.addItem(item)
            if box.key == present:
                self._boxes.setCurrentItem(item)
        self._boxes.setMinimumSize(300, self._boxes.sizeHintForRow(0) * (len(template.walk) + 1))
        self._boxes.itemActivated.connect(self.accept)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        move = buttons.addButton(tr("Move"), QDialogButtonBox.ButtonRole.AcceptRole)
        move.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self._boxes)
        layout.addWidget(buttons)
        self._boxes.setFocus()

    @property
    def key(self) -> str:
        """The key of the box that is chosen at present."""
        items = self._boxes.selectedItems()
        return str(items[0].data(Qt.ItemDataRole.UserRole)[0]) if items else ""

    def accept(self) -> None:
        super().accept()
        if self.key:
            self.box_chosen.emit(self.key)


class NumberList(QListWidget):
    """A list in which typed digits go to the row with that number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._since = QElapsedTimer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.text().isdigit() or not event.text().isascii():
            super().keyPressEvent(event)
            return
        recent = self._since.isValid() and self._since.elapsed() < _TOGETHER
        self._since.start()
        if not (recent and self._go_to(self._typed + event.text())):
            self._go_to(event.text())

    def _go_to(self, typed: str) -> bool:
        for row in range(self.count()):
            if str(self.item(row).data(Qt.ItemDataRole.UserRole)[1]) == typed:
                self.setCurrentRow(row)
                self._typed = typed
                return True
        return False
