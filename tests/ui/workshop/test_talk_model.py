"""A long list of minutes costs what came, not what stands in it already."""

from __future__ import annotations

import builders
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddMinute, EditMinute, EditPerson
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.log_lines import log_lines
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.workshop.minutes.minute_rows import MinuteRows
from cmc_desktop.ui.workshop.talk_model import TalkModel
from cmc_desktop.ui.workshop.talk_row import TalkRow


def row(name: str, words: str = "", *, heading: bool = False) -> TalkRow:
    return TalkRow(name, words or name, "", words or name, heading=heading)


@pytest.fixture
def measured() -> list[str]:
    """Ids of the rows that were measured, in their order."""
    return []


@pytest.fixture
def model(qtbot: QtBot, measured: list[str]) -> TalkModel:
    def measure(one: TalkRow) -> QSize:
        measured.append(one.id)
        return QSize(200, 10 + len(one.words))

    return TalkModel(measure)


def shown(model: TalkModel) -> list[str]:
    return [str(model.index(place, 0).data()) for place in range(model.rowCount())]


def test_only_the_row_that_came_is_told_and_measured(model: TalkModel, measured: list[str]) -> None:
    before = [row("a"), row("b"), row("d")]
    model.show(before)
    measured.clear()
    came, gone, reset = QSignalSpy(model.rowsInserted), QSignalSpy(model.rowsRemoved), QSignalSpy(model.modelReset)
    changed = QSignalSpy(model.dataChanged)
    model.show([*before[:2], row("c"), before[2]])
    assert shown(model) == ["a", "b", "c", "d"]
    assert measured == ["c"]
    assert (came.count(), gone.count(), reset.count(), changed.count()) == (1, 0, 0, 0)
    assert (came.at(0)[1], came.at(0)[2]) == (2, 2)


def test_rows_that_go_or_say_something_else_leave_the_others_alone(model: TalkModel, measured: list[str]) -> None:
    model.show([row("a"), row("b"), row("c"), row("d")])
    measured.clear()
    model.show([row("a"), row("c", "now longer"), row("d")])
    assert shown(model) == ["a", "now longer", "d"]
    assert measured == ["c"]
    assert model.index(1, 0).data(Qt.ItemDataRole.SizeHintRole) == QSize(200, 20)
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "now longer"


def test_rows_that_all_changed_places_are_shown_in_their_new_order(
    model: TalkModel, qtmodeltester: ModelTester
) -> None:
    model.show([row("head", heading=True), row("a"), row("b"), row("c")])
    model.show([row("other", heading=True), row("c"), row("a"), row("b")])
    assert shown(model) == ["other", "c", "a", "b"]
    assert [model.line(model.index(place, 0)).id for place in range(4)] == shown(model)
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert not model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsEditable
    qtmodeltester.check(model)


def test_another_width_measures_everything_anew_and_tells_of_no_change(model: TalkModel, measured: list[str]) -> None:
    model.show([row("a"), row("b")])
    measured.clear()
    changed = QSignalSpy(model.dataChanged)
    model.measure_anew()
    assert measured == ["a", "b"]
    assert changed.count() == 0


def test_a_line_is_put_into_words_once_until_it_or_a_name_changes(session: Session, clock: ManualClock) -> None:
    ana = builders.add_person(session, "Ana")
    builders.bring_to(session, "discuss")
    first, second = AddMinute("Too dear", ana), AddMinute("Too slow")
    for change in (first, second):
        clock.forward(seconds=5)
        session.do(change)
    rows = MinuteRows()
    before = {one.id: one for one in rows.of(session.canvas, log_lines(session))}
    session.do(EditMinute(second.id, "Too late"))
    after = {one.id: one for one in rows.of(session.canvas, log_lines(session))}
    assert {key for key, one in after.items() if not one.heading and one is not before.get(key)} == {second.id}
    session.do(EditPerson(ana, PersonDetails("Anna")))
    assert "Anna" in next(one for one in rows.of(session.canvas) if one.id == first.id).more


def test_a_line_stands_in_its_part_of_the_day_when_the_day_goes_on(session: Session, clock: ManualClock) -> None:
    builders.set_agenda(session)
    rows = MinuteRows()
    session.do(AddMinute("Early"))
    assert [one.words for one in rows.of(session.canvas)] == ["BEFORE THE WORKSHOP", "Early"]
    clock.forward(minutes=5)
    builders.bring_to(session, "discuss")
    session.do(AddMinute("Late"))
    assert [one.words for one in rows.of(session.canvas) if not one.heading] == ["Early", "Late"]
    assert rows.of(session.canvas) == MinuteRows().of(session.canvas)
