"""What can be done on the board, as a table: the context menus and the keys of the lists are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.ui.board.board_geometry import Direction
from cmc_desktop.ui.icons import Icons


class Commands(Protocol):
    """What a board can be told to do."""

    def add_note(self) -> object: ...
    def edit_current(self) -> object: ...
    def cut(self) -> object: ...
    def copy(self) -> object: ...
    def paste(self) -> object: ...
    def duplicate_selected(self) -> object: ...
    def delete_selected(self) -> object: ...
    def select_all(self) -> object: ...
    def choose_box_to_move_to(self) -> object: ...
    def move_selected(self, direction: str, /) -> object: ...
    def mark_none_identified(self) -> object: ...
    def toggle_enlarged(self) -> object: ...
    def resize_current(self, direction: Direction, /, *, grows: bool) -> object: ...
    def reset_sizes(self) -> object: ...


@dataclass(frozen=True)
class BoardAction:
    """One row. `notes` needs a note to act on; `group` parts the menus."""

    id: str
    text: str
    wish: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    notes: bool = True
    group: int = 0


def board_actions(board: Commands) -> tuple[BoardAction, ...]:
    """The rows in menu order, in the user's language."""
    return (
        BoardAction("add", tr("Add note"), board.add_note, ("Ctrl+Return", "Ctrl+Enter", "Ins"), "add", notes=False),
        BoardAction("edit", tr("Change note"), board.edit_current, ("F2", "Return", "Enter"), "edit"),
        BoardAction("cut", tr("Cut"), board.cut, ("Ctrl+X",), group=1),
        BoardAction("copy", tr("Copy"), board.copy, ("Ctrl+C",), group=1),
        BoardAction("paste", tr("Paste as notes"), board.paste, ("Ctrl+V",), notes=False, group=1),
        BoardAction("duplicate", tr("Duplicate"), board.duplicate_selected, ("Ctrl+D",), "duplicate", group=1),
        BoardAction("delete", tr("Delete"), board.delete_selected, ("Del",), "delete", group=1),
        BoardAction("select_all", tr("Select all in the box"), board.select_all, ("Ctrl+A",), notes=False, group=1),
        BoardAction("move_to", tr("Move to…"), board.choose_box_to_move_to, ("Ctrl+M",), "move", group=2),
        BoardAction("up", tr("Move up"), lambda: board.move_selected("up"), ("Ctrl+Up",), group=2),
        BoardAction("down", tr("Move down"), lambda: board.move_selected("down"), ("Ctrl+Down",), group=2),
        BoardAction(
            "left", tr("Move to the box on the left"), lambda: board.move_selected("left"), ("Ctrl+Left",), group=2
        ),
        BoardAction(
            "right", tr("Move to the box on the right"), lambda: board.move_selected("right"), ("Ctrl+Right",), group=2
        ),
        *_box_actions(board),
    )


def _box_actions(board: Commands) -> tuple[BoardAction, ...]:
    def resize(direction: Direction, grows: bool) -> Callable[[], object]:
        return lambda: board.resize_current(direction, grows=grows)

    none = BoardAction(
        "none_identified",
        tr("None identified"),
        board.mark_none_identified,
        ("Ctrl+0",),
        "none-identified",
        notes=False,
        group=3,
    )
    enlarge = tr("Enlarge the box, or show all")
    return (
        none,
        BoardAction("enlarge", enlarge, board.toggle_enlarged, ("Ctrl+E",), "enlarge", notes=False, group=4),
        BoardAction("wider", tr("Wider"), resize(Direction.RIGHT, True), ("Alt+Shift+Right",), notes=False, group=5),
        BoardAction(
            "narrower", tr("Narrower"), resize(Direction.LEFT, False), ("Alt+Shift+Left",), notes=False, group=5
        ),
        BoardAction("taller", tr("Taller"), resize(Direction.DOWN, True), ("Alt+Shift+Down",), notes=False, group=5),
        BoardAction("shorter", tr("Shorter"), resize(Direction.UP, False), ("Alt+Shift+Up",), notes=False, group=5),
        BoardAction("sizes", tr("Sizes as they were"), board.reset_sizes, (), notes=False, group=5),
    )


def keys_of(actions: tuple[BoardAction, ...]) -> dict[str, Callable[[], object]]:
    """What is done at a key, by its portable name."""
    return {keys: action.wish for action in actions for keys in action.keys}


def menu_of(
    actions: tuple[BoardAction, ...], parent: QWidget, icons: Icons, *, notes_selected: bool, marked: bool
) -> QMenu:
    """A context menu. Keys stand beside the words; they are listened to elsewhere, so that none is heard twice."""
    menu = QMenu(parent)
    group = 0
    for row in actions:
        if row.notes and not notes_selected:
            continue
        if row.group != group:
            menu.addSeparator()
            group = row.group
        words = tr("Take back “none identified”") if marked and row.id == "none_identified" else row.text
        keys = QKeySequence(row.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if row.keys else ""
        action = menu.addAction(f"{words}\t{keys}" if keys else words)
        action.setObjectName(row.id)
        if row.icon:
            action.setIcon(icons.icon(row.icon))
        action.triggered.connect(lambda _checked=False, wish=row.wish: wish())
    return menu
