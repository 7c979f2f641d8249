"""Who has had no turn, element by element; Enter turns to one of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.changes import SetElement
from cmc_desktop.model.domain.round_order import Lacking, contributors, roster_names, turns_lacking
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge

_KEY = Qt.ItemDataRole.UserRole + 1


class LackingDialog(QDialog):
    """One row for each element in which somebody has had no turn; it follows what is written meanwhile."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(tr("Who has not had a turn?"))
        self.resize(640, 420)
        self.heading = dressed(QLabel(), "heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.rows = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.list.setAccessibleName(tr("Elements in which somebody has had no turn"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.activated.connect(self._on_chosen)
        self.turn = dressed(QPushButton(tr("Turn to this element")), "primary")
        self.turn.clicked.connect(lambda: self._on_chosen(self.list.currentIndex()))
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        bridge.written.connect(self.refresh)
        self.refresh()
        self.list.setFocus()

    def refresh(self) -> None:
        """Read anew who lacks a turn."""
        canvas = self._bridge.canvas
        lacking = turns_lacking(canvas)
        here = self.list.currentIndex().data(_KEY)
        self.rows.clear()
        for one in lacking:
            item = QStandardItem(upright(f"{canvas.template.box(one.element).label}\n{self._who(one)}"))
            item.setData(one.element, _KEY)
            item.setEditable(False)
            self.rows.appendRow(item)
        if lacking:
            self.heading.setText(
                trn(
                    "In {n} element somebody has had no turn.",
                    "In {n} elements somebody has had no turn.",
                    len(lacking),
                )
            )
        else:
            self.heading.setText(tr("Every person has had a turn in every element."))
        self.list.setVisible(bool(lacking))
        self.turn.setVisible(bool(lacking))
        row = next((row for row, one in enumerate(lacking) if one.element == here), 0)
        self.list.setCurrentIndex(self.rows.index(row, 0))

    def _who(self, lacking: Lacking) -> str:
        here = contributors(self._bridge.canvas)
        if here and set(here) <= set(lacking.people):
            return tr("nobody in the room has had a turn yet")
        names = roster_names(self._bridge.canvas)
        return ", ".join(
            tr("{name} (has left)", name=names[person.id]) if person.left_at else names[person.id]
            for person in lacking.people
        )

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid() and self._bridge.do(SetElement(str(index.data(_KEY)))):
            self.accept()
