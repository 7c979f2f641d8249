"""The officer's laptop, a window in a process of its own: opens the copy, changes it at the desk, sends it back.

Arguments: a folder for its library, the file of the copy, the file to write, the officer's name, and what to do:
"reword OLD=NEW", "add BOX=TEXT", "delete TEXT".
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import builders
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cmc_desktop.model.domain.note import Note
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dialogs.copy_dialog import CopyDialog
from cmc_desktop.ui.start import make_application, start

Key = Qt.Key


def wait(is_so: Callable[[], object]) -> None:
    for _ in range(2000):
        if is_so():
            return
        QTest.qWait(5)
    raise SystemExit("the window did not get there")


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers)


def type_in(words: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)


def note_of(controller: Controller, text: str) -> str:
    assert controller.desk is not None
    return next(n.id for n in controller.desk.bridge.canvas.all(Note) if n.text == text and not n.deleted)


def do(controller: Controller, wish: str) -> None:
    assert controller.desk is not None
    board = controller.desk.page.board
    verb, _, words = wish.partition(" ")
    before, _, after = words.partition("=")
    if verb == "add":
        board.focus_note(next(iter(controller.desk.bridge.canvas.notes_in(before))).id)
        controller.actions["add_note"].trigger()
        type_in(after)
        press(Key.Key_Return)
        press(Key.Key_Escape)
        return
    board.focus_note(note_of(controller, before))
    if verb == "delete":
        controller.actions["delete"].trigger()
        return
    controller.actions["edit_note"].trigger()
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(after)
    press(Key.Key_Return)


def main() -> None:
    folder, copy, back, name, *wishes = sys.argv[1:]
    app = make_application([])
    paths = builders.paths_in(Path(folder))
    controller = start(app, paths, paths.library)
    window = controller.window
    window.show()
    wait(lambda: controller.library is not None)
    library = controller.library
    assert library is not None
    controller.canvas_files.bring_in([copy])
    wait(lambda: not controller.tasks.busy and library.listed())
    controller.open_canvas(library.listed()[0].head.id)
    window.activateWindow()
    wait(window.isActiveWindow)
    for wish in wishes:
        do(controller, wish)
    assert "Send back" in controller.actions["give_copy"].text(), controller.actions["give_copy"].text()
    controller.actions["give_copy"].trigger()
    (dialog,) = [one for one in window.findChildren(CopyDialog) if one.isVisible()]
    dialog.name.setText(name)
    dialog.place.line.setText(back)
    dialog.accept()
    wait(lambda: Path(back).exists() and not controller.tasks.busy)
    assert window.settings.your_name == name
    window.close()


if __name__ == "__main__":
    main()
