"""A message lies over nothing that is read: pages make room for it, and only the board holds still beneath."""

from __future__ import annotations

import builders
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.controller import Controller

SIZES = [(1024, 640), (1366, 768), (1920, 1080)]
LONG = "Zeb’s copy was joined. " * 12


def place(app: Controller, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(app.window, QPoint(0, 0)), widget.size())


def lies_over(app: Controller, widget: QWidget) -> bool:
    QApplication.processEvents()
    assert app.window.messages.isVisible()
    return place(app, app.window.messages).intersects(place(app, widget))


def workshop(app: Controller) -> Session:
    assert app.library is not None
    session = app.library.session(app.library.new("Night bus", "Port Alder"))
    builders.workshop_at(session, "consensus")
    app.open_canvas(session.canvas.id)
    assert app.desk is not None
    return app.desk.bridge.session


@pytest.mark.parametrize("size", SIZES)
def test_the_last_found_canvases_stay_in_sight_above_a_message(app: Controller, size: tuple[int, int]) -> None:
    app.window.resize(*size)
    page = app.window.page
    assert page is not None
    before = place(app, page)
    app.window.warn(LONG)
    assert not lies_over(app, page)
    assert place(app, page).topLeft() == before.topLeft()
    app.window.messages.hide()
    QApplication.processEvents()
    assert place(app, page) == before


@pytest.mark.parametrize("size", SIZES)
def test_whom_the_roll_call_asks_stays_in_sight_below_a_message(app: Controller, size: tuple[int, int]) -> None:
    app.window.resize(*size)
    workshop(app)
    assert app.desk is not None
    app.actions["ask"].trigger()
    assert app.desk.page.asking
    app.window.warn(LONG)
    assert not lies_over(app, app.desk.page)
    app.window.resize(1024, 640)
    assert not lies_over(app, app.desk.page)


def test_the_board_holds_still_while_a_message_comes_and_goes(app: Controller) -> None:
    app.window.warn(LONG)
    workshop(app)
    assert app.desk is not None
    QApplication.processEvents()
    before = place(app, app.desk.page.board)
    assert lies_over(app, app.desk.page)
    app.window.messages.hide()
    QApplication.processEvents()
    assert place(app, app.desk.page.board) == before
