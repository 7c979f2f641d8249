"""The agenda is the council's own, before the workshop and while it runs; what has begun stays."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain.changes import (
    AddPhase,
    BackPhase,
    EditPhase,
    EndWorkshop,
    MovePhase,
    NextPhase,
    RemovePhase,
    SetAgenda,
    StartWorkshop,
)
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.services.session import Session

FOUR = tuple(("round", name, 10) for name in ("A", "B", "C", "D"))


def names(session: Session) -> str:
    return "".join(item.name for item in session.canvas.agenda)


@pytest.fixture
def planned(session: Session) -> Session:
    """A canvas with four phases planned, none begun."""
    builders.set_agenda(session, FOUR)
    return session


@pytest.fixture
def second(planned: Session) -> Session:
    """The workshop is in the second of four phases."""
    planned.do(StartWorkshop())
    planned.do(NextPhase())
    return planned


def item(session: Session, name: str) -> str:
    return next(phase.id for phase in session.canvas.agenda if phase.name == name)


@pytest.mark.parametrize("running", [False, True])
def test_phases_are_added_changed_and_removed(planned: Session, running: bool) -> None:
    if running:
        planned.do(StartWorkshop())
        planned.do(NextPhase())
    planned.do(AddPhase("discuss", "X", 5, 3))
    assert names(planned) == "ABCXD"
    planned.do(AddPhase("break", "Y", 5))
    assert names(planned) == "ABCXDY"
    planned.do(EditPhase(item(planned, "B"), "b", 99))
    assert names(planned) == "AbCXDY"
    assert planned.canvas.agenda[1].minutes == 99
    planned.do(RemovePhase(item(planned, "C")))
    assert names(planned) == "AbXDY"
    for wanted in ("AbCXDY", "ABCXDY", "ABCXD", "ABCD"):
        planned.undo()
        assert names(planned) == wanted
    for wanted in ("ABCXD", "ABCXDY", "AbCXDY", "AbXDY"):
        planned.redo()
        assert names(planned) == wanted


@pytest.mark.parametrize(
    ("name", "row", "wanted"),
    [("A", 4, "BCDA"), ("A", 99, "BCDA"), ("D", 0, "DABC"), ("D", -3, "DABC"), ("B", 3, "ACBD"), ("C", 1, "ACBD")],
)
def test_a_phase_moves_to_a_place_counted_before_the_move(planned: Session, name: str, row: int, wanted: str) -> None:
    planned.do(MovePhase(item(planned, name), row))
    assert names(planned) == wanted
    planned.undo()
    assert names(planned) == "ABCD"


@pytest.mark.parametrize(("name", "row"), [("A", 0), ("A", 1), ("B", 1), ("B", 2), ("D", 4), ("D", 99), ("A", -1)])
def test_a_phase_that_stays_where_it_is_is_no_step(planned: Session, name: str, row: int) -> None:
    assert planned.do(MovePhase(item(planned, name), row)) is None


def test_what_has_begun_is_not_removed(second: Session) -> None:
    for name in "AB":
        with pytest.raises(Refusal, match="has begun"):
            second.do(RemovePhase(item(second, name)))
        with pytest.raises(Refusal, match="has begun"):
            second.do(RemovePhase(item(second, name)), slip="All the same")
    second.do(BackPhase())
    with pytest.raises(Refusal, match="has begun"):
        second.do(RemovePhase(item(second, "B")))
    second.do(EndWorkshop())
    with pytest.raises(Refusal, match="has begun"):
        second.do(RemovePhase(item(second, "A")))
    assert names(second) == "ABCD"


def test_going_on_passes_over_a_phase_that_was_removed_and_follows_the_new_order(second: Session) -> None:
    second.do(RemovePhase(item(second, "C")))
    second.do(NextPhase())
    assert second.canvas.current_item.name == "D"
    second.do(MovePhase(item(second, "A"), 3))
    assert names(second) == "BDA"
    second.do(NextPhase())
    assert second.canvas.current_item.name == "A"


def test_the_agenda_is_replaced_as_often_as_wished_before_the_workshop(planned: Session) -> None:
    planned.do(SetAgenda((("consensus", "E", 5),)))
    assert names(planned) == "E"
    planned.do(SetAgenda((("consensus", "F", 5), ("signoff", "G", 5)), protocol="own"))
    assert (names(planned), planned.canvas.workshop.protocol) == ("FG", "own")
    for wanted in ("E", "ABCD", ""):
        planned.undo()
        assert names(planned) == wanted
    for wanted in ("ABCD", "E", "FG"):
        planned.redo()
        assert names(planned) == wanted
    assert planned.canvas.workshop.protocol == "own"


def test_the_agenda_is_not_replaced_once_the_workshop_has_begun(second: Session) -> None:
    for _ in range(2):
        with pytest.raises(Refusal, match="has begun"):
            second.do(SetAgenda((("consensus", "E", 5),)))
        if second.canvas.workshop.active:
            second.do(EndWorkshop())
    assert names(second) == "ABCD"


def test_undo_passes_over_an_agenda_whose_workshop_has_begun(session: Session) -> None:
    builders.put(session, "value", "before")
    builders.set_agenda(session, [("consensus", "Old", 10)])
    builders.set_agenda(session, [("consensus", "Now", 10)])
    session.do(StartWorkshop())
    builders.put(session, "value", "after")
    assert session.undo_label == "add note"
    session.undo()
    session.undo()
    assert session.undo() is None
    assert (builders.texts(session, "value"), names(session)) == ([], "Now")
    assert session.canvas.workshop.active
    session.redo()
    session.redo()
    assert builders.texts(session, "value") == ["before", "after"]


def test_undo_does_not_take_away_the_phase_that_became_the_present_one(second: Session) -> None:
    second.do(AddPhase("consensus", "X", 5, 2))
    second.do(NextPhase())
    assert second.undo() is None
    assert second.canvas.current_item.name == "X"
    assert names(second) == "ABXCD"


def test_redo_does_not_take_away_the_phase_that_became_the_present_one(second: Session) -> None:
    second.do(RemovePhase(item(second, "C")))
    second.undo()
    second.do(NextPhase())
    assert second.redo() is None
    assert second.canvas.current_item.name == "C"


def test_undo_of_an_agenda_change_in_the_present_phase_leaves_its_clock_alone(second: Session) -> None:
    second.do(EditPhase(item(second, "B"), "b", 30))
    run = second.canvas.run(item(second, "b"))
    second.undo()
    assert second.canvas.current_item.minutes == 10
    assert second.canvas.run(item(second, "B")) == run


@pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
def test_a_phase_lasts_from_a_minute_to_a_day(planned: Session, minutes: int) -> None:
    for change in (
        AddPhase("round", "X", minutes),
        EditPhase(item(planned, "A"), "A", minutes),
        SetAgenda((("round", "X", minutes),)),
    ):
        with pytest.raises(Refusal, match="1 minute"):
            planned.do(change)


def test_a_phase_has_a_name_and_an_agenda_a_phase(planned: Session) -> None:
    with pytest.raises(Refusal, match="needs a name"):
        planned.do(AddPhase("round", " ", 5))
    with pytest.raises(Refusal, match="at least one phase"):
        planned.do(SetAgenda(()))


def test_a_phase_that_was_removed_is_not_there(planned: Session) -> None:
    gone = item(planned, "C")
    planned.do(RemovePhase(gone))
    for change in (RemovePhase(gone), EditPhase(gone, "C", 5), MovePhase(gone, 0)):
        with pytest.raises(NotThere, match="not on the agenda"):
            planned.do(change)
