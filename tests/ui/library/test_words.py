"""Which words are marked in what a search found."""

from __future__ import annotations

import builders
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmc_desktop.model.services.library import Library
from cmc_desktop.ui.library.words import Marked, excerpt, marked


def words(found: Marked) -> list[str]:
    return [found.text[at : at + length] for at, length in found.marks]


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("Signals that give priority to late buses", ["bus", "prio"], ["priority", "buses"]),
        ("Drivers' union, bus-drivers", ["DRIVERS"], ["Drivers", "drivers"]),
        ("Repair café", ["cafe"], ["café"]),
        ("Repair cafes", ["CAFÉ"], ["cafes"]),
        ("Busy nimbus", ["bus"], ["Busy"]),
        ("Line\nbreaks\tand  spaces", ["breaks"], ["breaks"]),
        ("€720,000 a year", ["720,000"], ["720", "000"]),
        ("<b>bold</b> {bus}", ["bus"], ["bus"]),
        ("No match", ["???"], []),
        ("حافلة ليلية", ["ليلية"], ["ليلية"]),
    ],
)
def test_words_are_marked_by_their_beginning_whatever_case_and_accents(
    text: str, terms: list[str], expected: list[str]
) -> None:
    assert words(marked(text, terms)) == expected


def test_an_excerpt_begins_a_little_before_the_first_marked_word() -> None:
    long = "An extremely long story about many things that finally leads to the priority of the bus"
    found = excerpt(long, ["priority"])
    assert found.text == "… finally leads to the priority of the bus"
    assert words(found) == ["priority"]
    assert excerpt("A short priority", ["priority"]).text == "A short priority"


@given(st.text(max_size=60), st.lists(st.text(max_size=6), max_size=3), st.text(max_size=20))
def test_marks_lie_in_the_text_in_order_and_stay_on_their_words_when_put_together(
    text: str, terms: list[str], before: str
) -> None:
    found = marked(text, terms)
    joined = Marked(before) + found
    assert words(joined) == words(found)
    end = 0
    for at, length in joined.marks:
        assert at >= end
        assert length > 0
        end = at + length
    assert end <= len(joined.text)


_LETTERS = st.text("abcABCéÉßçñ ,.-'0123\n", min_size=1, max_size=24).filter(lambda text: text.strip())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_LETTERS, st.text("abcéßçñ0123", min_size=1, max_size=3))
def test_what_the_word_index_finds_has_a_marked_word(library: Library, text: str, term: str) -> None:
    canvas_id = library.new("Title")
    session = library.session(canvas_id)
    (note_id,) = builders.put(session, "value", text)
    found = {note.note_id for hit in library.search(term) for note in hit.notes}
    assert (note_id in found) == bool(marked(session.canvas.note(note_id).text, [term]).marks)
    library.delete(canvas_id)
