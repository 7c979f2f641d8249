"""A printed board is read aloud in the order of the walk, element by element, and nothing of it twice."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from printed import FONTS, NOW, board, sixty_four, squeezed, words

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.export.board_pages import board_facts, board_pages
from cmc_desktop.model.export.colours import WARNING
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.furniture import Furniture, Stamp
from cmc_desktop.model.export.marks import Page, TextMark
from cmc_desktop.model.export.paper import landscape
from cmc_desktop.model.export.tags import Tag, TagKind, document_tag
from cmc_desktop.model.export.text import Typesetter
from cmc_desktop.model.services.session import Session


def read_aloud(canvas: Canvas, paper: str = "A3") -> tuple[Tag, dict[Tag, str], list[Page]]:
    """The reading order of a board, the words of each tag, and the pages."""
    sheet, typesetter, reading = landscape(paper), Typesetter(font_set(FONTS)), document_tag()
    facts = board_facts(canvas, NOW)
    stamp = Stamp("Draft", WARNING)
    furniture = Furniture(sheet, typesetter, title="Night bus", facts=facts, stamp=stamp, foot="", reading=reading)
    pages = board_pages(canvas, sheet, typesetter, furniture, reading)
    said: dict[Tag, str] = {}
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, TextMark) and mark.tag is not None:
                spoken = " ".join(line.text for line in mark.lines)
                said[mark.tag] = f"{said[mark.tag]} {spoken}" if mark.tag in said else spoken
    return reading, said, pages


def outline(reading: Tag, said: dict[Tag, str]) -> Iterator[tuple[str, str]]:
    for tag in reading.walk():
        if tag in said:
            yield str(tag.kind), said[tag]


def test_title_and_facts_come_first_then_each_element_with_its_heading_and_notes() -> None:
    notes = [("value", "Home by night"), ("mission", "Everyone gets home"), ("value", "Less waiting")]
    reading, said, _ = read_aloud(board(notes, none_identified=["social_risks"]))
    lines = list(outline(reading, said))
    assert lines[0] == ("H1", "Night bus")
    assert [kind for kind, _ in lines[1:3]] == ["P", "P"]
    assert lines[2][1] == "Draft"
    assert lines[3:9] == [
        ("H2", "1 Mission statement"),
        ("LBody", "Everyone gets home"),
        ("H2", "2 Value proposition"),
        ("LBody", "Home by night"),
        ("LBody", "Less waiting"),
        ("H2", "3 Beneficiaries"),
    ]
    assert lines[lines.index(("H2", "13 Social risks")) + 1] == ("P", "none identified")
    assert lines[lines.index(("H2", "14 Social benefits")) + 1] == ("P", "no notes")


@pytest.mark.parametrize("template", sorted(builders.TEMPLATES))
def test_the_elements_are_read_in_the_order_of_the_walk(template: str) -> None:
    walk = builders.TEMPLATES[template].in_walk_order
    reading, said, _ = read_aloud(board([], template=template))
    assert [text for kind, text in outline(reading, said) if kind == "H2"] == [box.label for box in walk]
    assert [tag.title for tag in reading.children if tag.kind is TagKind.SECTION] == [box.label for box in walk]


def test_the_tags_of_a_note_are_read_before_its_words(session: Session) -> None:
    session.do(builders.AddNotes("revenue", ("Less overtime",), tags=("saving", "indirect")))
    reading, said, _ = read_aloud(session.canvas)
    assert ("LBody", "saving, indirect Less overtime") in outline(reading, said)


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_a_note_that_is_parted_over_pages_is_one_item_with_all_its_words(paper: str) -> None:
    endless = " ".join(words(400, place) for place in range(60))
    notes = [*sixty_four(), ("value", endless), ("value", "after it")]
    reading, said, pages = read_aloud(board(notes), paper)
    assert len(pages) > 2
    items = [text for kind, text in outline(reading, said) if kind == "LBody"]
    assert len(items) == len(notes)
    assert items.index(" ".join(endless.split())) + 1 == items.index("after it")


def test_every_note_is_read_once_and_what_only_helps_the_eye_is_not_read() -> None:
    notes = [("partners", f"Partner {number} brings something of its own to the table") for number in range(300)]
    reading, said, pages = read_aloud(board(notes), "A4")
    spoken = squeezed("".join(text for _, text in outline(reading, said)))
    assert len(pages) > 2
    assert [text for _, text in notes if spoken.count(squeezed(text)) != 1] == []
    assert "continued" not in spoken
    assert spoken.count("Keypartnerships") == 1
    assert spoken.count("300notes") == 1  # in the facts, not beside the heading of the box
