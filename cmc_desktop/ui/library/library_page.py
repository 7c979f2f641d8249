"""The start page: search on top; below it the canvases, three ways to start, or why there is no library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.ui.library.canvas_browser import CanvasBrowser
from cmc_desktop.ui.library.canvas_verbs import CanvasVerbs
from cmc_desktop.ui.library.empty_library import EmptyLibrary
from cmc_desktop.ui.library.library_top import LibraryTop
from cmc_desktop.ui.library.listing import Listing
from cmc_desktop.ui.library.row_wishes import RowWishes
from cmc_desktop.ui.library.rows import LibraryRow
from cmc_desktop.ui.library.shelf import Choice, Shelf
from cmc_desktop.ui.library.trouble_page import TroublePage
from cmc_desktop.ui.look import Look, dressed, let_enter_press
from cmc_desktop.ui.saying import tr

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


class LibraryPage(QWidget):
    """Can be shown before the library is open; `set_library` fills it. Its trouble page is wired by who opens it, and
    so is what its `wishes` tell.

    Signals:
        message_told(str, str, object): a sentence; a button's text and what it does, or empty and None.
        refused(CmcError): something was refused or could not be read; nothing changed.
        trouble_met(CmcError): the list could not be read any more; what is shown is as it was.
        undo_changed(): there is something else, or nothing, to be taken back.
        import_chosen(list): files to bring in, as paths; empty: the user is to be asked which.
    """

    message_told = Signal(str, str, object)
    refused = Signal(object)
    trouble_met = Signal(object)
    undo_changed = Signal()
    import_chosen = Signal(object)

    def __init__(self, look: Look, resources: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._resources = resources
        self._library: Library | None = None
        #: whether somebody was typing in the search when the library went away
        self._searches = False
        self._listing = Listing()
        self.top = LibraryTop()
        self.search = self.top.search
        self.browser = CanvasBrowser(look)
        self.shelves, self.table, self.card = self.browser.shelves, self.browser.table, self.browser.card
        self.menu = self.browser.menu
        self.empty = EmptyLibrary(look)
        self.trouble = TroublePage()
        self.verbs = CanvasVerbs(look, self)
        self.wishes = RowWishes(self.browser, self.verbs, self)
        self._notice = QLabel(tr("Opening the library…"))
        self._middle = QStackedWidget()
        self._lay_out()
        self._connect()
        self.top.switch_on(False)
        let_enter_press(self)

    # building

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self._middle, 1)
        dressed(self._notice, "muted").setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._centred = QWidget()
        around = QHBoxLayout(self._centred)
        around.addStretch(1)
        self.empty.setMaximumWidth(980)
        around.addWidget(self.empty, 20)
        around.addStretch(1)
        for page in (self._notice, self._centred, self.browser, self.trouble):
            self._middle.addWidget(page)

    def _connect(self) -> None:
        self.search.words_changed.connect(self.refresh)
        self.search.found_opened.connect(self.wishes.open_current)
        self.search.left.connect(self.table.setFocus)
        self.search.walked.connect(self._on_search_walked)
        self.top.new_chosen.connect(self.new_canvas)
        self.top.import_chosen.connect(lambda: self.import_chosen.emit([]))
        self.empty.new_chosen.connect(self.new_canvas)
        self.empty.sample_chosen.connect(self.add_sample)
        self.empty.import_chosen.connect(lambda: self.import_chosen.emit([]))
        self.empty.deleted_chosen.connect(self._on_deleted_chosen)
        self.browser.shelf_chosen.connect(self._show_rows)
        self.browser.filters.filter_changed.connect(self._on_filter_changed)
        self.browser.filters.values = lambda facet: self._listing.values(facet, self.shelves.choice)
        self.browser.refused.connect(self.refused)
        self.verbs.listing_changed.connect(self.refresh)
        self.verbs.canvas_wanted.connect(self.show_canvas)
        self.verbs.taking_back.changed.connect(self.undo_changed)
        self.verbs.told.connect(self.message_told)
        self.verbs.refused.connect(self.refused)
        self.wishes.told.connect(self.message_told)

    # the library

    def set_library(self, library: Library) -> None:
        """Fill the page from an open library. Raises LibraryTrouble when it cannot be read; the page is as it was."""
        self._listing.read(library, self.search.words)
        self._take(library)
        self._show_listing()
        if self._searches:
            self._searches = False
            self.search.setFocus()

    def let_go(self, library: Library) -> None:
        """Show no canvases of a library that is closed, and read nothing more in it; another one stays."""
        if self._library is library:
            self._searches = self.search.hasFocus()
            self._take(None)
            self._notice.setText(tr("The library is not open."))
            self._middle.setCurrentWidget(self._notice)

    def show_trouble(self, error: CmcError, library: LibraryAddress, *, usual: bool = True) -> None:
        """Say in the page itself why `library` is not open; the rest is as for `TroublePage.show_trouble`."""
        self._take(None)
        self.trouble.show_trouble(error, library, usual=usual)
        self._turn_to(self.trouble, self.trouble.again)

    def _take(self, library: Library | None) -> None:
        self._library = library
        self.verbs.set_library(library)
        self.browser.set_library(library)
        self.top.switch_on(library is not None)
        self.undo_changed.emit()

    def refresh(self, current: str = "") -> None:
        """Read the list anew; `current` is the id of the canvas to be chosen, where it is shown."""
        if self._library is None:
            return
        try:
            self._listing.read(self._library, self.search.words)
        except CmcError as error:
            self.trouble_met.emit(error)
            return
        self._show_listing(current)

    def _on_filter_changed(self) -> None:
        self._listing.filter = self.browser.filters.filter
        self._show_listing()

    def _show_listing(self, current: str = "") -> None:
        self.shelves.show_choices(self._listing.counted())
        self.empty.show_deleted(self._listing.deleted)
        self._show_rows(current)

    def show_canvas(self, canvas_id: str) -> None:
        """Read the list anew and go to a canvas, leaving the search and the shelf that would hide it."""
        self.refresh(canvas_id)
        if self._library is not None and not self.table.rows.index_of(canvas_id).isValid():
            self.search.clear()
            self.browser.filters.clear()
            self.shelves.choose(Choice(self._listing.shelf_of(canvas_id)))
            self.refresh(canvas_id)

    def take_focus(self, canvas_id: str) -> None:
        """Put the keys into the list, at a canvas where it is shown; where there is no list, to what can be done."""
        if self._middle.currentWidget() is self.browser:
            index = self.table.rows.index_of(canvas_id)
            if index.isValid():
                self.table.choose(index)
            self.table.setFocus()
        elif self._middle.currentWidget() is self.trouble:
            self.trouble.again.setFocus()
        else:
            self.empty.new.setFocus()

    @property
    def undo_label(self) -> str:
        """What `undo` would take back; empty when there is nothing."""
        return self.verbs.taking_back.label if self._library is not None else ""

    def undo(self) -> None:
        """Take back the last deleting, archiving or copying of this run."""
        self.verbs.taking_back.take_back_last()

    # wishes

    def new_canvas(self) -> None:
        """Ask for a new canvas's title, city and template."""
        self.verbs.new(self._listing.cities)

    def add_sample(self) -> None:
        """Put the sample city into the library and open it."""
        self.verbs.add_sample(self._resources)

    @property
    def current(self) -> LibraryRow | None:
        """The chosen row."""
        return self.browser.current

    # showing

    def _on_search_walked(self, key: QKeyEvent) -> None:
        self.table.setFocus()
        self.table.keyPressEvent(key)

    def _show_rows(self, current: str = "") -> None:
        self.browser.show_rows(self._listing, self.search.words, current)
        if self._listing.nothing_at_all and self.shelves.choice.shelf is not Shelf.DELETED:
            self._turn_to(self._centred, self.empty.new)
        else:
            self._turn_to(self.browser, self.table)

    def _turn_to(self, page: QWidget, keyboard: QWidget) -> None:
        """Show one of the pages in the middle; the keyboard goes along."""
        if page is not self._middle.currentWidget():
            self._middle.setCurrentWidget(page)
            keyboard.setFocus()

    def _on_deleted_chosen(self) -> None:
        self.shelves.choose(Choice(Shelf.DELETED))
        self.table.setFocus()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return
        if event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.top.focus_search()
            return
        wish = self.menu.wish_of(event)
        if wish and self.table.hasFocus():
            self.wishes.do(wish)
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._library is not None and _files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.import_chosen.emit(_files_in(event))


def _files_in(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
