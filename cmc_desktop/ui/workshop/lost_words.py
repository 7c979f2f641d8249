"""Words that were being typed into a row which is not there any more: they stay in sight, to be taken elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPushButton, QWidget

from cmc_desktop.ui.message_bar import MessageBar
from cmc_desktop.ui.saying import tr


class LostWords(MessageBar):
    """A bar of its own, as what is told otherwise takes the place of what was told before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, takes_escape=False)
        self._words: list[str] = []
        self._left = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter is still meant for the words

    def keep(self, words: str) -> None:
        """Show `words`, beside those that are still shown, until they are copied or the bar is closed."""
        self._words = [*(self._words if self.isVisible() else []), words]
        self._left = False
        text = tr("The row was removed meanwhile. What was being typed there: {words}", words=" · ".join(self._words))
        self.tell(text, tr("Copy it"), self._copy, stays=True)
        if not isinstance(QApplication.focusWidget(), (QLineEdit, QAbstractSpinBox)):
            self.setFocus()  # where the rest of the words does nothing, neither to a button nor to the next row

    def unstored_words(self) -> list[str]:
        """What is shown."""
        return list(self._words) if self.isVisible() else []

    def may_leave(self) -> bool:
        """False once while words are shown, so that they are not closed over unseen."""
        unseen = self.isVisible() and not self._left
        self._left = True
        return not unseen

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(self._words))
