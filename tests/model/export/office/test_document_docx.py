"""A document as a Word file: what was typed stands in it, in real styles, and nothing else is in it."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from office_files import NOW, TEXTS, anything, is_clean, parts_of

from cmc_desktop.model.domain.errors import Refusal
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
from cmc_desktop.model.export.office.document_docx import document_docx
from cmc_desktop.model.export.office.office_text import fit_text


def data_of(*blocks: Block, title: str = "Minutes", foot: str = "", paper: str = "A4") -> bytes:
    return document_docx(Document(title, "", blocks, foot), paper=paper, now=NOW).data


def read(*blocks: Block, **settings: str) -> Any:
    return docx.Document(io.BytesIO(data_of(*blocks, **settings)))


def styled(file: Any) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in file.paragraphs]


def test_each_block_has_its_own_style() -> None:
    file = read(
        Heading("One"),
        Heading("Two", 2),
        Heading("Three", 3),
        Paragraph("plain"),
        Paragraph("strong", Look.STRONG),
        Paragraph("quoted", Look.QUOTE),
        Paragraph("muted", Look.MUTED),
        Lines(("a", "b")),
        Lines(("c",), Mark.TICK_BOX),
        Lines(("d",), Mark.NUMBER),
    )
    assert styled(file) == [
        ("Title", "Minutes"),
        ("Heading 1", "One"),
        ("Heading 2", "Two"),
        ("Heading 3", "Three"),
        ("Normal", "plain"),
        ("Strong Line", "strong"),
        ("Quote", "quoted"),
        ("Muted Line", "muted"),
        ("List Bullet", "a"),
        ("List Bullet", "b"),
        ("List Tick", "c"),
        ("List Number", "d"),
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_stands_as_it_was_typed_wherever_it_is(text: str) -> None:
    data = data_of(
        Heading(text),
        Paragraph(text, Look.QUOTE),
        Lines((text,)),
        Facts(((text, (text, "second")),)),
        Table((Column(text), Column("b")), ((text, ""),)),
        title=text,
        foot=text,
    )
    file, shown = docx.Document(io.BytesIO(data)), fit_text(text)
    assert [paragraph.text for paragraph in file.paragraphs if paragraph.text] == [shown] * 4
    facts, table = file.tables
    assert [cell.text for cell in facts.rows[0].cells] == [shown, f"{shown}\nsecond"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [[shown, "b"], [shown, ""]]
    assert file.sections[0].footer.paragraphs[0].text.startswith(f"{shown}\t")
    assert file.core_properties.title == shown[:255]
    is_clean(data)
    fields = re.findall(rb"<w:(?:instrText|fldSimple|hyperlink)[^>]*>", b"".join(parts_of(data).values()))
    assert fields == [b'<w:fldSimple w:instr="PAGE">', b'<w:fldSimple w:instr="NUMPAGES">']


@given(anything)
@settings(max_examples=60, deadline=None)
def test_anything_typed_comes_back(text: str) -> None:
    file = read(Paragraph(text), Table((Column("a"),), ((text,),)))
    assert file.paragraphs[1].text == fit_text(text)
    assert file.tables[0].rows[1].cells[0].text == fit_text(text)


def test_lists_of_numbers_count_from_one_each() -> None:
    file = read(Lines(("a", "b"), Mark.NUMBER), Lines(("c",), Mark.NUMBER))
    numbers = [paragraph._p.pPr.numPr.numId.val for paragraph in file.paragraphs[1:]]
    assert numbers[0] == numbers[1] != numbers[2]
    lists = {num.numId: num for num in file.part.numbering_part.element.num_lst}
    assert all(lists[number].find(qn("w:lvlOverride"))[0].val == 1 for number in numbers)


def test_the_heads_of_a_table_are_repeated_and_short_rows_stay_whole() -> None:
    file = read(Table((Column("Time", 1), Column("Minutes", 3, figures=True)), (("10:00", "x" * 600), ("a", "b"))))
    rows = [row._tr.trPr for row in file.tables[0].rows]
    marks = [[child.tag.partition("}")[2] for child in row] if row is not None else [] for row in rows]
    assert marks == [["cantSplit", "tblHeader"], [], ["cantSplit"]]
    assert file.tables[0].style.name == "Ruled Table"
    narrow, wide = (column.width for column in file.tables[0].columns)
    assert wide / narrow == pytest.approx(3, rel=0.01)
    section = file.sections[0]
    assert narrow + wide == pytest.approx(section.page_width - section.left_margin - section.right_margin, rel=0.01)


def test_rows_to_sign_in_are_as_high_as_wished() -> None:
    file = read(Table((Column("Name"),), (("Ann",),), row_height=14))
    assert [row.height and round(row.height.mm) for row in file.tables[0].rows] == [None, 14]


def test_what_belongs_together_stays_together_and_pages_begin_where_they_are_wished() -> None:
    file = read(
        Together((Heading("a", 2), Paragraph("b"), Lines(("c", "d")))),
        PageBreak(),
        Paragraph("e"),
        Heading("f", new_page=True),
    )
    kept = {p.text: p.paragraph_format.keep_with_next for p in file.paragraphs}
    assert [kept[text] for text in "abcde"] == [True, True, True, None, None]
    broken = {p.text: p.paragraph_format.page_break_before for p in file.paragraphs}
    assert [broken[text] for text in "def"] == [None, True, True]


def test_text_that_reads_to_the_left_is_marked_and_shaped_text_as_well() -> None:
    file = read(Paragraph("مرحبا and English"), Paragraph("English and मरहबा and 王"), Paragraph("plain"))
    leftward, mixed, plain = file.paragraphs[1:]
    assert [p._p.pPr.find(qn("w:bidi")) is not None for p in (leftward, mixed, plain)] == [True, False, False]
    assert [(run.text.strip(), run.font.rtl) for run in leftward.runs] == [("مرحبا", True), ("and English", None)]
    assert [run.text.strip() for run in mixed.runs if run.font.complex_script] == ["मरहबा and"[:5]]
    assert 'w:eastAsia="Microsoft YaHei"' in mixed._p.xml


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("Letter", (216, 279))])
def test_the_paper_is_the_one_asked_for_upright(paper: str, size: tuple[int, int]) -> None:
    section = read(paper=paper).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_another_paper_is_refused() -> None:
    with pytest.raises(Refusal, match="no paper size"):
        data_of(paper="B7")


def test_the_file_tells_its_language_and_the_same_input_gives_the_same_bytes() -> None:
    blocks = (Heading("a"), Lines(("b",), Mark.NUMBER), Table((Column("c"),), (("d",),)))
    assert data_of(*blocks) == data_of(*blocks)
    parts = parts_of(data_of(*blocks))
    assert b'<w:lang w:val="en-GB"' in parts["word/styles.xml"]
    assert b"<dc:language>en-GB</dc:language>" in parts["docProps/core.xml"]
