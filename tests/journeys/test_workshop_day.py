"""A whole day with seventeen people through the real windows, from an empty library to the signed record."""

from __future__ import annotations

from pathlib import Path

import builders
import pypdf
from hands import CTRL, Hands, Key
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.agreement import Standing, agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.resources import load_sample
from cmc_desktop.model.services.verifying import verify
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.dialogs.new_canvas_dialog import NewCanvasDialog
from cmc_desktop.ui.workshop.agenda_dialog import AgendaDialog
from cmc_desktop.ui.workshop.roster_dialog import RosterDialog
from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog

SAMPLE = load_sample(resources_folder())
CONCERN = "Say who helps people without a phone"
RESERVATION = "only if the depot stays open"


def test_a_day_from_the_empty_library_to_the_signed_record(
    hands: Hands, clock: ManualClock, tmp_path: Path, qtbot: QtBot
) -> None:
    make_canvas(hands)
    invite_people(hands)
    choose_agenda(hands)
    canvas = hands.desk.bridge.canvas

    hands.action("start")
    hands.click(hands.desk.page.people.everyone_here)
    hands.action("projector")
    hands.at_the_desk()
    for kind, minutes in (("present", 28), ("clarify", 44), ("individual", 20)):
        assert canvas.current_item is not None
        assert canvas.current_item.kind == kind
        clock.forward(minutes=minutes)
        hands.action("next_phase")

    contribute(hands, clock)
    for _ in ("round", "lunch", "discuss", "break"):
        clock.forward(minutes=30)
        hands.action("next_phase")
    assert canvas.current_item is not None
    assert canvas.current_item.kind == "consensus"
    settle(hands)
    ask_everyone_with_a_concern(hands, canvas)
    answer_the_concern(hands)
    ask_everyone_again(hands, canvas)

    sign(hands)
    assert canvas.head.state == CanvasState.SIGNED
    record = export_record(hands, tmp_path)
    check_record(record, canvas)
    refuses_every_change(hands, canvas)


def make_canvas(hands: Hands) -> None:
    hands.action("new")
    dialog = hands.dialog(NewCanvasDialog)
    dialog.title.setFocus()
    hands.type("Bus on call")
    hands.press(Key.Key_Tab)
    hands.type("Port Alder")
    hands.press(Key.Key_Return)
    assert hands.desk.bridge.canvas.head.title == "Bus on call"


def invite_people(hands: Hands) -> None:
    """Two typed, the others pasted from the invitation list."""
    hands.action("people")
    dialog = hands.dialog(RosterDialog)
    rows = [
        "\t".join((p["name"], p["organisation"], p["role"], p["sector"], p["capacity"], p["speaks_for"]))
        for p in SAMPLE["people"]
    ]
    QApplication.clipboard().setText("\n".join(rows))
    dialog.paste()
    dialog.close()
    people = hands.desk.bridge.canvas.people
    assert len(people) == 19
    assert sum(person.asked for person in people) == 15


def choose_agenda(hands: Hands) -> None:
    hands.action("agenda")
    dialog = hands.dialog(AgendaDialog)
    dialog.choice.setCurrentIndex(1)
    dialog.choice.activated.emit(1)
    dialog.close()
    kinds = [item.kind for item in hands.desk.bridge.canvas.agenda]
    assert kinds[:4] == ["present", "clarify", "individual", "round"]


def contribute(hands: Hands, clock: ManualClock) -> None:
    """Element by element, every note typed and finished with Enter."""
    board = hands.desk.page.board
    for place, box in enumerate(builders.BOXES):
        if place:
            hands.action("next_element")
        board.focus_box(box)
        texts = [note["text"] for note in SAMPLE["notes"] if note["box"] == box]
        for text in texts:
            hands.type(text)
            hands.press(Key.Key_Return)
        hands.press(Key.Key_Escape)
        clock.forward(minutes=6)
        assert [note.text for note in hands.desk.bridge.canvas.notes_in(box)] == texts
    assert hands.desk.bridge.canvas.note_count() == 48


def settle(hands: Hands) -> None:
    """In the agreement phase: one note dragged, one moved by keyboard, one reworded, one deleted and brought back."""
    canvas, board = hands.desk.bridge.canvas, hands.desk.page.board
    dragged = canvas.notes_in("partners")[0]
    hands.drag("partners", 0, "buyin")
    assert canvas.note(dragged.id).box == "buyin"

    moved = canvas.notes_in("costs")[0]
    board.focus_note(moved.id)
    hands.press(Key.Key_Right, CTRL)
    assert canvas.note(moved.id).box == "revenue"

    first = canvas.notes_in("value")[0]
    board.focus_note(first.id)
    hands.press(Key.Key_F2)
    hands.type(" for everyone")
    hands.press(Key.Key_Return)
    assert canvas.note(first.id).text.endswith("for everyone")

    board.focus_note(first.id)
    hands.action("delete")
    hands.action("undo")
    assert canvas.note(first.id).text.endswith("for everyone")


def ask_everyone_with_a_concern(hands: Hands, canvas: Canvas) -> None:
    hands.ask_everyone()
    roll_call = hands.desk.page.roll_call
    assert hands.desk.page.asking
    for number in range(15):
        person = roll_call.person_in_front
        assert person
        if number == 4:
            hands.press(Key.Key_N)
            hands.type(CONCERN)
            hands.press(Key.Key_Return)
        elif number == 7:
            hands.press(Key.Key_R)
            hands.type(RESERVATION)
            hands.press(Key.Key_Return)
        else:
            hands.press(Key.Key_Y)
    now = agreement(canvas)
    assert now.satisfied == 14
    assert [row.answer.words for row in now.to_ask if row.answer] == [CONCERN]
    assert canvas.head.state == CanvasState.IN_WORKSHOP
    hands.press(Key.Key_Escape)
    assert not hands.desk.page.asking


def answer_the_concern(hands: Hands) -> None:
    """The change that makes every earlier answer stale."""
    board = hands.desk.page.board
    board.focus_box("social_risks")
    hands.type("People without a phone: the desk at the harbour helps all night")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    standings = {row.standing for row in agreement(hands.desk.bridge.canvas).rows}
    assert standings == {Standing.STALE}


def ask_everyone_again(hands: Hands, canvas: Canvas) -> None:
    hands.ask_everyone()
    assert [card.heading.text() for card in hands.desk.page.roll_call.face.changes.cards] == ["13 Social risks"]
    for _ in range(15):
        hands.press(Key.Key_Y)
    assert agreement(canvas).complete
    assert canvas.head.state == CanvasState.AGREED
    hands.press(Key.Key_Escape)


def sign(hands: Hands) -> None:
    hands.action("next_phase")
    hands.action("sign_off")
    dialog = hands.dialog(SignOffDialog)
    hands.click(dialog.confirm)
    hands.click(dialog.sign)
    dialog.close()


def export_record(hands: Hands, folder: Path) -> Path:
    hands.action("export")
    dialog = hands.dialog(ExportDialog)
    path = folder / "record.pdf"
    dialog.place.line.setText(str(path))
    dialog.accept()
    hands.wait_for(path)
    return path


def check_record(record: Path, canvas: Canvas) -> None:
    verdict = verify(record, builders.TEMPLATES, resources_folder() / "fonts")
    assert verdict.unchanged
    assert verdict.seal_number.replace(" ", "").lower() == canvas.content_hash
    words = "".join(page.extract_text() for page in pypdf.PdfReader(record).pages).split()
    text = "".join(words)
    for box in canvas.template.walk:
        for note in canvas.notes_in(box):
            assert "".join(note.text.split()) in text
    for person in canvas.people:
        assert "".join(person.name.split()) in text


def refuses_every_change(hands: Hands, canvas: Canvas) -> None:
    hands.at_the_desk()
    before = canvas.content_hash
    board = hands.desk.page.board
    board.focus_note(canvas.notes_in("value")[0].id)
    hands.controller.actions["delete"].trigger()
    hands.controller.actions["undo"].trigger()
    hands.press(Key.Key_Right, CTRL)
    assert canvas.content_hash == before
    assert "signed" in hands.controller.window.messages.text
