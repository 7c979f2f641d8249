"""The blocks of a document, set in type and tagged: each becomes rows that a page takes one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.colours import INK, MUTED, tint
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
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.marks import Colour
from cmc_desktop.model.export.page_rows import Cell, Row
from cmc_desktop.model.export.tags import Tag, TagKind, Trait
from cmc_desktop.model.export.text import Line, Typesetter

_BODY, _SMALL = 10.5, 9.5
#: size and space above of the headings by level
_HEADINGS = {1: (15.0, 18.0), 2: (12.0, 12.0), 3: (10.5, 9.0)}
_TITLE, _SUBTITLE = 22.0, 11.0
_MILLIMETRE = 72 / 25.4
_NAMES = 0.21
_PAD = 3.0
_HEADING_TAGS = (TagKind.HEADING_1, TagKind.HEADING_2, TagKind.HEADING_3, TagKind.HEADING_4)
_LIST_TRAITS = {Mark.DOT: Trait.DOTS, Mark.TICK_BOX: Trait.TICK_BOXES, Mark.NUMBER: Trait.NUMBERS}
_LOOKS = {
    Look.PLAIN: (FontStyle.REGULAR, INK, 0.0),
    Look.STRONG: (FontStyle.SEMIBOLD, INK, 0.0),
    Look.QUOTE: (FontStyle.ITALIC, INK, 12.0),
    Look.MUTED: (FontStyle.REGULAR, MUTED, 0.0),
}


class DocumentRows:
    """Sets blocks for a page `width` points wide; what is read aloud of them is added to `reading`."""

    def __init__(self, typesetter: Typesetter, width: float, reading: Tag) -> None:
        self._reading = reading
        self._typesetter = typesetter
        self._width = width
        #: how deep the last heading is, from 0 for the title
        self._depth = 0
        #: what a character without a glyph is said to stand in
        self._where = ""

    def of(self, document: Document) -> Iterator[Row]:
        """The title and all blocks in their order."""
        self._where = document.title
        yield from self._title(document)
        yield from self._blocks(document.blocks)

    def _title(self, document: Document) -> Iterator[Row]:
        tag = self._reading.add(TagKind.HEADING_1)
        title = self._cell(document.title, 0, self._width, _TITLE, FontStyle.BOLD, tag=tag)
        below = document.subtitle
        yield Row((title,), keep=True, line_below=not below)
        if below:
            tag = self._reading.add(TagKind.PARAGRAPH)
            cell = self._cell(below, 0, self._width, _SUBTITLE, colour=MUTED, tag=tag)
            yield Row((cell,), pad=3, keep=True, line_below=True)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Row]:
        new_page = False
        for block in blocks:
            if isinstance(block, PageBreak):
                new_page = True
                continue
            for row in self._rows(block):
                yield replace(row, new_page=True) if new_page else row
                new_page = False

    def _rows(self, block: Block) -> Iterator[Row]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block)
            case Lines():
                yield from self._lines(block)
            case Facts():
                yield from self._facts(block)
            case Table():
                yield from self._table(block)
            case Together():
                yield from self._together(block)
            case PageBreak():
                pass

    def _heading(self, heading: Heading) -> Row:
        self._where = heading.text
        level = min(3, max(1, heading.level))
        size, above = _HEADINGS[level]
        # whoever walks the headings must not miss a level, however large a heading is set
        self._depth = min(self._depth + 1, level)
        tag = self._reading.add(_HEADING_TAGS[self._depth])
        cell = self._cell(heading.text, 0, self._width, size, FontStyle.BOLD, tag=tag)
        return Row((cell,), gap=above, pad=1, keep=True, whole=True, new_page=heading.new_page)

    def _paragraph(self, paragraph: Paragraph) -> Row:
        style, colour, indent = _LOOKS[paragraph.look]
        tag = self._reading.add(TagKind.PARAGRAPH)
        cell = self._cell(paragraph.text, indent, self._width - indent, _BODY, style, colour, tag=tag)
        return Row((cell,), gap=4, keep=paragraph.keep)

    def _lines(self, block: Lines) -> Iterator[Row]:
        signs = [f"{place}." if block.mark is Mark.NUMBER else block.mark for place in range(1, len(block.items) + 1)]
        marks = [self._set(sign, 100, _BODY) for sign in signs]
        indent = 8 + max((lines[0].width for lines in marks), default=0.0) * _BODY / 1000
        spoken = tr("To tick off:") if block.mark is Mark.TICK_BOX else ""
        reading = self._reading.add(TagKind.LIST, trait=_LIST_TRAITS[block.mark])
        for place, (mark, item) in enumerate(zip(marks, block.items, strict=True)):
            words = self._set(item, self._width - indent, _BODY)
            leftward = words[0].leftward
            mark_x, x, align = (self._width - indent, 0.0, "end") if leftward else (0.0, indent, "start")
            entry = reading.add(TagKind.ITEM)
            cells = (
                Cell(mark, mark_x, indent, _BODY, MUTED, align, entry.add(TagKind.LABEL, spoken=spoken)),
                Cell(words, x, self._width - indent, _BODY, INK, tag=entry.add(TagKind.BODY)),
            )
            yield Row(cells, gap=2.5 if place else 4)

    def _facts(self, block: Facts) -> Iterator[Row]:
        names = self._width * _NAMES
        x = names + 8
        reading = self._reading.add(TagKind.LIST)
        for name, value in block.pairs:
            values = (value,) if isinstance(value, str) else value
            entry = reading.add(TagKind.ITEM)
            label, body = entry.add(TagKind.LABEL), entry.add(TagKind.BODY)
            for place, words in enumerate(values or ("",)):
                tag = body.add(TagKind.PARAGRAPH) if len(values) > 1 else body
                cells: tuple[Cell, ...] = (self._cell(words, x, self._width - x, _BODY, tag=tag),)
                if not place:
                    cells = (self._cell(name, 0, names, _BODY, colour=MUTED, tag=label), *cells)
                yield Row(cells, gap=3 if place else 5)

    def _table(self, table: Table) -> Iterator[Row]:
        total = sum(column.share for column in table.columns)
        widths = [self._width * column.share / total for column in table.columns]
        aligns = ["end" if column.figures else "start" for column in table.columns]
        styles = [FontStyle.SEMIBOLD if column.strong else FontStyle.REGULAR for column in table.columns]
        heads = [column.head for column in table.columns]
        head: Row | None = None
        reading = self._reading.add(TagKind.TABLE)
        # where no head says what a column holds, the first cell says what its row does
        names = [column.strong or not (place or any(heads)) for place, column in enumerate(table.columns)]
        traits = [Trait.ROW_HEAD if name else None for name in names]
        if any(heads):
            tags = _cell_tags(reading, [Trait.COLUMN_HEAD] * len(widths))
            cells = self._cells(heads, widths, aligns, [FontStyle.SEMIBOLD] * len(widths), tags)
            head = Row(cells, gap=6, pad=3, fill=tint(INK, 0.08), whole=True, keep=bool(table.rows))
            yield head
        least = table.row_height * _MILLIMETRE
        for row in table.rows:
            cells = self._cells(row, widths, aligns, styles, _cell_tags(reading, traits))
            yield Row(cells, pad=2.5, least=least, line_below=True, whole=True, head=head)

    def _together(self, block: Together) -> Iterator[Row]:
        rows = list(self._blocks(block.blocks))
        for place, row in enumerate(rows, 1):
            yield replace(row, keep=place < len(rows) or row.keep, whole=row.whole or place == len(rows))

    def _cells(
        self,
        texts: Sequence[str],
        widths: Sequence[float],
        aligns: Sequence[str],
        styles: Sequence[FontStyle],
        tags: Sequence[Tag],
    ) -> tuple[Cell, ...]:
        x = 0.0
        cells = []
        for text, width, align, style, tag in zip(texts, widths, aligns, styles, tags, strict=True):
            # figures end at their right edge: the words of the next column stay away from it
            after = 4 * _PAD if align == "end" else _PAD
            cells.append(self._cell(text, x + _PAD, width - _PAD - after, _SMALL, style, align=align, tag=tag))
            x += width
        return tuple(cells)

    def _cell(
        self,
        text: str,
        x: float,
        width: float,
        size: float,
        style: FontStyle = FontStyle.REGULAR,
        colour: Colour = INK,
        align: str = "start",
        tag: Tag | None = None,
    ) -> Cell:
        return Cell(self._set(text, width, size, style), x, width, size, colour, align, tag)

    def _set(self, text: str, width: float, size: float, style: FontStyle = FontStyle.REGULAR) -> tuple[Line, ...]:
        return tuple(self._typesetter.prepare(text, style, self._where).lines(width * 1000 / size))


def _cell_tags(table: Tag, traits: Iterable[Trait | None]) -> list[Tag]:
    """A new row of `table`: a head cell for each trait, and common cells where there is none."""
    row = table.add(TagKind.ROW)
    return [row.add(TagKind.HEAD_CELL if trait else TagKind.CELL, trait=trait) for trait in traits]
