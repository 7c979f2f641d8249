"""The bar above a practised desk: the mark, how fast the clock runs, and the way back to the real canvas."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolBar, QWidget

from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.practice_mark import PracticeMark
from cmc_desktop.ui.saying import tr

#: seconds that pass in one of the real ones
SPEEDS = (1, 5, 10, 30)


class PracticeBar(QToolBar):
    """Cannot be moved, hidden or overlooked.

    Signals:
        speed_chosen(int): the clock is to run so many times as fast.
        everyone_chosen(): everybody is to be marked as arrived.
        end_chosen(): the practice is over.
    """

    speed_chosen = Signal(int)
    everyone_chosen = Signal()
    end_chosen = Signal()

    def __init__(self, look: Look, speed: int, parent: QWidget) -> None:
        super().__init__(tr("Practice"), parent)
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setEnabled(False)
        self.setStyleSheet("QToolBar { border: none; margin: 0; padding: 0; spacing: 0; }")
        self.mark = PracticeMark(look.theme)
        self.speed = QComboBox()
        self.speed.setAccessibleName(tr("Speed of the clock"))
        for times in SPEEDS:
            self.speed.addItem(_named(times), times)
        self.speed.setCurrentIndex(SPEEDS.index(speed))
        self.everyone = QPushButton(tr("Everyone is here"))
        self.end = dressed(QPushButton(tr("End the practice")), "primary")
        self.speed.currentIndexChanged.connect(lambda place: self.speed_chosen.emit(SPEEDS[place]))
        self.everyone.clicked.connect(lambda: self.everyone_chosen.emit())
        self.end.clicked.connect(lambda: self.end_chosen.emit())
        around = self.layout()
        assert around is not None
        around.setContentsMargins(0, 0, 0, 0)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = dressed(QWidget(), "bar")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.mark, 1)
        row.addSpacing(4)
        label = QLabel(tr("Clock:"))
        label.setBuddy(self.speed)
        wishes = QHBoxLayout()
        wishes.setContentsMargins(0, 4, 0, 4)
        wishes.setSpacing(8)
        for widget in (label, self.speed, self.everyone, self.end):
            wishes.addWidget(widget)
        row.addLayout(wishes)
        self.addWidget(inside)


def _named(times: int) -> str:
    return tr("real time") if times == 1 else tr("{n} times as fast", n=times)
