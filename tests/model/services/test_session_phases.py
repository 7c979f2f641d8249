"""What each phase of the method allows, through every door to the content."""

from __future__ import annotations

from collections.abc import Callable

import builders
import pytest

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import (
    AddNote,
    AddNotes,
    BackPhase,
    ClearNoneIdentified,
    DeleteNotes,
    EditNote,
    EndWorkshop,
    GiveAnswer,
    MarkNoneIdentified,
    MoveNotes,
    NextPhase,
    Rename,
    SetElement,
    SetMission,
)
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.phase_rules import PhaseKind, rules_of, sentence
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session

Deed = Callable[[Session], object]


def _first(session: Session) -> str:
    return builders.ids(session, "value")[0]


#: what may be tried; every canvas has two notes in `value`, made before the workshop, and a free `env_costs`
DEEDS: dict[str, Deed] = {
    "add": lambda s: s.do(AddNote("value", "New")),
    "paste": lambda s: s.do(AddNotes("value", ("New", "Newer"), 0)),
    "mission": lambda s: s.do(SetMission("mission", "To get there")),
    "reword": lambda s: s.do(EditNote(_first(s), "Other words")),
    "move": lambda s: s.do(MoveNotes((_first(s),), "buyin")),
    "reorder": lambda s: s.do(MoveNotes((_first(s),), "value", 2)),
    "remove": lambda s: s.do(DeleteNotes((_first(s),))),
    "mark": lambda s: s.do(MarkNoneIdentified("env_costs")),
    "unmark": lambda s: s.do(ClearNoneIdentified("env_benefits")),
    "rename": lambda s: s.do(Rename("Another title", "Port Alder")),
    "answer": lambda s: s.do(GiveAnswer(s.canvas.people[-1].id, AnswerKind.SATISFIED)),
}
READ_ONLY = {"rename"}
ADDING = {"add", "paste", "mission", "mark", "unmark", "rename"}
ALLOWED: dict[str, set[str]] = {
    "present": READ_ONLY,
    "clarify": READ_ONLY,
    "individual": READ_ONLY,
    "round": ADDING,
    "lunch": READ_ONLY,
    "discuss": {"reword", "rename"},
    "break": READ_ONLY,
    "consensus": set(DEEDS),
    "signoff": set(),
}


def prepare(session: Session, kind: str) -> None:
    builders.put(session, "value", "one", "two")
    session.do(MarkNoneIdentified("env_benefits"))
    builders.add_person(session, "Ada")
    builders.bring_to(session, kind)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("kind", [kind.value for kind in PhaseKind])
def test_a_phase_allows_what_the_method_allows_and_no_more(session: Session, kind: str, deed: str) -> None:
    prepare(session, kind)
    before = builders.everything(session.canvas)
    if deed in ALLOWED[kind]:
        assert DEEDS[deed](session)
        assert builders.everything(session.canvas) != before
        return
    with pytest.raises(Refusal) as refused:
        DEEDS[deed](session)
    assert builders.everything(session.canvas) == before
    if deed != "answer":
        assert refused.value.slip
        item = session.canvas.current_item
        assert item is not None
        assert item.title in str(refused.value)
        assert sentence(kind) in str(refused.value)


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed != "answer"])
@pytest.mark.parametrize("kind", [kind.value for kind in PhaseKind])
def test_a_slip_is_put_right_in_any_phase_and_logged_with_its_reason(session: Session, kind: str, deed: str) -> None:
    prepare(session, kind)
    do = session.do
    session.do = lambda change: do(change, slip=" Typed into the\nwrong box ")  # type: ignore[method-assign]
    assert DEEDS[deed](session)
    entry, _ = session.log()[-1]
    item = session.canvas.current_item
    assert item is not None
    assert (entry.slip, entry.phase, item.kind) == ("Typed into the wrong box", item.id, kind)


def test_a_slip_without_a_reason_is_none(session: Session) -> None:
    prepare(session, "lunch")
    with pytest.raises(Refusal):
        session.do(AddNote("value", "Late"), slip="  ")


def test_an_answer_cannot_be_slipped_in(session: Session) -> None:
    prepare(session, "discuss")
    with pytest.raises(Refusal, match="agreement phase only"):
        session.do(GiveAnswer(session.canvas.people[0].id, AnswerKind.SATISFIED), slip="Please")


def test_before_and_after_the_workshop_everything_but_answers_is_allowed(session: Session) -> None:
    prepare(session, "present")
    session.do(EndWorkshop())
    for deed in DEEDS:
        if deed != "answer":
            assert DEEDS[deed](session), deed
    with pytest.raises(Refusal, match="agreement phase only"):
        DEEDS["answer"](session)


def test_in_the_round_the_last_note_may_be_corrected_and_no_other(session: Session) -> None:
    prepare(session, "round")
    (older,) = builders.put(session, "value", "older")
    (latest,) = builders.put(session, "buyin", "ltaest")
    session.do(EditNote(latest, "latest"))
    session.do(EditNote(latest, "the latest"))
    with pytest.raises(Refusal):
        session.do(EditNote(older, "changed"))
    assert builders.texts(session, "buyin") == ["the latest"]


def test_in_the_round_a_note_from_before_it_is_not_corrected(session: Session) -> None:
    prepare(session, "round")
    with pytest.raises(Refusal):
        session.do(EditNote(builders.ids(session, "value")[-1], "changed"))


def test_in_the_round_the_mission_is_written_once_and_corrected_at_once_only(session: Session) -> None:
    prepare(session, "round")
    session.do(SetMission("mission", "To gte there"))
    session.do(SetMission("mission", "To get there"))
    with pytest.raises(Refusal, match="holds one text"):
        session.do(AddNote("mission", "Another mission"))
    builders.put(session, "value", "and then")
    with pytest.raises(Refusal):
        session.do(SetMission("mission", "Something else"))
    with pytest.raises(Refusal):
        session.do(SetMission("mission", ""))
    assert builders.texts(session, "mission") == ["To get there"]


def test_after_a_restart_in_the_round_the_last_note_is_still_the_one_to_correct(
    library: Library, session: Session
) -> None:
    prepare(session, "round")
    builders.put(session, "value", "older")
    (latest,) = builders.put(session, "buyin", "ltaest")
    again = library.session(session.canvas.id)
    again.do(EditNote(latest, "latest"))
    with pytest.raises(Refusal):
        again.do(EditNote(builders.ids(again, "value")[-1], "changed"))


def test_undo_and_redo_keep_to_the_rule_of_the_phase(session: Session) -> None:
    builders.set_agenda(session)
    (note,) = builders.put(session, "value", "one")
    session.do(EditNote(note, "two"))
    builders.put(session, "buyin", "three")
    session.undo()
    builders.bring_to(session, "round")
    with pytest.raises(Refusal) as refused:
        session.undo()
    assert refused.value.slip
    assert builders.texts(session, "value") == ["two"]
    session.redo()
    assert builders.texts(session, "buyin") == ["three"]
    with pytest.raises(Refusal):
        session.undo()
    session.undo(slip="Wrong box")
    assert session.log()[-1][0].slip == "Wrong box"
    builders.bring_to(session, "discuss")
    with pytest.raises(Refusal):
        session.redo()
    session.undo()
    assert builders.texts(session, "value") == ["one"]


def test_a_refused_undo_can_be_made_later(session: Session) -> None:
    builders.put(session, "value", "one")
    builders.bring_to(session, "lunch")
    with pytest.raises(Refusal):
        session.undo()
    builders.bring_to(session, "consensus")
    assert session.undo()
    assert builders.texts(session, "value") == []


def test_turning_to_another_element_is_always_possible(session: Session) -> None:
    prepare(session, "present")
    for _ in session.canvas.agenda[1:]:
        session.do(NextPhase())
        session.do(SetElement("buyin"))
        session.do(SetElement("value"))
    session.do(BackPhase())


def test_only_in_individual_work_the_room_sees_no_notes() -> None:
    assert [kind for kind in PhaseKind if not rules_of(kind).shows_notes] == [PhaseKind.INDIVIDUAL]


def test_only_the_agreement_phase_takes_answers() -> None:
    assert [kind for kind in PhaseKind if rules_of(kind).answers] == [PhaseKind.CONSENSUS]


def test_a_kind_of_phase_from_a_newer_app_is_read_only() -> None:
    assert rules_of("vote") == rules_of(PhaseKind.BREAK)
    assert sentence("vote") == sentence(PhaseKind.BREAK)


def test_notes_and_the_log_know_the_very_phase_they_came_in(session: Session) -> None:
    builders.put(session, "value", "before")
    first, second = builders.set_agenda(session, [("round", "One", 10), ("round", "Two", 10)])
    builders.bring_to(session, "round")
    builders.put(session, "value", "first round")
    session.do(NextPhase())
    builders.put(session, "value", "second round")
    assert [note.phase for note in session.canvas.notes_in("value")] == ["", first, second]
    added = [entry.phase for entry, _ in session.log() if entry.name == "AddNotes"]
    assert added == ["", first, second]


def test_a_note_of_an_earlier_round_is_not_the_one_just_said(session: Session) -> None:
    builders.set_agenda(session, [("round", "One", 10), ("round", "Two", 10)])
    builders.bring_to(session, "round")
    (note,) = builders.put(session, "value", "ealrier")
    session.do(NextPhase())
    with pytest.raises(Refusal):
        session.do(EditNote(note, "earlier"))
    session.do(BackPhase())
    assert session.do(EditNote(note, "earlier"))


def test_when_the_last_note_was_taken_back_the_one_before_it_may_be_corrected(session: Session) -> None:
    prepare(session, "round")
    (older,) = builders.put(session, "value", "odler")
    builders.put(session, "value", "typed by mistake")
    session.undo(slip="By mistake")
    assert session.do(EditNote(older, "older"))
