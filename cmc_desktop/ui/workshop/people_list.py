"""The people on the desk as one list: who is in the room, or where each one stands; a check box per person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cmc_desktop.model.domain.agreement import Row, Standing, agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.domain.phase_rules import rules_now
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.line_model import Index, LineModel
from cmc_desktop.ui.workshop.standing_mark import Mark, mark_of, paint_focus, paint_mark

_ROW = 34
#: letters of an organisation that begin to tell which one it is
_WORTH_READING = 5


@dataclass(frozen=True)
class PersonLine:
    """One row: a name, words below it, a box that is checked or not; `standing` only while agreement is asked for."""

    id: str
    name: str
    word: str
    more: str
    checked: bool
    checkable: bool
    standing: Standing | None = None

    @property
    def short(self) -> str:
        """The word as it fits into a narrow panel; the sign beside it says the rest."""
        short = {
            Standing.STALE: tr("ask again"),
            Standing.RESERVATION: tr("with a reservation"),
            Standing.LEFT_COUNTED: tr("left: counts"),
            Standing.LEFT_EXCLUDED: tr("left: not counted"),
        }
        return short.get(self.standing, self.word) if self.standing else self.word

    @property
    def spoken(self) -> str:
        more = "" if self.more in self.name else self.more  # it tells two of one name apart already
        return in_a_row((self.name, self.word, more))


def attendance_lines(canvas: Canvas) -> list[PersonLine]:
    """The whole roster: a checked box is a person in the room."""
    names = all_names(canvas)
    return [_attendance_line(person, names[person.id], canvas.sign_off is None) for person in canvas.people]


def _attendance_line(person: Participant, name: str, checkable: bool) -> PersonLine:
    if person.left_at:
        word = tr("left {time}", time=time_of_day(person.left_at))
    else:
        word = "" if person.present else tr("expected")
    return PersonLine(person.id, name, word, person.organisation or person.role, person.present, checkable)


def agreement_lines(canvas: Canvas, again: Mapping[str, str] | None = None) -> list[PersonLine]:
    """Everybody who is asked: a checked box is satisfaction with the present words.

    `again` says by person what they have to be asked about again.
    """
    open_now = canvas.current_item is not None and rules_now(canvas).answers and canvas.sign_off is None
    return [_agreement_line(row, open_now, (again or {}).get(row.person.id, "")) for row in agreement(canvas).rows]


def _agreement_line(row: Row, open_now: bool, again: str) -> PersonLine:
    person, standing = row.person, row.standing
    checkable, more = open_now and person.present, again or person.organisation
    return PersonLine(person.id, row.name, standing.label, more, standing.agrees, checkable, standing)


class PeopleModel(LineModel[PersonLine]):
    """The lines as a list; checking a box is a wish, the canvas decides.

    Signals:
        check_wished(str, bool): the box of a person (by id) was switched.
    """

    check_wished = Signal(str, bool)

    def row_of(self, person: str) -> int:
        return next((row for row, line in enumerate(self._lines) if line.id == person), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.spoken
        if role == Qt.ItemDataRole.CheckStateRole and (line.checkable or line.checked):
            return Qt.CheckState.Checked if line.checked else Qt.CheckState.Unchecked
        return line if role == self.LINE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or not self.line(index).checkable:
            return False
        self.check_wished.emit(self.line(index).id, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.line(index).checkable:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags


class PeopleDelegate(QStyledItemDelegate):
    """Paints a person with the box at the right; a click on the box or the space bar switches it."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: PersonLine = index.data(PeopleModel.LINE)
        theme, rect = self._look.theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect, self._look)
        faded = line.standing is Standing.ABSENT or (line.standing is None and not line.checked)
        self._text(painter, rect.adjusted(6, 2, -36, -rect.height() // 2 + 1), line.name, theme.muted, faded)
        painter.setFont(font(11))
        painter.setPen(QColor(theme.muted))
        below = rect.adjusted(6, rect.height() // 2, -36, -2)
        painter.drawText(below, Qt.AlignmentFlag.AlignTop, words_below(line, painter.font(), below.width()))
        paint_mark(painter, self._box(rect), self._mark(line), self._look)
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.left() + 6, rect.bottom(), rect.right() - 6, rect.bottom())
        painter.restore()

    def _text(self, painter: QPainter, place: QRect, text: str, muted: str, faded: bool) -> None:
        painter.setFont(font(13))
        painter.setPen(QColor(muted if faded else self._look.theme.ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom, _elided(painter.font(), text, place.width()))

    def _mark(self, line: PersonLine) -> Mark:
        if line.standing is not None:
            return mark_of(line.standing, self._look)
        if line.checked:
            return Mark("check", self._look.theme.focus, filled=True)
        return Mark("not-asked", self._look.theme.muted)

    @staticmethod
    def _box(rect: QRect) -> QRect:
        return QRect(rect.right() - 28, rect.center().y() - 9, 20, 20)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if not model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        if isinstance(event, QMouseEvent):
            place = self._box(option.rect).adjusted(-8, -9, 8, 9)
            if event.button() != Qt.MouseButton.LeftButton or not place.contains(event.position().toPoint()):
                return False
            if event.type() != QEvent.Type.MouseButtonRelease:
                return True
        elif not (isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)):
            return False
        checked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
        return model.setData(model.index(index.row(), 0), wanted, Qt.ItemDataRole.CheckStateRole)


def words_below(line: PersonLine, letters: QFont, width: int) -> str:
    """What stands below a name in `width` px: the word whole, and as much of what is more as is worth reading."""
    if not (line.short and line.more):
        return _elided(letters, line.short or line.more, width)
    room = width - QFontMetrics(letters).horizontalAdvance(f"{line.short} · ")
    more = _elided(letters, line.more, room)
    if more != line.more and len(more) < _WORTH_READING:
        return _elided(letters, line.short, width)
    return in_a_row((line.short, more), " · ")


def _elided(letters: QFont, text: str, width: int) -> str:
    return QFontMetrics(letters).elidedText(text, Qt.TextElideMode.ElideRight, width)


class PeopleList(QListView):
    """The people as a flat list that scrolls.

    The keys come here by Tab or by their own command only: after a click or a tick by mouse they belong where the work
    is, so that what is typed next neither walks through the names nor marks somebody as having left.

    Signals:
        keys_given_back(): the mouse was used here, or Esc.
    """

    keys_given_back = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = PeopleModel(self)
        self.setModel(self.people)
        self.setItemDelegate(PeopleDelegate(look, self))
        dressed(self, "flat")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setUniformItemSizes(True)
        self.setMinimumHeight(4 * _ROW)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_lines(self, lines: list[PersonLine]) -> None:
        rows = self.people.rowCount()
        chosen = self.current_person()
        self.people.show(lines)
        if rows != self.people.rowCount():
            self.updateGeometry()
        if chosen and chosen != self.current_person():
            self.setCurrentIndex(self.people.index(self.people.row_of(chosen)))

    def current_person(self) -> str:
        """The id of the person the keyboard is on; empty when on none."""
        index = self.currentIndex()
        return self.people.line(index).id if index.isValid() else ""

    def sizeHint(self) -> QSize:
        return QSize(200, max(1, self.people.rowCount()) * _ROW + 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.keys_given_back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keys_given_back.emit()
        else:
            super().keyPressEvent(event)
