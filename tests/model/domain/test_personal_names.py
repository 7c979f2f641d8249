"""People's names are found however they are written, and other words stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.name_forms import folded_with_places
from cmc_desktop.model.domain.personal_names import Found, Named, NameFinder


def finder(*names: str) -> NameFinder:
    """Finds these people, called P1, P2 and so on."""
    people = [Named(name, f"P{number}") for number, name in enumerate(names, 1)]
    return NameFinder(people, several="several", either=lambda one, other: f"{one} or {other}")


def talk(text: str, *names: str) -> str:
    return finder(*names).talk(text).text


def agreed(text: str, *names: str) -> str:
    return finder(*names).agreed(text).text


@pytest.mark.parametrize(
    "written",
    [
        "Anna Berg",
        "ANNA BERG",
        "anna berg",
        "Anna  Berg",
        "Anna\nBerg",
        "Anna\u00a0Berg",
        "An\u00adna Be\u200brg",
        "Berg, Anna",
        "Berg Anna",
        "A. Berg",
        "Berg, A.",
        "Anna K. Berg",
        "Anna-Berg",
        "anna.berg",
        "AnnaBerg",
        "Ánna Bérg",
        unicodedata.normalize("NFD", "Ánna Bérg"),
        "Ａｎｎａ Ｂｅｒｇ",
        "anna.berg@council.example",
        "aberg@council.example",
        "Anna Bergovi",
    ],
)
def test_a_whole_name_is_found_in_agreed_words_however_it_is_written(written: str) -> None:
    assert agreed(f"Ask {written}!", "Anna Berg") == "Ask P1!"


def test_a_possessive_keeps_its_ending() -> None:
    assert agreed("Anna Berg’s bus", "Anna Berg") == "P1’s bus"
    assert talk("Anna's bus, Annas Bus", "Anna Berg") == "P1's bus, P1s Bus"


def test_parts_of_names_are_found_in_talk_and_told_of_in_agreed_words() -> None:
    assert talk("Berg asked anna", "Anna Berg") == "P1 asked P1"
    assert finder("Ann Green").agreed("Green roofs") == Found("Green roofs", 0, ("Green",))


def test_a_word_that_only_holds_a_name_is_left() -> None:
    assert talk("Annapolis, Bergstraße, Johanna", "Anna Berg") == "Annapolis, Bergstraße, Johanna"


def test_a_name_that_is_an_ordinary_word_is_found_in_talk_only_with_a_capital_letter() -> None:
    assert finder("Will Smith").talk("We will ask Will") == Found("We will ask P1", 1, ("will",))


def test_somebody_called_by_an_ordinary_word_alone_is_left_in_agreed_words_and_told_of() -> None:
    assert finder("Rose").agreed("Rose garden") == Found("Rose garden", 0, ("Rose",))


def test_very_short_names_are_found_only_as_they_are_written() -> None:
    assert talk("Mo, mo, MO and Moby", "Mo") == "P1, mo, MO and Moby"
    assert talk("Li said: Li-ion", "Li Wei") == "Li said: Li-ion"


@pytest.mark.parametrize(
    ("name", "text", "without"),
    [
        ("王小明", "我问王小明了", "我问P1了"),
        ("山田 太郎", "山田太郎さんと太郎", "P1さんとP1"),
        ("김철수", "김철수는", "P1는"),
        ("สมชาย ใจดี", "ถามสมชายใจดีแล้ว", "ถามP1แล้ว"),
        ("محمد علي", "لمحمد علي وعليها", "لP1 وعليها"),
        ("דוד לוי", "ודוד לוי", "וP1"),
        ("अनिता शर्मा", "अनिता शर्मा ने", "P1 ने"),
    ],
)
def test_names_are_found_in_scripts_that_do_not_part_words_as_latin_does(name: str, text: str, without: str) -> None:
    assert talk(text, name) == without
    assert not folded_with_places(agreed(text, name))[0].count(folded_with_places(name)[0])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Søren Müller", "Soren Mueller"),
        ("Søren Müller", "SOEREN MULLER"),
        ("Joerg Groß", "Jörg Gross"),
        ("Łukasz Đoković", "Lukasz Dokovic"),
        ("Işıl Yıldız", "Isil Yildiz"),
        ("Dr. Anna Berg", "Anna Berg"),
        ("Berg, Anna", "Anna Berg"),
        ("Anna Berg (she/her)", "Anna Berg"),
        ("Anna Maria Berg", "Anna Berg"),
        ("Pat O’Brien", "Pat OBrien"),
        ("Jan van der Berg", "van der Berg, Jan"),
        ("Maria-Luisa Rey", "Maria Luisa Rey"),
    ],
)
def test_a_name_is_found_as_others_spell_it(name: str, text: str) -> None:
    assert agreed(text, name) == "P1"


def test_titles_and_particles_alone_are_nobody() -> None:
    assert talk("The van and the Dr", "Dr. Jan van Eck") == "The van and the Dr"


def test_a_name_that_two_bear_stands_for_either_and_of_more_for_several() -> None:
    assert talk("Anna Berg", "Anna Berg", "Anna Berg") == "P1 or P2"
    assert talk("Anna said", "Anna Berg", "Anna Lee", "Anna Roe") == "several said"
    assert talk("Anna Lee said", "Anna Berg", "Anna Lee", "Anna Roe") == "P2 said"


def test_what_stands_for_a_name_is_not_looked_at_again() -> None:
    people = [Named("Anna Berg", "Pat Roe"), Named("Pat Roe", "Somebody")]
    found = NameFinder(people, several="", either=lambda one, other: one)
    assert found.talk("Anna Berg and Pat Roe").text == "Pat Roe and Somebody"


@pytest.mark.parametrize("name", ["", " ", "()", "-", "…", "(Anna)", ",", "Dr.", "!?", "A", "🚲"])
def test_names_that_are_hardly_names_do_no_harm(name: str) -> None:
    assert agreed("A bus, and the dr.", name).endswith("bus, and the dr.")


names = st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=3, max_size=8)


@given(names, names, st.text(max_size=30), st.text(max_size=30))
def test_no_whole_name_is_left_in_any_text(first: str, last: str, before: str, behind: str) -> None:
    name = f"{first} {last}"
    found = NameFinder([Named(name, "#")], several="", either=lambda one, other: one)
    for measure in (found.agreed, found.talk):
        left = measure(f"{before} {name} {behind}").text
        assert name not in left


@given(st.text(max_size=60))
def test_a_text_without_names_is_unchanged(text: str) -> None:
    found = finder("Xqzzwyx Jjvvkkq").talk(text)
    assert found == Found(text)
