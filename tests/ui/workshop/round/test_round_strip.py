"""The round is led from the keyboard: nothing typed is lost, nobody is skipped, nobody is moved on by the time."""

from __future__ import annotations

from collections.abc import Callable

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import (
    AddNote,
    AddSheetNotes,
    Arrive,
    ComeBack,
    DeleteNotes,
    EditPerson,
    GiveFloor,
    Leave,
    MoveNotes,
    NextPhase,
    NextSpeaker,
    RemovePerson,
    SetElement,
    WasNotHere,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.domain.fate import fates
from cmc_desktop.model.domain.round_order import round_now, turns_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.dead_time import DeadTime
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.round.round_strip import RoundStrip

Key = Qt.Key
Speaker = Callable[[], str]


@pytest.fixture
def at_value(session: Session, people: list[str]) -> None:
    """An element that holds many notes, nobody has spoken in it; Ben begins, as Ana began the first."""
    session.do(SetElement("value"))


def said(session: Session, box: str = "value") -> list[tuple[str, str]]:
    """The notes of a box as (author's name, text)."""
    names = {person.id: person.name for person in session.canvas.people}
    return [(names.get(note.author, ""), note.text) for note in session.canvas.notes_in(box)]


def kinds(session: Session) -> list[tuple[str, str]]:
    """The turns of the element under discussion as (name, kind)."""
    at = round_now(session.canvas)
    assert at is not None
    names = {person.id: person.name for person in session.canvas.people}
    return [(names[turn.person], turn.kind) for turn in turns_of(session.canvas, at.phase, at.element)]


# typing


def test_enter_adds_the_note_under_the_speakers_name_and_stays(desk, session: Session, at_value: None) -> None:
    desk.say("Night buses")
    desk.say("Cheaper tickets")
    assert said(session) == [("Ben", "Night buses"), ("Ben", "Cheaper tickets")]
    assert desk.words == ""
    assert desk.has_keys
    assert desk.strip.face.given.text() == "2 notes"


def test_page_down_stores_what_is_typed_under_the_speaker_and_goes_on(
    desk, session: Session, at_value: None, speaker: Speaker
) -> None:
    desk.type("Night buses")
    desk.press(Key.Key_PageDown)
    assert said(session) == [("Ben", "Night buses")]
    assert speaker() == "Cleo"
    assert desk.words == ""
    assert desk.has_keys


def test_the_line_is_emptied_only_when_the_store_has_the_words(
    desk, session: Session, at_value: None, speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = session._store
    seen: list[str] = []

    def full(*_arguments: object) -> None:
        seen.append(desk.words)
        raise LibraryTrouble("The disk is full.")

    commit = store.commit
    monkeypatch.setattr(store, "commit", full)
    desk.type("Night buses")
    for key in (Key.Key_Return, Key.Key_PageDown):
        desk.press(key)
        assert desk.words == "Night buses"
        assert speaker() == "Ben"
    assert seen == ["Night buses"] * 2

    def slowly(*arguments: object) -> None:
        commit(*arguments)  # type: ignore[arg-type]  # handed on as they came
        seen.append(desk.words)

    monkeypatch.setattr(store, "commit", slowly)
    desk.press(Key.Key_Return)
    assert seen[-1] == "Night buses", "still there when the commit returned"
    assert desk.words == ""
    assert said(session) == [("Ben", "Night buses")]


def test_refused_words_stay_and_nothing_moves(
    desk, session: Session, bridge: SessionBridge, at_value: None, speaker: Speaker, qtbot: QtBot
) -> None:
    desk.strip.line.editor.setPlainText("x" * 4001)
    with qtbot.waitSignal(bridge.refused):
        desk.press(Key.Key_PageDown)
    assert speaker() == "Ben"
    assert len(desk.words) == 4001
    assert list(desk.strip.unstored_words().values()) == ["x" * 4001]


def test_shift_enter_breaks_the_line(desk, session: Session, at_value: None) -> None:
    desk.type("One")
    desk.press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    desk.say("Two")
    assert said(session) == [("Ben", "One\nTwo")]


def test_a_pasted_list_becomes_a_note_each_in_one_step(desk, session: Session, at_value: None) -> None:
    QApplication.clipboard().setText("- Night buses\n- Cheaper tickets\n")
    desk.type("half a thou")
    desk.strip.line.editor.paste()
    assert said(session) == [("Ben", "Night buses"), ("Ben", "Cheaper tickets")]
    assert desk.words == "half a thou"
    session.undo(slip="pasted by mistake")
    assert said(session) == []


def test_a_list_that_is_refused_waits_in_the_line(desk, session: Session, at_value: None) -> None:
    QApplication.clipboard().setText("short\n" + "x" * 4001)
    desk.strip.line.editor.paste()
    assert said(session) == []
    assert desk.words.startswith("short\nxxx")


@pytest.mark.parametrize("key", [Key.Key_Up, Key.Key_F2])
def test_of_the_mission_a_speaker_corrects_their_own_paragraph_alone(desk, session: Session, key: Key) -> None:
    at = round_now(session.canvas)
    speaker = at.speaker.id if at is not None and at.speaker is not None else ""
    desk.press(key)
    assert desk.words == "", "the mission from before the round is not the speaker’s"
    desk.say("A city that lissens")
    desk.press(key)
    assert desk.words == "A city that lissens"
    desk.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.say("A city that listens")
    assert desk.words == ""
    assert builders.texts(session, "mission") == ["A city in which everyone gets home\nA city that listens"]
    assert [(line.words, line.note.author) for line in fates(session.canvas)] == [("A city that listens", speaker)]
    desk.press(Key.Key_PageDown)
    desk.press(key)
    assert desk.words == "", "the next speaker has said nothing yet"


def test_a_second_mission_goes_below_the_first(desk, session: Session) -> None:
    assert "below the text" in desk.strip.line.editor.placeholderText()
    desk.say("A city that listens")
    QApplication.clipboard().setText("Two\nlines")
    desk.strip.line.editor.paste()
    desk.press(Key.Key_Return)
    assert builders.texts(session, "mission") == ["A city in which everyone gets home\nA city that listens\nTwo\nlines"]
    assert desk.words == ""
    assert desk.strip.face.given.text() == "2 notes"


# turns


def test_passing_and_coming_back_are_one_key_each(desk, session: Session, at_value: None, speaker: Speaker) -> None:
    desk.press(Key.Key_F12)
    desk.press(Key.Key_F3)
    desk.press(Key.Key_PageDown)
    assert speaker() == "Ben"
    assert kinds(session) == [("Ben", "later"), ("Cleo", "passed"), ("Ana", "spoke")]
    desk.press(Key.Key_PageUp)
    assert speaker() == "Ana"
    assert kinds(session) == [("Ben", "later"), ("Cleo", "passed")]


@pytest.mark.parametrize("enter", [True, False])
def test_who_gave_a_note_has_spoken_also_when_passing_then(
    desk, session: Session, at_value: None, speaker: Speaker, enter: bool
) -> None:
    desk.type("Night buses")
    if enter:
        desk.press(Key.Key_Return)
    desk.press(Key.Key_F3)
    assert said(session) == [("Ben", "Night buses")]
    assert kinds(session) == [("Ben", "spoke")]
    desk.press(Key.Key_F3)
    assert kinds(session)[-1] == ("Cleo", "passed")
    assert speaker() == "Ana"


def test_the_empty_line_is_painted_anew_when_somebody_else_has_the_floor(
    desk, session: Session, at_value: None
) -> None:
    def on_screen() -> QImage:
        QApplication.processEvents()
        return QApplication.primaryScreen().grabWindow(desk.winId()).toImage()

    line = desk.strip.line.editor
    line.clearFocus()  # a cursor that blinks is no change
    on_screen()
    session.do(NextSpeaker())
    assert "Cleo" in line.placeholderText()
    seen = on_screen()
    line.viewport().update()
    assert on_screen() == seen


def test_two_of_one_name_are_told_apart_wherever_they_are_named(desk, session: Session, people: list[str]) -> None:
    for person, body in zip(people[1:], ("Port", "City"), strict=True):
        session.do(EditPerson(person, PersonDetails("Jo Smith", organisation=body)))
    face = desk.strip.face
    assert face.next.words == "Jo Smith (Port)"
    assert "Jo Smith (City)" in face.waiting.accessibleDescription()
    desk.press(Key.Key_PageDown)
    assert (face.name.words, face.next.words) == ("Jo Smith (Port)", "Jo Smith (City)")
    assert "Jo Smith (Port)" in desk.strip.line.editor.accessibleName()
    desk.press(Key.Key_F12)
    assert face.name.words == "Jo Smith (City)"


def test_who_comes_back_later_is_told_by_a_word(desk, bridge: SessionBridge, at_value: None) -> None:
    desk.press(Key.Key_F12)
    face = desk.strip.face
    assert (face.name.words, face.next.words) == ("Cleo", "Ana")
    assert "comes back: Ben" in face.waiting.text()
    desk.press(Key.Key_PageDown)
    assert face.next.words == "Ben (comes back)"


def test_after_the_last_turn_page_down_turns_to_the_next_element(desk, session: Session, speaker: Speaker) -> None:
    for _ in range(3):
        desk.press(Key.Key_PageDown)
    assert speaker() == ""
    assert desk.strip.face.name.words == "Everyone has had their turn"
    assert "2 Value" in desk.strip.face.next.words
    assert desk.strip.buttons.next.accessibleName() == "Next element"
    desk.press(Key.Key_PageDown)
    assert session.canvas.workshop.element == "value"
    assert speaker() == "Ben"
    assert desk.has_keys


def test_at_the_last_element_page_down_says_calmly_who_lacks_a_turn(
    desk, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    last = session.canvas.template.walk[-1]
    session.do(SetElement(last))
    for _ in range(3):
        desk.press(Key.Key_PageDown)
    with qtbot.waitSignal(bridge.told) as told:
        desk.press(Key.Key_PageDown)
    (words,) = told.args
    assert "1 Mission statement: Ana, Ben, Cleo" in words
    assert "12 more elements" in words
    assert session.canvas.workshop.element == last
    assert desk.strip.face.next.words == words
    assert desk.strip.buttons.lacking.isVisible()


def test_once_more_goes_round_a_second_time(desk, session: Session, at_value: None, speaker: Speaker) -> None:
    assert not desk.strip.buttons.again.isVisible()
    for _ in range(3):
        desk.press(Key.Key_PageDown)
    QTest.mouseClick(desk.strip.buttons.again, Qt.MouseButton.LeftButton)
    assert speaker() == "Ben"
    assert desk.strip.face.lap.text() == "2nd time round"
    assert desk.has_keys


def test_a_doubled_key_moves_once(
    desk, bridge: SessionBridge, look: Look, session: Session, at_value: None, speaker: Speaker
) -> None:
    desk.strip.dead_time.ticks = lambda: 0  # no time passes between the two
    desk.strip.dead_time.begin()
    desk.strip.dead_time.ticks = lambda: DeadTime.LENGTH
    desk.press(Key.Key_PageDown)
    desk.press(Key.Key_PageDown)
    assert speaker() == "Cleo"
    desk.type("Cleo has")
    desk.press(Key.Key_PageDown)
    assert speaker() == "Ana", "who types meant the person in front"


def test_a_held_key_moves_once(desk, session: Session, at_value: None, speaker: Speaker) -> None:
    editor = desk.strip.line.editor
    desk.press(Key.Key_PageDown)
    for _ in range(5):
        held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(editor, held)
    assert speaker() == "Cleo"


@pytest.mark.parametrize("words", ["", "Night buses"])
def test_who_was_moved_on_elsewhere_is_not_skipped(
    desk, session: Session, bridge: SessionBridge, library: Library, at_value: None, speaker: Speaker, words: str
) -> None:
    refused: list[object] = []
    bridge.refused.connect(lambda error, _slip: refused.append(error))
    desk.type(words)
    library.session(session.canvas.id).do(NextSpeaker())
    desk.press(Key.Key_PageDown)
    assert speaker() == "Cleo"
    assert "Cleo has the floor" in str(refused[0])
    assert said(session) == ([("Ben", words)] if words else [])
    assert desk.words == ""


def test_somebody_who_waits_can_be_asked_first(desk, session: Session, at_value: None, speaker: Speaker) -> None:
    menu = desk.strip.face.waiting.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Cleo", "Ana"]
    menu.actions()[1].trigger()
    assert speaker() == "Ana"
    assert desk.has_keys


# people come and go


def test_words_belong_to_who_had_the_floor_when_they_were_begun(
    desk, session: Session, at_value: None, people: list[str], speaker: Speaker
) -> None:
    desk.type("From B")
    session.do(Leave(people[1]))
    assert speaker() == "Cleo"
    assert desk.words == "From B"
    assert desk.strip.line.mode.text() == "for Ben"
    session.do(SetElement("partners"))
    assert desk.strip.line.mode.text() == "for Ben in 2"
    desk.say("en")
    assert said(session) == [("Ben", "From Ben")]
    assert not desk.strip.line.mode.isVisible()


def test_a_removed_speaker_keeps_the_note(desk, session: Session, at_value: None, people: list[str]) -> None:
    desk.type("From Ben")
    session.do(RemovePerson(people[1]))
    desk.press(Key.Key_Return)
    (note,) = session.canvas.notes_in("value")
    assert (note.author, note.text) == (people[1], "From Ben")


def test_a_latecomer_joins_and_who_comes_back_too(
    desk, session: Session, at_value: None, people: list[str], speaker: Speaker
) -> None:
    late = builders.add_person(session, "Dan", arrived=False)
    session.do(Leave(people[2]))
    assert "Dan" not in desk.strip.face.waiting.accessibleDescription()
    session.do(Arrive(late))
    session.do(ComeBack(people[2]))
    for _ in range(4):
        desk.press(Key.Key_PageDown)
    assert sorted(name for name, _ in kinds(session)) == ["Ana", "Ben", "Cleo", "Dan"]
    assert speaker() == ""


def test_with_nobody_to_ask_page_down_turns_to_the_next_element_and_says_why(
    desk, session: Session, people: list[str]
) -> None:
    for person in people:
        session.do(Leave(person))
    assert desk.strip.face.name.words == "Nobody is marked as being in the room"
    assert not desk.strip.buttons.everyone.isVisible(), "who left is not there by a slip"
    builders.add_person(session, "Olga", "observer")
    assert desk.strip.face.name.words == "Nobody who takes turns is in the room"
    desk.press(Key.Key_PageDown)
    assert session.canvas.workshop.element == "value"
    assert desk.has_keys


def test_everyone_can_be_marked_as_being_there_where_nobody_is(desk, session: Session, people: list[str]) -> None:
    for person in people:
        session.do(WasNotHere(person))
    QTest.mouseClick(desk.strip.buttons.everyone, Qt.MouseButton.LeftButton)
    assert all(person.present for person in session.canvas.people)
    assert desk.strip.face.name.words in ("Ana", "Ben", "Cleo")
    assert not desk.strip.buttons.everyone.isVisible()
    assert desk.has_keys


def test_forty_people_fit_and_all_can_be_reached(desk, session: Session, at_value: None) -> None:
    for number in range(40):
        builders.add_person(session, f"Person with a long name {number} & Company")
    assert desk.strip.minimumSizeHint().width() <= 840
    QApplication.processEvents()
    shown = desk.strip.face.waiting.text()
    assert "more" in shown
    assert desk.strip.face.waiting.fontMetrics().horizontalAdvance(shown) <= desk.strip.face.waiting.width()
    menu = desk.strip.face.waiting.menu()
    menu.aboutToShow.emit()
    assert len(menu.actions()) == 42
    assert menu.actions()[-2].text().endswith("&& Company")


def test_names_are_never_markup(desk, session: Session, at_value: None) -> None:
    builders.add_person(session, "<b>Bo</b>")
    desk.press(Key.Key_PageDown)
    for label in desk.strip.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


# the clock


def test_the_speakers_seconds_count_down_and_on(
    desk, session: Session, at_value: None, tick: Callable[..., None], speaker: Speaker
) -> None:
    # 90 minutes, 14 elements, 3 people: two minutes each at most, as the plan has it
    time = desk.strip.face.time
    first = int(time.text().split()[0])
    tick(seconds=10)
    assert time.text() == f"{first - 10} s left"
    assert time.property("look") != "overrun"
    tick(seconds=first + 5)
    assert time.text() == "15 s over"
    assert time.property("look") == "overrun"
    assert speaker() == "Ben", "time moves nobody on"
    desk.press(Key.Key_PageDown)
    assert time.text().endswith("s left")


# slips and sheets


@pytest.mark.parametrize("key", [Key.Key_Up, Key.Key_F2])
def test_the_last_note_is_put_right(desk, session: Session, at_value: None, key: Qt.Key) -> None:
    desk.say("Nigt buses")
    desk.press(key)
    assert desk.words == "Nigt buses"
    assert desk.strip.line.mode.text() == "Correct"
    desk.strip.line.editor.setPlainText("Night buses")
    desk.press(Key.Key_Return)
    assert said(session) == [("Ben", "Night buses")]
    assert desk.words == ""
    desk.say("More")
    assert len(said(session)) == 2


def test_a_correction_is_stored_before_the_next_person_speaks(
    desk, session: Session, at_value: None, speaker: Speaker
) -> None:
    desk.say("Night")
    desk.press(Key.Key_Up)
    desk.type(" buses")
    desk.press(Key.Key_PageDown)
    assert said(session) == [("Ben", "Night buses")]
    assert speaker() == "Cleo"


def test_escape_leaves_the_note_as_it_was(desk, session: Session, at_value: None, qtbot: QtBot) -> None:
    desk.say("Night buses")
    desk.press(Key.Key_Up)
    desk.type(" and")
    desk.press(Key.Key_Escape)
    assert said(session) == [("Ben", "Night buses")]
    assert desk.words == ""
    with qtbot.waitSignal(desk.strip.left):
        desk.press(Key.Key_Escape)


def test_an_older_note_is_refused_with_the_words_kept_until_the_slip_is_logged(
    desk, session: Session, bridge: SessionBridge, at_value: None, qtbot: QtBot
) -> None:
    desk.say("Nigt buses")
    session.do(AddNote("value", "Something from elsewhere"))
    desk.press(Key.Key_Up)
    desk.strip.line.editor.setPlainText("Night buses")
    with qtbot.waitSignal(bridge.refused) as refused:
        desk.press(Key.Key_Return)
    assert desk.words == "Night buses"
    correct = refused.args[1]
    assert correct()
    assert desk.words == ""
    assert said(session)[0] == ("Ben", "Night buses")


def test_a_refused_correction_waits_whatever_else_happens_to_the_note(desk, session: Session, at_value: None) -> None:
    desk.say("Nigt buses")
    note = builders.ids(session, "value")[0]
    session.do(AddNote("value", "Something from elsewhere"))
    desk.press(Key.Key_Up)
    desk.strip.line.editor.setPlainText("Night buses")
    desk.press(Key.Key_Return)
    session.do(MoveNotes((note,), "partners"), slip="it belongs there")
    assert desk.words == "Night buses"
    session.do(DeleteNotes((note,)), slip="said by mistake")
    assert desk.words == "Night buses"


def test_a_line_of_the_sheet_is_released_by_down_and_enter(
    desk, session: Session, at_value: None, people: list[str]
) -> None:
    session.do(AddSheetNotes(people[1], "value", ("First", "Second", "Third")))
    session.do(AddSheetNotes(people[2], "value", ("Somebody else’s",)))
    assert "First  ·  Second" in desk.strip.line.editor.placeholderText()
    assert "Somebody" not in desk.strip.line.editor.placeholderText()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    assert (desk.words, desk.strip.line.mode.text()) == ("Second", "Sheet 2 of 3")
    desk.press(Key.Key_Return)
    assert said(session) == [("Ben", "Second")]
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Up)
    assert desk.words == ""
    desk.press(Key.Key_Down)
    desk.say(" and more")
    assert said(session) == [("Ben", "Second"), ("Ben", "First and more")]


def test_a_line_that_was_only_looked_at_stays_private(
    desk, session: Session, at_value: None, people: list[str], speaker: Speaker
) -> None:
    session.do(AddSheetNotes(people[1], "value", ("Not yet",)))
    desk.press(Key.Key_Down)
    assert desk.strip.unstored_words() == {}
    desk.press(Key.Key_PageDown)
    assert speaker() == "Cleo"
    assert said(session) == []
    assert desk.words == ""


def test_a_line_released_elsewhere_leaves_the_field(
    desk, session: Session, at_value: None, people: list[str], speaker: Speaker
) -> None:
    session.do(AddSheetNotes(people[1], "value", ("Not yet",)))
    desk.press(Key.Key_Down)
    session.do(GiveFloor(people[2]))
    assert desk.words == ""


# the keys and the words


def test_the_line_takes_the_keys_when_the_round_begins_unless_something_is_typed(
    qtbot: QtBot, desk, session: Session, bridge: SessionBridge
) -> None:
    desk.other.setFocus()
    desk.type("a name")
    desk.strip.hide()
    desk.strip.show()
    qtbot.wait(10)
    assert QApplication.focusWidget() is desk.other
    desk.press(Key.Key_PageDown)
    assert QApplication.focusWidget() is desk.other, "what is typed there goes on"
    desk.other.clear()
    desk.strip.hide()
    desk.strip.show()
    qtbot.waitUntil(lambda: desk.has_keys)


def test_a_click_on_a_button_leaves_the_keys_in_the_line(desk, session: Session, at_value: None) -> None:
    for button in (desk.strip.buttons.next, desk.strip.buttons.passes, desk.strip.buttons.back):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert desk.has_keys


def test_on_the_last_element_page_down_leaves_a_finished_round_alone(desk, session: Session, qtbot: QtBot) -> None:
    for element in session.canvas.template.walk:
        session.do(SetElement(element))
        for _ in range(3):
            session.do(NextSpeaker())
    before = builders.everything(session.canvas)
    desk.press(Key.Key_PageDown)
    assert builders.everything(session.canvas) == before
    assert desk.strip.face.next.words == "Every person has had a turn in every element."
    assert not desk.strip.buttons.lacking.isVisible()


def test_the_speaker_is_told_to_whoever_asks(desk, session: Session, at_value: None, people: list[str]) -> None:
    heard: list[str] = []
    desk.strip.speaker_changed.connect(heard.append)
    desk.press(Key.Key_PageDown)
    desk.strip.hide()
    session.do(NextSpeaker())
    session.do(NextSpeaker())
    session.do(NextPhase())
    assert heard == [people[2], people[0], ""]
    assert desk.strip.speaker == ""


def test_words_come_back_where_and_for_whom_they_were_begun(
    qtbot: QtBot, desk, session: Session, bridge: SessionBridge, look: Look, at_value: None, people: list[str]
) -> None:
    desk.type("From Ben")
    words = desk.strip.unstored_words()
    assert words == {f"round:value:{people[1]}": "From Ben"}
    session.do(NextSpeaker())
    again = RoundStrip(bridge, look)
    qtbot.addWidget(again)
    again.bring_back(words | {"box:value": "somebody else’s place"})
    assert again.line.words == "From Ben"
    assert again.line.store()
    assert said(session) == [("Ben", "From Ben")]


def test_leaving_without_enter_stores_what_is_typed(desk, session: Session, at_value: None) -> None:
    desk.type("From Ben")
    desk.strip.finish_typing()
    assert said(session) == [("Ben", "From Ben")]
    assert desk.words == ""


def test_everything_has_a_name_a_key_and_is_reached_by_tab(qtbot: QtBot, desk, at_value: None) -> None:
    assert_everything_named(desk.strip)
    assert_everything_reached_by_tab(qtbot, desk)
    assert desk.strip.buttons.next.text() == "Next speaker\nPgDown"
