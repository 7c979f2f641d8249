"""The start page: search on top, shelves on the left, the list in the middle, the chosen canvas on the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.library.canvas_menu import CanvasMenu
from cmc_desktop.ui.library.canvas_verbs import CanvasVerbs
from cmc_desktop.ui.library.empty_library import EmptyLibrary
from cmc_desktop.ui.library.library_table import LibraryTable
from cmc_desktop.ui.library.listing import Listing
from cmc_desktop.ui.library.preview_card import PreviewCard
from cmc_desktop.ui.library.rows import LibraryRow
from cmc_desktop.ui.library.shelf import Shelf
from cmc_desktop.ui.library.shelf_list import ShelfList
from cmc_desktop.ui.look import Look, dressed

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library

_SEARCH_AFTER_MS = 120
_PREVIEW_AFTER_MS = 60


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
        self.search = QLineEdit()
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
        self._search_timer = self._timer(_SEARCH_AFTER_MS, self._search)
        self._preview_timer = self._timer(_PREVIEW_AFTER_MS, self._show_preview)
        self._lay_out()
        self._connect()
        self._switch_on(False)

    def _timer(self, milliseconds: int, wish: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(wish)
        return timer

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
        self.search.setPlaceholderText(tr("Find any word in any note"))
        self.search.setAccessibleName(tr("Find any word in any note"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(280)
        self.search.setMaximumWidth(420)
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
        self.search.textEdited.connect(lambda _text: self._search_timer.start())
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.installEventFilter(self)
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
            self._listing.read(self._library, self.search.text())
        except CmcError as error:
            self.refused.emit(error)
            return
        self.shelves.show_choices(self._listing.counted())
        self._show_rows(current)

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

    def _on_search_text_changed(self, text: str) -> None:
        if not text:
            self._search_timer.stop()
            self._search()

    def _search(self) -> None:
        row = self.current
        self.refresh(row.id if row is not None else "")

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
        footer = self._footer_text(len(rows))
        self._footer.setText(footer)
        self._footer.setVisible(bool(footer))
        self._turn_to(1 if self._listing.nothing_at_all else 2)
        self.card.setVisible(bool(rows))
        self._preview_timer.start()

    def _turn_to(self, page: int) -> None:
        """Show the start or the list; the keyboard goes along."""
        if page != self._middle.currentIndex():
            self._middle.setCurrentIndex(page)
            (self.empty.new if page == 1 else self.table).setFocus()

    def _footer_text(self, shown: int) -> str:
        words = self.search.text().strip()
        if words:
            return self._found_text(shown, words)
        if shown:
            return ""
        if self.shelves.choice.shelf is Shelf.ARCHIVE:
            return tr("The archive is empty. What you put here is out of the way, and nothing of it is lost.")
        if self.shelves.choice.shelf is Shelf.ALL and not self.shelves.choice.city:
            return tr("Every canvas is in the archive. Look there on the left, or start a new one with Ctrl+N.")
        return tr("No canvas is here at present.")

    def _found_text(self, shown: int, words: str) -> str:
        total = self._listing.total(self.shelves.choice)
        if not shown:
            missing = tr("No canvas holds “{words}”, neither in a note nor in title or city.", words=words)
            parts = [missing, tr("Esc shows all")]
        else:
            found = trn("{shown} of {n} canvas", "{shown} of {n} canvases", total, shown=shown)
            parts = [found, tr("Enter opens at the note"), tr("Esc shows all")]
        put_away = self._listing.found_in_archive
        if put_away and self.shelves.choice.shelf is not Shelf.ARCHIVE:
            parts.append(trn("{n} more in the archive", "{n} more in the archive", put_away))
        return " · ".join(parts)

    def _show_preview(self) -> None:
        row = self.current
        if row is None or self._library is None:
            self.card.hide()
            return
        if self.card.shows(row):
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_search_key_pressed(event)
        return super().eventFilter(watched, event)

    def _on_search_key_pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.search.text():
                self.search.clear()
            else:
                self.table.setFocus()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._search_timer.isActive():
                self._search_timer.stop()
                self._search()
            self.open_current()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.table.setFocus()
            self.table.keyPressEvent(event)
            return True
        return False

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
