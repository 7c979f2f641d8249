"""Every dialog of the menus, dressed as the app does: Tab goes through it as one reads, fields before buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import builders
import pytest
from menu_dialogs import MENU_DIALOGS
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.ui import start
from cmc_desktop.ui.board.box_view import BoxView
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dialogs.form_dialog import FormDialog
from cmc_desktop.ui.paper.page_preview import PagePreview
from cmc_desktop.ui.settings import Settings

#: pixels that things beside each other may stand higher or lower than each other
_LEVEL = 14
#: parts of a field that Tab goes through, as hours and minutes
_PARTS = 3
_DIALOGS = (*MENU_DIALOGS, "record_pack")


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Controller]:
    """The app in a workshop, with no style sheet but the one that its start puts on its window."""
    before = qapp.styleSheet()
    qapp.setStyleSheet("")
    paths = builders.paths_in(tmp_path)
    Settings(paths.settings).your_name = "Ada Brandt"
    controller = start.start(qapp, paths, paths.library, ManualClock())
    window = controller.window
    window.resize(1280, 720)
    window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    assert controller.library is not None
    session = controller.library.session(controller.library.new("Night bus", "Port Alder"))
    builders.workshop_at(session, "consensus")
    builders.everyone_satisfied(session)
    controller.open_canvas(session.canvas.id)
    yield controller
    window.close()
    window.deleteLater()
    qapp.processEvents()
    qapp.setStyleSheet(before)


def open_dialog(app: Controller, qtbot: QtBot, action_id: str) -> QDialog:
    """The dialog of an action, opened as from its menu."""
    assert app.desk is not None
    app.desk.page.board.focus_note(builders.ids(app.desk.bridge.session, "value")[0])
    if action_id == "record_pack":
        app.open_canvas(_signed(app))
    assert app.actions[action_id].isEnabled()
    app.actions[action_id].trigger()
    qtbot.waitUntil(lambda: bool(_open(app)))
    (found,) = _open(app)
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    # what belongs to a preview is there once it is: how soon that is depends on which fonts were read before
    qtbot.waitUntil(lambda: all(one.ready for one in found.findChildren(PagePreview)))
    return found


def _open(app: Controller) -> list[QDialog]:
    return [one for one in app.window.findChildren(QDialog) if one.isVisible()]


def _signed(app: Controller) -> str:
    assert app.library is not None
    session = app.library.session(app.library.new("Signed", "Oslo"))
    builders.sign(session)
    return session.canvas.id


def tab_order(dialog: QDialog) -> list[QWidget]:
    """Where Tab leads from where the keys are when the dialog opens, until it is there again."""
    reached: list[QWidget] = []
    while (here := QApplication.focusWidget()) is not None and here not in reached:
        reached.append(here)
        for _ in range(_PARTS):
            if QApplication.focusWidget() is here:
                QTest.keyClick(here, Qt.Key.Key_Tab)
    return reached


def as_one_reads(dialog: QDialog, reached: Sequence[QWidget]) -> bool:
    """From the left to the right and down, once up to a column on the right, as that of a preview, which may be reached
    or not, and once from the end to the beginning."""
    # the boxes of a board are gone through in the order of the walk
    places = [one.mapTo(dialog, QPoint(0, 0)) for one in reached if not isinstance(one, BoxView)]
    back = columns = 0
    for before, here in zip([places[-1], *places], places, strict=False):
        beside = abs(here.y() - before.y()) <= _LEVEL
        up = here.y() < before.y() and not beside
        columns += up and here.x() > before.x()
        back += here.x() < before.x() if beside else up and here.x() <= before.x()
    return back <= 1 and columns <= 1


def fields_first(dialog: QDialog, reached: Sequence[QWidget]) -> bool:
    """A form begins with its first field and ends with its buttons."""
    buttons = [isinstance(one.parentWidget(), QDialogButtonBox) for one in reached]
    return not isinstance(dialog, FormDialog) or all(buttons) or (not buttons[0] and buttons == sorted(buttons))


def test_tab_goes_as_one_reads_and_through_the_fields_of_a_form_to_its_buttons(qtbot: QtBot, app: Controller) -> None:
    wrong = {}
    for action_id in _DIALOGS:
        dialog = open_dialog(app, qtbot, action_id)
        reached = tab_order(dialog)
        if not (as_one_reads(dialog, reached) and fields_first(dialog, reached)):
            wrong[action_id] = [one.accessibleName() or one.property("text") for one in reached]
        dialog.hide()
        dialog.reject()
        dialog.deleteLater()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
    assert not wrong
