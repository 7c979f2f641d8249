"""The keys of the roll call: each answers once a press, and only while a person is asked and nothing is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cmc_desktop.ui.held_key import HeldKey


class RollCallKeys:
    """Binds keys to wishes on a page; `may_answer` says whether a person is asked and nothing is being typed.

    `pressed` is called at each key that comes to the page, before the key's own wish.
    """

    def __init__(self, page: QWidget, may_answer: Callable[[], bool], pressed: Callable[[], object]) -> None:
        self._page = page
        self._may_answer = may_answer
        self._held = HeldKey(page)
        self._held.pressed.connect(pressed)

    def bind(self, key: str, wish: Callable[[], object], *, repeats: bool = False) -> None:
        """A key that is held answers once: the next person is asked before the next answer."""
        shortcut = QShortcut(QKeySequence(key), self._page)
        shortcut.setAutoRepeat(repeats)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: wish() if repeats or not self._held.repeats else None)

    def bind_asking(self, key: str, wish: Callable[[], object], *, repeats: bool = False) -> None:
        """A key that counts while a person is asked."""
        self.bind(key, lambda: wish() if self._may_answer() else None, repeats=repeats)
