"""Finding a canvas by any word in it."""

from __future__ import annotations

import builders
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from cmc_desktop.model.domain.changes import DeleteNotes, EditNote, MoveNotes, Rename
from cmc_desktop.model.domain.words import phrase_spans, phrases_in
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session

pytestmark = pytest.mark.both_databases


@pytest.fixture
def bus(library: Library) -> Session:
    session = library.session(library.new("Night bus for Málaga", "Port Alder"))
    builders.put(session, "value", "Jede Straße wird erreicht", "A café that stays open", "CO2 falls by 190 tonnes")
    builders.put(session, "partners", "Drivers' union, night-shift staff", 'They say "AND" and NEAR(all)')
    return session


@pytest.fixture
def market(library: Library) -> Session:
    session = library.session(library.new("Market hall", "Elsewhere"))
    builders.put(session, "value", "Staff of the café find work", "Αθήνα и Москва 市")
    return session


def found(library: Library, words: str) -> list[str]:
    return sorted(hit.listed.head.title for hit in library.search(words))


_TEXTS = st.text("abcABCéÉßçñΣσς ,.-_'’0123\n", min_size=1, max_size=24).filter(lambda text: text.strip())
BUS, MARKET = "Night bus for Málaga", "Market hall"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("straße", [BUS]),
        ("STRASSE", [BUS]),
        ("strass", [BUS]),
        ("cafe", [MARKET, BUS]),
        ("CAFÉ", [MARKET, BUS]),
        ("caf", [MARKET, BUS]),
        ("afé", []),
        ("co2", [BUS]),
        ("190", [BUS]),
        ("staff", [MARKET, BUS]),
        ("staff union", [BUS]),
        ("union staff", [BUS]),
        ("erreicht union tonnes", [BUS]),
        ("erreicht hall", []),
        ("night-shift", [BUS]),
        ("malaga", [BUS]),
        ("MÁLAGA cafe", [BUS]),
        ("port alder", [BUS]),
        ("hall café", [MARKET]),
        ("москва", [MARKET]),
        ("αθήνα", [MARKET]),
        ("市", [MARKET]),
        ("nowhere", []),
        ("staff nowhere", []),
        ("café & work", [MARKET]),
        ("ight", []),
        ("all", [BUS]),
        ("“Night bus”", [BUS]),
        ("night-bus, (Málaga)", [BUS]),
        ("port_alder", [BUS]),
        ("hall: work.", [MARKET]),
    ],
)
def test_every_word_is_found_wherever_it_stands(
    library: Library, bus: Session, market: Session, words: str, wanted: list[str]
) -> None:
    assert found(library, words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '""',
        "*",
        "AND",
        "OR NOT",
        "NEAR(",
        "NEAR(a, 5)",
        "text:x",
        "x^2",
        "(",
        ")",
        "- -",
        "a*b",
        "'",
        "%",
        "_",
        "\\",
        "{canvas_id} : x",
        "\x00",
        "a\x00b",
        "\ud800",
        " ",
        "",
        "\n\t",
        "'; DROP TABLE notes; --",
        "𝕏" * 50,
        "x" * 5000,
    ],
)
def test_hostile_words_are_only_words(library: Library, bus: Session, words: str) -> None:
    library.search(words)
    assert found(library, "union") == [BUS]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXTS, st.text("abcéßçñσς0123-’_", min_size=1, max_size=3))
def test_the_same_words_are_found_in_a_title_as_in_a_note(library: Library, text: str, words: str) -> None:
    titled, noted = library.new(text), library.new("Title")
    builders.put(library.session(noted), "value", text)
    ids = {hit.listed.head.id for hit in library.search(words)}
    assert (titled in ids) == (noted in ids)
    library.delete(titled)
    library.delete(noted)


@pytest.mark.parametrize(
    ("words", "spellings"),
    [
        ("Łódź", ("lodz", "LODZ", "łódź", "Lód")),
        ("Ærøskøbing", ("aeroskobing", "ærøskøbing")),
        ("Đakovo", ("dakovo", "đak")),
        ("Þingvellir", ("thingvellir", "þing")),
        ("Œuvre", ("oeuvre", "œuv")),
        ("Diyarbakır", ("diyarbakir", "DİYARBAKIR")),
        ("GROẞ", ("gross", "groß")),
    ],
)
def test_letters_that_a_keyboard_lacks_are_found_as_people_type_them(
    library: Library, words: str, spellings: tuple[str, ...]
) -> None:
    titled = library.new(words)
    builders.put(library.session(library.new("A note")), "value", f"On the way to {words}.")
    for indexed in (False, True):
        for spelling in spellings:
            assert found(library, spelling) == sorted(["A note", words]), spelling
            (hit,) = [hit for hit in library.search(spelling) if hit.listed.head.id != titled]
            assert [note.text for note in hit.notes] == [f"On the way to {words}."]
            assert phrase_spans(f"To {words}!", phrases_in(spelling)) == [(3, 3 + len(words))]
        if not indexed:
            assert library.finder.refresh()


def test_deleted_canvases_are_found_among_the_deleted(library: Library, bus: Session, market: Session) -> None:
    library.archive(bus.canvas.id)
    library.delete(bus.canvas.id)
    assert [hit.listed.head.title for hit in library.search("staff", library.deleted())] == [BUS]
    assert [hit.listed.head.title for hit in library.search("staff")] == [MARKET]


def test_words_of_the_query_language_are_found_as_words(library: Library, bus: Session, market: Session) -> None:
    assert found(library, "AND NEAR(all)") == [BUS]
    assert found(library, '"AND"') == [BUS]


def test_no_canvas_is_missed_however_many_notes_match(library: Library) -> None:
    """Words that nearly every note holds do not crowd out the one canvas that also holds the rarer word."""
    crowd = library.session(library.new("Crowd"))
    for box in builders.BOXES[1:13]:
        builders.put(crowd, box, *(f"tram {number}" for number in range(450)))
    quiet = library.session(library.new("Quiet"))
    builders.put(quiet, "value", "The ferry takes you further than any tram or bus ever did, and it is slower too")
    assert found(library, "tram") == ["Crowd", "Quiet"]
    assert found(library, "tram ferry") == ["Quiet"]
    (hit,) = library.search("tram 449")
    assert {note.box for note in hit.notes} == set(builders.BOXES[1:13])


def test_canvases_that_were_read_already_are_not_read_again(library: Library, bus: Session, market: Session) -> None:
    among = library.listed()
    asked: list[str] = []
    event.listen(library.store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    assert [hit.listed for hit in library.search("staff", among)] == among
    assert not [statement for statement in asked if "canvases.state" in statement]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None), max_size=30))
def test_no_words_make_searching_fail(library: Library, words: str) -> None:
    library.search(words)


def test_a_hit_names_the_notes_and_says_where_they_are(library: Library, bus: Session) -> None:
    (hit,) = library.search("night staff")
    assert [(note.box, note.text) for note in hit.notes] == [("partners", "Drivers' union, night-shift staff")]
    assert [note.note_id for note in hit.notes] == [builders.ids(bus, "partners")[0]]
    (hit,) = library.search("malaga")
    assert hit.notes == ()


def test_the_search_follows_every_edit(library: Library, bus: Session) -> None:
    note = builders.ids(bus, "value")[1]
    bus.do(EditNote(note, "A bakery that stays open"))
    assert (found(library, "café"), found(library, "bakery")) == ([], [BUS])
    bus.do(MoveNotes((note,), "costs"))
    (hit,) = library.search("bakery")
    assert [found.box for found in hit.notes] == ["costs"]
    bus.do(DeleteNotes((note,)))
    assert found(library, "bakery") == []
    bus.undo()
    assert found(library, "bakery") == [BUS]
    bus.do(Rename("Day bus", "Alder"))
    assert (found(library, "malaga"), found(library, "day")) == ([], ["Day bus"])


def test_archived_canvases_are_found_and_deleted_ones_are_not(library: Library, bus: Session) -> None:
    library.archive(bus.canvas.id)
    assert found(library, "union") == [BUS]
    library.delete(bus.canvas.id)
    assert found(library, "union") == []
    library.restore(bus.canvas.id)
    assert found(library, "union") == [BUS]
