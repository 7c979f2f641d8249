"""The left side of the desk: the clock by itself changes nothing, and says in words what it says in colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import builders
import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import (
    EndWorkshop,
    NextPhase,
    PausePhase,
    SkipPhase,
    StartWorkshop,
)
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.phase_rules import PhaseKind, sentence
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agenda_panel import AgendaPanel
from cmc_desktop.ui.workshop.skip_dialog import SkipDialog

Tick = Callable[..., None]


@pytest.fixture
def panel(qtbot: QtBot, bridge: SessionBridge, look: Look, protocols: Mapping[str, Protocol]) -> AgendaPanel:
    panel = AgendaPanel(bridge, look, protocols)
    qtbot.addWidget(panel)
    panel.resize(240, 620)
    panel.show()
    return panel


@pytest.fixture
def running(session: Session, panel: AgendaPanel) -> AgendaPanel:
    """The panel in the first phase, 30 minutes long."""
    builders.set_agenda(session)
    session.do(StartWorkshop())
    return panel


def rows(panel: AgendaPanel) -> list[str]:
    model: QAbstractItemModel = panel.agenda.model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def test_without_an_agenda_the_panel_offers_to_choose_one_and_no_start(qtbot: QtBot, panel: AgendaPanel) -> None:
    assert panel.rest.isVisible()
    assert not panel.rest.start.isVisible()
    with qtbot.waitSignal(panel.agenda_wanted):
        panel.rest.agenda.click()


def test_before_the_start_the_length_of_the_day_is_told_and_one_button_starts_it(
    session: Session, panel: AgendaPanel
) -> None:
    builders.set_agenda(session)
    builders.add_people(session)

    assert panel.rest.heading.text() == "7 h 30 min"
    assert panel.rest.people.text() == "People… 6, 3 count"
    panel.rest.start.click()

    assert session.canvas.workshop.active
    assert panel.face.isVisible()


def test_time_that_passes_changes_the_clock_and_nothing_else(
    session: Session, running: AgendaPanel, tick: Tick
) -> None:
    tick(minutes=12, seconds=30)

    assert running.face.figures.text() == "17:30"
    assert running.face.words.text().startswith("left in Present the canvas · ends ")
    item = session.canvas.current_item
    assert item is not None
    tick(minutes=300)
    assert session.canvas.current_item == item


@pytest.mark.parametrize(
    ("passed", "shown", "words", "dress"),
    [
        (24.9, "05:06", "left in Present the canvas", ""),
        (25, "05:00", "last 5 minutes", "warning"),
        (28.9, "01:06", "last 5 minutes", "warning"),
        (29, "01:00", "last minute", "warning"),
        (30, "00:00", "over in Present the canvas", "overrun"),
        (32, "+02:00", "over in Present the canvas", "overrun"),
    ],
)
def test_warnings_come_at_five_and_one_minute_in_words_and_in_colour(
    running: AgendaPanel, tick: Tick, passed: float, shown: str, words: str, dress: str
) -> None:
    tick(minutes=passed)

    assert running.face.figures.text() == shown
    assert running.face.words.text().startswith(words)
    assert running.face.figures.property("look") == dress
    assert shown in running.face.figures.accessibleName()
    assert words in running.face.figures.accessibleName()


def test_the_clock_says_when_the_phase_ends(running: AgendaPanel, tick: Tick, clock: ManualClock) -> None:
    end = clock.now() + 30 * 60_000
    tick(minutes=1)
    assert running.face.words.text().endswith(time_of_day(end))


def test_pause_stands_in_words_and_holds_the_time(running: AgendaPanel, tick: Tick) -> None:
    tick(minutes=10)
    running.face.pause.click()
    tick(minutes=50)

    assert running.face.figures.text() == "20:00"
    assert "paused" in running.face.words.text()
    assert running.face.pause.text() == "Resume"
    running.face.pause.click()
    tick(minutes=1)
    assert running.face.figures.text() == "19:00"
    assert running.face.pause.text() == "Pause"


def test_more_minutes_are_one_click_away_and_take_the_warning_back(running: AgendaPanel, tick: Tick) -> None:
    tick(minutes=26)
    running.face.plus_five.click()
    running.face.plus_one.click()

    assert running.face.figures.text() == "10:00"
    assert running.face.figures.property("look") == ""


def test_next_and_back_lead_through_the_agenda_and_keep_the_minutes_spent(running: AgendaPanel, tick: Tick) -> None:
    assert not running.face.back.isEnabled()
    tick(minutes=37)
    running.face.next.click()

    assert rows(running)[:2] == [
        "Present the canvas, done, 37 of 30 minutes, 7 over",
        "Clarify, now, 0 of 45 minutes",
    ]
    tick(minutes=5)
    running.face.back.click()

    assert rows(running)[:3] == [
        "Present the canvas, now, 37 of 30 minutes, 7 over",
        "Clarify, begun, 5 of 45 minutes",
        "Work alone, coming, 20 minutes",
    ]


def test_the_last_phase_offers_the_end_and_the_end_shows_planned_against_actual(
    session: Session, running: AgendaPanel, tick: Tick
) -> None:
    builders.bring_to(session, "signoff")
    assert running.face.next.text() == "End"
    assert not running.face.skip.isEnabled()
    tick(minutes=13)
    running.face.next.click()

    assert not session.canvas.workshop.active
    assert running.rest.heading.text().startswith("Ended at ")
    assert running.rest.words.text() == "13 min of 7 h 30 min planned"
    running.rest.start.click()
    assert session.canvas.workshop.active


def test_skipping_asks_for_the_reason_first(
    qtbot: QtBot, session: Session, bridge: SessionBridge, running: AgendaPanel
) -> None:
    with qtbot.waitSignal(running.skip_wanted):
        running.face.skip.click()
    dialog = SkipDialog(bridge, running)
    assert not dialog.button.isEnabled()
    dialog.reason.setText("They know the canvas")
    dialog.button.click()

    assert rows(running)[0].startswith("Present the canvas, skipped")
    item = session.canvas.agenda[0]
    assert session.canvas.run(item.id).skip_reason == "They know the canvas"


def test_the_element_under_discussion_shows_its_question_and_can_be_changed(
    session: Session, running: AgendaPanel
) -> None:
    assert running.element.place.text() == "ELEMENT 1 OF 14"
    assert not running.element.before.isEnabled()
    running.element.after.click()

    assert session.canvas.workshop.element == "value"
    assert running.element.name.text() == "Value proposition"
    assert running.card.question.text() == f"The element asks: {session.canvas.template.box('value').question}"
    running.element.before.click()
    assert session.canvas.workshop.element == "mission"


def test_clock_and_buttons_are_whole_with_nine_phases_in_a_low_window(
    qtbot: QtBot, session: Session, running: AgendaPanel
) -> None:
    running.resize(216, 520)
    qtbot.waitUntil(lambda: running.height() == 520)
    for part in (running.face.figures, running.face.words, running.face.pause, running.face.next, running.face.skip):
        place = part.mapTo(running, part.rect().bottomRight())
        assert running.rect().contains(place)
        assert part.width() >= part.sizeHint().width() or part is running.face.words
        assert part.height() >= part.minimumSizeHint().height()


def test_a_phase_that_another_window_went_on_to_is_shown(
    session: Session, running: AgendaPanel, library: Library
) -> None:
    library.session(session.canvas.id).do(NextPhase())
    session.catch_up()
    assert rows(running)[1].startswith("Clarify, now")


@pytest.mark.parametrize("kind", PhaseKind)
def test_phases_clock_buttons_and_rule_are_whole_at_the_size_a_small_screen_leaves(
    qtbot: QtBot, session: Session, panel: AgendaPanel, kind: PhaseKind
) -> None:
    builders.bring_to(session, kind)
    panel.resize(220, 620)
    rule = panel.rule.rule

    def whole() -> bool:
        parts = (panel.face.figures, panel.face.pause, panel.face.next, rule)
        return (
            (panel.width(), panel.height()) == (220, 620)
            and rule.height() >= rule.heightForWidth(rule.width())
            and all(panel.rect().contains(part.mapTo(panel, part.rect().bottomRight())) for part in parts)
        )

    qtbot.waitUntil(whole)
    assert rule.text() == sentence(kind)
    assert panel.agenda.verticalScrollBar().maximum() == 0
    assert panel.face.geometry().bottom() < rule.mapTo(panel, rule.rect().topLeft()).y()
    assert rule.mapTo(panel, rule.rect().bottomLeft()).y() < panel.element.mapTo(panel, QPoint()).y()


def test_a_click_on_the_agenda_changes_no_phase(qtbot: QtBot, session: Session, running: AgendaPanel) -> None:
    place = running.agenda.visualRect(running.agenda.model().index(4, 0)).center()
    qtbot.mouseClick(running.agenda.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(running.agenda.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.canvas.current_item == session.canvas.agenda[0]


def test_the_agenda_is_a_model_views_can_trust(
    session: Session, running: AgendaPanel, qtmodeltester: ModelTester, tick: Tick
) -> None:
    qtmodeltester.check(running.agenda.model())
    tick(minutes=3)
    session.do(PausePhase())
    session.do(SkipPhase("late"))
    session.do(EndWorkshop())
    qtmodeltester.check(running.agenda.model())


def test_the_clock_of_a_signed_canvas_stands_where_it_was_signed(
    qtbot: QtBot, session: Session, clock: ManualClock, look: Look, bridge: SessionBridge
) -> None:
    builders.sign(session)
    panel = AgendaPanel(bridge, look, {})
    qtbot.addWidget(panel)
    panel.show()
    told = panel.rest.words.text()
    clock.forward(minutes=7 * 24 * 60)
    bridge.ticked.emit(bridge.now())

    assert panel.rest.isVisible()
    assert panel.rest.heading.text().startswith("Signed off at")
    assert panel.rest.words.text() == told
