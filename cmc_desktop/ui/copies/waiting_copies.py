"""Copies that wait until somebody looks at them: a quiet line in the status bar says so for as long as they do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton

from cmc_desktop.ui.copies.copy_arrival import Arrival
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr, trn


class WaitingCopies(QObject):
    """Whatever else is told meanwhile, the way to them stays.

    Signals:
        changed(): others wait, or none.
        wanted(): they are to be shown.
    """

    changed = Signal()
    wanted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._arrivals: list[Arrival] = []
        self.line = dressed(QPushButton(), "status")
        self.line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.line.clicked.connect(self.wanted)
        self.line.hide()
        window.statusBar().addPermanentWidget(self.line)

    def __bool__(self) -> bool:
        return bool(self._arrivals)

    def add(self, arrivals: Sequence[Arrival]) -> None:
        """Let files wait as well; what is brought once more waits as it came last."""
        paths = {one.path for one in arrivals}
        self._put([*(one for one in self._arrivals if one.path not in paths), *arrivals])

    def take(self) -> list[Arrival]:
        """They are looked at now, in the order in which they came."""
        arrivals = self._arrivals
        if arrivals:
            self._put([])
        return arrivals

    def drop(self, path: Path) -> None:
        """The file there waits no longer, as it is looked at in another way."""
        left = [one for one in self._arrivals if one.path != path]
        if len(left) < len(self._arrivals):
            self._put(left)

    def told(self) -> str:
        """A sentence about them."""
        first, count = self._arrivals[0], len(self._arrivals)
        if count > 1:
            return trn("{n} file came and waits until you look.", "{n} files came and wait until you look.", count)
        title = first.looked.title if first.looked is not None else first.path.name
        return tr("The copy of “{title}” waits until you look at it.", title=title)

    def _put(self, arrivals: list[Arrival]) -> None:
        self._arrivals = arrivals
        self.line.setVisible(bool(arrivals))
        self.line.setText(trn("{n} file that came waits", "{n} files that came wait", len(arrivals)))
        self.line.setToolTip(tr("What came…"))
        self.changed.emit()
