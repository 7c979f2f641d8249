"""What is chosen in the line of a history: one point as a board, or two of them compared, with what it is above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.difference import Difference, Kind
from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.history.difference_view import DifferenceView
from cmc_desktop.ui.history.past_board import PastBoard
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import in_a_row, tr, trn

if TYPE_CHECKING:
    from cmc_desktop.model.services.history import History
    from cmc_desktop.model.services.history_points import HistoryPoint
    from cmc_desktop.model.services.session import Session

_BOARD, _SINCE_BEFORE, _SINCE_THEN = range(3)


class PointView(QWidget):
    """Shows what `show_points` is given; what cannot be read is told in its place."""

    def __init__(self, history: History, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history, self._session = history, session
        self._points: tuple[HistoryPoint, ...] = (history.now,)
        self._differences: tuple[Difference, ...] = ()
        self.board = PastBoard(session.canvas, session.clock, look)
        self.changes = DifferenceView(look.theme)
        self.heading = plain_label("heading")
        self.about = plain_label("muted")
        self.view = QComboBox()
        self.kinds = QComboBox()
        self.view.setAccessibleName(tr("Show"))
        self.view.addItems([tr("Show: the board"), tr("Show: what it changed"), tr("Show: what changed since")])
        self.kinds.setAccessibleName(tr("Which changes"))
        self._trouble = plain_label("warning")
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        #: in place of an empty sheet
        self._nothing = QWidget()
        for page in (self.board, self.changes, self._trouble, self._nothing):
            self._stack.addWidget(page)
        self._lay_out()
        self.kinds.activated.connect(lambda _place: self._show_kinds())

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.about)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(words, 1)
        top.addWidget(self.view)
        top.addWidget(self.kinds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)

    @property
    def readable(self) -> bool:
        """Whether what is chosen could be shown."""
        return self._stack.currentWidget() is not self._trouble

    @property
    def compared(self) -> tuple[HistoryPoint, HistoryPoint] | None:
        """The older and the newer of the points that are compared; None while a board is looked at."""
        if len(self._points) == 2:
            return self._points[1], self._points[0]
        (point,) = self._points
        if self.view.currentIndex() == _SINCE_BEFORE and point.parents:
            return self._history.point(point.parents[0]), point
        if self.view.currentIndex() == _SINCE_THEN:
            return point, self._history.now
        return None

    def show_points(self, points: Sequence[HistoryPoint]) -> None:
        """Show one point, or two with the newer one first."""
        self._points = tuple(points) or (self._history.now,)
        compared = self.compared
        self.view.setVisible(len(self._points) < 2)
        self.kinds.setVisible(compared is not None)
        try:
            if compared is None:
                self._show_board(self._points[0])
            else:
                self._show_comparison(*compared)
        except CmcError as error:
            self.tell_trouble(error)

    def tell_trouble(self, error: CmcError) -> None:
        """Say why what is chosen cannot be shown."""
        self.heading.setText(self._points[0].title)
        self.about.setText("")
        self.kinds.hide()
        self._trouble.setText(str(error))
        self._stack.setCurrentWidget(self._trouble)

    def _show_board(self, point: HistoryPoint) -> None:
        content, rest, unread = self._history.content(point), "", ""
        try:
            rest = self._history.rest(point)
        except LibraryTrouble:  # what it said is there all the same
            unread = tr("what was in conflict then cannot be read")
        conflicts = self.board.show_state(content, rest)
        self.heading.setText(point.title)
        told = _about(point, sum(len(box.notes) for box in content.boxes), conflicts)
        self.about.setText(in_a_row((told, unread), " · "))
        self._stack.setCurrentWidget(self.board)

    def _called(self, point: HistoryPoint) -> str:
        """In quotation marks, unless it has its own: those of a phase whose end it is."""
        title = point.title if point.canvas == self._history.canvas_id else f"{upright(point.session)}, {point.title}"
        return title if "“" in title else tr("“{words}”", words=title)

    def _show_comparison(self, before: HistoryPoint, after: HistoryPoint) -> None:
        self._differences = self._history.differences(before, after)
        self.heading.setText(tr("From {before} to {after}", before=self._called(before), after=self._called(after)))
        counts = Counter(change.kind for change in self._differences)
        every = trn("{n} change", "{n} changes", len(self._differences))
        self.kinds.clear()
        self.kinds.addItem(tr("All: {changes}", changes=every), None)
        for kind in Kind:
            if counts[kind]:
                self.kinds.addItem(f"{kind.label} ({counts[kind]})", kind)
        elements = len({change.box for change in self._differences})
        told = trn("{what} in {n} element", "{what} in {n} elements", elements, what=every)
        self.about.setText(told if self._differences else tr("Both say the same."))
        self._show_kinds()
        self.kinds.setVisible(bool(self._differences))
        self._stack.setCurrentWidget(self.changes if self._differences else self._nothing)

    def _show_kinds(self) -> None:
        kind = self.kinds.currentData()
        shown = [change for change in self._differences if kind is None or change.kind == kind]
        self.changes.show_differences(shown, self._session.canvas.template)


def _about(point: HistoryPoint, notes: int, conflicts: int) -> str:
    parts = [
        point.words if point.name and point.name not in point.words else "",
        point.session,
        day_and_time(point.at) if point.at and not point.is_now else "",
        tr("by {name}", name=point.maker) if point.maker else "",
        trn("{n} note", "{n} notes", notes),
        trn("{n} conflict open", "{n} conflicts open", conflicts) if conflicts else "",
        tr("no. {number}", number=point.short) if point.short else "",
    ]
    return in_a_row(parts, " · ")
