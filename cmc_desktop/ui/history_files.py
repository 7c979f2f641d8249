"""The history of the canvas on the desk, or of one in the library: looked at, kept, compared on paper, given out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.canvas_exports import CanvasExports
from cmc_desktop.ui.comparison_files import ComparisonFiles
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr

if TYPE_CHECKING:
    from cmc_desktop.model.services.history import History
    from cmc_desktop.model.services.history_points import HistoryPoint
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Session
    from cmc_desktop.ui.history.history_dialog import HistoryDialog

#: pixels of the screen that are left around the history, for the frame of its window with its title
_AROUND = QSize(32, 72)


class HistoryFiles:
    """Services and dialogs are loaded with the first use."""

    def __init__(
        self,
        window: MainWindow,
        exports: CanvasExports,
        comparisons: ComparisonFiles,
        session: Callable[[], Session | None],
        library: Callable[[], Library | None],
        open_canvas: Callable[[str], object],
    ) -> None:
        """`session` is asked for the canvas on the desk, `library` for the open one; `open_canvas` opens one by id."""
        self._window = window
        self._exports = exports
        self._comparisons = comparisons
        self._session = session
        self._library = library
        self._open_canvas = open_canvas

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about the history do, by action id."""
        return {"history": self.show, "keep_state": self.keep, "variant": self.make_variant}

    def show(self) -> None:
        """The history of the canvas on the desk."""
        session = self._session()
        if session is not None:
            self._show(session)

    def show_of(self, canvas_id: str) -> None:
        """The history of a canvas of the library."""
        library = self._library()
        if library is None:
            return
        try:
            self._show(library.session(canvas_id))
        except CmcError as error:
            self._window.refuse(error)

    def _show(self, session: Session) -> None:
        library = self._library()
        if library is None:
            return
        from cmc_desktop.model.services.history import History
        from cmc_desktop.ui.history.history_dialog import HistoryDialog

        try:
            history = History(library, session)
        except CmcError as error:
            self._window.refuse(error)
            return
        by = self._window.settings.your_name
        dialog = HistoryDialog(history, session, self._window.look, by=by, parent=self._window)
        dialog.printing_wanted.connect(lambda old, new: self._print(history, session, old, new, dialog))
        dialog.export_wanted.connect(lambda point: self._export(history, session, point, dialog))
        dialog.keeping_wanted.connect(lambda: self._ask_name(session, dialog))
        dialog.variant_wanted.connect(lambda: self._ask_variant(session, dialog))
        dialog.resize((self._window.size() * 0.97).boundedTo(dialog.screen().availableSize() - _AROUND))
        dialog.open()

    def _print(
        self, history: History, session: Session, before: HistoryPoint, after: HistoryPoint, asking: HistoryDialog
    ) -> None:
        try:
            self._comparisons.ask_between(session, history.state(before), history.state(after), asking)
        except CmcError as error:
            self._window.refuse(error)

    def _export(self, history: History, session: Session, point: HistoryPoint, asking: HistoryDialog) -> None:
        library = self._library()
        if library is None:
            return
        from cmc_desktop.model.services.past import canvas_with

        canvas = session.canvas
        try:
            content, rest = history.content(point), history.rest(point)
            past = canvas_with(content, canvas.head, canvas.template, point.title_on_paper, rest)
        except CmcError as error:
            self._window.refuse(error)
            return
        self._exports.export_canvas(library, past, asking)

    def keep(self) -> None:
        """Keep the present state of the canvas on the desk under a name."""
        session = self._session()
        if session is not None:
            self._ask_name(session, self._window)

    def _ask_name(self, session: Session, asking: QWidget) -> None:
        from cmc_desktop.model.domain.changes import KeepCheckpoint
        from cmc_desktop.ui.history.name_dialogs import NamePointDialog

        def keep(name: str) -> None:
            session.do(KeepCheckpoint(by=self._window.settings.your_name, name=name))
            self._window.tell(tr("This state is kept in the history."))

        about = tr("A point of the history that can be looked at, compared and restored at any time.")
        NamePointDialog(tr("Keep this state"), tr("Keep it"), about, "", keep, asking).open()

    def make_variant(self) -> None:
        """Make a variant of the canvas on the desk, and go to it."""
        session = self._session()
        if session is not None:
            self._ask_variant(session, self._window)

    def _ask_variant(self, session: Session, asking: QWidget) -> None:
        library = self._library()
        if library is None:
            return
        from cmc_desktop.model.services.variants import as_it_is, as_it_should_be, make_variant
        from cmc_desktop.ui.history.name_dialogs import VariantDialog

        def make(name: str, here: str) -> None:
            canvas_id = make_variant(library, session, name, here)
            if asking is not self._window:
                asking.close()
            self._open_canvas(canvas_id)
            self._window.tell(tr("This is the variant; the canvas it was made of stays as it is."))

        named = session.canvas.head.session or session.canvas.sign_off is not None
        VariantDialog(as_it_should_be(), None if named else as_it_is(), make, asking).open()
