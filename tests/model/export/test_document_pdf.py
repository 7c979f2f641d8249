"""A document on paper: everything put in comes out as text, in its order, whole, whatever people typed."""

from __future__ import annotations

import io
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import FONTS, NOW, by_pdftotext, by_pypdf, by_the_book, fonts_of, pages_by_pypdf, squeezed

from cmc_desktop.model.domain.errors import Refusal
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
from cmc_desktop.model.export.document_pdf import document_pdf
from cmc_desktop.model.export.document_rows import DocumentRows
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.marks import Frame, Page, ShapeMark, TextMark
from cmc_desktop.model.export.page_rows import RowPages
from cmc_desktop.model.export.tags import document_tag
from cmc_desktop.model.export.text import Typesetter

AREA = Frame(50, 60, 490, 700)
LEFTWARD = ["مرحبا محمد عبد الله"]
HOSTILE = [
    "<para>",
    "<b>bold</b> & <i>never closed",
    "{} {0} {name} %s %d %(x)s",
    clean("a NUL \0 and an escape \x1b[31m"),
    "line one\nline two\n\nline four",
    *LEFTWARD,
    "深夜巴士按需服务，让每个人都能安全回家。",
]


def pdf(*blocks: Block, title: str = "Minutes", subtitle: str = "", foot: str = "", paper: str = "A4") -> bytes:
    return document_pdf(Document(title, subtitle, blocks, foot), FONTS, paper=paper, now=NOW).data


def laid_out(*blocks: Block, title: str = "Minutes") -> list[Page]:
    """The pages of a document as marks, without feet."""
    pages = RowPages(AREA)
    pages.put(DocumentRows(Typesetter(font_set(FONTS)), AREA.width, document_tag()).of(Document(title, "", blocks)))
    return pages.pages


def words_of(page: Page) -> list[str]:
    return [" ".join(line.text for line in mark.lines) for mark in page.marks if isinstance(mark, TextMark)]


def table(count: int, cell: str = "cell", **settings: float) -> Table:
    columns = (Column("Time", 1), Column("What was said", 5), Column("Minutes", 1, figures=True))
    return Table(columns, tuple((f"t{n}", f"{cell} {n}", str(n)) for n in range(count)), **settings)


def everything(text: str) -> tuple[Block, ...]:
    """`text` in every place a block has for it."""
    return (
        Heading(text),
        Heading(text, 2),
        Heading(text, 3),
        *(Paragraph(text, look) for look in Look),
        *(Lines((text, "short"), mark) for mark in Mark),
        Facts((("Name", text), (text, ("one", text)))),
        Table((Column("Who", strong=True), Column(text, 3, figures=True)), (("Ann", text), (text, "short"))),
        Together((Paragraph(text), Paragraph("and its end"))),
    )


def test_what_goes_in_comes_out_in_its_order(tmp_path: Path) -> None:
    blocks = (
        Heading("Contribute"),
        Paragraph("We go through the elements in order."),
        Lines(("First a note", "Then a turn"), Mark.NUMBER),
        Facts((("Say", ("Welcome.", "Please listen.")), ("Rule", "Adding only."))),
        Heading("Who spoke", 2),
        table(2, "Something"),
    )
    data = pdf(*blocks, title="Script", subtitle="Night bus · Port Alder", foot="Printed 2026-11-21")
    expected = (
        "Script Night bus · Port Alder Contribute We go through the elements in order. 1. First a note 2. Then a turn"
        " Say Welcome. Please listen. Rule Adding only. Who spoke Time What was said Minutes t0 Something 0 0"
        " t1 Something 1 1 Printed 2026-11-21 page 1 of 1"
    )
    for text in (by_the_book(data), by_pypdf(data), by_pdftotext(data, tmp_path)):
        assert text == squeezed(expected)


def test_the_file_has_a_title_a_language_embedded_fonts_and_no_name() -> None:
    with pikepdf.open(io.BytesIO(pdf(Paragraph("x"), title="Minutes of <b>May</b>"))) as document:
        assert str(document.docinfo.Title) == "Minutes of <b>May</b>"
        assert "/Author" not in document.docinfo
        assert str(document.Root.Lang) == "en-GB"
    data = document_pdf(Document("Acta", language="es"), FONTS, now=NOW).data
    with pikepdf.open(io.BytesIO(data)) as document:
        assert str(document.Root.Lang) == "es"
    assert all(fonts_of(data).values())


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf(*everything("Ελληνικά")) == pdf(*everything("Ελληνικά"))


@pytest.mark.parametrize(
    ("paper", "size"), [("A4", (210, 297)), ("Letter", (215.9, 279.4)), ("letter", (215.9, 279.4))]
)
def test_it_stands_upright_on_the_paper_asked_for(paper: str, size: tuple[float, float]) -> None:
    with pikepdf.open(io.BytesIO(pdf(paper=paper))) as document:
        _, _, width, height = (float(part) for part in document.pages[0].mediabox)
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx(size, abs=0.1)


def test_a_paper_there_is_not_is_refused_by_naming_those_there_are() -> None:
    with pytest.raises(Refusal, match="A4, A3, A2, A1, A0, Letter, Tabloid"):
        pdf(paper="B5")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_printed_as_they_are_in_every_place(text: str) -> None:
    data = pdf(*everything(text), Paragraph("An honest neighbour"), title=text[:300], foot=text[:200])
    # words that read to the left are drawn in the order seen, and readers turn them
    found = by_pypdf(data) if text in LEFTWARD else by_the_book(data)
    assert found.count(squeezed(text)) >= 17
    assert "Anhonestneighbour" in found


def test_four_thousand_letters_without_a_space_are_all_printed_wherever_they_stand() -> None:
    found = by_the_book(pdf(*everything("Q" * 4000), Paragraph("An honest neighbour"), paper="Letter"))
    assert found.count("Q") == 4000 * 17
    assert "Anhonestneighbour" in found


def test_what_no_typeface_can_draw_is_printed_as_its_code_and_told_with_the_heading_it_stands_under() -> None:
    blocks = (Heading("Contribute"), Paragraph("Addis ᎠᎡᎢ"), Heading("Agree"), Lines(("Ꭰ ⵣ",)))
    paper = document_pdf(Document("Script", "", blocks), FONTS, now=NOW)
    assert "Addis[U+13A0]" in by_pypdf(paper.data)
    assert {missing.char: missing.where for missing in paper.missing} == {
        "Ꭰ": "Contribute",
        "Ꭱ": "Contribute",
        "Ꭲ": "Contribute",
        "ⵣ": "Agree",
    }


def test_every_page_has_its_number_and_the_foot() -> None:
    pages = pages_by_pypdf(pdf(table(200), foot="Printed today"))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in page
        assert "Printed today" in page


def test_a_long_table_repeats_its_heads_and_loses_no_row() -> None:
    pages = laid_out(Heading("Log"), table(150))
    assert len(pages) > 2
    assert all("What was said" in words_of(page) for page in pages)
    found = [words for page in pages for words in words_of(page) if words.startswith("cell ")]
    assert found == [f"cell {n}" for n in range(150)]


def test_a_row_that_a_page_holds_is_not_parted() -> None:
    pages = laid_out(table(40, "some words that take more than a line of their cell " * 4))
    for page in pages:
        starts = [words for words in words_of(page) if words.startswith("t")]
        ends = [words for words in words_of(page) if words.isdecimal()]
        assert [f"t{words}" for words in ends] == starts


def test_room_to_sign_is_left_in_every_row() -> None:
    pages = laid_out(Table((Column("Name", 2), Column("Signature", 3)), (("Ann", ""), ("Ben", "")), row_height=12))
    lines = [mark.frame.y for mark in pages[0].marks if isinstance(mark, ShapeMark) and not mark.frame.height]
    assert lines[1] - lines[2] == pytest.approx(12 / 25.4 * 72, abs=0.1)


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(30, 48):
        filler = tuple(Paragraph(f"line {n}") for n in range(count))
        for following in (Paragraph("word " * 200), table(3), Lines(("one", "two")), Together((Paragraph("a"),) * 3)):
            pages = laid_out(*filler, Heading("The heading"), following)
            assert not any(words_of(page)[-1] == "The heading" for page in pages)


def test_blocks_that_belong_together_stand_on_one_page_where_it_holds_them() -> None:
    for count in range(20, 45):
        group = Together(
            (Heading("Element", 3), Paragraph("What it asks"), Facts((("Say", ("One", "Two")), ("On", "End"))))
        )
        pages = laid_out(*(Paragraph(f"line {n}") for n in range(count)), group)
        where = [number for number, page in enumerate(pages) for words in words_of(page) if words in ("Element", "End")]
        assert len(set(where)) == 1


def test_a_group_longer_than_a_page_goes_on_over_the_next() -> None:
    pages = laid_out(Together(tuple(Paragraph(f"part {n} " + "word " * 60) for n in range(30))))
    found = [words.split()[1] for page in pages for words in words_of(page) if words.startswith("part")]
    assert found == [str(n) for n in range(30)]


def test_no_heading_in_a_long_group_is_left_alone_at_the_foot_of_a_page() -> None:
    for count in range(60, 75):
        parts = [
            block for n in range(count) for block in (Heading(f"The heading {n}", 3), Paragraph("words\nmore words"))
        ]
        pages = laid_out(Together(tuple(parts)))
        assert len(pages) > 1
        assert not any(words_of(page)[-1].startswith("The heading") for page in pages)


def test_a_new_page_begins_where_it_is_asked_for_and_none_is_left_empty() -> None:
    pages = laid_out(
        PageBreak(), Paragraph("one"), PageBreak(), PageBreak(), Heading("two", new_page=True), PageBreak()
    )
    assert [words_of(page)[-1] for page in pages] == ["Minutes", "one", "two"]


def test_a_document_without_anything_is_a_page_with_its_title() -> None:
    (page,) = pages_by_pypdf(pdf())
    assert page.startswith("Minutes")


def test_words_that_read_to_the_left_stand_at_the_right_with_their_mark() -> None:
    (page,) = laid_out(Lines(("مرحبا محمد", "hello")))
    marks = [mark for mark in page.marks if isinstance(mark, TextMark)]
    _, dot, arabic, plain_dot, english = marks
    assert dot.x > arabic.x
    assert plain_dot.x < english.x


def test_a_table_with_a_row_that_does_not_fit_its_columns_is_a_mistake_of_who_builds_it() -> None:
    with pytest.raises(ValueError, match="every row"):
        Table((Column("One"), Column("Two")), (("a",),))


TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=40).map(clean),
    st.integers(1, 9000).map(lambda count: "word " * (count // 5)),
    st.integers(1, 4000).map(lambda count: "x" * count),
)
BLOCKS = st.one_of(
    st.builds(Heading, TEXTS, st.integers(1, 3), st.booleans()),
    st.builds(Paragraph, TEXTS, st.sampled_from(Look), st.booleans()),
    st.builds(Lines, st.lists(TEXTS, max_size=4).map(tuple), st.sampled_from(Mark)),
    st.builds(Facts, st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple)),
    st.builds(
        lambda head, rows, height: Table((Column(head), Column("b", 3)), tuple(rows), height),
        TEXTS,
        st.lists(st.tuples(TEXTS, TEXTS), max_size=6),
        st.floats(0, 400),
    ),
    st.just(PageBreak()),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(BLOCKS, st.lists(BLOCKS, max_size=4).map(lambda found: Together(tuple(found)))), max_size=8))
def test_nothing_is_ever_clipped_lost_or_put_over_something_else(blocks: list[Block]) -> None:
    pages = laid_out(*blocks)
    rows = list(
        DocumentRows(Typesetter(font_set(FONTS)), AREA.width, document_tag()).of(Document("Minutes", "", blocks))
    )
    wanted = Counter(line.text for row in rows for cell in row.cells for line in cell.lines)
    marks = [mark for page in pages for mark in page.marks if isinstance(mark, TextMark)]
    put = Counter(line.text for mark in marks for line in mark.lines)
    heads = {line.text for row in rows if row.head for cell in row.head.cells for line in cell.lines}
    assert not wanted - put
    assert set(put - wanted) <= heads
    for page in pages:
        texts = [mark for mark in page.marks if isinstance(mark, TextMark)]
        for mark in texts:
            assert AREA.holds(Frame(mark.x, mark.frame.y, mark.width, mark.frame.height), slack=0.1)
        lowest = AREA.top
        for before, after in pairwise(texts):
            lowest = min(lowest, before.frame.y)
            beside = after.x >= before.x + before.width - 0.1 or before.x >= after.x + after.width - 0.1
            assert beside or after.top <= before.frame.y + 0.1
