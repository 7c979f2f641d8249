"""The table's rows as Qt actions: menus and buttons share them, each key does a thing once a press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from cmc_desktop.ui.action_table import ActionSpec, Needs, action_table
from cmc_desktop.ui.held_key import HeldKey
from cmc_desktop.ui.icons import Icons


class Actions:
    """The QActions of a window by id; each gives its id to `run` when triggered."""

    def __init__(self, window: QWidget, icons: Icons, run: Callable[[str], object]) -> None:
        self._specs = {spec.id: spec for spec in action_table()}
        self._icons = icons
        self._actions: dict[str, QAction] = {}
        self._run = run
        self._held = HeldKey(window)
        for spec in self._specs.values():
            action = QAction(spec.text, window)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setAutoRepeat(spec.repeats)
            action.triggered.connect(lambda _checked=False, spec=spec: self._do(spec))
            window.addAction(action)
            self._actions[spec.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def _do(self, spec: ActionSpec) -> None:
        if spec.repeats or not self._held.repeats:
            self._run(spec.id)

    def rename(self, action_id: str, text: str = "") -> None:
        """Call an action by what it would do just now; without `text`, by what the table calls it."""
        self._actions[action_id].setText(text or self._specs[action_id].text)

    def show_icons(self) -> None:
        """Give the actions their icons: drawing them takes as long as a frame, so it comes after the first."""
        for spec in self._specs.values():
            if spec.icon:
                self._actions[spec.id].setIcon(self._icons.icon(spec.icon))

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        bar.clear()
        menus = {}
        for spec in self._specs.values():
            if spec.menu not in menus:
                menus[spec.menu] = bar.addMenu(spec.menu)
            elif spec.separated:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._actions[spec.id])

    def enable(self, there: set[Needs]) -> None:
        """Switch actions on for which everything needed is there."""
        for spec in self._specs.values():
            self._actions[spec.id].setEnabled(spec.needs in there)

    def shortcuts(self) -> list[tuple[str, str, str]]:
        """(menu, text, keys) of every action, for the list of shortcuts."""
        rows = []
        for spec in self._specs.values():
            keys = ", ".join(QKeySequence(one).toString(QKeySequence.SequenceFormat.NativeText) for one in spec.keys)
            rows.append((spec.menu.replace("&", ""), spec.text, keys))
        return rows
