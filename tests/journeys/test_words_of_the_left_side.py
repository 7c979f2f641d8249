"""Nothing at the left of the desk is cut on the smallest display there is: 1280 by 720."""

from __future__ import annotations

import builders
from hands import Hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EndWorkshop, NextPhase
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session


def is_whole(label: QLabel) -> bool:
    """Whether a wrapped label is as high as its words, neither cut nor with a gap that other words left."""
    lines = label.fontMetrics().boundingRect(0, 0, label.width(), 1000, Qt.TextFlag.TextWordWrap, label.text())
    return 0 <= label.height() - lines.height() <= 4


def whole_day(session: Session, clock: ManualClock) -> None:
    builders.set_agenda(session)
    builders.bring_to(session, session.canvas.agenda[0].kind)
    for _ in session.canvas.agenda[1:]:
        clock.forward(minutes=47)
        session.do(NextPhase())
    clock.forward(minutes=24)


def test_how_long_the_day_took_is_read_whole_at_once_and_when_the_canvas_is_opened_again(
    hands: Hands, qtbot: QtBot, clock: ManualClock
) -> None:
    library = hands.controller.library
    assert library is not None
    canvas = library.new("Night bus", "Port Alder")
    hands.controller.open_canvas(canvas)
    hands.at_the_desk()
    session = hands.desk.bridge.session
    whole_day(session, clock)
    session.do(EndWorkshop())
    for _ in range(2):
        rest = hands.desk.page.agenda.rest
        assert rest.words.text() == "6 h 40 min of 7 h 30 min planned"
        qtbot.waitUntil(lambda rest=rest: is_whole(rest.words) and is_whole(rest.heading))
        hands.action("library")
        hands.controller.open_canvas(canvas)


def test_the_figures_of_a_clock_that_was_left_running_are_read_whole(
    hands: Hands, qtbot: QtBot, clock: ManualClock
) -> None:
    hands.new_canvas()
    hands.at_the_desk()
    builders.bring_to(hands.desk.bridge.session, "round")
    clock.forward(minutes=12_345 * 60)
    hands.desk.bridge.ticked.emit(clock.now())
    figures = hands.desk.page.agenda.face.figures
    assert figures.text().startswith("+12343")
    qtbot.waitUntil(lambda: figures.width() >= figures.sizeHint().width())
