"""A document as Markdown: every block has its form, and nothing that people typed is read as markup."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cmc_desktop.model.domain.text import clean
from cmc_desktop.model.export.document import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Lines,
    Look,
    Mark,
    PageBreak,
    Paragraph,
    Table,
    Together,
)
from cmc_desktop.model.export.document_text import document_text


def text_of(*blocks: Block) -> str:
    return document_text(Document("Minutes", "", blocks)).removeprefix("# Minutes\n\n").removesuffix("\n")


def test_a_whole_document_reads_as_markdown() -> None:
    document = Document(
        "Script",
        "Night bus\nPort Alder",
        (
            Heading("Contribute"),
            Paragraph("What to say", Look.STRONG),
            Paragraph("In their words.", Look.QUOTE),
            Lines(("one", "two"), Mark.NUMBER),
            Together((Heading("Value", 2), Lines(("tick me",), Mark.TICK_BOX))),
            Facts((("Say", ("Welcome.", "Listen.")), ("Rule", "Adding only"))),
            PageBreak(),
            Table((Column("Who"), Column("Min", figures=True)), (("Ann", "3"), ("Ben\nand Cy", "4"))),
        ),
        "Printed today",
    )
    assert document_text(document) == (
        "# Script\n\nNight bus\\\nPort Alder\n\n## Contribute\n\n**What to say**\n\n> In their words.\n\n"
        "1. one\n2. two\n\n### Value\n\n- [ ] tick me\n\n- **Say:** Welcome.\\\n  Listen.\n- **Rule:** Adding only\n\n"
        "---\n\n| Who | Min |\n| --- | ---: |\n| Ann | 3 |\n| Ben<br>and Cy | 4 |\n\n---\n\nPrinted today\n"
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("<para>", "\\<para\\>"),
        ("# not a heading", "\\# not a heading"),
        ("- not an item", "\\- not an item"),
        ("1. not the first", "1\\. not the first"),
        ("2026) a year", "2026\\) a year"),
        ("*loud* and _low_", "\\*loud\\* and \\_low\\_"),
        ("[link](http://example.org)", "\\[link\\](http://example.org)"),
        ("a | b", "a \\| b"),
        ("C:\\new", "C:\\\\new"),
        ("&copy; 2026", "\\&copy; 2026"),
        ("plain words, 12 % of them.", "plain words, 12 % of them."),
        ("one\n\n    two", "one\\\ntwo"),
    ],
)
def test_what_people_typed_is_never_markup(typed: str, written: str) -> None:
    assert text_of(Paragraph(typed)) == written


ANY = st.text(st.characters(codec="utf-8"), max_size=60).map(clean)


def cells_of(row: str) -> list[str]:
    """The cells of a row as a reader of Markdown shows them."""
    cells = [""]
    signs = iter(row.replace("<br>", " "))
    for sign in signs:
        if sign == "\\":
            cells[-1] += next(signs)
        elif sign == "|":
            cells.append("")
        else:
            cells[-1] += sign
    return cells[1:-1]


@given(ANY, ANY)
@example("ends in \\", "| \\|")
def test_every_word_can_be_had_back_and_a_table_keeps_its_cells(one: str, two: str) -> None:
    written = text_of(Table((Column("a"), Column("b")), ((one, two),)))
    first, second = cells_of(written.split("\n", 2)[2])
    assert "".join(first.split()) == "".join(one.split())
    assert "".join(second.split()) == "".join(two.split())
