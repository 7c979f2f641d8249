"""Pictures with notes: one element in large type, or the whole board."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.template import Box, Template
from cmc_desktop.ui.projector.note_list import NoteList, NoteMetrics, metrics_for
from cmc_desktop.ui.projector.plan import Plan
from cmc_desktop.ui.projector.text_pages import card_style, plain_label, sized
from cmc_desktop.ui.theme import DARK, LIGHT, mixed

#: type sizes of an element's notes at 1080 lines, largest first; the last is the floor the room can read
_ELEMENT_SIZES = (44, 40, 36)
#: smaller ones, only for a note that would not fit on a page of its own
_LONG_NOTE_SIZES = (32, 28, 24, 21, 18, 16, 14, 12)
#: the same for the whole board, which is for finding one's way; what is talked about gets the screen
_BOARD_SIZES = (30, 28, 26, 24, 22, 20, 18, 17, 16, 15, 14, 13, 12)
#: a note of the whole board is cut after so many lines; the element shows it whole
_BOARD_LINES = 5


class ElementPage(QWidget):
    """The element under discussion with its question and notes; what does not fit goes to further pages."""

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template = template
        self._plan = Plan(template)
        self._card = QFrame()
        self._name, self._question, self._state = plain_label(), plain_label(), plain_label()
        self._pages_label = plain_label(wraps=False)
        self._list = NoteList()
        self._inner = QVBoxLayout(self._card)
        for widget in (self._name, self._question, self._state):
            self._inner.addWidget(widget)
        self._inner.addWidget(self._list, 1)
        self._inner.addWidget(self._pages_label, 0, Qt.AlignmentFlag.AlignRight)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._plan, 24)
        self._row.addWidget(self._card, 72)
        self._element = ""
        self._page = 0
        self._count = 1
        self._turned_for = ""

    @property
    def page_count(self) -> int:
        return self._count

    def let_go(self) -> None:
        """Hold no notes while another picture is shown."""
        self._list.let_go()

    def turn(self, by: int) -> None:
        """Turn to another page of a full element."""
        self._page = max(0, min(self._count - 1, self._page + by))

    def show_element(self, canvas: Canvas, root: QModelIndex, element: str, newest: str, unit: float) -> None:
        """Show `element`; `newest` is the id of the note just written, whose page is turned to."""
        box = self._template.box(element)
        self._plan.light(element, unit)
        self._row.setSpacing(round(32 * unit))
        self._dress(box, unit)
        self._list.setAccessibleName(box.label)
        self._list.hold(root)
        notes = canvas.notes_in(element)
        self._state.setVisible(not notes and canvas.mark(element).none_identified)
        width, height = self._room()
        metrics = self._fitting([note.text for note in notes], width, height, unit)
        tint = mixed(LIGHT_CARD, LIGHT.tone(box.tone), 0.10)
        self._list.dress(metrics, tint, LIGHT_INK, LIGHT.tone(box.tone))
        pages = self._list.pages(width, height)
        self._count = len(pages)
        row = next((place for place, note in enumerate(notes) if note.id == newest), -1)
        if element != self._element:
            self._element, self._page = element, 0
        if row >= 0 and newest != self._turned_for:
            self._turned_for = newest
            self._page = next(number for number, rows in enumerate(pages) if row in rows)
        self._page = min(self._page, self._count - 1)
        self._list.ring(row)
        self._show_page(pages[self._page], [note.text for note in notes], width, height, unit)
        pages_text = tr("page {n} of {total}", n=self._page + 1, total=self._count)
        self._pages_label.setText(pages_text if self._count > 1 else "")

    def _dress(self, box: Box, unit: float) -> None:
        margin = round(40 * unit)
        self._inner.setContentsMargins(margin, round(36 * unit), margin, round(24 * unit))
        self._inner.setSpacing(round(16 * unit))
        self._card.setStyleSheet(card_style(box, unit))
        self._name.setText(f"{box.number} · {tr(box.name)}")
        self._question.setText(tr(box.question))
        self._state.setText(tr("None identified"))
        sized(self._name, 54 * unit, weight=700, colour=LIGHT.ink)
        sized(self._question, 30 * unit, colour=LIGHT.muted)
        sized(self._state, 44 * unit, colour=LIGHT.ink)
        sized(self._pages_label, 26 * unit, weight=600, colour=LIGHT.muted)

    def _room(self) -> tuple[int, int]:
        """Width and height there is for notes."""
        self._row.activate()
        self._inner.activate()
        return max(100, self._list.width()), max(60, self._list.height())

    def _fitting(self, texts: list[str], width: int, height: int, unit: float) -> NoteMetrics:
        """The largest type in which everything fits, or the floor."""
        for size in _ELEMENT_SIZES:
            metrics = metrics_for(max(12, round(size * unit)))
            if metrics.total(texts, width) <= height:
                break
        return metrics

    def _show_page(self, rows: range, texts: list[str], width: int, height: int, unit: float) -> None:
        """Show these rows; a note longer than a page of its own gets smaller type, so that it is whole."""
        if len(rows) == 1:
            for size in _LONG_NOTE_SIZES:
                if self._list.metrics.height(texts[rows[0]], width) <= height:
                    break
                self._list.set_metrics(metrics_for(max(9, round(size * unit))))
        self._list.show_rows(rows)


LIGHT_CARD, LIGHT_INK = LIGHT.tint("", 0.0), LIGHT.tone("")


class BoardPage(QWidget):
    """All boxes at once, in one size of type; rows take the room their notes need, and a box with more notes than
    fit at the floor says how many more there are."""

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template = template
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._cells: dict[str, _Cell] = {}
        for box in template.in_walk_order:
            cell = _Cell(box, columns=2 if 2 * box.colspan >= template.columns and not box.single else 1)
            self._grid.addWidget(cell, box.row, box.col, box.rowspan, box.colspan)
            self._cells[box.key] = cell
        for column in range(template.columns):
            self._grid.setColumnStretch(column, 1)
        self._page = 0

    def turn(self, by: int) -> None:
        """Turn the boxes that have more notes than fit to another page."""
        last = max(cell.page_count for cell in self._cells.values()) - 1
        self._page = max(0, min(last, self._page + by))

    def let_go(self) -> None:
        """Hold no notes while another picture is shown."""
        self._page = 0
        for cell in self._cells.values():
            cell.let_go()

    def show_board(self, canvas: Canvas, roots: dict[str, QModelIndex], element: str, unit: float) -> None:
        """Show every box; `element` is the one to ring, if any."""
        spacing = max(4, round(8 * unit))
        self._grid.setSpacing(spacing)
        for key, cell in self._cells.items():
            cell.hold(roots[key])
            cell.dress(lit=key == element, unit=unit)
        rows, metrics = self._fitting(spacing, unit)
        for row, height in enumerate(rows):
            self._grid.setRowStretch(row, height)
        self._grid.activate()
        for key, cell in self._cells.items():
            box = self._template.box(key)
            height = sum(rows[box.row : box.row + box.rowspan]) + spacing * (box.rowspan - 1)
            room = (self._width(box, spacing) - cell.margin(unit), height - cell.chrome(unit))
            cell.show_notes(metrics, room, self._page, none=canvas.mark(key).none_identified, unit=unit)

    def _width(self, box: Box, spacing: int) -> int:
        columns = self._template.columns
        column = (self.width() - (columns - 1) * spacing) / columns
        return int(column * box.colspan + spacing * (box.colspan - 1))

    def _fitting(self, spacing: int, unit: float) -> tuple[list[int], NoteMetrics]:
        """Heights of the rows and the largest type in which everything fits, or the smallest."""
        available = self.height() - spacing * (self._template.rows - 1)
        for size in _BOARD_SIZES:
            metrics = metrics_for(max(6, round(size * unit)), _BOARD_LINES)
            needed = self._needed_rows(metrics, spacing, unit)
            if sum(needed) <= available:
                break
        weights = self._template.row_weights
        spare = available - sum(needed)
        if spare >= 0:
            return [
                need + spare * weight // sum(weights) for need, weight in zip(needed, weights, strict=True)
            ], metrics
        least = self._needed_rows(metrics, spacing, unit, lines=1)
        return _shared(available, needed, least, weights), metrics

    def _needed_rows(self, metrics: NoteMetrics, spacing: int, unit: float, lines: int = 0) -> list[int]:
        """The heights the rows of the grid need for their boxes; tall boxes spread what they lack over their rows.

        `lines`: for so many lines of notes only, and a word about the rest.
        """
        needed = [0] * self._template.rows
        for box in sorted(self._template.boxes.values(), key=lambda box: box.rowspan):
            cell = self._cells[box.key]
            height = cell.needed(metrics, self._width(box, spacing), unit, lines) - spacing * (box.rowspan - 1)
            rows = range(box.row, box.row + box.rowspan)
            lack = height - sum(needed[row] for row in rows)
            if lack > 0:
                for row in rows:
                    needed[row] += -(-lack // box.rowspan)
        return needed


def _shared(available: int, needed: list[int], least: list[int], weights: tuple[int, ...]) -> list[int]:
    """Heights for rows that need more than there is: a row that needs little gets it, the others share by weight,
    and none gets less than its least while there is enough for that."""
    rows = list(least)
    rest = available - sum(rows)
    if rest < 0:
        return [max(1, row * available // sum(least)) for row in rows]
    open_rows = {row for row, need in enumerate(needed) if need > rows[row]}
    while rest > 0 and open_rows:
        total = sum(weights[row] for row in open_rows)
        share = {row: max(1, rest * weights[row] // total) for row in open_rows}
        for row in sorted(open_rows):
            more = min(share[row], needed[row] - rows[row], rest)
            rows[row] += more
            rest -= more
        open_rows = {row for row in open_rows if rows[row] < needed[row]}
    return rows


class _Cell(QFrame):
    """One box of the board on the wall."""

    def __init__(self, box: Box, columns: int) -> None:
        super().__init__()
        self._box = box
        self._name = QLabel(box.label)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setMinimumWidth(1)
        self._list = NoteList(box.label, columns)
        self._more = plain_label(wraps=False)
        self._pages = 1
        self._columns = columns
        self._lit = False
        #: the notes that are shown, and the pixels they take
        self.rows, self.shown_height = range(0), 0
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._name)
        self._layout.addWidget(self._list, 1)
        self._layout.addWidget(self._more)
        self.setMinimumSize(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def hold(self, root: QModelIndex) -> None:
        self._list.hold(root)

    def let_go(self) -> None:
        self._list.let_go()

    def margin(self, unit: float) -> int:
        """Pixels left and right of the notes."""
        return 2 * round(10 * unit) + 2

    def chrome(self, unit: float) -> int:
        """Pixels of the box above and below its notes, as it is dressed now."""
        edges = round(6 * unit) + (max(2, round(4 * unit)) if self._lit else 0)
        return edges + round(3 * unit) + self._name.sizeHint().height() + round(3 * unit) + round(4 * unit) + 4

    @property
    def page_count(self) -> int:
        return self._pages

    @property
    def shown_notes(self) -> int:
        return len(self.rows)

    def needed(self, metrics: NoteMetrics, width: int, unit: float, lines: int = 0) -> int:
        """The height of the box with all its notes, or with `lines` lines of them and a word about the rest."""
        heights = self._list.line_heights(metrics, width - self.margin(unit)) or [metrics.height("", width)]
        if lines and len(heights) > lines:
            return self.chrome(unit) + sum(heights[:lines]) + _rest_height(unit)
        return self.chrome(unit) + sum(heights)

    def dress(self, *, lit: bool, unit: float) -> None:
        """Take colours and measures; `lit` for the element under discussion."""
        self._lit = lit
        box, pad = self._box, round(10 * unit)
        self._layout.setContentsMargins(pad, round(3 * unit), pad, round(4 * unit))
        self._layout.setSpacing(round(3 * unit))
        edge = DARK.tone(box.tone).name()
        ring = f"border: {max(2, round(4 * unit))}px solid {DARK.focus};" if lit else "border: none;"
        style = (
            f"_Cell {{ background: {DARK.card}; border-radius: {round(8 * unit)}px; {ring} "
            f"border-top: {max(3, round(6 * unit))}px solid {edge}; }}"
        )
        if self.styleSheet() != style:
            self.setStyleSheet(style)
        sized(self._name, 19 * unit, weight=600)
        sized(self._more, 16 * unit, weight=600, colour=DARK.muted)

    def show_notes(self, metrics: NoteMetrics, room: tuple[int, int], page: int, *, none: bool, unit: float) -> None:
        """Show the notes that fit into `room` (width, height), those of `page` (from 0) when there are more."""
        box = self._box
        self._list.dress(metrics, DARK.tint(box.tone, 0.22), DARK.tone(""), DARK.tone(box.tone))
        pages = self._list.pages(*room)
        if len(pages) > 1:
            room = (room[0], room[1] - _rest_height(unit))
            pages = self._list.pages(*room)
        self._pages = len(pages)
        rows = pages[min(page, len(pages) - 1)]
        lines = self._list.line_heights(metrics, room[0])
        shown = rows if lines and lines[0] <= room[1] else range(0)
        self._list.show_rows(shown)
        self.rows = shown
        # the gap below the last note may be cut
        self.shown_height = sum(lines[row // self._columns] for row in shown[:: self._columns]) - metrics.gap
        rest = len(self._list.texts()) - len(shown)
        self._more.setVisible(rest > 0 or none)
        self._more.setText(tr("None identified") if none else _rest_text(rest, some=bool(shown)))
        self._layout.activate()


def _rest_height(unit: float) -> int:
    """Pixels of the line that says how many more notes there are."""
    return round(26 * unit)


def _rest_text(rest: int, *, some: bool) -> str:
    return trn("and {n} more", "and {n} more", rest) if some else trn("{n} note", "{n} notes", rest)
