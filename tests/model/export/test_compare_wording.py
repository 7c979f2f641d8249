"""What a comparison says of a note whose words changed: its tags as well, and blanks that nobody would see."""

from __future__ import annotations

from dataclasses import replace

from printed import FONTS, board

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.comparison import compared
from cmc_desktop.model.export.board_content import BoxContent
from cmc_desktop.model.export.compare_content import compare_content
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.tags import document_tag
from cmc_desktop.model.export.text import Typesetter


def value_box(before: str, after: str, *, was: tuple[str, ...] = (), now: tuple[str, ...] = ()) -> BoxContent:
    """The box of a comparison in which one note was `before` and is `after`, with tags then and now."""
    old = board([("value", before)])
    note = replace(old.notes_in("value")[0], tags=was)
    old.write([note])
    new = Canvas(old.head, old.template)
    new.write([replace(note, text=after, tags=now)])
    boxes = compared(old.content, new.content)
    return compare_content(new.template, boxes, Typesetter(font_set(FONTS)), document_tag())["value"]


def said(box: BoxContent) -> str:
    (note,) = box.notes
    assert note.said is not None
    return note.said.spoken


def test_the_tags_of_a_reworded_note_are_said_before_its_words() -> None:
    words = "it was: Home by night; it is now: Safely home by night"
    retagged = value_box("Home by night", "Safely home by night", was=("indirect",), now=("direct", "saving"))
    assert said(retagged) == f"its tags: direct, saving; {words}"
    kept = value_box("Home by night", "Safely home by night", was=("direct",), now=("direct",))
    assert said(kept) == f"its tags: direct; {words}"
    assert said(value_box("Home by night", "Safely home by night")) == words


def test_a_line_break_that_alone_changed_is_printed_as_a_sign_and_said_in_words() -> None:
    box = value_box("Home\n\nby night", "Home by night")
    (note,) = box.notes
    assert [line.text for line in note.words.lines(float("inf"))] == ["Home↵↵ by night"]
    assert [(span.sign, span.text) for span in note.look.spans if span.sign != " "] == [("-", "↵↵")]
    assert said(box) == "it is now: Home by night"
    assert note.look.label is not None
    assert note.look.label_said is not None
    assert [line.text for line in note.look.label.lines(float("inf"))] == ["≠ only line breaks or blanks changed"]
    assert note.look.label_said.spoken == "only line breaks or blanks changed:"
