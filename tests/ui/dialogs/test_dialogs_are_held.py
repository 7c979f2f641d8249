"""Every dialog of the menus goes on as what it is while it is open, whatever Python throws away meanwhile."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import builders
import pytest
import shiboken6
from menu_dialogs import MENU_DIALOGS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.ui import start
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dialogs.shared_library_dialog import SharedLibraryDialog


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Controller]:
    """The app in a workshop."""
    paths = builders.paths_in(tmp_path)
    controller = start.start(qapp, paths, paths.library, ManualClock())
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    assert controller.library is not None
    session = controller.library.session(controller.library.new("Night bus", "Port Alder"))
    builders.workshop_at(session, "consensus")
    builders.everyone_satisfied(session)
    controller.open_canvas(session.canvas.id)
    yield controller
    controller.window.close()
    controller.window.deleteLater()
    qapp.processEvents()


def gone_from_python() -> list[str]:
    """What is on the dialog in front, by its class, and no thing of Python's any more once its garbage was collected.

    What Python has lost does none of what the app's own classes do beyond Qt's.
    """
    dialog = _in_front()  # not by its parent: asked for its children, that one holds them anew
    there = [one for one in gc.get_objects() if isinstance(one, QWidget)]
    seen = [(type(one).__name__, weakref.ref(one)) for one in there if one is dialog or _own_class_within(one, dialog)]
    del there, dialog
    gc.collect()
    return [name for name, one in seen if one() is None]


def _own_class_within(widget: QWidget, dialog: QDialog) -> bool:
    own = type(widget).__module__.startswith("cmc_desktop")
    return own and shiboken6.isValid(widget) and dialog.isAncestorOf(widget)


@pytest.mark.parametrize("action_id", MENU_DIALOGS)
def test_a_dialog_is_held_by_its_window(app: Controller, qtbot: QtBot, action_id: str) -> None:
    assert app.desk is not None
    app.desk.page.board.focus_note(builders.ids(app.desk.bridge.session, "value")[0])
    app.actions[action_id].trigger()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.processEvents()  # what it wanted to do once it is shown holds it too
    assert gone_from_python() == []
    kind = type(_in_front())
    assert kind.__module__.startswith("cmc_desktop"), kind
    _in_front().hide()


def _in_front() -> QDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog


def test_the_dialog_of_a_shared_library_still_answers_after_garbage_was_collected(
    app: Controller, qtbot: QtBot
) -> None:
    app.actions["shared_library"].trigger()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.processEvents()  # what it wanted to do once it is shown holds it too
    gc.collect()
    QTest.keyClick(_in_front(), Qt.Key.Key_Return)
    dialog = _in_front()
    assert isinstance(dialog, SharedLibraryDialog)
    assert dialog.trouble == "A shared library has a server and a database."
