"""Two contents on one board: each note where it is and was, with what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.comparison import Fate, compared, counts, readable_spans
from cmc_desktop.model.domain.revision import Content, ContentBox, ContentNote


def content(**boxes: list[tuple[str, str]]) -> Content:
    made = (ContentBox(key, tuple(ContentNote(id_, text) for id_, text in notes)) for key, notes in boxes.items())
    return Content("Night bus", "Port Alder", "city-model-canvas", 1, tuple(made))


OLD = content(value=[("a", "Home by night"), ("b", "Less waiting"), ("c", "Cheap")], costs=[("d", "Drivers")])


def test_a_note_that_is_as_it_was_has_no_fate() -> None:
    boxes = compared(OLD, OLD)
    assert [note.fates for box in boxes.values() for note in box.notes] == [(), (), (), ()]
    assert not counts(boxes.values())


def test_what_was_removed_stands_where_it_was() -> None:
    box = compared(OLD, content(value=[("a", "Home by night"), ("c", "Cheap"), ("x", "New")], costs=[]))["value"]
    assert [(note.fates, (note.after or note.before)) for note in box.notes] == [
        ((), ContentNote("a", "Home by night")),
        ((Fate.REMOVED,), ContentNote("b", "Less waiting")),
        ((), ContentNote("c", "Cheap")),
        ((Fate.ADDED,), ContentNote("x", "New")),
    ]


def test_what_was_moved_stands_in_both_boxes_and_counts_once() -> None:
    boxes = compared(OLD, content(value=[("a", "Home by night"), ("c", "Cheap")], costs=[("b", "No wait"), ("d", "D")]))
    (away,) = [note for note in boxes["value"].notes if note.away]
    here = boxes["costs"].notes[0]
    assert (away.was_in, away.is_in) == (here.was_in, here.is_in) == ("value", "costs")
    assert here.fates == (Fate.MOVED, Fate.REWORDED)
    assert counts(boxes.values()) == {Fate.MOVED: 1, Fate.REWORDED: 2}


def test_another_order_is_told_of_the_box() -> None:
    new = content(value=[("c", "Cheap"), ("a", "Home by night"), ("b", "Less waiting")], costs=[("d", "Drivers")])
    boxes = compared(OLD, new)
    assert boxes["value"].reordered
    assert not boxes["costs"].reordered


def test_words_that_change_together_are_told_together() -> None:
    spans = readable_spans("Buses run until one at night", "Buses run round the clock at night")
    assert [(span.sign, span.text) for span in spans] == [
        (" ", "Buses run "),
        ("-", "until one"),
        (" ", " "),
        ("+", "round the clock"),
        (" ", " at night"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("same\n\nline", "same line", "same[-↵↵] line"),
        ("same line", "same\nline", "same[+↵]\nline"),
        ("same\nline", "same\n\nline", "same[+↵]\n\nline"),
        ("same \nline", "same\nline", "same[-␣↵][+↵]\nline"),
        ("a  b", "a b", "a[-␣␣][+␣] b"),
        ("bus\n(late)", "bus(late)", "bus[-↵](late)"),
    ],
)
def test_a_line_break_or_a_blank_that_alone_went_or_came_has_a_sign(before: str, after: str, shown: str) -> None:
    spans = readable_spans(before, after)
    assert "".join(span.text if span.sign == " " else f"[{span.sign}{span.text}]" for span in spans) == shown
    assert "".join(span.text for span in spans if span.sign == " ") == after


def test_the_space_before_words_that_gave_way_to_a_comma_is_kept() -> None:
    spans = readable_spans("by phone until 01:00 as long as", "by phone, as long as")
    assert [(span.sign, span.text) for span in spans] == [
        (" ", "by phone"),
        ("-", " until 01:00"),
        (" ", " "),
        ("+", ","),
        (" ", " as long as"),
    ]


WORDS = st.lists(st.sampled_from(["bus", "night", "by", ",", "مرحبا", "夜", "a\nb", "a b"]), max_size=12).map(" ".join)


@given(before=WORDS, after=WORDS)
def test_kept_and_new_words_give_what_is_there_now_and_kept_and_old_ones_what_was(before: str, after: str) -> None:
    spans = readable_spans(before, after)
    assert unsigned(span.text for span in spans if span.sign != "-") == after.split()
    assert unsigned(span.text for span in spans if span.sign != "+") == before.split()
    if before != after:
        assert any(span.sign != " " for span in spans)


def unsigned(parts: Iterable[str]) -> list[str]:
    """The words of spans, without the signs that stand for blanks."""
    return re.sub("[↵␣]", " ", "".join(parts)).split()


@given(st.data())
def test_every_note_of_either_content_is_shown(data: st.DataObject) -> None:
    def draw() -> Content:
        boxes: dict[str, list[tuple[str, str]]] = {"value": [], "costs": [], "buyin": []}
        for note in data.draw(st.lists(st.sampled_from("abcdefgh"), unique=True)):
            boxes[data.draw(st.sampled_from(sorted(boxes)))].append((note, data.draw(st.sampled_from(["one", "two"]))))
        return content(**boxes)

    old, new = draw(), draw()
    boxes = compared(old, new)
    for key, box in boxes.items():
        there = {note.id for side in (old, new) for one in side.boxes if one.key == key for note in one.notes}
        shown = [(note.after or note.before).id for note in box.notes if (note.after or note.before)]  # type: ignore[union-attr]  # one of them is there
        assert sorted(shown) == sorted(there)
        now = next(one for one in new.boxes if one.key == key)
        assert [note.after for note in box.notes if note.after and not note.away] == list(now.notes)
