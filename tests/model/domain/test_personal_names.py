"""People's names are found however they are written, and other words stay."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.name_folding import folded_name, folded_with_places
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
    assert finder("Li Wei").talk("Li said: Li-ion") == Found("P1 said: Li-ion", 1, ("Li",))


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


@pytest.mark.parametrize(
    ("name", "text", "without"),
    [
        ("Ben Fischer", "Ben has doubts", "P1 has doubts"),
        ("Ben", "Ben has doubts; ben@x.org", "P1 has doubts; P1"),
        ("Della Reese", "Della said", "P1 said"),
        ("Amartya Sen", "Amartya Sen, Mr Sen: no", "P1, Mr P1: no"),
        ("Sen", "Sen said", "P1 said"),
        ("Lord", "Lord said", "P1 said"),
        ("Kurt Ing", "Ing said", "P1 said"),
        ("Chittaranjan Das", "Das said", "P1 said"),
        ("Jan van Eck", "The van of Eck", "The van of P1"),
        ("Ing. Jan Eck", "Our Ing and Jan", "Our Ing and P1"),
        ("John Smith Sen.", "Sen and Smith", "Sen and P1"),
    ],
)
def test_titles_and_particles_are_such_only_where_another_name_stands(name: str, text: str, without: str) -> None:
    assert talk(text, name) == without


@pytest.mark.parametrize("name", ["Li", "Wu", "Ng", "Jo", "Bo", "Xu", "राम", "مي"])
def test_a_short_part_of_a_name_is_found_in_talk_as_a_whole_word(name: str) -> None:
    assert talk(f"{name} said, so did Ms {name}: {name}'s idea", f"{name} Wei") == "P1 said, so did Ms P1: P1's idea"
    assert finder(f"{name} Wei").agreed(f"as {name} said") == Found(f"as {name} said", 0, (name,))


def test_a_short_name_that_is_a_word_too_is_told_of_where_a_sentence_begins() -> None:
    assert finder("Ma Yo").talk("Ms. Ma said so. Ma che! ma") == Found("Ms. P1 said so. Ma che! ma", 1, ("Ma",))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Jan Novák", "S Novákom, od Nováka", Found("S P1, od P1", 2)),
        ("Jan Novák", "Povedz Janovi", Found("Povedz Janovi", 0, ("Janovi",))),
        ("Jan Novák", "S Janom Novákom", Found("S P1", 1)),
        ("Katarína Biela", "Pre Katarínu", Found("Pre Katarínu", 0, ("Katarínu",))),
        ("Pavel Malý", "U Pavla", Found("U Pavla", 0, ("Pavla",))),
        ("Matti Virtanen", "Virtaselle", Found("Virtaselle", 0, ("Virtaselle",))),
        ("Péter Kovács", "Kovácsnak", Found("P1", 1)),
        ("Mehmet Yılmaz", "Yılmaz’ın, Mehmete", Found("P1’ın, P1", 2)),
        ("Γιώργος Παπάς", "Ο Γιώργο", Found("Ο Γιώργο", 0, ("Γιώργο",))),
        ("Иван Петров", "С Петровым", Found("С P1", 1)),
        ("राम शर्मा", "शर्माजी और रामजी", Found("P1 और रामजी", 1, ("रामजी",))),
        ("Anna Berg", "the bergs, Bergen", Found("the P1s, P1", 2)),
        ("Ann Green", "greenery, Greenery", Found("greenery, Greenery", 0, ("Greenery",))),
    ],
)
def test_a_name_with_a_case_ending_is_found_in_talk_or_told_of(name: str, text: str, expected: Found) -> None:
    assert finder(name).talk(text) == expected


@pytest.mark.parametrize("name", ["Robert (Bob) Miller", 'Robert "Bob" Miller', "Robert „Bob“ Miller"])
def test_a_nickname_within_a_name_is_part_of_it(name: str) -> None:
    assert talk("Bob said. Bob Miller did, and Robert Miller", name) == "P1 said. P1 did, and P1"
    assert agreed("Bob Miller, Robert Miller", name) == "P1, P1"


def test_what_stands_in_brackets_behind_a_name_is_told_of() -> None:
    assert finder("Anna Berg (Anni)").talk("Anni said") == Found("Anni said", 0, ("Anni",))
    assert finder("Anna Berg (she/her)").talk("She said so of her") == Found("She said so of her")


def test_apostrophes_are_one_whichever_is_typed() -> None:
    for sign in "'’ʼ‘":
        assert agreed("Pat O'Brien", f"Pat O{sign}Brien") == "P1"
        assert agreed(f"Pat O{sign}Brien", "Pat O'Brien") == "P1"
        assert talk("Brien said", f"Pat O{sign}Brien") == "P1 said"


def test_handles_of_a_name_and_an_initial_are_found() -> None:
    assert talk("@annam, x.org/~amueller, AnnaM", "Anna Müller") == "@P1, x.org/~P1, P1"
    assert talk("annam, along", "Anna Long") == "annam, along"


def test_initials_that_somebody_is_called_by_are_found() -> None:
    assert talk("JR said", "J. R. Smith") == "P1 said"


_ROSTERS = [
    ("Anna", "Müller"), ("Ben", "Fischer"), ("Li", "Wei"), ("Jo", "Ng"), ("Katarína", "Nováková"), ("Jan", "Novák"),
    ("Matti", "Virtanen"), ("Péter", "Kovács"), ("Mehmet", "Yılmaz"), ("Γιώργος", "Παπάς"), ("Иван", "Петров"),
    ("राम", "शर्मा"), ("محمد", "القاضي"), ("דוד", "לוי"), ("Amartya", "Sen"), ("Pat", "O’Brien"), ("Søren", "Aa"),
]  # fmt: skip
_MENTIONS = [
    "{first} {last}", "{last}, {first}", "{first}", "{last}", "Mr {last}", "{first}’s", "{last}’s", "{first}a",
    "{last}ovi", "{first}nak", "{last}om", "{first}ji", "{F} {L}", "{first}  {last}ová", "{first}\n{last}",
    "@{first}{last}", "{first}.{last}@x.org", "({first})", "{first}/{last}", "{first}-{last}",
]  # fmt: skip


@given(
    people=st.lists(st.sampled_from(_ROSTERS), min_size=1, max_size=4, unique=True),
    mentions=st.lists(st.sampled_from(_MENTIONS), min_size=1, max_size=5),
    form=st.sampled_from(["NFC", "NFD"]),
    data=st.data(),
)
def test_nothing_that_begins_as_a_name_stays_unless_it_is_told(
    people: list[tuple[str, str]], mentions: list[str], form: str, data: st.DataObject
) -> None:
    found = finder(*(" ".join(name) for name in people))
    said = []
    for mention in mentions:
        first, last = data.draw(st.sampled_from(people))
        said.append(mention.format(first=first, last=last, F=first.upper(), L=last.upper()))
    text = unicodedata.normalize(form, "then " + " said ; ".join(said))  # type: ignore[arg-type]  # one of two literals
    parts = [folded_name(part) for name in people for part in name]
    for measure in (found.talk, found.agreed):
        without = measure(text)
        told = {folded_name(word) for word in without.left}
        words = re.split(r"[\s.,;/()@’-]+", folded_name(without.text))
        long = tuple(part for part in parts if len(part) > 2)
        stays = [word for word in words if word in parts or word.startswith(long)]
        left_out = [word for word in stays if not any(word.startswith(one) or one.endswith(word) for one in told)]
        assert not left_out, (text, without)


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
