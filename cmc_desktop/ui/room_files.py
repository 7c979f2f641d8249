"""What came out of the room: the minutes, joined and written, and what became of the notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.model.domain.errors import CmcError, Refusal
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.message_bar import Until
from cmc_desktop.ui.saying import tr

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.export.document import Document
    from cmc_desktop.model.services.fate_document import FateChoice
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.ui.dialogs.fate_file_dialog import FateWish
    from cmc_desktop.ui.dialogs.minutes_dialog import MinutesWish
    from cmc_desktop.ui.paper.print_place import PrintPlace
    from cmc_desktop.ui.session_bridge import SessionBridge
    from cmc_desktop.ui.tasks import Job
    from cmc_desktop.ui.workshop.fate.fate_dialog import FateDialog


class RoomFiles:
    """For the canvas on the desk; without one nothing happens. Services and dialogs are loaded with the first use."""

    def __init__(
        self,
        window: MainWindow,
        files: FileActions,
        bridge: Callable[[], SessionBridge | None],
        library: Callable[[], Library | None],
    ) -> None:
        """`bridge` is asked for the canvas on the desk, `library` for the open one."""
        self._window = window
        self._files = files
        self._bridge = bridge
        self._library = library

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about minutes and fate do, by action id."""
        return {
            "join_minutes": self.join_minutes,
            "export_minutes": self.write_minutes,
            "fate": self.show_fate,
        }

    def join_minutes(self) -> None:
        """Ask for the file of the copy, and take its minutes in."""
        if self._bridge() is not None:
            kinds = tr("Canvas files") + " (*.cmc)"
            self._files.choose(
                tr("Join minutes"), kinds, self._window, lambda paths: self.join(paths[0]), several=False
            )

    def join(self, path: Path) -> None:
        """Take in the minutes of the copy in this file."""
        bridge = self._bridge()
        if bridge is None:
            return
        from cmc_desktop.model.services.joining_minutes import read_copy

        templates = {bridge.canvas.template.key: bridge.canvas.template}
        self._files.read(path, lambda: read_copy(path, templates), lambda copy: self._join(bridge, copy))

    def _join(self, bridge: SessionBridge, copy: Canvas) -> None:
        from cmc_desktop.model.services.joining_minutes import join_minutes

        try:
            if bridge is not self._bridge():
                raise Refusal(tr("Another canvas was opened meanwhile."), safe=tr("Nothing was joined."))
            joined = join_minutes(bridge.session, copy)
        except CmcError as error:
            self._window.refuse(error)
            return
        if joined.is_new:
            self._window.tell(joined.words, tr("Undo"), bridge.undo, until=Until.OWN_CHANGE)
        else:
            self._window.tell(joined.words)

    def write_minutes(self) -> None:
        """Ask how, then write or print the minutes."""
        bridge = self._bridge()
        if bridge is None:
            return
        from cmc_desktop.model.services.log_lines import log_lines
        from cmc_desktop.model.services.minutes_document import minutes_document
        from cmc_desktop.model.services.roles_documents import minutes_of_roles, roles_only
        from cmc_desktop.ui.dialogs.minutes_dialog import MinutesDialog

        label = tr("Writing the minutes of “{title}”.", title=bridge.canvas.head.title)
        suggestion = self._files.suggested(bridge.canvas.head, tr("minutes"))

        def maker(wish: MinutesWish, now: int) -> Callable[[], Document]:
            snapshot = bridge.canvas.snapshot()
            log = log_lines(bridge.session) if wish.log else []
            copy = None if wish.names else roles_only(snapshot, self._library(), wish.path)
            if copy is None:
                return lambda: minutes_document(snapshot, log=log, now=now)
            return lambda: minutes_of_roles(copy, log, now=now)

        def write(wish: MinutesWish) -> None:
            now = bridge.now()
            self._files.write_document(maker(wish, now), wish.path, wish.paper, now=now, label=label)

        def print_it(wish: MinutesWish, place: PrintPlace) -> Job:
            now = bridge.now()
            return self._files.print_document(
                maker(wish, now), wish.paper, place, now=now, title=_told_title(suggestion, wish.names), label=label
            )

        MinutesDialog(suggestion, write, print_it, self._window).open()

    def show_fate(self) -> None:
        """Show what became of every note of the round."""
        bridge = self._bridge()
        if bridge is None:
            return
        from cmc_desktop.ui.workshop.fate.fate_dialog import FateDialog

        dialog = FateDialog(bridge, self._window.look, self._window)
        dialog.writing_wanted.connect(lambda choice: self._write_fate(bridge, choice, dialog))
        dialog.open()

    def _write_fate(self, bridge: SessionBridge, choice: FateChoice, dialog: FateDialog) -> None:
        from cmc_desktop.model.services.fate_document import about_choice, fate_document
        from cmc_desktop.model.services.roles_documents import fate_of_roles, roles_only
        from cmc_desktop.ui.dialogs.fate_file_dialog import FateFileDialog

        label = tr("Writing what became of the notes of “{title}”.", title=bridge.canvas.head.title)
        suggestion = self._files.suggested(bridge.canvas.head, tr("notes"), *about_choice(bridge.canvas, choice))

        def maker(wish: FateWish, now: int) -> Callable[[], Document]:
            snapshot = bridge.canvas.snapshot()
            if wish.names or choice.person:
                return lambda: fate_document(snapshot, choice, names=wish.names, now=now)
            copy = roles_only(snapshot, self._library(), wish.path)
            return lambda: fate_of_roles(copy, choice, now=now)

        def write(wish: FateWish) -> None:
            now = bridge.now()
            self._files.write_document(maker(wish, now), wish.path, wish.paper, now=now, label=label)

        def print_it(wish: FateWish, place: PrintPlace) -> Job:
            now = bridge.now()
            title = _told_title(suggestion, wish.names or bool(choice.person))
            return self._files.print_document(maker(wish, now), wish.paper, place, now=now, title=title, label=label)

        FateFileDialog(suggestion, write, print_it, dialog, of_one=bool(choice.person)).open()


def _told_title(suggestion: Path, names: bool) -> str:
    """What a printer's list calls it: others see that too, and a canvas's title may name somebody."""
    return suggestion.stem if names else tr("Without names")
