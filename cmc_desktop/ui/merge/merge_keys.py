"""The keys of the page of a copy, and when what comes by key or mouse is meant for what is seen there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cmc_desktop.ui.dead_time import DeadTime
from cmc_desktop.ui.held_key import HeldKey

Wish = Callable[[], object]


class MergeKeys:
    """What comes just after the page came in front, or after the copy was joined, was meant for what was there before,
    and does nothing; nor does a number key just after a conflict was settled, as nobody has read the next one yet.

    A key that is held counts once, for the same reason.
    """

    def __init__(self, page: QWidget, dead_time: DeadTime) -> None:
        """`dead_time` is that of the page; its clock is used for the next conflict as well."""
        self._page = page
        self._dead_time = dead_time
        #: begins with each conflict that comes in front because one was settled
        self._next_one = DeadTime(lambda: dead_time.ticks())
        self._held = HeldKey(page)
        self._held.pressed.connect(dead_time.press)

    def begin_page(self) -> None:
        """The page came in front, or says something else by now; a sentence that is typed on is waited for."""
        self._dead_time.begin(grows=True)

    def begin_next(self) -> None:
        """Another conflict came in front, as one was settled."""
        self._next_one.begin()

    def meant(self, wish: Wish) -> Wish:
        """`wish`, unless it is made before anybody can have seen what it is about."""
        return lambda: wish() if self._dead_time.over else None

    def meant_once(self, wish: Wish) -> Wish:
        """The same for what a key wishes: not again while it is held."""
        meant = self.meant(wish)
        return lambda: None if self._held.repeats else meant()

    def bind(self, key: str, wish: Wish) -> None:
        shortcut = QShortcut(QKeySequence(key), self._page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.meant_once(wish))

    def bind_number(self, number: int, wish: Wish) -> None:
        """A key that settles the conflict in front, once it can have been read."""
        self.bind(str(number), lambda: wish() if self._next_one.over else None)
