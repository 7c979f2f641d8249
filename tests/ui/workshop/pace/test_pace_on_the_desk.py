"""The pace in one line, what to do about a delay, and what a plan means for the people in it."""

from __future__ import annotations

import builders
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddMinutes, NextPhase, PassTurn, SetElement, ShiftLater
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.pace import pace
from cmc_desktop.model.domain.participant import Capacity
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.measured import Measured
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.pace.catch_up_dialog import CatchUpDialog
from cmc_desktop.ui.workshop.pace.pace_line import PaceLine
from cmc_desktop.ui.workshop.pace.plan_figures import PlanFigures, plan_words


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


def on_time(session: Session, clock: ManualClock, kind: str, *, participants: int = 3) -> None:
    """A workshop that has come to a phase at the minute that was planned for it."""
    builders.workshop_at(session, "present", participants=participants)
    while (item := session.canvas.current_item) is not None and item.kind != kind:
        clock.forward(minutes=item.minutes)
        session.do(NextPhase())


def test_a_day_that_would_end_early_says_so_beside_the_pace_line(
    qtbot: QtBot, bridge: SessionBridge, look: Look, session: Session, clock: ManualClock
) -> None:
    on_time(session, clock, "round")
    session.do(NextPhase())
    line, dialog = PaceLine(bridge, look), CatchUpDialog(bridge)
    qtbot.addWidget(line)
    qtbot.addWidget(dialog)
    found = pace(session.canvas, clock.now())
    assert found is not None
    end = time_of_day(found.end_at)
    early = -found.late // 60_000
    assert early > 0
    assert line.words.text().endswith(f"end {end}")
    assert dialog.words.text() == f"The day would end {early} min early, at {end}; there is nothing to catch up."


def test_seventeen_people_have_twenty_three_seconds_in_each_of_fourteen_elements(
    qtbot: QtBot, bridge: SessionBridge, look: Look, session: Session, clock: ManualClock
) -> None:
    on_time(session, clock, "round", participants=17)
    line = PaceLine(bridge, look)
    qtbot.addWidget(line)
    lunch, end = (time_of_day(session.clock.now() + minutes * 60_000) for minutes in (90, 355))
    assert line.words.text() == f"Element 1 of 14 · 23 s each · on time · Lunch {lunch} · end {end}"
    assert line.words.accessibleName().startswith("Pace: Element 1 of 14")


def test_the_line_says_how_far_behind_the_room_is_and_offers_to_deal_with_it(
    qtbot: QtBot, bridge: SessionBridge, look: Look, session: Session, clock: ManualClock
) -> None:
    on_time(session, clock, "round")
    line = PaceLine(bridge, look)
    holder = QWidget()
    line.setParent(holder)
    shown(qtbot, holder)
    assert not line.late.isVisibleTo(line)
    clock.forward(minutes=95)
    line.refresh()
    assert "95 min behind" in line.words.text()
    assert line.late.isVisibleTo(line)
    with qtbot.waitSignal(line.catching_up_wanted):
        line.late.click()


def test_turns_taken_bring_the_room_back_on_time(session: Session, clock: ManualClock) -> None:
    on_time(session, clock, "round")
    clock.forward(minutes=6)
    behind = pace(session.canvas, clock.now()).behind
    for _ in range(3):
        session.do(PassTurn())
    session.do(SetElement(builders.BOXES[1]))
    assert pace(session.canvas, clock.now()).behind < 0 < behind


def test_there_is_no_line_before_and_after_the_workshop(
    qtbot: QtBot, bridge: SessionBridge, look: Look, session: Session
) -> None:
    line = PaceLine(bridge, look)
    qtbot.addWidget(line)
    assert line.isHidden()
    builders.workshop_at(session, "present")
    assert not line.isHidden()


def late(session: Session, clock: ManualClock, minutes: int) -> None:
    on_time(session, clock, "discuss")
    clock.forward(minutes=60 + minutes)


def lengths(session: Session) -> dict[str, int]:
    return {item.kind: item.minutes for item in session.canvas.agenda}


def test_trimming_shortens_the_work_and_leaves_the_break(
    qtbot: QtBot, bridge: SessionBridge, session: Session, clock: ManualClock
) -> None:
    late(session, clock, 13)
    dialog = shown(qtbot, CatchUpDialog(bridge))
    assert dialog.words.text().startswith("The day would end 13 min late")
    before = lengths(session)
    dialog.trim.click()
    after = lengths(session)
    assert after["break"] == before["break"]
    assert sum(before.values()) - sum(after.values()) == 13
    assert pace(session.canvas, clock.now()).late <= 0
    assert not dialog.isVisible()
    session.undo()
    assert lengths(session) == before


def test_letting_the_phases_move_makes_the_new_end_the_plan(
    qtbot: QtBot, bridge: SessionBridge, session: Session, clock: ManualClock
) -> None:
    late(session, clock, 13)
    dialog = shown(qtbot, CatchUpDialog(bridge))
    before = lengths(session)
    dialog.shift.click()
    assert (lengths(session), pace(session.canvas, clock.now()).late) == (before, 0)


def test_nothing_is_offered_when_the_day_is_on_time(
    qtbot: QtBot, bridge: SessionBridge, session: Session, clock: ManualClock
) -> None:
    on_time(session, clock, "discuss")
    dialog = shown(qtbot, CatchUpDialog(bridge))
    assert "as planned" in dialog.words.text()
    assert not dialog.shift.isEnabled()
    assert not dialog.trim.isEnabled()


def test_the_table_shows_both_ways_before_anything_is_done(
    qtbot: QtBot, bridge: SessionBridge, session: Session, clock: ManualClock
) -> None:
    late(session, clock, 20)
    dialog = shown(qtbot, CatchUpDialog(bridge))
    rows = [[dialog.table.item(row, column).text() for column in range(3)] for row in range(dialog.table.rowCount())]
    assert [row[0] for row in rows] == ["Break", "Agree", "Sign off"]
    assert rows[1][1].endswith("120 min")
    assert "not 120" in rows[1][2]


def test_a_delay_that_was_accepted_is_no_delay_any_more(session: Session, clock: ManualClock) -> None:
    late(session, clock, 30)
    session.do(ShiftLater())
    session.do(NextPhase())
    assert pace(session.canvas, clock.now()).late == 0
    session.do(AddMinutes(7))
    assert pace(session.canvas, clock.now()).late == 7 * 60_000


def test_a_plan_says_what_it_means_for_each_person(session: Session) -> None:
    builders.add_people(session, 17)
    builders.set_agenda(session)
    words = plan_words(session.canvas)
    assert "Contribute: 6:26 min an element, 23 s a person (17 people)." in words
    assert "Agree: 8:34 min an element." in words


@pytest.mark.parametrize("there", [(), (Capacity.OBSERVER, Capacity.NOTE_TAKER), (Capacity.MODERATOR,)])
def test_a_round_to_which_nobody_contributes_is_told(session: Session, there: tuple[Capacity, ...]) -> None:
    builders.set_agenda(session)
    for place, capacity in enumerate(there):
        builders.add_person(session, f"Person {place}", capacity)
    assert "Nobody on the roster contributes yet" in plan_words(session.canvas)
    builders.add_person(session, "Anna Berg")
    assert "Nobody" not in plan_words(session.canvas)


def test_a_round_that_is_too_short_is_told(session: Session) -> None:
    builders.add_people(session, 40)
    builders.set_agenda(session, [("round", "Contribute", 60)])
    assert "too short" in plan_words(session.canvas)


def test_the_groups_own_times_are_put_into_the_plan_by_one_button(
    qtbot: QtBot, bridge: SessionBridge, session: Session
) -> None:
    builders.set_agenda(session)
    figures = shown(qtbot, PlanFigures(bridge, {"round": Measured("round", 104, 2)}))
    assert figures.use_own.text() == "Use the times of your last 2 workshops"
    figures.use_own.click()
    assert lengths(session)["round"] == 104
    figures.refresh()
    assert figures.use_own.isHidden()
