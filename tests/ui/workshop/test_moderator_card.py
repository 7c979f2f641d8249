"""The card on the desk: words for this element and this phase, one's own first, and the dialog that changes them."""

from __future__ import annotations

from collections.abc import Mapping

import builders
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.changes import DeleteNotes, EditCard, ResetCard, SetElement, StartWorkshop
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.phase_rules import PhaseKind, sentence
from cmc_desktop.model.services.cards import BY_ELEMENT, card_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agenda_panel import AgendaPanel
from cmc_desktop.ui.workshop.card_dialog import CardDialog
from cmc_desktop.ui.workshop.moderator_card import ModeratorCard


def panel_of(
    qtbot: QtBot,
    bridge: SessionBridge,
    look: Look,
    protocols: Mapping[str, Protocol],
    size: tuple[int, int] = (220, 620),
) -> AgendaPanel:
    panel = AgendaPanel(bridge, look, protocols)
    qtbot.addWidget(panel)
    panel.resize(*size)
    panel.show()
    return panel


@pytest.fixture
def panel(qtbot: QtBot, bridge: SessionBridge, look: Look, protocols: Mapping[str, Protocol]) -> AgendaPanel:
    return panel_of(qtbot, bridge, look, protocols)


def in_round(session: Session, element: str = "value") -> None:
    builders.set_agenda(session)
    builders.bring_to(session, "round")
    session.do(SetElement(element))


def top_of(widget: QWidget, panel: AgendaPanel) -> int:
    return widget.mapTo(panel, QPoint(0, 0)).y()


def order(card: ModeratorCard) -> list[QWidget]:
    """The parts that are seen, from top to bottom."""
    parts: list[QWidget] = [card.phase, card.element, card.question]
    return sorted((part for part in parts if part.isVisibleTo(card)), key=lambda part: part.y())


# on the desk


@pytest.mark.parametrize("kind", PhaseKind)
def test_each_phase_has_its_words_and_its_rule(session: Session, panel: AgendaPanel, kind: PhaseKind) -> None:
    builders.bring_to(session, kind)
    assert panel.card.phase.said
    assert panel.card.phase.move_on.text()
    assert panel.rule.rule.text() == sentence(kind)
    assert panel.element.isVisible() == (kind in BY_ELEMENT)
    assert bool(panel.card.element.said) == (kind in BY_ELEMENT)


def test_the_words_turn_with_the_element(session: Session, panel: AgendaPanel) -> None:
    in_round(session, "value")
    assert panel.card.element.said[0].startswith("Number 2, the value.")
    session.do(SetElement("costs"))
    assert panel.card.element.said[0].startswith("Number 9, costs.")
    assert panel.card.element.move_on.text().endswith("both building and running it have a note.")
    assert panel.card.question.text().endswith("What will it cost to build the service, and to keep it running?")


def test_a_phase_begins_with_its_own_words_and_goes_on_with_those_of_the_element(
    qtbot: QtBot, session: Session, panel: AgendaPanel
) -> None:
    card = panel.card
    in_round(session, "mission")
    qtbot.waitUntil(lambda: order(card) == [card.phase, card.element, card.question])
    assert card.phase.heading.text() == "TO OPEN THE PHASE"
    session.do(SetElement("value"))
    qtbot.waitUntil(lambda: order(card) == [card.element, card.question, card.phase])
    assert card.phase.heading.text() == "FOR THE WHOLE PHASE"


def test_a_canvas_without_cards_of_its_own_shows_its_question_and_the_phase_s_words(
    qtbot: QtBot, library: Library, look: Look, protocols: Mapping[str, Protocol]
) -> None:
    bridge = SessionBridge(library.session(library.new("Sheds", "Riverton", "business-model-canvas")))
    panel = panel_of(qtbot, bridge, look, protocols)
    builders.bring_to(bridge.session, "round")
    card = panel.card
    qtbot.waitUntil(lambda: order(card) == [card.question, card.phase])
    assert card.phase.heading.text() == "WHAT TO SAY"
    assert "I type what you say" in card.phase.said[-1]
    bridge.close()


def test_an_agenda_of_ones_own_has_its_cards_too(session: Session, panel: AgendaPanel) -> None:
    builders.set_agenda(session, [("round", "Everybody speaks", 40)])
    session.do(StartWorkshop())
    assert "I type what you say" in panel.card.phase.said[-1]


def test_own_words_are_shown_as_soon_as_they_are_written(session: Session, panel: AgendaPanel) -> None:
    in_round(session)
    session.do(EditCard("round", "value", "<b>One</b> each.\nNo speeches.", "Hats off.", "At the bell."))
    assert panel.card.element.said == ("<b>One</b> each.", "No speeches.")
    assert panel.card.element.move_on.text() == "At the bell."
    assert panel.rule.rule.text() == "Hats off."
    assert {
        label.textFormat() for label in panel.card.element.findChildren(QLabel) if label.text().startswith("<b>")
    } == {Qt.TextFormat.PlainText}
    session.do(SetElement("costs"))
    assert panel.rule.rule.text() == sentence("round")
    session.do(SetElement("value"))
    session.do(ResetCard("round", "value"))
    assert panel.card.element.said[0].startswith("Number 2, the value.")


def test_in_a_low_window_the_agenda_folds_so_that_the_words_can_be_read(
    qtbot: QtBot, bridge: SessionBridge, session: Session, look: Look, protocols: Mapping[str, Protocol]
) -> None:
    in_round(session)
    low = panel_of(qtbot, bridge, look, protocols, (220, 620))
    said = low.card.element.findChildren(QLabel)
    first = next(label for label in said if label.text().startswith("Number 2"))

    def readable() -> bool:
        place = QRect(first.mapTo(low, QPoint(0, 0)), first.size())
        return low.rect().contains(place) and first.height() >= first.heightForWidth(first.width())

    qtbot.waitUntil(readable)
    model = low.agenda.model()
    shown = [model.index(row, 0).data() for row in range(model.rowCount()) if not low.agenda.isRowHidden(row)]
    assert shown == ["Contribute", "Lunch"]
    assert low.fold.toolTip() == "Show all phases"


def test_a_high_window_shows_all_phases_and_a_click_shows_or_folds_them(
    qtbot: QtBot, bridge: SessionBridge, session: Session, look: Look, protocols: Mapping[str, Protocol]
) -> None:
    in_round(session)
    high = panel_of(qtbot, bridge, look, protocols, (240, 900))
    assert not high.agenda.folded
    QTest.mouseClick(high.fold, Qt.MouseButton.LeftButton)
    assert high.agenda.folded
    high.resize(240, 620)
    QTest.mouseClick(high.fold, Qt.MouseButton.LeftButton)
    assert not high.agenda.folded
    assert not any(high.agenda.isRowHidden(row) for row in range(9))


def test_before_the_workshop_all_phases_are_in_sight_however_low_the_window_is(
    session: Session, panel: AgendaPanel
) -> None:
    builders.set_agenda(session)
    panel.resize(220, 500)
    assert not panel.agenda.folded
    assert not panel.fold.isVisible()


def test_the_words_for_the_next_element_are_read_from_their_beginning(
    qtbot: QtBot, session: Session, panel: AgendaPanel
) -> None:
    in_round(session)
    bar = panel.below.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    session.do(EditCard("round", "costs", "Elsewhere", "", ""))
    assert bar.value() > 0
    session.do(SetElement("beneficiaries"))
    assert bar.value() == 0


# the dialog


@pytest.fixture
def dialog(qtbot: QtBot, bridge: SessionBridge, session: Session, protocols: Mapping[str, Protocol]) -> CardDialog:
    in_round(session)
    return shown(qtbot, CardDialog(bridge, protocols))


def shown(qtbot: QtBot, dialog: CardDialog) -> CardDialog:
    qtbot.addWidget(dialog, before_close_func=lambda _: None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    return dialog


def test_the_pencil_opens_the_card_of_where_the_room_is(session: Session, panel: AgendaPanel) -> None:
    in_round(session)
    panel.card.edit.click()
    (dialog,) = panel.findChildren(CardDialog)
    assert (dialog.phase.currentText(), dialog.element.currentText()) == ("Contribute", "2 Value proposition")
    assert dialog.say.toPlainText().startswith("Number 2, the value.")
    assert dialog.rule.toPlainText() == sentence("round")
    assert not dialog.reset.isEnabled()
    dialog.reject()


def test_saved_words_are_on_the_card_and_can_be_undone(
    session: Session, dialog: CardDialog, protocols: Mapping[str, Protocol]
) -> None:
    dialog.say.setPlainText("One each.\n\nNo speeches.")
    dialog.move_on.setPlainText("At the bell.")
    dialog.button.click()
    card = card_of(session.canvas, protocols, "round", "value")
    assert (card.say, card.rule, card.move_on) == (("One each.", "No speeches."), sentence("round"), "At the bell.")
    session.undo()
    assert not card_of(session.canvas, protocols, "round", "value").own


def test_saving_what_was_not_changed_writes_nothing(session: Session, dialog: CardDialog) -> None:
    dialog.button.click()
    assert not list(session.canvas.all(CardText))


def test_choosing_another_card_stores_the_first_and_shows_the_other(
    session: Session, dialog: CardDialog, protocols: Mapping[str, Protocol]
) -> None:
    dialog.say.setPlainText("For the value")
    dialog.element.setCurrentIndex(0)
    assert card_of(session.canvas, protocols, "round", "value").say == ("For the value",)
    assert dialog.say.toPlainText().startswith("We go through the elements in order")
    dialog.say.setPlainText("For the whole round")
    dialog.phase.setCurrentIndex(4)
    assert card_of(session.canvas, protocols, "round").say == ("For the whole round",)
    assert dialog.phase.currentText() == "Lunch"
    assert not dialog.element.isEnabled()
    assert dialog.say.toPlainText().startswith("Thank you: everything you brought")


def test_back_to_the_built_in_text_is_one_click_and_typing_it_is_the_same(
    session: Session, dialog: CardDialog, protocols: Mapping[str, Protocol]
) -> None:
    before = dialog.say.toPlainText()
    dialog.say.setPlainText("Mine")
    dialog.element.setCurrentIndex(1)
    dialog.element.setCurrentIndex(2)
    assert dialog.say.toPlainText() == "Mine"
    dialog.reset.click()
    assert dialog.say.toPlainText() == before
    assert not dialog.reset.isEnabled()
    dialog.say.setPlainText("Mine again")
    dialog.element.setCurrentIndex(1)
    dialog.element.setCurrentIndex(2)
    dialog.say.setPlainText(before)
    dialog.button.click()
    assert not card_of(session.canvas, protocols, "round", "value").own


def test_words_that_are_too_long_stay_where_they_were_typed_and_it_is_said_why(
    session: Session, dialog: CardDialog
) -> None:
    dialog.say.setPlainText("x" * 4001)
    dialog.element.setCurrentIndex(5)
    assert "4000 characters" in dialog.trouble.replace(",", "")
    assert dialog.element.currentText() == "2 Value proposition"
    assert len(dialog.say.toPlainText()) == 4001
    dialog.button.click()
    assert dialog.isVisible()
    assert not list(session.canvas.all(CardText))


def test_esc_stores_what_was_typed(session: Session, dialog: CardDialog, protocols: Mapping[str, Protocol]) -> None:
    dialog.say.setPlainText("Many words\n\nthat took an hour")
    QTest.keyClick(dialog.say, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert card_of(session.canvas, protocols, "round", "value").say == ("Many words", "that took an hour")
    session.undo()
    assert not card_of(session.canvas, protocols, "round", "value").own


def test_closing_the_window_of_the_dialog_stores_what_was_typed(
    session: Session, dialog: CardDialog, protocols: Mapping[str, Protocol]
) -> None:
    dialog.rule.setPlainText("Hats off.")
    dialog.close()
    assert card_of(session.canvas, protocols, "round", "value").rule == "Hats off."


def test_no_button_promises_to_take_back_what_is_stored_already(dialog: CardDialog) -> None:
    shown = {button.text() for button in dialog.findChildren(QPushButton) if button.isVisible()}
    assert shown == {"Back to the built-in text", "Close"}


def test_words_that_cannot_be_stored_are_left_behind_only_by_a_button_that_says_so(
    session: Session, dialog: CardDialog
) -> None:
    dialog.say.setPlainText("x" * 4001)
    dialog.say.setFocus()
    QTest.keyClick(dialog.say, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.say
    assert dialog.cancel.text() == "Close without storing these words"
    dialog.say.setPlainText("Shorter")
    dialog.element.setCurrentIndex(5)
    assert not dialog.trouble
    assert not dialog.cancel.isVisible()
    dialog.say.setPlainText("x" * 4001)
    QTest.keyClick(dialog.say, Qt.Key.Key_Escape)
    dialog.cancel.click()
    assert not dialog.isVisible()
    assert [card.say for card in session.canvas.all(CardText)] == ["Shorter"]


def test_an_emptied_field_is_the_built_in_text_again_and_says_so(
    session: Session, dialog: CardDialog, protocols: Mapping[str, Protocol]
) -> None:
    before = card_of(session.canvas, protocols, "round", "value")
    for field in (dialog.say, dialog.rule, dialog.move_on):
        field.clear()
        assert field.placeholderText() == "Left empty, the built-in text stands here."
    dialog.button.click()
    assert not list(session.canvas.all(CardText))
    session.do(EditCard("round", "value", "Mine", "", ""))
    card = card_of(session.canvas, protocols, "round", "value")
    assert (card.say, card.rule, card.move_on) == (("Mine",), before.rule, before.move_on)


def test_the_rule_may_be_put_in_other_words_which_changes_nothing_the_app_lets_happen(
    session: Session, dialog: CardDialog
) -> None:
    (note,) = builders.put(session, "value", "A note")
    dialog.rule.setPlainText("Everything goes!")
    dialog.button.click()
    with pytest.raises(Refusal, match=sentence("round")):
        session.do(DeleteNotes((note,)))


def test_before_any_workshop_all_phases_can_be_prepared(
    qtbot: QtBot, bridge: SessionBridge, session: Session, protocols: Mapping[str, Protocol]
) -> None:
    dialog = shown(qtbot, CardDialog(bridge, protocols))
    assert [dialog.phase.itemText(row) for row in range(dialog.phase.count())] == [
        name for _, name, _ in builders.AGENDA
    ]
    assert dialog.element.currentText() == "The whole phase"
    dialog.say.setPlainText("Good morning")
    dialog.button.click()
    assert session.canvas.find(CardText, "present") is not None


def test_the_dialog_is_whole_and_every_field_has_a_name(dialog: CardDialog) -> None:
    for field in (dialog.phase, dialog.element, dialog.say, dialog.rule, dialog.move_on):
        assert field.accessibleName()
        assert dialog.rect().contains(QRect(field.mapTo(dialog, QPoint(0, 0)), field.size()))
    assert dialog.width() <= 1280
    assert dialog.height() <= 640
