"""The history of a canvas: its line at the left, what is chosen in it at the right, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.history.history_list import HistoryList
from cmc_desktop.ui.history.history_model import HistoryModel
from cmc_desktop.ui.history.name_dialogs import NamePointDialog, RestoreStateDialog
from cmc_desktop.ui.history.point_search import PointSearch
from cmc_desktop.ui.history.point_view import PointView
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr, trn

if TYPE_CHECKING:
    from cmc_desktop.model.services.history import History
    from cmc_desktop.model.services.history_points import HistoryPoint
    from cmc_desktop.model.services.session import Session, Written

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

    def __init__(
        self, history: History, session: Session, look: Look, *, by: str = "", parent: QWidget | None = None
    ) -> None:
        """`by` is who works here: the points made here carry that name."""
        super().__init__(parent)
        self._history, self._session, self._by = history, session, by
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("History of “{title}”", title=session.canvas.head.title))
        self.setAccessibleName(self.windowTitle())
        self.resize(1180, 740)
        self.model = HistoryModel(history, self)
        self.list = HistoryList(self.model, look)
        self.search = PointSearch(self.model, self.list)
        self.hint = plain_label("muted")
        self.shown = PointView(history, session, look)
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

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.restore, self.name, self.keep, self.variants, self.print, self.export, self.close_button

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self.hint)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(side)
        row.addWidget(self.shown, 1)
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
        self.search.looked.connect(self._on_search_looked)
        self.shown.view.currentIndexChanged.connect(lambda _place: self.refresh())
        self.restore.clicked.connect(self.ask_to_restore)
        self.name.clicked.connect(self.ask_for_name)
        self.keep.clicked.connect(self.keeping_wanted)
        self.print.clicked.connect(self._on_print_clicked)
        self.export.clicked.connect(lambda: self.export_wanted.emit(self._newer))
        self.close_button.clicked.connect(self.accept)
        self.variants_menu.aboutToShow.connect(self.fill_variants)

    @property
    def chosen(self) -> list[HistoryPoint]:
        """One point, or two with the newer one first."""
        return [self._history.point(key) for key in self.list.chosen]

    @property
    def _newer(self) -> HistoryPoint:
        return (self.chosen or [self._history.now])[0]

    def refresh(self) -> None:
        """Show what is chosen, and what can be done with it."""
        self.shown.show_points(self.chosen)
        self.hint.setText(_hint(len(self._history.points)))
        self._enable()

    def _on_search_looked(self, missed: str) -> None:
        told = tr("No point says “{words}”.", words=missed) if missed else _hint(len(self._history.points))
        self.hint.setText(upright(told))

    def _enable(self) -> None:
        point, readable, one = self._newer, self.shown.readable, len(self.chosen) < 2
        signed = self._session.canvas.sign_off is not None
        is_present = point.is_now and point.canvas == self._history.canvas_id
        self.restore.setEnabled(readable and one and not is_present and not signed)
        why = tr("A signed canvas stays as it is: start a new version, and restore there.") if signed else ""
        self.restore.setToolTip(why)
        self.restore.setAccessibleDescription(why)
        self.name.setEnabled(one and point.is_checkpoint)
        unnamed = "" if point.is_checkpoint or point.is_now or not one else _why_unnamed()
        self.name.setToolTip(unnamed)
        self.name.setAccessibleDescription(unnamed)
        self.export.setEnabled(readable and one)
        self.print.setEnabled(readable and self.shown.compared is not None)

    def ask_to_restore(self) -> None:
        """Say what would change, then go back to the chosen point."""
        point = self._newer
        try:
            found = self._history.differences(self._history.now, point)
        except CmcError as error:
            self.shown.tell_trouble(error)
            return
        if found:
            changes = trn("{n} change", "{n} changes", len(found))
            words = tr("The canvas will say again what it said then: {changes}.", changes=changes)
        else:
            words = tr("The canvas says just what it said then: there is nothing to restore.")
        title, restore = point.title, lambda slip: self._history.restore(point, self._by, slip=slip)
        dialog = RestoreStateDialog(title, words, restore, self)
        if not found:
            dialog.only_tell()
        dialog.open()

    def ask_for_name(self) -> None:
        """Ask what to call the chosen point."""
        point = self._newer
        about = tr("It is found by its name here, in comparisons and on the command line.")
        call, call_maker = partial(self._call, point), partial(self._call_maker, point)
        title, button = tr("Name this point"), tr("Name it")
        NamePointDialog(title, button, about, point.name, call, self, by=point.by, call_maker=call_maker).open()

    def _call(self, point: HistoryPoint, name: str) -> None:
        self._history.name(point, name)
        self.model.refresh()

    def _call_maker(self, point: HistoryPoint, by: str) -> None:
        self._history.call_maker(point.by, by)
        self.model.refresh()

    def fill_variants(self) -> None:
        """The other canvases of the project to compare with, and the way to make one more."""
        self.variants_menu.clear()
        for head in self._history.heads:
            if head.id != self._history.canvas_id:
                called = head.session or tr("version {n}", n=head.version)
                action = self.variants_menu.addAction(
                    tr("Compare with “{name}”", name=upright(called).replace("&", "&&"))
                )
                action.triggered.connect(partial(self.compare_with, head.id))
        if not self.variants_menu.isEmpty():
            self.variants_menu.addSeparator()
        self.variants_menu.addAction(tr("Make a variant…")).triggered.connect(lambda: self.variant_wanted.emit())

    def compare_with(self, canvas_id: str, _checked: bool = False) -> None:
        """Compare this canvas as it is with another of the project as that is."""
        self.list.choose(self._history.now_of(canvas_id).key, self._history.now.key)

    def _on_print_clicked(self) -> None:
        if self.shown.compared is not None:
            self.printing_wanted.emit(*self.shown.compared)

    def _on_session_written(self, _written: Written) -> None:
        try:
            self.model.refresh()
        except CmcError as error:
            self.shown.tell_trouble(error)

    def _leave(self) -> None:
        self._stop()
        self.shown.board.bridge.close()


def _why_unnamed() -> str:
    return tr("Of this point only the words were kept, for the answers given to them. Restore it, and keep that state.")


def _hint(points: int) -> str:
    """How two points are compared; while there is but one, how more come."""
    if points > 1:
        return tr("Two points are compared: add the second with Ctrl and a click, or Ctrl+Space.")
    return tr(
        "Nothing was kept yet. A point is kept when a phase ends, somebody answers or a copy is given, and whenever "
        "you want."
    )
