"""What changed between two contents, and between two texts."""

import unicodedata

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.changes import (
    AddNote,
    AddNotes,
    DeleteNotes,
    EditNote,
    MarkNoneIdentified,
    MoveNotes,
    Rename,
)
from cmc_desktop.model.domain.difference import Kind, differences, word_spans
from cmc_desktop.model.domain.revision import Content, ContentBox, ContentNote
from cmc_desktop.model.services.session import Session


def changed(session: Session, *changes: object) -> list[tuple[Kind, str, str, str, str]]:
    before = session.canvas.content
    for change in changes:
        session.do(change)
    return [(d.kind, d.box, d.before, d.after, d.was_in) for d in differences(before, session.canvas.content)]


def test_nothing_changed_is_no_difference(filled: Session) -> None:
    assert changed(filled) == []


def test_added_removed_and_reworded_notes_are_told(session: Session) -> None:
    first, second = builders.put(session, "value", "one", "two")
    assert changed(session, AddNote("value", "three"), DeleteNotes((first,)), EditNote(second, "zwei")) == [
        (Kind.REWORDED, "value", "two", "zwei", ""),
        (Kind.ADDED, "value", "", "three", ""),
        (Kind.REMOVED, "value", "one", "", ""),
    ]


def test_a_moved_note_is_told_with_the_box_it_came_from(session: Session) -> None:
    first, _ = builders.put(session, "value", "one", "two")
    assert changed(session, MoveNotes((first,), "buyin")) == [(Kind.MOVED, "buyin", "one", "one", "value")]


def test_a_note_moved_and_reworded_is_told_as_both(session: Session) -> None:
    (note,) = builders.put(session, "value", "one")
    found = changed(session, MoveNotes((note,), "buyin"), EditNote(note, "uno"))
    assert [kind for kind, *_ in found] == [Kind.MOVED, Kind.REWORDED]


def test_another_order_is_told_once_and_a_new_note_alone_is_not(session: Session) -> None:
    first, _, _ = builders.put(session, "value", "one", "two", "three")
    assert changed(session, MoveNotes((first,), "value", 3)) == [(Kind.REORDERED, "value", "", "", "")]
    assert [kind for kind, *_ in changed(session, AddNotes("value", ("x",), 0))] == [Kind.ADDED]


def test_marks_and_titles_are_told(session: Session) -> None:
    assert changed(session, MarkNoneIdentified("env_costs"), Rename("Day bus", "Port Alder")) == [
        (Kind.TITLED, "", "Night bus · Port Alder", "Day bus · Port Alder", ""),
        (Kind.MARKED, "env_costs", "", "", ""),
    ]
    assert [kind for kind, *_ in changed(session, AddNote("env_costs", "Noise"))] == [Kind.UNMARKED, Kind.ADDED]


def test_notes_of_a_box_that_is_gone_count_as_removed() -> None:
    old = Content("T", "", "x", 1, (ContentBox("a", (ContentNote("1", "one"),)), ContentBox("b", ())))
    new = Content("T", "", "x", 1, (ContentBox("b", ()),))
    assert [(d.kind, d.before) for d in differences(old, new)] == [(Kind.REMOVED, "one")]


SHORT = st.sampled_from(["", "a", "b", "one two", "two one"])


@st.composite
def contents(draw: st.DrawFn) -> Content:
    ids = draw(st.lists(st.sampled_from("123456"), unique=True))
    boxes: dict[str, list[ContentNote]] = {"x": [], "y": [], "z": []}
    for note_id in ids:
        tags = draw(st.sampled_from([(), ("t",)]))
        boxes[draw(st.sampled_from("xyz"))].append(ContentNote(note_id, draw(SHORT), tags))
    marks = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    built = (ContentBox(key, tuple(boxes[key]), mark) for key, mark in zip("xyz", marks, strict=True))
    return Content(draw(SHORT), draw(SHORT), "x", 1, tuple(built))


@given(contents(), contents())
def test_contents_differ_exactly_when_their_hashes_do(old: Content, new: Content) -> None:
    assert bool(differences(old, new)) == (old.hash != new.hash)
    assert not differences(old, old)


@given(st.text(max_size=80), st.text(max_size=80))
def test_word_spans_give_back_both_texts(before: str, after: str) -> None:
    spans = word_spans(before, after)
    assert "".join(span.text for span in spans if span.sign != "+") == before
    assert "".join(span.text for span in spans if span.sign != "-") == after
    assert {span.sign for span in spans} <= {" ", "-", "+"}
    assert all(span.text for span in spans)


def test_word_spans_keep_words_whole() -> None:
    spans = [(s.sign, s.text) for s in word_spans("A bus within 20 minutes.", "A bus within 15 minutes, always.")]
    assert spans == [
        (" ", "A bus within "),
        ("-", "20"),
        ("+", "15"),
        (" ", " minutes"),
        ("+", ", always"),
        (" ", "."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "was", "now"),
    [
        ("It costs €1.1 M.", "It costs €1.14 M.", "€1.1", "€1.14"),
        ("until 01:00, daily", "until 05:00, daily", "01:00", "05:00"),
        ("on 12/05/2026", "on 12/06/2026", "12/05/2026", "12/06/2026"),
        ("1,200,000 people", "1,250,000 people", "1,200,000", "1,250,000"),
        ("a share of 12.5%", "a share of 12.75%", "12.5%", "12.75%"),
        ("1.4 km", "4.1 km", "1.4", "4.1"),
        ("3.50€, paid", "3.50$, paid", "3.50€", "3.50$"),
        ("١٢٫٥ at 10h30.", "١٢٫٥ at 10h45.", "10h30", "10h45"),
    ],
)
def test_amounts_times_and_dates_are_never_cut(before: str, after: str, was: str, now: str) -> None:
    spans = [(span.sign, span.text) for span in word_spans(before, after) if span.sign != " "]
    assert spans == [("-", was), ("+", now)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("रात की बस", "रात का बस"),
        ("รถเมล์กลาง", "รถไฟกลาง"),
        ("cafe\u0301 noir", "cafe noir"),
        ("a 👩\u200d💻 b", "a 👩\u200d🏫 b"),
    ],
)
def test_no_span_begins_with_what_joins_onto_the_letter_before_it(before: str, after: str) -> None:
    for span in word_spans(before, after):
        assert not unicodedata.category(span.text[0]).startswith("M")
        assert "\u200d" not in (span.text[0], span.text[-1])
