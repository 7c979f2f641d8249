"""The moderator's card: the app's words for each element in each phase, own words before them, and a way back."""

from __future__ import annotations

import json
from gettext import NullTranslations

import builders
import pytest

from cmc_desktop import i18n
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.phase_rules import PhaseKind, sentence
from cmc_desktop.model.services.cards import Card, built_in, card_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_elements, load_protocols
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from tools.catalogue import data_messages

PROTOCOLS = load_protocols(resources_folder())
SPOKEN = (PhaseKind.PRESENT, PhaseKind.CLARIFY, PhaseKind.ROUND, PhaseKind.DISCUSS, PhaseKind.CONSENSUS)


@pytest.mark.parametrize("kind", SPOKEN)
@pytest.mark.parametrize("box", builders.BOXES)
def test_every_element_has_words_to_say_and_a_sign_to_go_on(session: Session, kind: PhaseKind, box: str) -> None:
    card = card_of(session.canvas, PROTOCOLS, kind, box)
    assert 2 <= len(card.say) <= 3
    assert card.move_on.startswith("Go on ")
    assert card.rule == sentence(kind)
    assert not card.own


def test_cards_name_templates_phases_and_boxes_that_there_are() -> None:
    for template, kind, box in load_elements(resources_folder()):
        assert kind in set(PhaseKind)
        assert box in builders.TEMPLATES[template]


def test_no_two_elements_say_the_same() -> None:
    said = [words for plan in load_elements(resources_folder()).values() for words in (*plan.say, plan.move_on)]
    assert len(said) > 200
    assert len(set(said)) == len(said)


def test_every_word_of_a_card_can_be_translated() -> None:
    listed = {message for place, message in data_messages() if place == "resources/cards/city-model-canvas.json"}
    said = {words for plan in load_elements(resources_folder()).values() for words in (*plan.say, plan.move_on)}
    assert said == listed


def test_a_card_speaks_the_user_s_language(session: Session, request: pytest.FixtureRequest) -> None:
    class Loud(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    request.addfinalizer(lambda: i18n.use_catalogue(NullTranslations()))
    i18n.use_catalogue(Loud())
    card = card_of(session.canvas, PROTOCOLS, "round", "value")
    assert all(words == words.upper() for words in (*card.say, card.rule, card.move_on))


def test_a_canvas_without_cards_of_its_own_is_led_by_the_phase_s_card(library: Library) -> None:
    canvas = library.session(library.new("Sheds", "Riverton", "business-model-canvas")).canvas
    assert not card_of(canvas, PROTOCOLS, "round", canvas.template.walk[0])
    assert "I type what you say" in card_of(canvas, PROTOCOLS, "round").say[-1]


def test_a_phase_of_an_unknown_agenda_or_kind_still_has_a_rule(session: Session) -> None:
    assert card_of(session.canvas, {}, "round") == Card(rule=sentence("round"))
    assert card_of(session.canvas, PROTOCOLS, "siesta").rule == sentence("siesta")


def test_own_words_stand_before_those_of_the_app_each_in_its_place(session: Session) -> None:
    canvas = session.canvas
    canvas.write([CardText("round/value", "One thing each.\n\nNo speeches.", "Adding only!", "At 11:20.", True)])

    card = card_of(canvas, PROTOCOLS, "round", "value")
    assert card == Card(("One thing each.", "No speeches."), "Adding only!", "At 11:20.", own=True)
    assert not card_of(canvas, PROTOCOLS, "round").own
    assert not card_of(canvas, PROTOCOLS, "discuss", "value").own
    assert built_in(canvas, PROTOCOLS, "round", "value").say[0].startswith("Number 2, the value.")


def test_an_own_rule_of_the_phase_holds_for_its_elements_too(session: Session) -> None:
    canvas = session.canvas
    canvas.write([CardText("round", "Off we go.", "Hats off.", "When I ring.", True)])
    assert card_of(canvas, PROTOCOLS, "round", "value").rule == "Hats off."
    assert card_of(canvas, PROTOCOLS, "round", "value").say[0].startswith("Number 2, the value.")


def test_where_own_words_leave_a_part_empty_the_app_s_words_stand(session: Session) -> None:
    lunch = built_in(session.canvas, PROTOCOLS, "lunch")
    session.canvas.write([CardText("lunch", "Soup!", "", "", True)])
    assert card_of(session.canvas, PROTOCOLS, "lunch") == Card(("Soup!",), lunch.rule, lunch.move_on, own=True)
    session.canvas.write([CardText("lunch", "", "", "At one.", True)])
    assert card_of(session.canvas, PROTOCOLS, "lunch") == Card(lunch.say, lunch.rule, "At one.", own=True)


def test_a_card_that_was_reset_says_what_the_app_says(session: Session) -> None:
    before = card_of(session.canvas, PROTOCOLS, "round", "value")
    session.canvas.write([CardText("round/value", "Mine", "Mine", "Mine", True)])
    session.canvas.write([CardText("round/value")])
    assert card_of(session.canvas, PROTOCOLS, "round", "value") == before


def test_the_cards_are_one_file_a_template() -> None:
    for path in (resources_folder() / "cards").glob("*.json"):
        assert json.loads(path.read_text("utf-8"))["template"] == path.stem
