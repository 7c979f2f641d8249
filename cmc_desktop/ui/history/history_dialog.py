"""The history of a canvas: its line at the left, the chosen point as a board or two points compared at the right."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.difference import Difference, Kind
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.history.difference_view import DifferenceView
from cmc_desktop.ui.history.history_list import HistoryList
from cmc_desktop.ui.history.history_model import HistoryModel
from cmc_desktop.ui.history.name_dialogs import NamePointDialog, RestoreStateDialog
from cmc_desktop.ui.history.past_board import PastBoard
from cmc_desktop.ui.look import Look, dressed

if TYPE_CHECKING:
    from cmc_desktop.model.services.history import History
    from cmc_desktop.model.services.history_points import HistoryPoint
    from cmc_desktop.model.services.session import Session, Written

_BOARD, _SINCE_BEFORE, _SINCE_THEN = range(3)
_LIST_WIDTH = 380


class HistoryDialog(QDialog):
    """Looks at the past of the canvas of `session`; what is done here goes through that session.

    Signals:
        printing_wanted(HistoryPoint, HistoryPoint): a comparison of the two is wanted on paper.
        export_wanted(HistoryPoint): the state is wanted as a file.
        keeping_wanted(): the present state is to be kept under a name.
        variant_wanted(): a variant is to be made.
    """

    printing_wanted = Signal(object, object)
    export_wanted = Signal(object)
    keeping_wanted = Signal()
    variant_wanted = Signal()

    def __init__(self, history: History, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history, self._session = history, session
        self._differences: tuple[Difference, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("History of “{title}”", title=session.canvas.head.title))
        self.setAccessibleName(self.windowTitle())
        self.resize(1180, 740)
        self.model = HistoryModel(history, self)
        self.list = HistoryList(self.model, look)
        self.board = PastBoard(session.canvas, session.clock, look)
        self.changes = DifferenceView()
        self.heading = plain_label("heading")
        self.about = plain_label("muted")
        self.view = QComboBox()
        self.kinds = QComboBox()
        self._stack = QStackedWidget()
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.list.choose(history.now.key)
        self.list.setFocus()
        self._stop = session.observe(self._on_session_written)
        self.finished.connect(lambda _result: self._leave())

    def _make_buttons(self) -> None:
        self.restore = dressed(QPushButton(tr("&Restore…")), "primary")
        self.name = QPushButton(tr("&Name…"))
        self.keep = QPushButton(tr("&Keep the present state…"))
        self.variants = QPushButton(tr("&Variants"))
        self.variants_menu = QMenu(self)
        self.variants.setMenu(self.variants_menu)
        self.print = QPushButton(tr("&Print the comparison…"))
        self.export = QPushButton(tr("&Export this state…"))
        self.close_button = QPushButton(tr("Close"))
        for button in self._buttons():
            button.setAutoDefault(False)
        self.view.setAccessibleName(tr("Show"))
        for words in (
            tr("Show: the board"),
            tr("Show: what it changed"),
            tr("Show: what changed since"),
        ):
            self.view.addItem(words)
        self.kinds.setAccessibleName(tr("Which changes"))

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.restore, self.name, self.keep, self.variants, self.print, self.export, self.close_button

    def _lay_out(self) -> None:
        self.hint = plain_label("muted")
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self.hint)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(_LIST_WIDTH)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.view)
        choices.addWidget(self.kinds)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.about)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        top.addLayout(choices)
        self._trouble = plain_label("warning")
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self.board, self.changes, self._trouble):
            self._stack.addWidget(page)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(top)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(side)
        row.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._buttons():
            if button is self.close_button:
                buttons.addStretch(1)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(row, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.list.chosen_changed.connect(self.refresh)
        self.view.currentIndexChanged.connect(lambda _place: self.refresh())
        self.kinds.activated.connect(lambda _place: self._show_kinds())
        self.restore.clicked.connect(self.ask_to_restore)
        self.name.clicked.connect(self.ask_for_name)
        self.keep.clicked.connect(self.keeping_wanted)
        self.print.clicked.connect(self._on_print_clicked)
        self.export.clicked.connect(lambda: self.export_wanted.emit(self._newer))
        self.close_button.clicked.connect(self.accept)
        self.variants_menu.aboutToShow.connect(self.fill_variants)

    # what is shown

    @property
    def chosen(self) -> list[HistoryPoint]:
        """One point, or two with the newer one first."""
        return [self._history.point(key) for key in self.list.chosen]

    @property
    def _newer(self) -> HistoryPoint:
        return (self.chosen or [self._history.now])[0]

    def _compared(self) -> tuple[HistoryPoint, HistoryPoint] | None:
        """The older and the newer of the points that are compared; None while a board is looked at."""
        chosen = self.chosen
        if len(chosen) == 2:
            return chosen[1], chosen[0]
        (point,) = chosen or [self._history.now]
        if self.view.currentIndex() == _SINCE_BEFORE and point.parents:
            return self._history.point(point.parents[0]), point
        if self.view.currentIndex() == _SINCE_THEN:
            return point, self._history.now
        return None

    def _show_hint(self) -> None:
        """How two points are compared; while there is but one, how more come."""
        if len(self._history.points) > 1:
            words = tr("Two points are compared: add the second with Ctrl and a click, or Ctrl+Space.")
        else:
            words = tr(
                "Nothing was kept yet. A point is kept when a phase ends, somebody answers or a copy is given, and "
                "whenever you want."
            )
        self.hint.setText(words)

    def refresh(self) -> None:
        """Show what is chosen."""
        self._show_hint()
        compared = self._compared()
        self.view.setVisible(len(self.chosen) < 2)
        self.kinds.setVisible(compared is not None)
        try:
            if compared is None:
                self._show_board(self._newer)
            else:
                self._show_comparison(*compared)
        except CmcError as error:
            self._tell_trouble(error)
        self._enable()

    def _show_board(self, point: HistoryPoint) -> None:
        content = self._history.content(point)
        self.board.show_content(content)
        self.heading.setText(point.title)
        self.about.setText(self._about(point, sum(len(box.notes) for box in content.boxes)))
        self._stack.setCurrentWidget(self.board)

    def _show_comparison(self, before: HistoryPoint, after: HistoryPoint) -> None:
        self._differences = self._history.differences(before, after)
        self.heading.setText(tr("From “{before}” to “{after}”", before=self._called(before), after=self._called(after)))
        counts = Counter(change.kind for change in self._differences)
        self.kinds.clear()
        every = trn("{n} change", "{n} changes", len(self._differences))
        self.kinds.addItem(tr("All: {changes}", changes=every), None)
        for kind in Kind:
            if counts[kind]:
                self.kinds.addItem(f"{kind.label} ({counts[kind]})", kind)
        elements = len({change.box for change in self._differences})
        told = trn("{what} in {n} element", "{what} in {n} elements", elements, what=every)
        self.about.setText(told if self._differences else tr("Both say the same."))
        self._show_kinds()
        self._stack.setCurrentWidget(self.changes)

    def _show_kinds(self) -> None:
        kind = self.kinds.currentData()
        shown = [change for change in self._differences if kind is None or change.kind == kind]
        self.changes.show_differences(shown, self._session.canvas.template)

    def _about(self, point: HistoryPoint, notes: int) -> str:
        parts = [
            point.words if point.name and point.name not in point.words else "",
            point.session,
            day_and_time(point.at) if point.at and not point.is_now else "",
            tr("by {name}", name=point.by) if point.by else "",
            trn("{n} note", "{n} notes", notes),
            point.short,
        ]
        return " · ".join(part for part in parts if part)

    def _tell_trouble(self, error: CmcError) -> None:
        self.heading.setText(self._newer.title)
        self.about.setText("")
        self.kinds.hide()
        self._trouble.setText(str(error))
        self._stack.setCurrentWidget(self._trouble)

    def _enable(self) -> None:
        point, shown = self._newer, self._stack.currentWidget() is not self._trouble
        one = len(self.chosen) < 2
        signed = self._session.canvas.sign_off is not None
        is_present = point.is_now and point.canvas == self._history.canvas_id
        self.restore.setEnabled(shown and one and not is_present and not signed)
        why = tr("A signed canvas stays as it is: start a new version, and restore there.") if signed else ""
        self.restore.setToolTip(why)
        self.restore.setAccessibleDescription(why)
        self.name.setEnabled(one and point.is_checkpoint)
        self.export.setEnabled(shown and one)
        self.print.setEnabled(shown and self._compared() is not None)

    # what is done

    def ask_to_restore(self) -> None:
        """Say what would change, then go back to the chosen point."""
        point = self._newer
        try:
            found = self._history.differences(self._history.now, point)
        except CmcError as error:
            self._tell_trouble(error)
            return
        if not found:
            about = tr("The canvas says just what it said then: there is nothing to restore.")
        else:
            changes = trn("{n} change", "{n} changes", len(found))
            about = tr(
                "The canvas will say again what it said at “{point}”: {changes}.", point=point.title, changes=changes
            )
        RestoreStateDialog(about, lambda slip: self._history.restore(point, slip=slip), self).open()

    def ask_for_name(self) -> None:
        """Ask what to call the chosen point."""
        point = self._newer
        about = tr("It is found by its name here, in comparisons and on the command line.")
        call = partial(self._call, point)
        NamePointDialog(tr("Name this point"), tr("Name it"), about, point.name, call, self).open()

    def _call(self, point: HistoryPoint, name: str) -> None:
        self._history.name(point, name)
        self.model.refresh()

    def fill_variants(self) -> None:
        """The other canvases of the project to compare with, and the way to make one more."""
        self.variants_menu.clear()
        for head in self._history.heads:
            if head.id != self._history.canvas_id:
                called = head.session or tr("version {n}", n=head.version)
                action = self.variants_menu.addAction(tr("Compare with “{name}”", name=called.replace("&", "&&")))
                action.triggered.connect(partial(self.compare_with, head.id))
        if not self.variants_menu.isEmpty():
            self.variants_menu.addSeparator()
        self.variants_menu.addAction(tr("Make a variant…")).triggered.connect(lambda: self.variant_wanted.emit())

    def compare_with(self, canvas_id: str, _checked: bool = False) -> None:
        """Compare this canvas as it is with another of the project as that is."""
        self.list.choose(self._history.now_of(canvas_id).key, self._history.now.key)

    def _on_print_clicked(self) -> None:
        compared = self._compared()
        if compared is not None:
            self.printing_wanted.emit(*compared)

    def _on_session_written(self, _written: Written) -> None:
        try:
            self.model.refresh()
        except CmcError as error:
            self._tell_trouble(error)

    def _leave(self) -> None:
        self._stop()
        self.board.bridge.close()

    def _called(self, point: HistoryPoint) -> str:
        return point.title if point.canvas == self._history.canvas_id else f"{point.session}, {point.title}"
