"""The dialogs about the canvas on the desk, and what follows it: the next session, the new version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import Rename
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.services.points import content_at, points
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.series import Series, check_may_follow
from cmc_desktop.ui.dialogs.rename_dialog import RenameDialog
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.message_bar import Until
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agenda_dialog import AgendaDialog
from cmc_desktop.ui.workshop.pace.catch_up_dialog import CatchUpDialog
from cmc_desktop.ui.workshop.roster_dialog import RosterDialog
from cmc_desktop.ui.workshop.series.changes_since_dialog import ChangesSinceDialog
from cmc_desktop.ui.workshop.series.next_session_dialog import NextSessionDialog
from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog
from cmc_desktop.ui.workshop.skip_dialog import SkipDialog
from cmc_desktop.ui.workshop.talk.drop_reason_dialog import DropReasonDialog, dropped_words

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library

Words = Callable[[], Mapping[str, str]]


class CanvasDialogs(QObject):
    """Opens them over the main window. Without a `library` own agendas, sessions and versions are not there.

    Signals:
        other_canvas_wanted(str): the canvas with this id is to be opened instead.
        pack_wanted(): the canvas was signed, and its record pack is wanted.
        comparison_wanted(Point, QWidget): what changed since then is wanted on paper; asked from that window.
    """

    other_canvas_wanted = Signal(str)
    pack_wanted = Signal()
    comparison_wanted = Signal(object, object)

    def __init__(
        self,
        window: MainWindow,
        bridge: SessionBridge,
        library: Library | None,
        protocols: Mapping[str, Protocol],
        open_words: Words,
        parent: QObject,
    ) -> None:
        """`open_words` are asked for words that are typed on the board and not stored."""
        super().__init__(parent)
        self._window = window
        self._bridge = bridge
        self._library = library
        self._protocols = protocols
        self._open_words = open_words

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about these dialogs do, by action id."""
        return {
            "rename": self.show_rename,
            "people": self.show_people,
            "agenda": self.show_agenda,
            "catch_time": self.show_catching_up,
            "skip_phase": self.show_skip,
            "sign_off": self.show_sign_off,
            "changes_since": self.show_changes_since,
            "next_session": self.show_next_session,
            "new_version": self.make_new_version,
        }

    def show(self, dialog: QDialog) -> None:
        """Open a dialog that goes when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_rename(self) -> None:
        head = self._bridge.canvas.head

        def rename(title: str, city: str) -> None:
            self._bridge.session.do(Rename(title, city, head))

        RenameDialog(head.title, head.city, rename, self._window).open()

    def offer_drop_reason(self, notes: list[str]) -> None:
        """After notes (ids) were deleted: let somebody say why, until something else is done."""
        ask = partial(self._show_drop_reason, notes)
        self._window.tell(dropped_words(notes), tr("Say wh&y…"), ask, stays=True, until=Until.OWN_CHANGE)

    def _show_drop_reason(self, notes: list[str]) -> None:
        self.show(DropReasonDialog(self._bridge, notes, self._window))

    def show_people(self) -> None:
        self.show(RosterDialog(self._bridge, self._window.look, self._window))

    def show_agenda(self) -> None:
        library, canvas = self._library, self._bridge.canvas
        own = library.own_protocols() if library is not None else []
        save = library.save_protocol if library is not None else _nowhere
        times = Series(library).measured_times(canvas.id) if library is not None else {}
        window = self._window
        self.show(AgendaDialog(self._bridge, window.look, self._protocols, own, save, window, own_times=times))

    def show_catching_up(self) -> None:
        self.show(CatchUpDialog(self._bridge, self._window))

    def show_skip(self) -> None:
        self.show(SkipDialog(self._bridge, self._window))

    def show_sign_off(self) -> None:
        dialog = SignOffDialog(self._bridge, self._window.look, self._window, open_words=self._open_words)
        dialog.pack_wanted.connect(self.pack_wanted)
        self.show(dialog)

    def show_changes_since(self) -> None:
        """What is different from how a phase or an earlier session ended."""
        session, library = self._bridge.session, self._library
        try:
            found = points(session, library)
        except CmcError as error:
            self._window.refuse(error)
            return
        dialog = ChangesSinceDialog(
            self._bridge, found, lambda point: content_at(point, session, library), self._window
        )
        dialog.printing_wanted.connect(lambda point: self.comparison_wanted.emit(point, dialog))
        self.show(dialog)

    def show_next_session(self) -> None:
        """Ask for the name of the next session, then go to it."""
        if self._library is None:
            return
        series, canvas = Series(self._library), self._bridge.canvas

        def start(name: str) -> None:
            canvas_id = series.next_session(canvas.id, name)
            self.other_canvas_wanted.emit(canvas_id)
            self._window.tell(tr("This is the next session; the one before stays as it is."))

        try:
            heads = series.heads(canvas.id)
        except CmcError as error:
            self._window.refuse(error)
            return
        waiting = sum(parked.waits for parked in canvas.all(Parked))
        self.show(NextSessionDialog(heads, waiting, start, self._window, barred=_barred(canvas)))

    def make_new_version(self) -> None:
        """Continue from the signed canvas in a new one."""
        if self._library is None:
            return
        try:
            canvas_id = Series(self._library).new_version(self._bridge.canvas.id)
        except CmcError as error:
            self._window.refuse(error)
            return
        self.other_canvas_wanted.emit(canvas_id)
        self._window.tell(tr("This is the new version; the signed one stays as it is."))


def _barred(canvas: Canvas) -> CmcError | None:
    """Why no next session can be started just now; None when one can."""
    try:
        check_may_follow(canvas)
    except CmcError as error:
        return error
    return None


def _nowhere(_name: str, _lines: Iterable[tuple[str, str, int]], _seen: Iterable[object]) -> None:
    """A desk without a library keeps no agendas."""
