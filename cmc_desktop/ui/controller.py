"""What leads through the windows: joins the library, the desk and the files, and answers actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.clock import Clock, SystemClock
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.arriving import Arriving
from cmc_desktop.ui.backups.backup_keeper import BackupKeeper
from cmc_desktop.ui.canvas_files import CanvasFiles
from cmc_desktop.ui.commanding import Commanding
from cmc_desktop.ui.comparison_files import ComparisonFiles
from cmc_desktop.ui.copies.copy_files import CopyFiles
from cmc_desktop.ui.deleting_for_good import DeletingForGood
from cmc_desktop.ui.desks import Desks
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.history_files import HistoryFiles
from cmc_desktop.ui.index_keeper import IndexKeeper
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.library_chooser import LibraryChooser
from cmc_desktop.ui.library_files import LibraryFiles
from cmc_desktop.ui.library_keeper import LibraryKeeper
from cmc_desktop.ui.library_troubles import LibraryTroubles
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.message_bar import Until
from cmc_desktop.ui.practice.practice_room import PracticeRoom, sweep_the_killed
from cmc_desktop.ui.practice.practising import Practising
from cmc_desktop.ui.record_files import RecordFiles
from cmc_desktop.ui.room_files import RoomFiles
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.shared_room import SharedRoom
from cmc_desktop.ui.tasks import Job, Tasks, TaskStrip
from cmc_desktop.ui.window_dialogs import WindowDialogs

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.export.paper import MissingGlyph
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.points import Point
    from cmc_desktop.model.services.session import Session
    from cmc_desktop.ui.canvas_controller import CanvasController


class Controller(QObject):
    """Joins the main window, the library and the open canvas."""

    def __init__(self, window: MainWindow, address: LibraryAddress, clock: Clock | None = None) -> None:
        super().__init__(window)
        self.window = window
        self.actions = Actions(window, window.look.icons, self.run)
        self.actions.fill(window.menuBar())
        self.library_page = LibraryPage(window.look, window.paths.resources)
        self.desks = Desks(window, self.actions, self.library_page, lambda: self.library)
        self.tasks = Tasks(self)
        self.keeper = LibraryKeeper(
            window, self.library_page, address, clock or SystemClock(), self.tasks, self.desks.leave
        )
        self.chooser = LibraryChooser(window, self.library_page, self.keeper)
        self._dialogs = WindowDialogs(window, self.actions, lambda: self.keeper.shown, self._on_settings_changed)
        self.files = FileActions(self.tasks, window.paths.resources / "fonts", parent=self)
        self.canvas_files = CanvasFiles(window, self.files, lambda: self.library, self._open_session)
        self.copy_files = CopyFiles(
            window,
            self.files,
            lambda: self.library,
            lambda: self.desk,
            lambda canvas_id: self.desks.open(canvas_id, for_a_moment=True),
            self.desks.words_are_put_away,
        )
        self.comparison_files = ComparisonFiles(self.files, window.paths.resources / "fonts")
        self.history_files = HistoryFiles(
            window,
            self.canvas_files.exports,
            self.comparison_files,
            self._open_session,
            lambda: self.library,
            self.open_canvas,
        )
        self.room_files = RoomFiles(
            window, self.files, lambda: self.desk.bridge if self.desk is not None else None, lambda: self.library
        )
        self.record_files = RecordFiles(
            window, self.files, clock or SystemClock(), lambda: self.library, self._open_canvas
        )
        self.library_files = LibraryFiles(window, self.files, lambda: self.library, self.open_canvas)
        self._arriving = Arriving(
            window, self.library_page, self.files, self.canvas_files, self.library_files, self.copy_files
        )
        self.deleting = DeletingForGood(window, self.tasks, lambda: self.library, self._on_canvas_deleted_for_good)
        self.index = IndexKeeper(lambda: self.keeper.library, self)
        self.shared = SharedRoom(window, self.library_page.refresh)
        self.practice = PracticeRoom(window, self.actions, clock or SystemClock())
        self.practising = Practising(window, self.practice, self.desks, self.files, lambda: self.library)
        self.backups = BackupKeeper(window, self.keeper, clock or SystemClock(), self.tasks, self.desks.leave)
        self.troubles = LibraryTroubles(
            window, self.keeper, self.desks, lambda: self.practice.library is not None, self.deleting.forget_words
        )
        self._commanding = Commanding(
            self.actions,
            self.desks,
            self.library_page,
            self.practice,
            self.record_files,
            lambda: self.library,
            self._commands,
            self._leave_records,
        )
        window.statusBar().addPermanentWidget(TaskStrip(self.tasks))
        window.show_page(self.library_page)
        self._connect()
        self._enable()
        window.may_close = self._may_close
        window.closing.connect(self._on_window_closing)

    def _connect(self) -> None:
        page, window, files = self.library_page, self.window, self.files
        page.wishes.canvas_opened.connect(self.open_canvas)
        page.message_told.connect(self._on_library_told)
        page.refused.connect(window.refuse)
        page.trouble_met.connect(self.troubles.meet)
        self.desks.opened.connect(self._on_desk_opened)
        self.desks.changed.connect(self._enable)
        page.trouble.again_chosen.connect(self.open_library)
        page.undo_changed.connect(self._enable)
        page.wishes.practice_chosen.connect(self.practising.begin)
        self.keeper.changed.connect(self._enable)
        self.copy_files.waiting_changed.connect(self._enable)
        self.keeper.changed.connect(lambda: self.shared.set_library(self.keeper.library))
        self.shared.password_wanted.connect(self.chooser.ask_for_password)
        self.shared.let_in.connect(self.chooser.need_no_password)
        self.keeper.changed.connect(self.index.touch)
        page.verbs.listing_changed.connect(self.index.touch)
        files.imported.connect(self.index.touch)
        self.keeper.folder_wanted.connect(files.show_folder)
        page.trouble.restore_chosen.connect(self.backups.show)
        self.backups.folder_wanted.connect(files.show_folder)
        self.backups.canvases_taken.connect(self._arriving.go_to)
        page.wishes.compare_chosen.connect(self.library_files.compare)
        page.wishes.export_chosen.connect(self.canvas_files.export)
        page.wishes.handouts_chosen.connect(self.canvas_files.make_handout_of)
        page.wishes.history_chosen.connect(self.history_files.show_of)
        page.wishes.removal_chosen.connect(self.deleting.ask)
        self.tasks.asked.connect(self._on_tasks_asked)
        self.copy_files.history_wanted.connect(self._show_history_of)
        self.record_files.page_shown.connect(self._enable)
        self.record_files.page_left.connect(self._leave_records)
        files.told.connect(window.tell)
        files.warned.connect(window.warn)
        files.refused.connect(self._on_file_refused)

    def begin(self) -> None:
        """Once the window is seen: draw the icons, open the library, go back to the canvas that was on the desk."""
        self.actions.show_icons()
        self.open_library()
        sweep_the_killed()

    @property
    def desk(self) -> CanvasController | None:
        """The canvas on the desk; None while the library is shown."""
        return self.desks.desk

    @property
    def library(self) -> Library | None:
        """The open library; that of the practice while one goes on."""
        return self.practice.library or self.keeper.library

    def _open_session(self) -> Session | None:
        return self.desk.bridge.session if self.desk is not None else None

    def _open_canvas(self) -> Canvas | None:
        return self.desk.bridge.canvas if self.desk is not None else None

    def open_library(self) -> None:
        """Open the library file and go back to the canvas that was on the desk; told plainly when it cannot be."""
        self.keeper.open(self._go_back_to_the_desk)

    def _go_back_to_the_desk(self) -> None:
        if self.window.settings.open_canvas:
            self.open_canvas(self.window.settings.open_canvas)

    def open_canvas(self, canvas_id: str, note_id: str = "") -> None:
        """Put a canvas on the desk, at a note where one is given."""
        self.desks.open(canvas_id, note_id)

    def _on_desk_opened(self, desk: CanvasController) -> None:
        """Join a canvas that was just put on the desk with what is around it."""
        bridge = desk.bridge
        desk.other_canvas_wanted.connect(self.open_canvas)
        desk.asking_changed.connect(self._enable)
        desk.merging.changed.connect(self._enable)
        desk.record_wanted.connect(self.record_files.pack)
        desk.dialogs.comparison_wanted.connect(self._compare)
        bridge.written.connect(self._enable)
        bridge.written.connect(self.index.touch)
        # once the timer that noticed it is through
        bridge.library_replaced.connect(self.troubles.reopen, Qt.ConnectionType.QueuedConnection)
        bridge.canvas_gone.connect(self.troubles.lose_canvas, Qt.ConnectionType.QueuedConnection)
        self.copy_files.giving.begin_history()
        self.actions.rename("give_copy", self.copy_files.giving.label())
        if self.practice.library is not None:
            self.practice.take_desk(bridge)

    def _compare(self, since: Point, asking: QWidget) -> None:
        """Print what changed in the canvas on the desk since a point; `asking` is the window it is wanted from."""
        if self.desk is None:
            return
        try:
            self.comparison_files.ask(self.desk.bridge.session, self.library, since, asking)
        except CmcError as error:
            self.window.refuse(error)

    def show_library(self) -> None:
        self.desks.show_library()

    def _leave_records(self) -> None:
        """Back from the page that checks records to what was there before."""
        self.desks.show_front()
        self._enable()

    def _may_close(self) -> bool:
        """A practice ends with the window; the words of the real canvas are put away."""
        self.practising.end()
        return self.desks.words_are_put_away()

    def _on_library_told(self, text: str, action: str, wish: Callable[[], object] | None) -> None:
        """What can be undone stays to be undone, until a canvas is in front."""
        self.window.tell(text, action, wish, stays=bool(action), until=Until.CANVAS_LEFT)

    def _on_file_refused(self, error: CmcError) -> None:
        """That there are no files now holds as long as the practice lies on the desk."""
        until = Until.CANVAS_LEFT if error is self.files.closed else Until.CLOSED
        self.window.refuse(error, until=until)

    def _on_canvas_deleted_for_good(self, canvas_id: str) -> None:
        self.library_page.verbs.taking_back.forget(canvas_id)
        self.library_page.refresh()

    def run(self, action_id: str) -> None:
        """Carry out an action of the table."""
        self._commanding.run(action_id)

    def _commands(self) -> dict[str, Callable[[], object]]:
        """What the actions do for which no canvas has to be open, by action id."""
        return {
            "new": self.library_page.new_canvas,
            "library": self.show_library,
            "stored": lambda: self.window.tell(tr("Everything is stored as you type; there is nothing to save.")),
            "undo": self.library_page.undo,
            "take_offer": self.window.messages.take_offer,
            "open_library": self.chooser.choose_other,
            "shared_library": self.chooser.choose_shared,
            "find": self.library_page.top.focus_search,
            "practice": self.practising.toggle,
            "quit": self.window.close,
            **self.canvas_files.commands(),
            **self.library_files.commands(),
            **self.copy_files.commands(),
            **self.room_files.commands(),
            **self.history_files.commands(),
            **self.record_files.commands(),
            **self._dialogs.commands(),
            **self.backups.commands(),
        }

    def _on_tasks_asked(self, job: Job, missing: Sequence[MissingGlyph]) -> None:
        # not before the first frame: dialogs
        from cmc_desktop.ui.dialogs.missing_characters_dialog import MissingCharactersDialog

        dialog = MissingCharactersDialog(missing, QApplication.activeModalWidget() or self.window)
        dialog.finished.connect(lambda result: job.answer(bool(result)))
        dialog.open()

    def _show_history_of(self, canvas_id: str) -> None:
        self.open_canvas(canvas_id)
        if self.desk is not None and self.desk.bridge.canvas.id == canvas_id:
            self.history_files.show()

    def _on_settings_changed(self) -> None:
        if self.desk is not None:
            self.desk.page.agenda.sound.setChecked(self.window.settings.sound)

    def _enable(self, _fact: object = None) -> None:
        self._commanding.enable()
        self.actions["what_came"].setEnabled(self.library is not None and bool(self.copy_files.waiting))
        if self.practice.library is None:
            self.shared.set_desk(self.desk.bridge if self.desk is not None else None)

    def _on_window_closing(self) -> None:
        self.tasks.finish()
        self.desks.close()
        self.shared.close()
        self.keeper.close()
        QTimer.singleShot(0, QApplication.quit)
