"""What a printed comparison draws: strokes where the words stand, grey for what is as it was, nothing over another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import FONTS, NOW, board, changed, inset, words

from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.compared_state import ComparedState
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.export.colours import INK, LINE, MUTED, WHITE, tone
from cmc_desktop.model.export.compare_pdf import settled_comparison
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.line import Line
from cmc_desktop.model.export.marks import Frame, Page, ShapeMark, TextMark
from cmc_desktop.model.export.paper import PAPERS, canvas_sheet
from cmc_desktop.model.export.text import Typesetter

SETTER = Typesetter(font_set(FONTS))


def pages_of(old: Canvas, new: Canvas, paper: str = "A3", *, upright: bool = False) -> tuple[Page, ...]:
    sides = (ComparedState("then", NOW - 60_000, old.content), ComparedState("now", NOW, new.content))
    return settled_comparison(new.template, *sides, FONTS, paper=paper, upright=upright, now=NOW).pages


def texts(page: Page) -> Iterator[TextMark]:
    return (mark for mark in page.marks if isinstance(mark, TextMark))


def shapes(page: Page) -> Iterator[ShapeMark]:
    return (mark for mark in page.marks if isinstance(mark, ShapeMark))


def said(mark: TextMark) -> str:
    return " ".join(line.text for line in mark.lines)


def text_of(page: Page, text: str) -> TextMark:
    """The mark of a page that says `text` and nothing else."""
    (mark,) = (mark for mark in texts(page) if said(mark) == text)
    return mark


def boxes_of(page: Page) -> list[Frame]:
    return [shape.frame for shape in shapes(page) if shape.stroke == LINE]


def inked(mark: TextMark | ShapeMark) -> Frame:
    """What a mark takes; of a text only as much of its column as the widest line needs."""
    frame = mark.frame
    if isinstance(mark, ShapeMark):
        return frame
    width = max(line.width for line in mark.lines) * mark.size / 1000
    rest = frame.width - width
    at_right = (mark.align == "end") != any(line.leftward for line in mark.lines)
    return Frame(frame.x + rest * (0.5 if mark.align == "centre" else float(at_right)), frame.y, width, frame.height)


def apart(one: Frame, other: Frame, slack: float = 0.01) -> bool:
    beside = one.right <= other.x + slack or other.right <= one.x + slack
    return beside or one.top <= other.y + slack or other.top <= one.y + slack


# strokes


def along(page: Page, mark: TextMark, before: str, marked: str) -> list[float]:
    """How high above the foot of the letters, in type sizes, lines are drawn along `marked` and no further.

    The mark has one line, which begins with `before` and `marked`; pairs of letters may stand a little closer.
    """
    (line,) = mark.lines
    start = mark.x + offset(line, before) * mark.size / 1000
    end = mark.x + offset(line, before + marked) * mark.size / 1000
    foot = mark.top - line.rise * mark.size
    return [
        (shape.frame.y - foot) / mark.size
        for shape in shapes(page)
        if (shape.frame.x, shape.frame.right) == pytest.approx((start, end), abs=0.04 * mark.size)
        and shape.frame.height == 0
        and mark.frame.y < shape.frame.y < mark.frame.top
    ]


def offset(line: Line, before: str) -> float:
    """Where in a line what comes after `before` begins, in thousandths of the type size."""
    assert not line.leftward
    return SETTER.line(before + "x").width - SETTER.line("x").width if before else 0.0


def assert_struck(heights: list[float]) -> None:
    (height,) = heights
    assert 0.15 < height < 0.45, "a line goes through the letters"


def assert_underlined(heights: list[float]) -> None:
    (height,) = heights
    assert -0.3 < height < 0, "a line goes below the letters"


def test_gone_words_of_a_note_are_struck_through_and_new_ones_underlined() -> None:
    old = board([("value", "Buses until one"), ("costs", "Drivers")])
    new = changed(old, lambda notes: [replace(notes[0], text="Buses all night")])
    page, *_ = pages_of(old, new)
    note = text_of(page, "Buses until one all night")
    assert_struck(along(page, note, "Buses ", "until one"))
    assert_underlined(along(page, note, "Buses until one ", "all night"))


def test_a_removed_note_is_struck_through_from_end_to_end() -> None:
    old = board([("value", "Less waiting"), ("costs", "Drivers")])
    page, *_ = pages_of(old, changed(old, lambda notes: [replace(notes[0], deleted=True)]))
    assert_struck(along(page, text_of(page, "Less waiting"), "", "Less waiting"))
    assert along(page, text_of(page, "Drivers"), "", "Drivers") == []


def test_words_that_read_to_the_left_are_struck_through_at_the_right_of_their_column() -> None:
    text = "مرحبا بكم في المدينة"
    old = board([("value", text)])
    page, *_ = pages_of(old, changed(old, lambda notes: [replace(notes[0], deleted=True)]))
    note = inked(text_of(page, text))
    through = [shape.frame for shape in shapes(page) if shape.frame.height == 0 and note.y < shape.frame.y < note.top]
    assert [(line.x, line.right) for line in through] == [pytest.approx((note.x, note.right), abs=0.1)]


def test_every_sign_and_stroke_is_explained_above_the_board() -> None:
    page, *_ = pages_of(board([]), board([("value", "One")]))
    (legend,) = (mark for mark in texts(page) if "Notes in grey" in said(mark))
    signs = "+ added   − removed   → moved   ≠ reworded   # tags changed."
    for part in (signs, "Words: gone, new.", "Notes in grey without a sign are as they were."):
        assert " ".join(part.split()) in " ".join(said(legend).split())
    (line,) = legend.lines
    before, _ = line.text.split("gone, new")
    assert_struck(along(page, legend, before, "gone"))
    assert_underlined(along(page, legend, before + "gone, ", "new"))


# what each note looks like


def notes_of_each_kind() -> tuple[Canvas, Canvas]:
    """A note as it was, one reworded, one removed, one moved to another box, one new."""
    kept = [("value", "As it was"), ("value", "Home by night"), ("value", "Less waiting"), ("costs", "Drivers")]
    old = board(kept)
    return old, changed(
        old,
        lambda notes: [
            replace(notes[1], text="Home safely by night"),
            replace(notes[2], deleted=True),
            replace(notes[3], box="social_risks"),
            Note("new", "value", "9", "Tickets"),
        ],
    )


def card_under(page: Page, mark: TextMark) -> list[Frame]:
    """The tinted cards that a text lies on; the white of its box is none."""
    found = [shape for shape in shapes(page) if shape.fill not in (None, WHITE) and shape.frame not in boxes_of(page)]
    return [shape.frame for shape in found if shape.frame.holds(inked(mark))]


def bar_beside(page: Page, mark: TextMark, colour: tuple[float, float, float]) -> list[Frame]:
    """What is drawn in `colour` at the left of a text, as high as that at least and narrower than a letter."""
    return [
        shape.frame
        for shape in shapes(page)
        if shape.fill == colour
        and shape.frame.width < 0.5 * mark.size
        and mark.x - mark.size < shape.frame.x < shape.frame.right < mark.x
        and shape.frame.y <= mark.frame.y
        and shape.frame.top >= mark.frame.top
    ]


def test_a_note_that_is_as_it_was_is_grey_and_has_neither_card_nor_bar() -> None:
    page, *_ = pages_of(*notes_of_each_kind())
    mark = text_of(page, "As it was")
    assert mark.colour == MUTED
    assert card_under(page, mark) == []
    assert bar_beside(page, mark, tone(builders.CMC.box("value").tone)) == []


@pytest.mark.parametrize(
    ("box", "text"), [("value", "Home safely by night"), ("value", "Less waiting"), ("value", "Tickets")]
)
def test_a_changed_note_is_black_with_a_bar_in_the_colour_of_its_box(box: str, text: str) -> None:
    page, *_ = pages_of(*notes_of_each_kind())
    mark = text_of(page, text)
    assert mark.colour == INK
    assert len(bar_beside(page, mark, tone(builders.CMC.box(box).tone))) == 1
    assert len(card_under(page, mark)) == (0 if text == "Less waiting" else 1), "what is gone has no card any more"


def test_a_moved_note_is_grey_where_it_was_and_black_where_it_is() -> None:
    page, *_ = pages_of(*notes_of_each_kind())
    marks = {mark.colour: mark for mark in texts(page) if said(mark) == "Drivers"}
    assert set(marks) == {INK, MUTED}
    assert len(bar_beside(page, marks[INK], tone(builders.CMC.box("social_risks").tone))) == 1
    assert bar_beside(page, marks[MUTED], tone(builders.CMC.box("costs").tone)) == []


# what is told of a box


def in_box(page: Page, key: str) -> list[TextMark]:
    """The texts of a box from top to bottom."""
    number = builders.CMC.box(key).number
    heading = next(mark for mark in texts(page) if said(mark) == str(number))
    (frame,) = (frame for frame in boxes_of(page) if frame.holds(inked(heading)))
    return sorted((mark for mark in texts(page) if frame.holds(inked(mark))), key=lambda mark: -mark.top)


def told(page: Page, key: str) -> str:
    return " ".join(said(mark) for mark in in_box(page, key))


def test_what_changed_in_a_box_is_counted_beside_its_heading() -> None:
    page, *_ = pages_of(*notes_of_each_kind())
    counts = {
        key: [said(mark) for mark in in_box(page, key) if mark.align == "end"]
        for key in ("value", "costs", "social_risks", "buyin")
    }
    assert counts == {"value": ["+1  −1  ≠1"], "costs": [], "social_risks": ["→1"], "buyin": []}


def test_another_order_of_the_notes_of_a_box_is_told_there() -> None:
    old = board([("value", "One"), ("value", "Two"), ("costs", "Drivers")])
    new = changed(old, lambda notes: [replace(notes[0], rank="9")])
    page, *_ = pages_of(old, new)
    assert "↕ order changed The notes stand in another order. Two One" in told(page, "value")
    assert "order" not in told(page, "costs")


def test_a_box_found_empty_is_told_and_so_is_one_that_no_longer_is() -> None:
    old, new = board([], none_identified=["costs", "revenue"]), board([], none_identified=["revenue"])
    new.write([BoxMark("social_risks", True, "Ann", NOW)])
    page, *_ = pages_of(old, new)
    assert "+ added none identified" in told(page, "social_risks")
    assert "− removed none identified" in told(page, "costs")
    gone = next(mark for mark in in_box(page, "costs") if said(mark) == "none identified")
    assert_struck(along(page, gone, "", "none identified"))
    assert told(page, "revenue").endswith("none identified")
    assert "added" not in told(page, "revenue")


# room


@settings(max_examples=40, deadline=None)
@given(
    before=st.lists(st.tuples(st.sampled_from(builders.BOXES), st.integers(1, 300)), max_size=50),
    after=st.lists(st.tuples(st.sampled_from(builders.BOXES), st.integers(1, 300)), max_size=50),
    paper=st.sampled_from(PAPERS),
    upright=st.booleans(),
    title=st.sampled_from(["Night bus", "Night bus " * 30]),
)
def test_nothing_in_a_comparison_lies_over_another_or_across_the_edge_of_a_box(
    before: list[tuple[str, int]], after: list[tuple[str, int]], paper: str, upright: bool, title: str
) -> None:
    old, new = (
        board([(box, words(length, place + side)) for place, (box, length) in enumerate(notes)], title=title[side:])
        for side, notes in ((0, before), (3, after))
    )
    sheet = canvas_sheet(paper, upright=upright)
    inside = inset(Frame(0, 0, sheet.width, sheet.height), sheet.margin)
    for place, page in enumerate(pages_of(old, new, paper, upright=upright)):
        boxes = boxes_of(page)
        assert len(boxes) == (0 if place else len(builders.BOXES))
        for frame in (*map(inked, texts(page)), *map(inked, shapes(page))):
            assert inside.holds(frame, slack=0.1)
            assert all(box.holds(frame, slack=0.5) or apart(box, frame) for box in boxes)
        frames = [inked(mark) for mark in texts(page)]
        for number, frame in enumerate(frames):
            assert all(apart(frame, other) for other in frames[:number])
