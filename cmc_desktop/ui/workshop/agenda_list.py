"""The agenda on the desk: each phase with where it stands and its minutes, as a list that is read, not clicked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.line_model import Index, LineModel

_ROW = 24


class Progress(Enum):
    """Where a phase stands. Begun: it ran and was left again by going back."""

    DONE = "done"
    SKIPPED = "skipped"
    CURRENT = "current"
    BEGUN = "begun"
    COMING = "coming"

    @property
    def word(self) -> str:
        return {
            Progress.DONE: tr("done"),
            Progress.SKIPPED: tr("skipped"),
            Progress.CURRENT: tr("now"),
            Progress.BEGUN: tr("begun"),
            Progress.COMING: tr("coming"),
        }[self]

    @property
    def icon(self) -> str:
        return {
            Progress.DONE: "check",
            Progress.SKIPPED: "skip",
            Progress.CURRENT: "play",
            Progress.BEGUN: "pause",
            Progress.COMING: "",
        }[self]


@dataclass(frozen=True)
class AgendaLine:
    """A phase as its row shows it; `over` are the minutes beyond the plan."""

    id: str
    title: str
    progress: Progress
    minutes: int
    planned: int
    over: int

    @property
    def spoken(self) -> str:
        text = tr(
            "{phase}, {progress}, {minutes} of {planned} minutes",
            phase=self.title,
            progress=self.progress.word,
            minutes=self.minutes,
            planned=self.planned,
        )
        if self.progress is Progress.COMING:
            text = tr("{phase}, coming, {planned} minutes", phase=self.title, planned=self.planned)
        return f"{text}, {tr('{n} over', n=self.over)}" if self.over else text


def agenda_lines(canvas: Canvas, now: int) -> list[AgendaLine]:
    """The phases as they stand at `now`."""
    return [_line(canvas, item, now) for item in canvas.agenda]


def _line(canvas: Canvas, item: AgendaItem, now: int) -> AgendaLine:
    run = canvas.run(item.id)
    progress = Progress.COMING
    if run.skipped:
        progress = Progress.SKIPPED
    elif canvas.current_item is not None and canvas.current_item.id == item.id:
        progress = Progress.CURRENT
    elif run.ended_at:
        progress = Progress.DONE
    elif run.started_at:
        progress = Progress.BEGUN
    taken = run.minutes_taken(now)
    counted = progress in (Progress.DONE, Progress.CURRENT, Progress.BEGUN)
    over = max(0, taken - item.minutes) if counted else 0
    return AgendaLine(item.id, item.title, progress, taken, item.minutes, over)


class AgendaModel(LineModel[AgendaLine]):
    """The agenda's lines."""

    def row_now(self) -> int:
        """The row of the current phase; -1 when there is none."""
        return next((row for row, line in enumerate(self._lines) if line.progress is Progress.CURRENT), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.spoken
        return line if role == self.LINE else None


class AgendaDelegate(QStyledItemDelegate):
    """Paints a phase: shape, name, and its minutes at the right."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: AgendaLine = index.data(AgendaModel.LINE)
        theme = self._look.theme
        rect: QRect = option.rect
        now = line.progress is Progress.CURRENT
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if now:
            painter.setPen(QPen(QColor(theme.focus), 1.5))
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        self._paint_shape(painter, QRect(rect.left() + 6, rect.center().y() - 7, 15, 15), line.progress)
        letters = font(13, QFont.Weight.DemiBold if now else QFont.Weight.Normal)
        needs = QFontMetrics(letters).horizontalAdvance(line.title)
        right = self._paint_minutes(painter, rect.adjusted(0, 0, -8, 0), line, rect.left() + 32 + needs)
        painter.setFont(letters)
        painter.setPen(QColor(theme.ink))
        room = QRect(rect.left() + 26, rect.top(), right - rect.left() - 32, rect.height())
        name = QFontMetrics(letters).elidedText(line.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, name)
        painter.restore()

    def _paint_shape(self, painter: QPainter, place: QRect, progress: Progress) -> None:
        theme = self._look.theme
        colour = {Progress.DONE: theme.good, Progress.CURRENT: theme.focus}.get(progress, theme.muted)
        if progress.icon:
            self._look.icons.icon(progress.icon, colour).paint(painter, place)
            return
        painter.setPen(QPen(QColor(colour), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place.adjusted(4, 4, -4, -4))

    def _paint_minutes(self, painter: QPainter, rect: QRect, line: AgendaLine, taken: int) -> int:
        """Minutes and word, right-aligned; returns where they begin. In a narrow panel the name, which reaches to
        `taken`, comes before the word: the shape says the same."""
        theme = self._look.theme
        minutes = line.planned if line.progress in (Progress.COMING, Progress.CURRENT) else line.minutes
        word = line.progress.word if line.progress is not Progress.COMING else ""
        pieces = [(f"+{line.over}", theme.overrun, QFont.Weight.DemiBold)] if line.over else []
        if line.progress is Progress.SKIPPED:
            pieces.append((word, theme.muted, QFont.Weight.Normal))
        else:
            pieces += [(str(minutes), theme.muted, QFont.Weight.Normal), (word, theme.muted, QFont.Weight.Normal)]
        edge = rect.right()
        for text, colour, weight in pieces:
            if not text:
                continue
            painter.setFont(font(12, weight))
            width = QFontMetrics(painter.font()).horizontalAdvance(text)
            if text == word and line.progress is not Progress.SKIPPED and edge - width < taken:
                continue
            painter.setPen(QColor(colour))
            painter.drawText(
                QRect(edge - width, rect.top(), width + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, text
            )
            edge -= width + 5
        return edge

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW)


class AgendaList(QListView):
    """The agenda as a flat list; as high as its rows where there is room, and it scrolls to the current one.

    Folded it shows the current phase and the next.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = AgendaModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(AgendaDelegate(look, self))
        dressed(self, "flat")
        self.setAccessibleName(tr("Agenda"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self._folded = False

    def show_canvas(self, canvas: Canvas, now: int) -> None:
        rows, place = self._lines.rowCount(), self._lines.row_now()
        self._lines.show(agenda_lines(canvas, now))
        self.setVisible(self._lines.rowCount() > 0)
        self._show_rows()
        if rows != self._lines.rowCount():
            self.updateGeometry()
        if place != self._lines.row_now() >= 0:
            self.scrollTo(self._lines.index(self._lines.row_now()))

    def fold(self, folded: bool) -> None:
        """Show the current phase and the next alone, or all of them."""
        if folded != self._folded:
            self._folded = folded
            self._show_rows()

    @property
    def folded(self) -> bool:
        """Whether phases are hidden."""
        return self._folded and self._lines.row_now() >= 0

    def _show_rows(self) -> None:
        now = self._lines.row_now()
        hidden = {row for row in range(self._lines.rowCount()) if self.folded and row not in (now, now + 1)}
        wrong = [row for row in range(self._lines.rowCount()) if self.isRowHidden(row) != (row in hidden)]
        for row in wrong:
            self.setRowHidden(row, row in hidden)
        if wrong:
            self.updateGeometry()

    @property
    def whole_height(self) -> int:
        """The height in pixels with every phase in sight."""
        return self._lines.rowCount() * _ROW + 4

    def _rows_shown(self) -> int:
        return sum(not self.isRowHidden(row) for row in range(self._lines.rowCount()))

    def sizeHint(self) -> QSize:
        return QSize(200, max(1, self._rows_shown()) * _ROW + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(3, max(1, self._rows_shown())) * _ROW)
