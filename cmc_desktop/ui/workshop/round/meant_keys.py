"""Whether a key that is pressed in the round is meant for who is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from cmc_desktop.ui.dead_time import DeadTime

#: who speaks where: the element, the person and the lap
Floor = tuple[str, str, int]


class MeantKeys:
    """The second of two quick presses was meant for the person before, unless something has been typed since."""

    def __init__(self, dead_time: DeadTime) -> None:
        self._dead_time = dead_time
        self._floor: Floor | None = None
        self._typed_since = False

    @property
    def meant(self) -> bool:
        return self._dead_time.over or self._typed_since

    def show(self, floor: Floor | None) -> None:
        """Somebody, or nobody, is shown by now; None outside the round."""
        if floor is not None and floor != self._floor:
            if self._floor is not None:
                self._dead_time.begin()
            self._typed_since = False
        self._floor = floor

    def type(self) -> None:
        """Something was typed for who is shown."""
        self._typed_since = True


def types_elsewhere(strip: QWidget) -> bool:
    """Whether words are being typed in another place of the window than `strip`, or a dialog is open."""
    if QApplication.activeModalWidget() is not None:
        return True
    widget = QApplication.focusWidget()
    if widget is None or strip.isAncestorOf(widget) or widget.window() is not strip.window():
        return False
    words = widget.text() if isinstance(widget, QLineEdit) else ""
    return bool(widget.toPlainText() if isinstance(widget, QPlainTextEdit) else words)
