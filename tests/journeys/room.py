"""One person at the desk of a full room: keys to whatever has the focus, eyes on the desk and on the wall."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hands import CTRL, SHIFT, Hands, Key
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from screens import PROJECTOR, Cables
from wall_reader import all_texts

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.round_order import Round, round_now
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.resources import load_sample
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.desk.desk_page import DeskPage
from cmc_desktop.ui.projector.stage import Stage

ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
SAMPLE: dict[str, Any] = load_sample(resources_folder())
NAMES: list[str] = [person["name"] for person in SAMPLE["people"]]
MINUTES = "Figures come from the feasibility estimate of last autumn."
#: nobody presses Tab more often than that
_FAR = 120


@dataclass
class Room:
    """Seventeen people and two observers, and what is for the desk alone."""

    hands: Hands
    clock: ManualClock
    qtbot: QtBot
    folder: Path
    #: None where no cable can be pulled
    cables: Cables | None = None
    #: words the room must not see, whatever is on the wall
    private: set[str] = field(default_factory=set)

    @property
    def canvas(self) -> Canvas:
        return self.hands.desk.bridge.canvas

    @property
    def desk(self) -> DeskPage:
        return self.hands.desk.page

    @property
    def stage(self) -> Stage:
        return self.hands.desk.wall.stage

    @property
    def phase(self) -> str:
        item = self.canvas.current_item
        return item.kind if item is not None else ""

    @property
    def round(self) -> Round:
        at = round_now(self.canvas)
        assert at is not None
        return at

    @property
    def rounds(self) -> set[str]:
        """The ids of the rounds of contributions."""
        return {item.id for item in self.canvas.agenda if item.kind == "round"}

    @property
    def told(self) -> str:
        """The few words in the status bar."""
        return self.hands.controller.window.said

    def person(self, name: str) -> Participant:
        return next(person for person in self.canvas.people if person.name == name)

    def name(self, person_id: str) -> str:
        found = self.canvas.find(Participant, person_id)
        return found.name if found is not None else ""

    def note(self, text: str) -> Note:
        """The note on the board that begins so."""
        notes = (note for box in self.canvas.template.walk for note in self.canvas.notes_in(box))
        return next(note for note in notes if note.text.startswith(text))

    # hands

    def press(self, key: Key, held: Any = _NONE) -> None:
        """A key; when a dialog went, the desk has been brought in front again, as a window manager does it."""
        if QApplication.activeWindow() is None:
            self.hands.at_the_desk()
        self.hands.press(key, held)

    def type(self, words: str) -> None:
        self.hands.type(words)

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until a part of the window has the keys."""
        for _ in range(_FAR):
            if widget.hasFocus():
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {widget.accessibleName() or widget}")

    def step_to(self, kind: str) -> None:
        self.press(Key.Key_Right, CTRL | SHIFT)
        assert self.phase == kind

    def leave(self, dialog: QDialog) -> None:
        """Esc until the dialog, in front again as a window manager has it, is gone: the first may be for a message."""
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        for _ in range(2):
            if dialog.isVisible():
                self.press(Key.Key_Escape)
        assert not dialog.isVisible()

    def tab_to_button(self, within: QWidget, name: str) -> None:
        """The same for a button by its accessible name."""
        buttons = [one for one in within.findChildren(QAbstractButton) if one.accessibleName() == name]
        self.tab_to(next(button for button in buttons if button.isVisible()))

    def choose(self, words: str) -> None:
        """Open the menu of what has the keys, as the menu key does, and choose a row of it."""
        target = QApplication.focusWidget()
        assert target is not None
        place = target.rect().bottomRight()
        menu_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, target.mapToGlobal(place))
        QApplication.sendEvent(target, menu_key)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            QTest.keyClick(menu, Key.Key_Down)
            if menu.activeAction().text() == words:
                break
        assert menu.activeAction().text() == words
        QTest.keyClick(menu, Key.Key_Return)

    def tick_off(self, name: str) -> None:
        """Say in the list of people that somebody came or went."""
        self.go_to_person(name)
        self.press(Key.Key_Space)

    def go_to_person(self, name: str) -> None:
        self.press(Key.Key_1, ALT)
        people = self.desk.people.list
        self.press(Key.Key_Home)
        for _ in range(people.people.row_of(self.person(name).id)):
            self.press(Key.Key_Down)
        assert people.current_person() == self.person(name).id

    def find(self, words: str) -> Note:
        """Go to a note by its words."""
        self.press(Key.Key_F, CTRL)
        self.type(words)
        self.press(Key.Key_Return)
        self.press(Key.Key_Escape)
        if self.desk.round.isVisible():
            self.press(Key.Key_Escape)  # out of the line in which the speaker's words are typed
        note = self.canvas.note(self.desk.board.current_note())
        assert words in note.text
        assert self.desk.board.has_keys()
        return note

    def tick(self, seconds: float = 1) -> None:
        """Let time go on until the views have seen it."""
        with self.qtbot.waitSignal(self.hands.desk.bridge.ticked):
            self.clock.forward(seconds=seconds)

    # the wall

    def wall(self) -> str:
        """Every text that the projector holds, shown or not, once it has taken in what was written."""
        QApplication.processEvents()
        window = self.hands.desk.projector
        assert window is not None
        return all_texts(window)

    def the_wall_shows(self, *words: str, names: bool = False) -> None:
        """The wall holds these words and nothing that is private. A name is on it where names were released, and in
        the round those of who speaks and who is next."""
        wall = self.wall()
        assert not [part for part in words if part not in wall], wall
        assert not [part for part in self.private if part in wall]
        at = round_now(self.canvas)
        floor = {at.speaker, at.next} - {None} if at is not None else set()
        on_the_wall = {name for name in NAMES if name in wall}
        assert names or on_the_wall == {person.name for person in floor if person is not None}

    def the_wall_shows_none_of(self, *words: str) -> None:
        wall = self.wall()
        assert not [part for part in words if part in wall]

    def wait_for_the_wall(self) -> None:
        """The picture fills the second display, and the keys are at the desk."""
        window = self.hands.desk.projector
        assert window is not None
        self.qtbot.waitUntil(lambda: window.isVisible() and window.geometry() == QRect(*PROJECTOR))
        self.qtbot.waitUntil(self.hands.controller.window.isActiveWindow)
        assert window.isFullScreen()
