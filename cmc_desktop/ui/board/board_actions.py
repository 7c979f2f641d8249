"""What the boards' context menus offer and the keys of the lists do: a choice from the window's table of actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from cmc_desktop.ui.action_table import ActionSpec, action_table
from cmc_desktop.ui.icons import Icons
from cmc_desktop.ui.saying import tr

Wish = Callable[[], object]
Wishes = Mapping[str, Wish]


@dataclass(frozen=True)
class BoardAction:
    """One row of the context menus. `notes` needs a note to act on; `group` parts the menus.

    What it is called, its icon and its keys are those of the window's action `id`; `list_keys` are further ones for
    the lists of notes alone.
    """

    id: str
    group: int
    notes: bool = True
    list_keys: tuple[str, ...] = ()


ROWS = (
    BoardAction("add_note", 0, notes=False, list_keys=("Ins",)),
    BoardAction("edit_note", 0, list_keys=("Return", "Enter")),
    BoardAction("cut", 1),
    BoardAction("copy", 1),
    BoardAction("paste", 1, notes=False),
    BoardAction("duplicate", 1),
    BoardAction("delete", 1),
    BoardAction("select_all", 1, notes=False),
    BoardAction("move_to", 2),
    BoardAction("move_up", 2),
    BoardAction("move_down", 2),
    BoardAction("move_left", 2),
    BoardAction("move_right", 2),
    BoardAction("join_notes", 2),
    BoardAction("none_identified", 3, notes=False),
    BoardAction("enlarge", 4, notes=False),
    BoardAction("wider", 5, notes=False),
    BoardAction("narrower", 5, notes=False),
    BoardAction("taller", 5, notes=False),
    BoardAction("shorter", 5, notes=False),
    BoardAction("sizes", 5, notes=False),
)


def keys_of(wishes: Wishes) -> dict[str, Wish]:
    """What is done at a key in a list of notes, by the key's portable name."""
    specs = _specs()
    return {keys: wishes[row.id] for row in ROWS for keys in (*specs[row.id].keys, *row.list_keys)}


def menu_of(wishes: Wishes, parent: QWidget, icons: Icons, *, notes_selected: bool, marked: bool) -> QMenu:
    """A context menu. Keys stand beside the words; they are listened to elsewhere, so that none is heard twice."""
    menu = QMenu(parent)
    group = 0
    specs = _specs()
    for row in ROWS:
        if row.notes and not notes_selected:
            continue
        if row.group != group:
            menu.addSeparator()
            group = row.group
        spec = specs[row.id]
        words = tr("Take back “none identified”") if marked and row.id == "none_identified" else spec.text
        keys = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""
        action = menu.addAction(f"{words}\t{keys}" if keys else words)
        action.setObjectName(row.id)
        if spec.icon:
            action.setIcon(icons.icon(spec.icon))
        action.triggered.connect(lambda _checked=False, wish=wishes[row.id]: wish())
    return menu


def _specs() -> dict[str, ActionSpec]:
    return {spec.id: spec for spec in action_table()}
