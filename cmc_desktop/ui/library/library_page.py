"""The start page: search on top, shelves on the left, the list in the middle, the chosen canvas on the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.library.below_list import below_list
from cmc_desktop.ui.library.canvas_menu import CanvasMenu
from cmc_desktop.ui.library.canvas_verbs import CanvasVerbs
from cmc_desktop.ui.library.empty_library import EmptyLibrary
from cmc_desktop.ui.library.library_table import LibraryTable
from cmc_desktop.ui.library.listing import Listing
from cmc_desktop.ui.library.preview_card import PreviewCard
from cmc_desktop.ui.library.rows import LibraryRow
from cmc_desktop.ui.library.search_field import SearchField
from cmc_desktop.ui.library.shelf import Choice, Shelf
from cmc_desktop.ui.library.shelf_list import ShelfList
from cmc_desktop.ui.look import Look, dressed

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library

_PREVIEW_AFTER_MS = 60
#: canvases of so many notes are read at once for their preview, fuller ones after a pause
_PREVIEW_AT_ONCE = 1000


class LibraryPage(QWidget):
    """Can be shown before the library is open; `set_library` fills it.

    Signals:
        canvas_opened(str, str): a canvas is to be worked on: its id, and the id of the note to show or empty.
        message_told(str, str, object): a sentence; a button's text and what it does, or empty and None.
        refused(CmcError): something was refused or could not be read; nothing changed.
        import_chosen(list): files to bring in, as paths; empty: the user is to be asked which.
        export_chosen(str), handouts_chosen(str): the canvas with this id is to be exported, or its sheets printed.
    """

    canvas_opened = Signal(str, str)
    message_told = Signal(str, str, object)
    refused = Signal(object)
    import_chosen = Signal(object)
    export_chosen = Signal(str)
    handouts_chosen = Signal(str)

    def __init__(self, look: Look, resources: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._resources = resources
        self._library: Library | None = None
        self._listing = Listing()
        self.search = SearchField()
        self.new_button = dressed(QPushButton(tr("New canvas")), "primary")
        self.import_button = QPushButton(tr("Import…"))
        self.shelves = ShelfList(look.theme)
        self.table = LibraryTable(look)
        self.card = PreviewCard(look)
        self.empty = EmptyLibrary(look)
        self.verbs = CanvasVerbs(look, self)
        self.menu = CanvasMenu(look, self)
        self._footer = dressed(QLabel(), "muted")
        self._notice = dressed(QLabel(tr("Opening the library…")), "muted")
        self._middle = QStackedWidget()
        self._preview_timer = QTimer(self)
        self._preview_timer.setSingleShot(True)
        self._preview_timer.setInterval(_PREVIEW_AFTER_MS)
        self._preview_timer.timeout.connect(self._show_preview)
        self._lay_out()
        self._connect()
        self._switch_on(False)

    # building

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._top())
        layout.addWidget(self._middle, 1)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setWordWrap(True)
        starting = QWidget()
        QVBoxLayout(starting).addWidget(self._notice)
        centred = QWidget()
        around = QHBoxLayout(centred)
        around.addStretch(1)
        self.empty.setMaximumWidth(980)
        around.addWidget(self.empty, 20)
        around.addStretch(1)
        for page in (starting, centred, self._shelves_and_list()):
            self._middle.addWidget(page)

    def _top(self) -> QWidget:
        bar = dressed(QWidget(), "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for widget in (self.search, self.new_button, self.import_button):
            widget.setMinimumHeight(34)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(28, 12, 28, 12)
        layout.setSpacing(12)
        layout.addWidget(dressed(QLabel(tr("CMC Desktop")), "title"))
        layout.addStretch(1)
        layout.addWidget(self.search, 3)
        layout.addWidget(self.import_button)
        layout.addWidget(self.new_button)
        return bar

    def _shelves_and_list(self) -> QWidget:
        page = QWidget()
        self.shelves.setFixedWidth(184)
        self._footer.setTextFormat(Qt.TextFormat.PlainText)
        self._footer.setWordWrap(True)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.table, 1000)
        middle.addWidget(self._footer)
        middle.addStretch(1)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(20)
        layout.addWidget(self.shelves)
        layout.addLayout(middle, 1)
        layout.addWidget(self.card)
        return page

    def _connect(self) -> None:
        self.search.words_changed.connect(self.refresh)
        self.search.found_opened.connect(self.open_current)
        self.search.left.connect(self.table.setFocus)
        self.search.walked.connect(self._on_search_walked)
        self.new_button.clicked.connect(lambda: self.new_canvas())
        self.import_button.clicked.connect(lambda: self.import_chosen.emit([]))
        self.empty.new_chosen.connect(self.new_canvas)
        self.empty.sample_chosen.connect(self.add_sample)
        self.empty.import_chosen.connect(lambda: self.import_chosen.emit([]))
        self.shelves.choice_changed.connect(lambda _choice: self._show_rows())
        self.table.row_chosen.connect(self._preview_timer.start)
        self.table.row_opened.connect(self.open_current)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_context_menu_requested)
        self.card.open_chosen.connect(self.open_current)
        self.card.export_chosen.connect(lambda: self._with_current(self.export_chosen.emit))
        self.card.handouts_chosen.connect(lambda: self._with_current(self.handouts_chosen.emit))
        self.verbs.listing_changed.connect(self.refresh)
        self.verbs.canvas_made.connect(lambda canvas_id: self.canvas_opened.emit(canvas_id, ""))
        self.verbs.told.connect(self.message_told)
        self.verbs.refused.connect(self.refused)
        self.menu.wished.connect(self.do)

    # the library

    def set_library(self, library: Library) -> None:
        """Fill the page from an open library."""
        self._library = library
        self.verbs.set_library(library)
        self._switch_on(True)
        self.refresh()

    def show_trouble(self, error: CmcError) -> None:
        """Say in the page itself why there is no library."""
        self._library = None
        self.verbs.set_library(None)
        self._switch_on(False)
        self._notice.setText(str(error))
        self._middle.setCurrentIndex(0)

    def refresh(self, current: str = "") -> None:
        """Read the list anew; `current` is the id of the canvas to be chosen, where it is shown."""
        if self._library is None:
            return
        try:
            self._listing.read(self._library, self.search.words)
        except CmcError as error:
            self.refused.emit(error)
            return
        self.shelves.show_choices(self._listing.counted())
        self._show_rows(current)

    def show_canvas(self, canvas_id: str) -> None:
        """Read the list anew and go to a canvas, leaving the search and the shelf that would hide it."""
        self.refresh(canvas_id)
        if not self.table.rows.index_of(canvas_id).isValid():
            self.search.clear()
            archived = self._listing.is_archived(canvas_id)
            self.shelves.choose(Choice(Shelf.ARCHIVE if archived else Shelf.ALL))
            self.refresh(canvas_id)

    def _switch_on(self, on: bool) -> None:
        for widget in (self.search, self.new_button, self.import_button):
            widget.setEnabled(on)

    # wishes

    def new_canvas(self) -> None:
        """Ask for a new canvas's title, city and template."""
        self.verbs.new(self._listing.cities)

    def add_sample(self) -> None:
        """Put the sample city into the library and open it."""
        self.verbs.add_sample(self._resources)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_current(self) -> None:
        """Open the chosen canvas, at the found note while searching."""
        row = self.current
        if row is not None:
            self.canvas_opened.emit(row.id, row.note_id)

    def do(self, wish: str) -> None:
        """Carry out a wish of the context menu, by its name there, on the chosen canvas."""
        row = self.current
        if row is None:
            return
        wishes: dict[str, Callable[[], object]] = {
            "open": self.open_current,
            "rename": lambda: self.verbs.rename(row.head),
            "duplicate": lambda: self.verbs.duplicate(row.head),
            "new_version": lambda: self.verbs.new_version(row.head),
            "export": lambda: self.export_chosen.emit(row.id),
            "handouts": lambda: self.handouts_chosen.emit(row.id),
            "archive": lambda: self.verbs.archive(row.head),
            "delete": lambda: self.verbs.delete(row.head),
        }
        wishes[wish]()

    @property
    def current(self) -> LibraryRow | None:
        """The chosen row."""
        return self.table.rows.row_at(self.table.currentIndex())

    def _with_current(self, wish: Callable[[str], object]) -> None:
        row = self.current
        if row is not None:
            wish(row.id)

    # showing

    def _on_search_walked(self, key: QKeyEvent) -> None:
        self.table.setFocus()
        self.table.keyPressEvent(key)

    def _show_rows(self, current: str = "") -> None:
        kept = current or (self.current.id if self.current is not None else "")
        place = max(0, self.table.currentIndex().row())
        rows = self._listing.rows(self.shelves.choice)
        self.table.rows.set_rows(rows)
        self.table.fit_height()
        index = self.table.rows.index_of(kept)
        if not index.isValid():
            index = self.table.rows.index(min(place, len(rows) - 1), 0)
        self.table.setCurrentIndex(index)
        self.table.setVisible(bool(rows))
        footer = below_list(self._listing, self.shelves.choice, self.search.words)
        self._footer.setText(footer)
        self._footer.setVisible(bool(footer))
        self._turn_to(1 if self._listing.nothing_at_all else 2)
        row = self.current
        if row is not None and row.notes > _PREVIEW_AT_ONCE:
            self._preview_timer.start()
        else:
            self._show_preview()

    def _turn_to(self, page: int) -> None:
        """Show the start or the list; the keyboard goes along."""
        if page != self._middle.currentIndex():
            self._middle.setCurrentIndex(page)
            (self.empty.new if page == 1 else self.table).setFocus()

    def _show_preview(self) -> None:
        row = self.current
        if row is None or self._library is None:
            self.card.hide()
            return
        if self.card.shows(row):
            self.card.show()
            return
        try:
            canvas = self._library.session(row.id).canvas
        except CmcError as error:
            self.card.hide()
            self.refused.emit(error)
            return
        self.card.show_canvas(row, canvas, self._library.clock.now())

    def _on_context_menu_requested(self, place: QPoint) -> None:
        row = self.current
        if row is not None:
            index = self.table.currentIndex()
            if not self.table.indexAt(place).isValid():
                place = self.table.visualRect(index).center()
            self.menu.show_for(row.head, self.table.viewport().mapToGlobal(place))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return
        if event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.focus_search()
            return
        wish = self.menu.wish_of(event)
        if wish and self.table.hasFocus():
            self.do(wish)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.setFixedWidth(min(460, max(320, self.width() // 4)))

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
