"""Copies in the window: given away, sent back, and brought back from files, one or many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.copy_arrival import Arrival
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.services.copy_file import CopyFile
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.looked_at import LookedAt
    from cmc_desktop.ui.canvas_controller import CanvasController
    from cmc_desktop.ui.dialogs.came_dialog import CameDialog, CameRow
    from cmc_desktop.ui.merge.merge_page import MergePage


class CopyFiles(QObject):
    """For the canvas on the desk and for files from anywhere. Services and dialogs are loaded with the first use.

    Signals:
        page_shown(): the page of a copy came in front, or went.
        arrived(list): the ids of canvases that files led to.
        history_wanted(str): the history of the canvas with this id, where what a copy brought can be restored.
    """

    page_shown = Signal()
    arrived = Signal(object)
    history_wanted = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        files: FileActions,
        tasks: Tasks,
        library: Callable[[], Library | None],
        desk: Callable[[], CanvasController | None],
        open_canvas: Callable[[str], object],
        put_words_away: Callable[[], bool],
    ) -> None:
        """`desk` is asked for the open canvas, `open_canvas` puts one there; `put_words_away` stores what is typed."""
        super().__init__(window)
        self._window = window
        self._files = files
        self._tasks = tasks
        self._library = library
        self._desk = desk
        self._open_canvas = open_canvas
        self._put_words_away = put_words_away
        self.page: MergePage | None = None
        self.came: CameDialog | None = None

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about copies do, by action id."""
        return {"give_copy": self.give, "bring_back": lambda: self.bring_back([])}

    @property
    def in_front(self) -> bool:
        """Whether the page of a copy covers the desk."""
        return self.page is not None and self._window.page is self.page

    def label_of_giving(self) -> str:
        """What the action is called for the canvas on the desk; empty where it has its usual name."""
        from cmc_desktop.model.services.giving_a_copy import is_sent_back

        library, desk = self._library(), self._desk()
        if library is None or desk is None:
            return ""
        return tr("Send back…") if is_sent_back(library.store, desk.bridge.canvas) else ""

    def begin_history(self) -> None:
        """In a shared library, see to it that a copy of the canvas on the desk given while cut off could come back."""
        from cmc_desktop.model.services.last_point import keep_a_first_point

        library, desk = self._library(), self._desk()
        if library is not None and desk is not None and library.store.path is None:
            keep_a_first_point(desk.bridge.session)

    # away

    def give(self) -> None:
        """Ask for whom and where to, then write a copy of the canvas on the desk."""
        library, desk = self._library(), self._desk()
        if library is None or desk is None or self._files.is_closed() or not self._put_words_away():
            return
        from cmc_desktop.model.services.exporting import suggested_name
        from cmc_desktop.model.services.giving_a_copy import (
            about_to_give,
            copy_made,
            given_to,
            is_sent_back,
            keep_given,
        )
        from cmc_desktop.model.services.safe_file import write_safely
        from cmc_desktop.ui.dialogs.copy_dialog import CopyDialog

        bridge, settings = desk.bridge, self._window.settings
        back = is_sent_back(library.store, bridge.canvas)
        store = library.store

        def write(path: Path, name: str) -> None:
            if back:
                settings.your_name = name
            given = about_to_give(bridge.session, name, back=back)
            self._files.folder = path.parent

            def work(job: Job) -> CopyFile:
                job.stop_if_cancelled()
                made = copy_made(store, given)
                write_safely(path, made.data)
                return made

            label = tr("Writing a copy of “{title}”.", title=given.canvas.head.title)

            def written(made: CopyFile) -> None:
                self._tell_given(path, name, keep_given(bridge.session, given, made), back)

            self._tasks.run(label, work, written, self._window.refuse)

        def suggest(name: str) -> Path:
            # files that several officers send back lie on one stick
            about = ("–", name) if name else (tr("copy"),)
            return self._files.folder / suggested_name(bridge.canvas, ".cmc", *about)

        name = settings.your_name or given_to(bridge.canvas) if back else ""
        CopyDialog(suggest, write, sends_back=back, name=name, parent=self._window).open()

    def _tell_given(self, path: Path, name: str, made: CopyFile, back: bool) -> None:
        told = tr("Written: {name}.", name=path.name)
        if back:
            told += " " + tr("Mail it, or hand it over on a stick.")
        elif name:
            told += " " + tr("Hand it to {name}; when it comes back, choose “Bring back…”.", name=name)
        else:
            told += " " + tr("Hand it over; when it comes back, choose “Bring back…”.")
        show = self._window.warn if made.told else self._window.tell
        show(f"{told} {made.told}".strip(), tr("Open folder"), lambda: self._files.show_folder(path.parent))

    # and back

    def bring_back(self, paths: Sequence[Path]) -> None:
        """Read copies, and folders of them, and say what each is; asks which when `paths` is empty."""
        library = self._library()
        if library is None or self._files.is_closed():
            return
        if not paths:
            chooser = QFileDialog(self._window, tr("Bring back"), str(self._files.folder))
            chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
            chooser.setNameFilters([tr("Canvas files") + " (*.cmc)", tr("All files") + " (*)"])
            chooser.filesSelected.connect(lambda names: self.bring_back([Path(name) for name in names]))
            chooser.open()
            return
        from cmc_desktop.ui.copy_reading import read_all

        chosen = list(paths)
        self._files.folder = chosen[0] if chosen[0].is_dir() else chosen[0].parent
        self._tasks.run(
            tr("Reading {name}.", name=chosen[0].name),
            lambda job: read_all(library, chosen, job),
            self._show,
            self._window.refuse,
        )

    def _show(self, arrivals: list[Arrival]) -> None:
        opened = [one.canvas_id for one in arrivals if one.canvas_id]
        if opened:
            self.arrived.emit(opened)
        if len(arrivals) > 1:
            self._show_list(arrivals)
        elif arrivals:
            self._show_one(arrivals[0])

    def _show_one(self, arrival: Arrival) -> None:
        if arrival.waits and arrival.looked is not None:
            self.join(arrival.looked)
        elif arrival.error is not None:
            name, told = arrival.path.name, str(arrival.error)
            self._window.warn(told if name in told else f"{name}: {told}")
        else:
            looked = arrival.looked
            if looked is not None and looked.joined_and_left is not None:
                here = looked.here
                self._window.warn(arrival.told, tr("History…"), lambda: self.history_wanted.emit(here))
            else:
                self._window.tell(arrival.told)

    def _show_list(self, arrivals: list[Arrival]) -> None:
        from cmc_desktop.ui.dialogs.came_dialog import CameDialog

        library = self._library()
        if library is None:
            return
        dialog = self.came = CameDialog([_row(one, library.clock.now()) for one in arrivals], self._window)

        def choose(place: int) -> None:
            looked = arrivals[place].looked
            if looked is not None and self.join(looked, lambda: settle(place)):
                dialog.hide()

        def settle(place: int) -> None:
            dialog.settle(place, tr("Joined"))

        def over() -> None:
            self.came = None

        dialog.chosen.connect(choose)
        dialog.finished.connect(over)
        # hidden and shown again while one after the other is joined, so nothing else may wait for it to end
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def join(self, looked: LookedAt, joined: Callable[[], object] | None = None) -> bool:
        """Show what a copy brings on the page where it is joined; False when that is not to be, which is told.

        What was signed here meanwhile stays: the version that goes on from it is offered.
        """
        from cmc_desktop.model.services.looked_at import Relation

        if looked.relation is Relation.SIGNED_HERE:
            self._offer_next_version(looked, joined)
            return False
        return self._try(lambda: self._show_page(looked, looked.here, joined)) and self.in_front

    def _offer_next_version(self, looked: LookedAt, joined: Callable[[], object] | None) -> None:
        from cmc_desktop.model.services.looked_words import what_it_is
        from cmc_desktop.model.services.series import Series

        follows, library = looked.follows, self._library()
        if library is None:
            return

        def go_on() -> None:
            into = follows.id if follows is not None else Series(library).new_version(looked.here)
            self._show_page(looked, into, joined)

        offer = tr("Join it there") if follows is not None else tr("New version, and join it there")
        if self.came is not None:
            self.came.hide()
        self._window.warn(what_it_is(looked), offer, lambda: self._try(go_on))

    def _try(self, wish: Callable[[], object]) -> bool:
        try:
            wish()
        except CmcError as error:
            self._window.refuse(error)
            return False
        return True

    def _show_page(self, looked: LookedAt, into: str, joined: Callable[[], object] | None) -> None:
        """Put the canvas on the desk and the page in front; recognised anew, as others may have been joined since."""
        from cmc_desktop.model.services.looked_at import Relation
        from cmc_desktop.model.services.looked_words import what_it_is
        from cmc_desktop.model.services.recognising import look_beside
        from cmc_desktop.ui.merge.merge_page import MergePage

        library = self._library()
        if library is None or not self._put_words_away():
            return
        self._open_canvas(into)
        desk = self._desk()
        if desk is None or desk.bridge.canvas.id != into:
            return  # it was told why
        now = look_beside(library, looked.canvas, desk.bridge.canvas)
        if now.relation is not Relation.JOINS:
            self._window.tell(what_it_is(now))
            return
        self.leave()
        page = self.page = MergePage(
            desk.bridge,
            self._window.look,
            library,
            now,
            by=self._window.settings.your_name,
            words=desk.conflict_words,
            parent=self._window,
        )
        if joined is not None:
            page.joined.connect(joined)
        page.left.connect(self.leave)
        self._window.show_page(page)
        # nothing may lie over the buttons at its foot
        self._window.put_messages_on_top(True)
        self._window.messages.hide()
        page.setFocus()
        self.page_shown.emit()

    def leave(self) -> None:
        """Back to the canvas; where several files came, on to the list of them."""
        page, self.page = self.page, None
        if page is None:
            return
        desk = self._desk()
        self._window.put_messages_on_top(desk is not None and desk.page.asking)
        if desk is not None:
            self._window.show_page(desk.page)
            desk.page.take_focus()
        self._window.drop_page(page)
        self.page_shown.emit()
        if self.came is not None:
            from cmc_desktop.model.domain.merging.shown import open_conflicts

            self.came.go_on(len(open_conflicts(desk.bridge.canvas)) if desk is not None else 0)


def _row(arrival: Arrival, now: int) -> CameRow:
    from cmc_desktop.model.domain.checkpoint import Checkpoint
    from cmc_desktop.ui.dialogs.came_dialog import CameRow
    from cmc_desktop.ui.library.when import when

    whose = taken = ""
    if arrival.looked is not None:
        canvas = arrival.looked.canvas
        tip = canvas.find(Checkpoint, canvas.head.checkpoint)
        whose, taken = arrival.looked.by, when(tip.at, now) if tip is not None else ""
    return CameRow(arrival.path.name, whose, taken, arrival.told, arrival.waits, refused=arrival.error is not None)
