"""The reading order that was asked for is the one in the file: every word read once, decoration never."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import FONTS, NOW, board
from reader import Element, read

from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.document import Column, Document, Facts, Heading, Lines, Mark, Paragraph, Table
from cmc_desktop.model.export.document_pdf import document_pdf
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.marks import Form, FormMark, Frame, Page, ShapeMark
from cmc_desktop.model.export.paper import portrait
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.record_pdf import record_pdf
from cmc_desktop.model.export.tags import Tag, TagKind, Trait, document_tag
from cmc_desktop.model.export.text import Typesetter
from cmc_desktop.model.services.session import Session

INK = (0.0, 0.0, 0.0)
SETTER = Typesetter(font_set(FONTS))


def put(page: Page, words: str, tag: Tag | None, width: float = 400) -> None:
    page.text(tuple(SETTER.prepare(words).lines(width * 100)), 60, 700, width, 10, INK, tag=tag)


def written(pages: list[Page], reading: Tag) -> bytes:
    sheet, fonts = portrait("A4"), font_set(FONTS)
    return write_pdf(pages, sheet, fonts, title="Words", language="en-GB", now=NOW, reading=reading)


def printed(*blocks: Heading | Paragraph | Lines | Facts | Table) -> bytes:
    return document_pdf(Document("Minutes", "", blocks), FONTS, now=NOW).data


def shape(element: Element) -> object:
    return element.kind, element.words.strip(), [shape(child) for child in element.below]


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[tuple[int, int]], list[int]]:
    """A tree as each tag's place of the tag above it, and on which page which tag has a piece (-1: decoration)."""
    count = draw(st.integers(1, 12))
    above = [(draw(st.integers(0, place)), place) for place in range(count)]
    pieces = draw(st.lists(st.integers(-1, count), max_size=20))
    return above, pieces


@settings(max_examples=40, deadline=None)
@given(plans(), st.integers(1, 4))
def test_every_piece_is_read_once_in_its_place_whatever_the_tree_and_the_pages(
    plan: tuple[list[tuple[int, int]], list[int]], count: int
) -> None:
    above, pieces = plan
    root = document_tag()
    tags = [root]
    for place, _ in above:
        tags.append(tags[place].add(TagKind.PARAGRAPH))
    leaves = [tag for tag in tags[1:] if not tag.children]
    pages = [Page() for _ in range(count)]
    said: dict[Tag, str] = {}
    for number, piece in enumerate(pieces):
        page = number * count // len(pieces)
        tag = leaves[piece % len(leaves)] if piece >= 0 and leaves else None
        pages[page].marks.append(ShapeMark(Frame(10, 10, 50, 50), fill=INK))
        put(pages[page], f"w{number}", tag)
        if tag is not None:
            said[tag] = said.get(tag, "") + f"w{number}"

    def expected(tag: Tag) -> object:
        below = [child for child in tag.children if any(one in said for one in child.walk())]
        return tag.kind.value, said.get(tag, ""), [expected(child) for child in below]

    if said:
        assert shape(read(written(pages, root))) == expected(root)


def test_words_at_the_ends_of_lines_are_not_run_together_and_cut_ones_not_taken_apart() -> None:
    root, page = document_tag(), Page()
    text = "these are many short words that need lines " * 4 + "http://" + "ab" * 200
    put(page, text.strip(), root.add(TagKind.PARAGRAPH))
    ((_, words),) = read(written([page], root)).outline()
    assert words == text.strip()


def test_two_marks_read_in_one_breath_are_two_words() -> None:
    root, page = document_tag(), Page()
    tag = root.add(TagKind.HEADING_2)
    put(page, "1", tag)
    put(page, "Mission", tag)
    assert read(written([page], root)).outline() == [("H2", "1 Mission")]


@pytest.mark.parametrize("text", ["שלום עולם 3 times", "السلام عليكم", "mixed שלום and العربية"])
def test_words_that_read_to_the_left_are_read_as_typed(text: str) -> None:
    root, page = document_tag(), Page()
    put(page, text, root.add(TagKind.PARAGRAPH), width=40)
    assert read(written([page], root)).outline() == [("P", text)]


def test_what_stands_on_two_pages_is_one_element() -> None:
    root, pages = document_tag(), [Page(), Page()]
    tag = root.add(TagKind.PARAGRAPH)
    text = "a note that is longer than what is left of its page"
    lines = SETTER.prepare(text).lines(8000)
    for page, part in zip(pages, (lines[:2], lines[2:]), strict=True):
        page.text(tuple(part), 60, 700, 80, 10, INK, tag=tag)
    (element,) = read(written(pages, root)).below
    assert element.words == text
    assert element.pages == 2


def test_what_was_not_drawn_is_left_out_but_an_empty_cell_stays() -> None:
    root, page = document_tag(), Page()
    section = root.add(TagKind.SECTION, "Nothing here")
    section.add(TagKind.HEADING_2)
    row = root.add(TagKind.TABLE).add(TagKind.ROW)
    put(page, "Ann", row.add(TagKind.CELL))
    put(page, "", row.add(TagKind.CELL))
    put(page, "yes", row.add(TagKind.CELL))
    root.add(TagKind.TABLE).add(TagKind.ROW).add(TagKind.CELL)
    expected: object = (
        "Document",
        "",
        [("Table", "", [("TR", "", [("TD", "Ann", []), ("TD", "", []), ("TD", "yes", [])])])],
    )
    assert shape(read(written([page], root))) == expected


def test_a_tag_outside_the_tree_is_a_mistake() -> None:
    page = Page()
    put(page, "lost", document_tag().add(TagKind.PARAGRAPH))
    with pytest.raises(ValueError, match="not in the tree"):
        written([page], document_tag())


def test_words_beside_children_are_a_mistake_since_nobody_could_tell_which_come_first() -> None:
    root, page = document_tag(), Page()
    put(page, "above", root)
    put(page, "below", root.add(TagKind.PARAGRAPH))
    with pytest.raises(ValueError, match="no marks of its own"):
        written([page], root)


def test_a_drawing_that_pages_share_is_read_once_on_each() -> None:
    root, pages, form = document_tag(), [Page(), Page()], Form(100, 100)
    put(form.page, "Canvas", None)
    for page in pages:
        page.marks.append(FormMark(form, 10, 10, tag=root.add(TagKind.PARAGRAPH)))
    assert [element.kind for element in read(written(pages, root)).below] == ["P", "P"]


def test_without_a_reading_order_nothing_claims_one() -> None:
    page = Page()
    put(page, "words", Tag(TagKind.PARAGRAPH))
    data = write_pdf([page], portrait("A4"), font_set(FONTS), title="Words", language="en-GB", now=NOW)
    assert b"StructTreeRoot" not in data
    assert b"Marked" not in data


def test_lists_say_what_stands_before_their_items() -> None:
    root = read(printed(Lines(("one", "two"), Mark.NUMBER), Lines(("one",)), Lines(("one",), Mark.TICK_BOX)))
    lists = [element for element in root.walk() if element.kind == "L"]
    assert [one.traits["/ListNumbering"] for one in lists] == ["/Decimal", "/Disc", "/Square"]
    assert lists[0].outline() == [("Lbl", "1."), ("LBody", "one"), ("Lbl", "2."), ("LBody", "two")]
    (label,) = (one for one in lists[2].walk() if one.kind == "Lbl")
    assert label.traits == {"/Alt": "To tick off:"}


def test_facts_are_a_list_of_names_with_what_is_said_of_them() -> None:
    root = read(printed(Facts((("Say", "Welcome"), ("Rules", ("Adding only", "No blame"))))))
    assert root.outline()[1:] == [
        ("Lbl", "Say"),
        ("LBody", "Welcome"),
        ("Lbl", "Rules"),
        ("P", "Adding only"),
        ("P", "No blame"),
    ]


def test_a_table_over_several_pages_has_its_heads_once_and_every_cell_in_its_row() -> None:
    columns = (Column("Who", strong=True), Column("What", 3), Column("Minutes", figures=True))
    rows = tuple((f"Person {n}", f"said {n} " * (n % 30), str(n)) for n in range(80))
    (table,) = (one for one in read(printed(Table(columns, rows))).below if one.kind == "Table")
    assert [cell.words for cell in table.below[0].below] == ["Who", "What", "Minutes"]
    cells = [tuple(cell.words.strip() for cell in row.below) for row in table.below[1:]]
    assert cells == [tuple(text.strip() for text in row) for row in rows]
    heads = [(one.kind, one.traits["/Scope"]) for one in table.walk() if one.traits]
    assert heads == [("TH", "/Column")] * 3 + [("TH", "/Row")] * 80


def test_the_first_cells_of_a_table_without_heads_name_its_rows() -> None:
    columns = (Column(""), Column("", 3))
    (table,) = (one for one in read(printed(Table(columns, (("Kept by", "Ann"), ("Until", ""))))).below if one.below)
    cells = [[(cell.kind, cell.words, cell.traits.get("/Scope")) for cell in row.below] for row in table.below]
    assert cells == [
        [("TH", "Kept by", "/Row"), ("TD", "Ann", None)],
        [("TH", "Until", "/Row"), ("TD", "", None)],
    ]


def test_no_level_of_headings_is_missing() -> None:
    headings = (Heading("Deep", 3), Heading("Deeper", 3), Heading("Up"), Heading("Down", 2), Heading("Down", 3))
    kinds = [kind for kind, _ in read(printed(*headings)).outline()]
    assert kinds == ["H1", "H2", "H3", "H2", "H3", "H4"]


def test_a_record_has_one_title_its_elements_and_chapters_as_headings_and_its_people_in_a_table(
    signed: Session,
) -> None:
    root = read(record_pdf(signed.canvas, b"{}", FONTS, paper="A4", now=NOW).data)
    outline = root.outline()
    headings = [words for kind, words in outline if kind == "H2"]
    walk = [box.label for box in signed.canvas.template.in_walk_order]
    assert [words for kind, words in outline if kind == "H1"] == [signed.canvas.head.title]
    assert headings[:14] == walk
    assert headings[14:17] == [
        "Record of agreement",
        "What the seal number means",
        "Who was in the room, and what they answered",
    ]
    people = next(one for one in root.walk() if one.kind == "Table")
    assert [row.below[0].words for row in people.below[1:]] == [person.name for person in signed.canvas.people]


def test_a_trait_is_asked_of_a_head_cell_even_where_none_was_named() -> None:
    root, page = document_tag(), Page()
    row = root.add(TagKind.TABLE).add(TagKind.ROW)
    put(page, "Who", row.add(TagKind.HEAD_CELL))
    put(page, "Ann", row.add(TagKind.HEAD_CELL, trait=Trait.ROW_HEAD))
    cells = [one.traits for one in read(written([page], root)).walk() if one.kind == "TH"]
    assert [traits["/Scope"] for traits in cells] == ["/Column", "/Row"]


def test_poppler_reads_the_canvas_in_walking_order(tmp_path: Path) -> None:
    tool = shutil.which("pdfinfo")
    if tool is None:
        pytest.skip("pdfinfo is not installed")
    canvas = board([("value", "Home by night"), ("mission", "Everyone gets home")])
    path = tmp_path / "board.pdf"
    path.write_bytes(board_pdf(canvas, FONTS, now=NOW).data)
    told = subprocess.run([tool, "-struct-text", str(path)], capture_output=True, check=True).stdout.decode("utf-8")
    lines = [line.strip().strip('"') for line in told.splitlines()]
    wanted = ["Document", "H1 (block)", "Night bus", "1 Mission statement", "Everyone gets home", "Home by night"]
    assert [line for line in lines if line in wanted] == wanted
    labels = [box.label for box in canvas.template.in_walk_order]
    assert [line for line in lines if line in labels] == labels
