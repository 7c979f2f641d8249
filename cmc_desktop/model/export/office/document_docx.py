"""A document as a Word file: real styles, lists and tables, a page number at the foot, and no text that is a field."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu, Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as DocxParagraph

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.document import (
    Block,
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
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.office.docx_template import NUMBER_LIST, blank_docx
from cmc_desktop.model.export.office.office_package import settled, written_at
from cmc_desktop.model.export.office.office_text import Script, fit_text, reads_leftward, script_runs
from cmc_desktop.model.export.paper import Paper, portrait

_MARGIN = Mm(22)
_LOOKS = {Look.PLAIN: "Normal", Look.STRONG: "Strong Line", Look.QUOTE: "Quote", Look.MUTED: "Muted Line"}
_LISTS = {Mark.DOT: "List Bullet", Mark.TICK_BOX: "List Tick", Mark.NUMBER: "List Number"}
#: what Windows and macOS draw these with; elsewhere the office program finds its own
_EASTERN = {Script.CHINESE: "Microsoft YaHei", Script.JAPANESE: "Yu Gothic", Script.KOREAN: "Malgun Gothic"}
_NAMES_SHARE = 0.26
#: a row with more characters may be cut between two pages
_WHOLE_ROW = 500
#: about how wide a letter of a table is, and what a cell has at its sides, in points; longer words may be broken
_LETTER, _CELL_MARGINS, _WORD = 5.6, 10.0, 16
#: stand in for the fields while the words around them are looked up
_PAGE, _PAGES = "\ue000", "\ue001"


def document_docx(document: Document, *, paper: str = "A4", now: int) -> Paper:
    """`document` as a .docx file on `paper`, "A4" or "Letter".

    The same input and `now`, the date in the file in ms, give the same bytes. Raises Refusal for a paper there is not.
    """
    written = _Writer(document, paper)
    written.write()
    return Paper(settled(written.data(now)))


class _Writer:
    """One document on its way into a file."""

    def __init__(self, document: Document, paper: str) -> None:
        self._document = document
        self._language = document.language or language()
        self._file = docx.Document(io.BytesIO(blank_docx(self._language)))
        sheet = portrait(paper)
        section = self._file.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Pt(round(sheet.width, 1)), Pt(round(sheet.height, 1))
        section.left_margin = section.right_margin = section.top_margin = _MARGIN
        section.bottom_margin, section.footer_distance, section.header_distance = Mm(20), Mm(10), Mm(10)
        self._section = section
        self._width = int(section.page_width) - 2 * _MARGIN
        self._new_page = False

    def write(self) -> None:
        self._paragraph("Title", self._document.title)
        if self._document.subtitle:
            self._paragraph("Subtitle", self._document.subtitle)
        self._blocks(self._document.blocks)
        self._foot()

    def data(self, now: int) -> bytes:
        """The file; `now` in ms is its date. Nobody is named as its author."""
        about, at = self._file.core_properties, written_at(now)
        about.title, about.language = fit_text(self._document.title)[:255], self._language
        about.created = about.modified = at
        about.revision = 1
        written = io.BytesIO()
        self._file.save(written)
        return written.getvalue()

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Heading():
                    heading = self._paragraph(f"Heading {min(3, max(1, block.level))}", block.text)
                    if block.new_page:
                        heading.paragraph_format.page_break_before = True
                case Paragraph():
                    paragraph = self._paragraph(_LOOKS[block.look], block.text)
                    if block.keep:
                        paragraph.paragraph_format.keep_with_next = True
                case Lines():
                    self._list(block)
                case Facts():
                    self._facts(block)
                case Table():
                    self._table(block)
                case Together():
                    self._together(block)
                case PageBreak():
                    self._new_page = True

    def _paragraph(self, style: str, text: str) -> DocxParagraph:
        paragraph = self._file.add_paragraph(style=style)
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        _fill(paragraph, text)
        return paragraph

    def _list(self, block: Lines) -> None:
        number = self._new_numbering() if block.mark is Mark.NUMBER else None
        for item in block.items:
            paragraph = self._paragraph(_LISTS[block.mark], item)
            if number is not None:
                properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number

    def _new_numbering(self) -> int:
        """A list that counts from 1 again."""
        numbering: Any = self._file.part.numbering_part.element
        added = numbering.add_num(NUMBER_LIST)
        added.add_lvlOverride(0).add_startOverride(1)
        return int(added.numId)

    def _facts(self, facts: Facts) -> None:
        table = self._new_table((_NAMES_SHARE, 1 - _NAMES_SHARE), "Facts Table")
        for name, value in facts.pairs:
            row = _add_row(table, (name, value if isinstance(value, str) else "\n".join(value)))
            for run in row.cells[0].paragraphs[0].runs:
                _strengthen(run)
        self._after_table()

    def _table(self, block: Table) -> None:
        table = self._new_table(_shares(block, self._width / Pt(1)), "Ruled Table")
        head = _add_row(table, [column.head for column in block.columns])
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cells in block.rows:
            row = _add_row(table, cells)
            if block.row_height:
                row.height, row.height_rule = Mm(block.row_height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for place, column in enumerate(block.columns):
            for number, row in enumerate(table.rows):
                _align(row.cells[place].paragraphs[0], column.figures, column.strong and number > 0)
        self._after_table()

    def _new_table(self, shares: Sequence[float], style: str) -> DocxTable:
        if self._new_page:
            self._paragraph("Table Text", "")
        table: DocxTable = self._file.add_table(0, len(shares), style)
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Emu(int(self._width * share))
        return table

    def _after_table(self) -> None:
        """Two tables that follow each other would become one, and a document may not end with one."""
        self._paragraph("Table Text", "")

    def _together(self, block: Together) -> None:
        body = self._file.element.body
        before = len(body)
        self._blocks(block.blocks)
        paragraphs = [paragraph for child in list(body)[before - 1 : -1] for paragraph in child.iter(qn("w:p"))]
        for paragraph in paragraphs[:-1]:
            DocxParagraph(paragraph, self._file).paragraph_format.keep_with_next = True

    def _foot(self) -> None:
        foot = self._section.footer
        foot.is_linked_to_previous = False
        paragraph = foot.paragraphs[0]
        paragraph.style = self._file.styles["footer"]
        paragraph.paragraph_format.tab_stops.add_tab_stop(Emu(self._width), WD_TAB_ALIGNMENT.RIGHT)
        _fill(paragraph, self._document.foot)
        paragraph.add_run("\t")
        words = tr("page {number} of {count}", number=_PAGE, count=_PAGES)
        for part in words.replace(_PAGE, f"\0{_PAGE}\0").replace(_PAGES, f"\0{_PAGES}\0").split("\0"):
            if part in (_PAGE, _PAGES):
                paragraph._p.append(_field("PAGE" if part == _PAGE else "NUMPAGES"))
            elif part:
                paragraph.add_run(part)


def _shares(block: Table, width: float) -> list[float]:
    """The parts of `width`, in points, that the columns take: as wished, yet no common word is broken if all fit."""
    whole = sum(column.share for column in block.columns)
    wished = [width * column.share / whole for column in block.columns]
    least = [
        _CELL_MARGINS + _LETTER * min(_WORD, max(map(len, " ".join((column.head, *cells)).split()), default=0))
        for column, cells in zip(
            block.columns, [[row[place] for row in block.rows] for place in range(len(block.columns))], strict=True
        )
    ]
    free = sum(max(0.0, wish - need) for wish, need in zip(wished, least, strict=True))
    wanted = sum(max(0.0, need - wish) for wish, need in zip(wished, least, strict=True))
    if wanted > free:
        return [wish / width for wish in wished]
    given = wanted / free if free else 0.0
    return [
        (need if need > wish else wish - given * (wish - need)) / width
        for wish, need in zip(wished, least, strict=True)
    ]


def _add_row(table: DocxTable, texts: Sequence[str]) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx gives it no type
    if sum(map(len, texts)) <= _WHOLE_ROW:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for place, text in enumerate(texts):
        cell: _Cell = row.cells[place]
        cell.width = table.columns[place].width or cell.width
        cell.paragraphs[0].style = "Table Text"
        _fill(cell.paragraphs[0], text)
    return row


def _align(paragraph: DocxParagraph, at_the_end: bool, strong: bool) -> None:
    if at_the_end:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if strong:
        for run in paragraph.runs:
            _strengthen(run)


def _strengthen(run: Any) -> None:
    run.bold = run.font.cs_bold = True


def _fill(paragraph: DocxParagraph, raw: str) -> None:
    """Put text into a paragraph, in runs by script; line ends in it break the line and not the paragraph."""
    text = fit_text(raw)
    if reads_leftward(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for part in script_runs(text):
        run = paragraph.add_run(part.text)
        if part.script is Script.LEFTWARD:
            run.font.rtl = True
        elif part.script is Script.COMPLEX:
            run.font.complex_script = True
        elif part.script in _EASTERN:
            properties: Any = run._r.get_or_add_rPr()
            properties.get_or_add_rFonts().set(qn("w:eastAsia"), _EASTERN[part.script])


def _field(instruction: str) -> Any:
    """A field that the office program works out; `instruction` is never of a user's text."""
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run: Any = OxmlElement("w:r")
    run.text = "1"
    field.append(run)
    return field
