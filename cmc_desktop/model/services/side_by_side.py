"""Several canvases side by side: a row for each element, a column for each canvas, and which words they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.words import folded_words
from cmc_desktop.model.export.document import Column, Document, Paragraph, Table
from cmc_desktop.model.services.canvas_filter import year_of


@dataclass(frozen=True, slots=True)
class Line:
    """A note in a cell; `common` when another of the canvases says the same in this element."""

    text: str
    common: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one canvas says in one element; None of `lines` where it says that there is none."""

    lines: tuple[Line, ...] = ()
    none_identified: bool = False
    missing: bool = False

    @property
    def text(self) -> str:
        """The whole cell as text, a line for each note; what others say too has a mark."""
        if self.missing:
            return tr("not in this template")
        if self.none_identified and not self.lines:
            return tr("none identified")
        return "\n".join(f"= {line.text}" if line.common else f"• {line.text}" for line in self.lines)

    @property
    def plain(self) -> str:
        """The notes alone, a line each."""
        return "\n".join(line.text for line in self.lines) if self.lines else self.text


@dataclass(frozen=True, slots=True)
class SideBySide:
    """`cells` are by row and column: as many rows as `elements`, as many columns as `heads`."""

    elements: tuple[str, ...]
    heads: tuple[Head, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def in_order(self, order: Sequence[int]) -> SideBySide:
        """The same with its columns in another order; `order` are their places now."""
        heads = tuple(self.heads[place] for place in order)
        return SideBySide(self.elements, heads, tuple(tuple(row[place] for place in order) for row in self.cells))

    @property
    def common(self) -> int:
        """How many things more than one of the canvases say in the same element; each counts once."""
        return sum(
            len({_compared(line.text) for cell in row for line in cell.lines if line.common}) for row in self.cells
        )


def side_by_side(canvases: Sequence[Canvas]) -> SideBySide:
    """The elements are those of all templates, in the walk of the first and then of the others."""
    boxes = {box.key: box for canvas in canvases for box in canvas.template.in_walk_order}
    first = {box.key: box for box in canvases[0].template.in_walk_order} if canvases else {}
    boxes = {**first, **{key: box for key, box in boxes.items() if key not in first}}
    rows = tuple(_row(key, canvases) for key in boxes)
    return SideBySide(
        tuple(f"{box.number} {tr(box.short)}" for box in boxes.values()),
        tuple(canvas.head for canvas in canvases),
        rows,
    )


def _row(key: str, canvases: Sequence[Canvas]) -> tuple[Cell, ...]:
    texts = [[note.text for note in canvas.notes_in(key)] if key in canvas.template else None for canvas in canvases]
    said_in = Counter(words for there in texts for words in {_compared(text) for text in there or ()})
    return tuple(
        Cell(missing=True)
        if there is None
        else Cell(
            tuple(Line(text, common=said_in[_compared(text)] > 1) for text in there),
            none_identified=canvas.mark(key).none_identified,
        )
        for canvas, there in zip(canvases, texts, strict=True)
    )


def _compared(text: str) -> tuple[str, ...]:
    """Notes are the same when their words are, whatever their case, accents and punctuation."""
    return tuple(folded_words(text)) or (text,)


def about(head: Head) -> str:
    """What tells a column apart, besides its title and place: version, state and year."""
    return " · ".join([tr("version {n}", n=head.version), CanvasState(head.state).label, year_of(head)])


def where(head: Head) -> str:
    """City and session."""
    return " · ".join(part for part in (head.city, head.session) if part)


def side_by_side_document(table: SideBySide) -> Document:
    """The table as a document to print or to save."""
    columns = [Column(tr("Element"), 0.6, strong=True)]
    columns += [Column("\n".join(filter(None, [head.title, where(head), about(head)])), 1.5) for head in table.heads]
    rows = tuple(
        (element, *(cell.text for cell in row)) for element, row in zip(table.elements, table.cells, strict=True)
    )
    told = tr("“=” stands before what another of these canvases says in the same element too.")
    return Document(
        tr("Canvases side by side"),
        ", ".join(head.title for head in table.heads),
        (Paragraph(told), Table(tuple(columns), rows)),
    )
