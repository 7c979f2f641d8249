"""Garbage is looked for in quiet moments, on the window's thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000
#: new containers since the last look that are left alone, and that tell of work going on: Python's own threshold
_FEW = 700
#: looks that work which goes on puts off, and new generations that may pile up before everything is looked through
_PATIENCE, _PILED, _PILED_IN_WORK = 10, 8, 40


class QuietCollector(QObject):
    """Takes the place of Python's automatic collections while it lives.

    Those come when something is made: looking through a canvas and its window takes as long as three pictures, in the
    middle of what a person waits for, and on whichever thread works then, where no object of Qt may go.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._seen = gc.get_count()[0]
        self._put_off = 0
        self._piled = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.destroyed.connect(lambda: gc.enable())

    def look(self) -> None:
        """Collect what is due, unless a person or a worker is at something: then a little later."""
        new = gc.get_count()[0]
        works, self._seen = abs(new - self._seen) > _FEW, new
        if works and self._put_off < _PATIENCE:
            self._put_off += 1
            return
        self._put_off = 0
        if self._piled >= (_PILED_IN_WORK if works else _PILED):
            gc.collect()
            self._piled = 0
        elif new > _FEW:
            gc.collect(1)
            self._piled += 1
        self._seen = gc.get_count()[0]
