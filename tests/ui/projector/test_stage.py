"""The moderator decides what the room sees: hold, blank, letters, names; and is told what it is."""

from __future__ import annotations

import builders
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from wall_reader import all_texts, go_to, texts_of

from cmc_desktop.model.domain.changes import AddNote, AddRemark, DeleteNotes, EditNote, NextPhase, SetElement
from cmc_desktop.model.domain.errors import CutOff
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.revision import Content
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.projector.card_list import CardList
from cmc_desktop.ui.projector.picture import AskingPicture, BoardPicture, CountdownPicture
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Place, Stage
from cmc_desktop.ui.session_bridge import SessionBridge


def figures_in(window: ProjectorWindow) -> list[str]:
    """What looks like a clock on the wall."""
    labels = [label.text() for label in window.findChildren(QLabel)]
    return [text for text in labels if text.strip("+").replace(":", "").isdigit() and ":" in text]


def test_on_hold_the_room_keeps_its_picture_while_the_desk_goes_on(
    window: ProjectorWindow, stage: Stage, session: Session, note: str
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    session.do(SetElement("value"))
    window.refresh()
    before = texts_of(window)
    stage.toggle_hold()

    session.do(EditNote(builders.ids(session, "value")[-1], "Reworded behind the curtain"))
    session.do(AddNote("value", "Added behind the curtain"))
    session.do(DeleteNotes(tuple(builders.ids(session, "value")[:1])))
    session.do(SetElement("partners"))
    window.refresh()
    assert texts_of(window) == before

    window.resize(1920, 1080)
    window.refresh()
    assert note in all_texts(window)
    assert "behind the curtain" not in all_texts(window)

    stage.toggle_hold()
    window.refresh()
    assert "6 · Key partnerships" in all_texts(window)


def test_a_held_picture_outlives_the_window_and_the_phase(
    window: ProjectorWindow, bridge: SessionBridge, stage: Stage, session: Session, note: str
) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    stage.toggle_hold()
    window.close()
    session.do(NextPhase())

    again = ProjectorWindow(bridge, stage)
    again.resize(1280, 720)
    again.refresh()

    assert note in all_texts(again)
    again.close()


def test_the_countdown_runs_on_while_the_picture_is_held_and_is_gone_with_its_phase(
    window: ProjectorWindow, stage: Stage, session: Session, clock: ManualClock
) -> None:
    go_to(session, PhaseKind.ROUND)
    stage.toggle_hold()
    clock.forward(minutes=10)
    window.refresh()
    assert figures_in(window) == ["1:20:00"]

    session.do(NextPhase())
    window.refresh()

    assert figures_in(window) == []


def test_a_blank_wall_holds_no_text_at_all(window: ProjectorWindow, stage: Stage, session: Session) -> None:
    for kind in (PhaseKind.PRESENT, PhaseKind.INDIVIDUAL, PhaseKind.ROUND, PhaseKind.LUNCH, PhaseKind.DISCUSS):
        go_to(session, kind)
        window.refresh()
        stage.toggle_blank()
        window.refresh()
        assert texts_of(window) == [window.windowTitle()]
        assert window.page is None

        stage.toggle_blank()
        window.refresh()
        assert len(texts_of(window)) > 1


def test_of_a_picture_that_is_gone_no_word_is_left_in_any_window(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    session.do(AddNote("value", "Said in this test alone"))
    window.refresh()
    assert "Said in this test alone" in words_on_cards()

    stage.toggle_blank()
    window.refresh()

    assert "Said in this test alone" not in words_on_cards()


def words_on_cards() -> list[str]:
    """The words of every card that any widget holds, in a window or in none."""
    return [card.text for widget in QApplication.allWidgets() if isinstance(widget, CardList) for card in widget.cards]


def test_a_blank_wall_stays_blank_when_the_phase_changes(stage: Stage, session: Session) -> None:
    go_to(session, PhaseKind.ROUND)
    stage.toggle_blank()
    session.do(NextPhase())
    assert stage.picture.body is None

    stage.toggle_blank()

    assert isinstance(stage.picture.body, CountdownPicture)


def test_blank_goes_before_hold_and_leaves_the_held_picture(stage: Stage, session: Session) -> None:
    go_to(session, PhaseKind.ROUND)
    held = stage.picture
    stage.toggle_hold()
    stage.toggle_blank()
    session.do(SetElement("partners"))
    assert stage.picture.body is None

    stage.toggle_blank()

    assert stage.picture == held


def test_names_stand_beside_notes_when_asked_for_and_not_in_the_next_phase(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    person = next(person for person in session.canvas.people if person.name == "Person 2")
    session.do(AddNote("value", "From somebody", author=person.id))
    window.refresh()
    assert "From somebody, by Person 2" not in all_texts(window)

    stage.toggle_names()
    window.refresh()
    assert "From somebody, by Person 2" in all_texts(window)

    for _ in ("lunch", "discuss"):
        session.do(NextPhase())
    stage.toggle_zoom()
    window.refresh()
    assert "From somebody" in all_texts(window)
    assert "Person 2" not in all_texts(window)


def test_names_taken_away_go_from_a_held_picture_at_once_and_come_into_none(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    session.do(AddNote("value", "From somebody", author=session.canvas.people[2].id))
    stage.toggle_names()
    stage.toggle_hold()
    window.refresh()
    assert "From somebody, by Person 1" in all_texts(window)

    stage.toggle_names()
    window.refresh()
    assert "From somebody, by Person 1" not in all_texts(window)

    stage.toggle_names()
    window.refresh()
    assert "From somebody, by Person 1" not in all_texts(window)


def test_names_taken_away_go_from_a_held_note_and_from_what_was_said_about_it(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.ROUND)
    said = AddNote("value", "From somebody", author=session.canvas.people[2].id)
    session.do(said)
    go_to(session, PhaseKind.DISCUSS)
    session.do(AddRemark(said.id, "question", "Who pays?", session.canvas.people[3].id))
    stage.show_note(said.id)
    stage.toggle_names()
    stage.toggle_hold()
    window.refresh()
    assert "From somebody, by Person 1" in texts_of(window)
    assert "?  Question: Who pays?, by Person 2" in texts_of(window)

    stage.toggle_names()
    window.refresh()

    assert "From somebody" in texts_of(window)
    assert "Person" not in all_texts(window)


def test_the_zoom_wished_on_hold_is_seen_after_it(stage: Stage, session: Session) -> None:
    go_to(session, PhaseKind.ROUND)
    stage.toggle_hold()
    stage.toggle_zoom()
    assert not isinstance(stage.picture.body, BoardPicture)

    stage.toggle_hold()

    assert isinstance(stage.picture.body, BoardPicture)


def test_the_desk_is_told_in_words_what_the_room_sees(stage: Stage, session: Session) -> None:
    assert stage.words() == ""
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("deployment"))

    stage.set_place(Place.WALL)
    assert stage.words() == "Wall: element 5"
    assert stage.is_as_usual

    stage.toggle_names()
    assert stage.words() == "Wall: element 5 · names"

    stage.toggle_names()
    stage.toggle_hold()
    session.do(SetElement("partners"))
    assert stage.words() == "Wall on hold: element 5"
    assert not stage.is_as_usual

    stage.toggle_blank()
    assert stage.words() == "Wall blank"

    stage.set_place(Place.GONE)
    assert stage.words() == "Second display gone"
    assert not stage.is_as_usual


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (PhaseKind.PRESENT, "Rehearsal: element 1"),
        (PhaseKind.INDIVIDUAL, "Rehearsal: questions"),
        (PhaseKind.LUNCH, "Rehearsal: countdown"),
        (PhaseKind.DISCUSS, "Rehearsal: whole board"),
    ],
)
def test_each_picture_has_its_word_for_the_desk(stage: Stage, session: Session, kind: PhaseKind, words: str) -> None:
    go_to(session, kind)
    stage.set_place(Place.WINDOW)

    assert stage.words() == words


def test_the_wall_goes_on_while_kept_words_cannot_be_read_and_the_desk_is_told_once(
    stage: Stage, bridge: SessionBridge, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    shown: list[object] = []
    stage.changed.connect(lambda: shown.append(stage.picture))
    told: list[str] = []
    bridge.refused.connect(lambda error, _as_slip: told.append(str(error)))
    written = builders.ids(session, "value")[-1]

    def cut_off(_hash: str) -> Content:
        raise CutOff("The server cannot be reached.")

    with monkeypatch.context() as away:
        away.setattr(session, "content_of", cut_off)
        for words in ("Reworded", "Reworded again"):
            session.do(EditNote(written, words))
            stage.set_asking(True)
        assert len(shown) == 3
        assert stage.picture == shown[-1]
        assert told == ["The server cannot be reached."]

    session.do(EditNote(written, "Read again"))
    monkeypatch.setattr(session, "content_of", cut_off)
    builders.everyone_satisfied(session)
    session.do(EditNote(written, "Away again"))
    assert told == ["The server cannot be reached."] * 2


def test_kept_words_are_read_once_for_a_whole_roll_call(
    stage: Stage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    builders.everyone_satisfied(session)
    session.do(EditNote(builders.ids(session, "value")[-1], "Reworded"))
    read: list[str] = []
    real = session.content_of

    def counted(kept: str) -> Content:
        read.append(kept)
        return real(kept)

    monkeypatch.setattr(session, "content_of", counted)
    stage.set_asking(True)
    builders.everyone_satisfied(session)
    assert len(read) == 1
    assert isinstance(stage.picture.body, AskingPicture)
    assert [one.after for one in stage.picture.body.changes] == ["Reworded"]
