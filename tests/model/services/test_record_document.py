"""The record and the draft as documents: everything the pages of a record tell, and what such a copy is worth."""

from __future__ import annotations

from collections.abc import Iterable

import builders
import pytest

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import GiveAnswer, MarkNoneIdentified, NextPhase, SignOffCanvas
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.document import Block, Facts, Heading, Lines, Look, Paragraph, Table, Together
from cmc_desktop.model.export.document_text import document_text
from cmc_desktop.model.export.lineage import Ancestor
from cmc_desktop.model.services.canvas_document import canvas_document
from cmc_desktop.model.services.record_document import record_document
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.without_names import without_names

NOW = 1_790_000_000_000


def outline(blocks: Iterable[Block]) -> list[tuple[int, str]]:
    found = []
    for block in blocks:
        if isinstance(block, Together):
            found += outline(block.blocks)
        elif isinstance(block, Heading):
            found.append((block.level, block.text))
    return found


def texts_of(canvas: Canvas) -> list[str]:
    return [note.text for box in canvas.template.in_walk_order for note in canvas.notes_in(box.key)]


def items(blocks: Iterable[Block]) -> list[str]:
    return [item for block in blocks if isinstance(block, Lines) for item in block.items]


def test_a_draft_says_that_it_is_one_and_has_every_note_below_its_box(session: Session) -> None:
    builders.fill(session)
    canvas = session.canvas.snapshot()
    canvas.write([Note("x", "value", "zz", "Two\nlines", ("direct", "saving"))])
    document = canvas_document(canvas, now=NOW)
    assert document.title == "Night bus"
    assert document.blocks[0] == Paragraph("Draft, not agreed", Look.STRONG)
    assert "Draft, not agreed" in document.foot
    assert outline(document.blocks) == [(1, box.label) for box in canvas.template.in_walk_order]
    assert items(document.blocks)[:6][-1] == "Two\nlines\nTags: direct, saving"
    # the mission is running text
    assert [item.partition("\nTags")[0] for item in items(document.blocks)] == texts_of(canvas)[1:]
    assert Paragraph(texts_of(canvas)[0]) in document.blocks


def test_boxes_without_notes_say_whether_somebody_looked(session: Session) -> None:
    builders.put(session, "value", "Home")
    session.do(MarkNoneIdentified("costs"))
    text = document_text(canvas_document(session.canvas, now=NOW))
    assert "## 9 Budget costs\n\nnone identified\n" in text
    assert "## 3 Beneficiaries\n\nno notes\n" in text


def test_markdown_of_a_canvas_is_text_whatever_was_typed(session: Session) -> None:
    builders.put(session, "value", "# no heading\n- no list *nor* <b>bold</b>", "[a](http://example.org)")
    text = document_text(canvas_document(session.canvas, now=NOW))
    assert "- \\# no heading\\\n  \\- no list \\*nor\\* \\<b\\>bold\\</b\\>\n" in text
    assert "- \\[a\\](http://example.org)" in text


@pytest.fixture
def reserved(session: Session) -> Session:
    """A signed canvas; the first to answer stated a reservation."""
    people = builders.workshop_at(session, "consensus")
    session.do(GiveAnswer(people[0], AnswerKind.RESERVATION, "Only if the county pays"))
    builders.everyone_satisfied(session)
    session.do(NextPhase())
    session.do(SignOffCanvas())
    return session


def test_the_record_tells_all_that_its_pages_tell(reserved: Session) -> None:
    canvas = reserved.canvas
    ancestor = Ancestor(1, "Spring", NOW, True, "ab" * 32)
    document = record_document(canvas, lineage=(ancestor,), now=NOW)
    number = seal_number(canvas.content_hash)
    assert number in document.foot
    assert [text for level, text in outline(document.blocks) if level == 1] == [
        "The canvas",
        "Who was in the room, and what they answered",
        "Reservations, in their own words",
        "The workshop, phase by phase",
        "The versions before this one",
        "What the seal number means",
    ]
    assert [text for level, text in outline(document.blocks) if level == 2] == [
        box.label for box in canvas.template.in_walk_order
    ]
    people, phases, versions = (block for block in document.blocks if isinstance(block, Table))
    assert [row[0] for row in people.rows] == [person.name for person in canvas.people]
    assert [row[0] for row in phases.rows] == [item.title for item in canvas.agenda]
    assert versions.rows[0][1] == "Spring"
    assert Paragraph("Only if the county pays", Look.QUOTE) in document.blocks
    facts = next(block for block in document.blocks if isinstance(block, Facts))
    assert ("Seal number", number) in facts.pairs
    assert items(document.blocks) == texts_of(canvas)[1:]


def test_the_record_says_that_it_is_a_copy_and_what_can_be_checked(reserved: Session) -> None:
    document = record_document(reserved.canvas, now=NOW)
    assert document.blocks[0] == Paragraph("A copy for reading", Look.STRONG)
    assert isinstance(document.blocks[1], Paragraph)
    assert "where the two differ, the PDF is right" in document.blocks[1].text
    assert "copy for reading" in document.foot


def test_without_names_it_names_nobody_and_says_so_where_words_changed(session: Session) -> None:
    builders.put(session, "value", "Person 1 said: home by night")
    people = builders.sign(session)
    names = [session.canvas.person(one).name for one in people]
    canvas = without_names(session.canvas.snapshot()).canvas
    text = document_text(record_document(canvas, now=NOW))
    assert not [name for name in (*names, "Mo Derator", "Nora Taker") if name in text]
    assert "Names of people were taken out" in text
    assert seal_number(session.canvas.content_hash) in text


def test_what_is_not_signed_has_no_record(session: Session) -> None:
    with pytest.raises(Refusal, match="not signed yet"):
        record_document(session.canvas, now=NOW)
