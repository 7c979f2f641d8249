"""Everything that can be done, as one table: menus, buttons and the list of shortcuts are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.ui.held_key import HeldKey
from cmc_desktop.ui.icons import Icons


class Needs(Enum):
    """What has to be there for an action to make sense."""

    NOTHING = 0
    LIBRARY = 1
    CANVAS = 2
    BOARD = 3
    WORKSHOP = 4
    SIGNED = 5


@dataclass(frozen=True)
class ActionSpec:
    """One row: where it is in the menus, what it is called, its keys and what it needs.

    `repeats` lets it happen again while the key is held; everything else happens once a press, however long.
    `gives_way` leaves its keys to the text while words are typed.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: Needs = Needs.CANVAS
    separated: bool = False
    repeats: bool = False
    gives_way: bool = False


def action_table() -> tuple[ActionSpec, ...]:
    """The rows in menu order, in the user's language."""
    canvas, edit, board = tr("&Canvas"), tr("&Edit"), tr("&Board")
    workshop, view, help_ = tr("&Workshop"), tr("&View"), tr("&Help")
    library, nothing, running, board_there = Needs.LIBRARY, Needs.NOTHING, Needs.WORKSHOP, Needs.BOARD
    return (
        ActionSpec("new", canvas, tr("New canvas…"), ("Ctrl+N",), "add", library),
        ActionSpec("import", canvas, tr("Import…"), ("Ctrl+O",), "import", library),
        ActionSpec("library", canvas, tr("All canvases"), ("Ctrl+L",), "library", library),
        ActionSpec("rename", canvas, tr("Title and city…"), ("Ctrl+Shift+T",), "edit", separated=True),
        ActionSpec("export", canvas, tr("Export…"), ("Ctrl+Shift+E",), "export"),
        ActionSpec("stored", canvas, tr("Is everything stored?"), ("Ctrl+S",), "", library),
        ActionSpec("handout", canvas, tr("Blank hand-out…"), ("Ctrl+P",), "print", library),
        ActionSpec("check_record", canvas, tr("Check a record…"), (), "sign-off", library),
        ActionSpec("new_version", canvas, tr("New version"), (), "duplicate", Needs.SIGNED, separated=True),
        ActionSpec("open_library", canvas, tr("Open another library…"), (), "", nothing, separated=True),
        ActionSpec("quit", canvas, tr("Quit"), ("Ctrl+Q",), "", nothing, separated=True),
        ActionSpec("undo", edit, tr("Undo"), ("Ctrl+Z",), "undo", needs=board_there, repeats=True, gives_way=True),
        ActionSpec(
            "redo",
            edit,
            tr("Redo"),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            "redo",
            needs=board_there,
            repeats=True,
            gives_way=True,
        ),
        ActionSpec("cut", edit, tr("Cut"), ("Ctrl+X",), needs=board_there, separated=True, gives_way=True),
        ActionSpec("copy", edit, tr("Copy"), ("Ctrl+C",), needs=board_there, gives_way=True),
        ActionSpec("paste", edit, tr("Paste as notes"), ("Ctrl+V",), needs=board_there, gives_way=True),
        ActionSpec("duplicate", edit, tr("Duplicate"), ("Ctrl+D",), "duplicate", needs=board_there),
        ActionSpec("delete", edit, tr("Delete"), ("Del",), "delete", needs=board_there, gives_way=True),
        ActionSpec("select_all", edit, tr("Select all in the box"), ("Ctrl+A",), needs=board_there, gives_way=True),
        ActionSpec("find", edit, tr("Find…"), ("Ctrl+F",), "find", library, separated=True),
        ActionSpec(
            "add_note", board, tr("Add note"), ("Ctrl+Return", "Ctrl+Enter"), "add", needs=board_there, gives_way=True
        ),
        ActionSpec("edit_note", board, tr("Change note"), ("F2",), "edit", needs=board_there),
        ActionSpec("move_to", board, tr("Move to…"), ("Ctrl+M",), "move", needs=board_there),
        ActionSpec("move_up", board, tr("Move up"), ("Ctrl+Up",), needs=board_there, repeats=True, gives_way=True),
        ActionSpec(
            "move_down", board, tr("Move down"), ("Ctrl+Down",), needs=board_there, repeats=True, gives_way=True
        ),
        ActionSpec(
            "move_left",
            board,
            tr("Move to the box on the left"),
            ("Ctrl+Left",),
            needs=board_there,
            repeats=True,
            gives_way=True,
        ),
        ActionSpec(
            "move_right",
            board,
            tr("Move to the box on the right"),
            ("Ctrl+Right",),
            needs=board_there,
            repeats=True,
            gives_way=True,
        ),
        ActionSpec(
            "none_identified",
            board,
            tr("None identified"),
            ("Ctrl+0",),
            "none-identified",
            needs=board_there,
            separated=True,
        ),
        ActionSpec("enlarge", board, tr("Enlarge the box, or show all"), ("Ctrl+E",), "enlarge", needs=board_there),
        ActionSpec("wider", board, tr("Wider"), ("Alt+Shift+Right",), needs=board_there, separated=True, repeats=True),
        ActionSpec("narrower", board, tr("Narrower"), ("Alt+Shift+Left",), needs=board_there, repeats=True),
        ActionSpec("taller", board, tr("Taller"), ("Alt+Shift+Down",), needs=board_there, repeats=True),
        ActionSpec("shorter", board, tr("Shorter"), ("Alt+Shift+Up",), needs=board_there, repeats=True),
        ActionSpec("sizes", board, tr("Sizes as they were"), needs=board_there),
        ActionSpec("people", workshop, tr("People…"), ("F7",), "people"),
        ActionSpec("agenda", workshop, tr("Agenda…"), ("F8",), "clock"),
        ActionSpec("start", workshop, tr("Start, pause or go on"), ("Ctrl+Space",), "play", separated=True),
        ActionSpec("plus_1", workshop, tr("1 minute more"), ("Ctrl+1",), "plus", running),
        ActionSpec("plus_5", workshop, tr("5 minutes more"), ("Ctrl+5",), "plus", running),
        ActionSpec("next_phase", workshop, tr("Next phase"), ("Ctrl+Shift+Right",), "next", running),
        ActionSpec("back_phase", workshop, tr("Back to the phase before"), ("Ctrl+Shift+Left",), "back", running),
        ActionSpec("skip_phase", workshop, tr("Skip this phase…"), (), "skip", running),
        ActionSpec("end_workshop", workshop, tr("End the workshop"), (), "", running),
        ActionSpec("next_element", workshop, tr("Next element"), ("Ctrl+PgDown",), separated=True, repeats=True),
        ActionSpec("previous_element", workshop, tr("Previous element"), ("Ctrl+PgUp",), repeats=True),
        ActionSpec("ask", workshop, tr("Ask everyone"), ("F9",), "check", running, separated=True),
        ActionSpec("sign_off", workshop, tr("Sign off…"), ("Ctrl+Shift+S",), "sign-off", running),
        ActionSpec("projector", view, tr("Projector window"), ("F5",), "projector"),
        ActionSpec("projector_zoom", view, tr("Projector: element or whole board"), ("F6",)),
        ActionSpec("projector_next", view, tr("Projector: next page"), ("F4",), repeats=True),
        ActionSpec("projector_back", view, tr("Projector: page before"), ("Shift+F4",), repeats=True),
        ActionSpec("sound", view, tr("Sound at 5, 1, 0 minutes"), ("Ctrl+Shift+M",), "sound", nothing, separated=True),
        ActionSpec("settings", view, tr("Settings…"), ("Ctrl+,",), "settings", nothing),
        ActionSpec("full_screen", view, tr("Full screen"), ("F11",), "", nothing),
        ActionSpec("shortcuts", help_, tr("Keyboard"), ("F1",), "", nothing),
        ActionSpec("about", help_, tr("About CMC Desktop"), (), "", nothing),
    )


@cache
def window_keys() -> frozenset[str]:
    """The keys, by portable name, that are the window's also while words are typed in one of its fields."""
    return frozenset(keys for spec in action_table() if not spec.gives_way for keys in spec.keys)


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
