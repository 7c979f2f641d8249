"""A copy of the canvas on the desk is given away, or sent back to where it came from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

if TYPE_CHECKING:
    from cmc_desktop.model.services.copy_file import CopyFile
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.ui.canvas_controller import CanvasController


class CopyGiving:
    """Services and dialogs are loaded with the first use; without a library or a canvas nothing happens."""

    def __init__(
        self,
        window: MainWindow,
        files: FileActions,
        library: Callable[[], Library | None],
        desk: Callable[[], CanvasController | None],
        put_words_away: Callable[[], bool],
    ) -> None:
        """`desk` is asked for the open canvas; `put_words_away` stores what is typed there."""
        self._window = window
        self._files = files
        self._library = library
        self._desk = desk
        self._put_words_away = put_words_away

    def label(self) -> str:
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

    def give(self) -> None:
        """Ask for whom and where to, then write a copy of the canvas on the desk."""
        library, desk = self._library(), self._desk()
        if library is None or desk is None or self._files.is_closed() or not self._put_words_away():
            return
        from cmc_desktop.model.services.exporting import suggested_name
        from cmc_desktop.model.services.giving_a_copy import given_to, is_sent_back
        from cmc_desktop.ui.dialogs.copy_dialog import CopyDialog

        canvas, settings = desk.bridge.canvas, self._window.settings
        back = is_sent_back(library.store, canvas)

        def write(path: Path, name: str) -> None:
            if back:
                settings.your_name = name
            self._write(library, desk, path, name, back=back)

        def suggest(name: str) -> Path:
            # files that several officers send back lie on one stick
            about = ("–", name) if name else (tr("copy"),)
            return self._files.folder / suggested_name(canvas, ".cmc", *about)

        name = settings.your_name or given_to(canvas) if back else ""
        CopyDialog(suggest, write, sends_back=back, name=name, parent=self._window).open()

    def _write(self, library: Library, desk: CanvasController, path: Path, name: str, *, back: bool) -> None:
        from cmc_desktop.model.services.giving_a_copy import about_to_give, copy_made, keep_given
        from cmc_desktop.model.services.safe_file import write_safely

        session, store = desk.bridge.session, library.store
        given = about_to_give(session, name, back=back)
        self._files.folder = path.parent

        def work(job: Job) -> CopyFile:
            job.stop_if_cancelled()
            made = copy_made(store, given)
            write_safely(path, made.data)
            return made

        def written(made: CopyFile) -> None:
            kept = keep_given(session, given, made)
            if kept.is_gone:
                self._tell_of_gone(desk, lambda: self._tell(path, name, kept, back=back))
            else:
                self._tell(path, name, kept, back=back)

        label = tr("Writing a copy of “{title}”.", title=given.canvas.head.title)
        self._files.tasks.run(label, work, written, self._window.refuse)

    def _tell_of_gone(self, desk: CanvasController, tell: Callable[[], object]) -> None:
        """Where the canvas was removed meanwhile: the desk is left first, as the last that is told is what is seen.

        Words that were being typed there are told of then, and must not be covered.
        """
        if desk.words.typed():
            tell()
        desk.bridge.attempt(lambda _slip: desk.bridge.session.catch_up(), tr("give a copy"))
        if not desk.words.typed():
            QTimer.singleShot(0, self._window, tell)

    def _tell(self, path: Path, name: str, made: CopyFile, *, back: bool) -> None:
        told = tr("Written: {name}.", name=path.name)
        if not made.is_gone:
            told += " " + _what_next(name, back=back)
        show = self._window.warn if made.told else self._window.tell
        show(f"{told} {made.told}".strip(), tr("Open folder"), lambda: self._files.show_folder(path.parent))


def _what_next(name: str, *, back: bool) -> str:
    """What is done with a copy for `name`, or that is sent `back`."""
    if back:
        return tr("Mail it, or hand it over on a stick.")
    if name:
        return tr("Hand it to {name}; when it comes back, choose “Bring back…”.", name=name)
    return tr("Hand it over; when it comes back, choose “Bring back…”.")
