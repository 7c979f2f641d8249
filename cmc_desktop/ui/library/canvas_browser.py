"""Shelves on the left, the list in the middle, the chosen canvas on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.library.below_list import below_list
from cmc_desktop.ui.library.canvas_menu import CanvasMenu
from cmc_desktop.ui.library.filter_bar import FilterBar
from cmc_desktop.ui.library.library_model import Matching, Shown
from cmc_desktop.ui.library.library_table import LibraryTable
from cmc_desktop.ui.library.listing import Listing
from cmc_desktop.ui.library.preview_card import PreviewCard
from cmc_desktop.ui.library.rows import LibraryRow
from cmc_desktop.ui.library.shelf_list import ShelfList
from cmc_desktop.ui.look import Look, dressed

if TYPE_CHECKING:
    from cmc_desktop.model.services.finding import Matches
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.store.listing import Listed

_PREVIEW_AFTER_MS = 60
#: canvases of so many notes are read at once for their preview, fuller ones after a pause
_PREVIEW_AT_ONCE = 1000


class CanvasBrowser(QWidget):
    """Shows a Listing; the canvas it has on its card is read from the library.

    Signals:
        shelf_chosen(): the user went to another shelf.
        refused(CmcError): the chosen canvas could not be read.
    """

    shelf_chosen = Signal()
    refused = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shelves = ShelfList(look.theme)
        self.table = LibraryTable(look)
        self.card = PreviewCard(look)
        self.filters = FilterBar()
        self.menu = CanvasMenu(look, self)
        self._footer = dressed(QLabel(), "muted")
        self._library: Library | None = None
        self._words = ""
        self._preview_timer = QTimer(self)
        self._preview_timer.setSingleShot(True)
        self._preview_timer.setInterval(_PREVIEW_AFTER_MS)
        self._preview_timer.timeout.connect(self._show_preview)
        self._lay_out()
        self.table.several_chosen.connect(self.filters.show_chosen)
        self.shelves.choice_changed.connect(lambda _choice: self.shelf_chosen.emit())
        self.table.row_chosen.connect(self._preview_timer.start)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_context_menu_requested)

    def _lay_out(self) -> None:
        self.shelves.setFixedWidth(184)
        self._footer.setTextFormat(Qt.TextFormat.PlainText)
        self._footer.setWordWrap(True)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.filters)
        middle.addWidget(self.table, 1000)
        middle.addWidget(self._footer)
        middle.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(20)
        layout.addWidget(self.shelves)
        layout.addLayout(middle, 1)
        layout.addWidget(self.card)

    def set_library(self, library: Library | None) -> None:
        """Read the canvas on the card from `library`; None while it is not open."""
        self._library = library
        if library is not None:
            self.filters.set_templates(library.templates)

    @property
    def current(self) -> LibraryRow | None:
        """The chosen row."""
        return self.table.rows.row_at(self.table.currentIndex())

    def show_rows(self, listing: Listing, words: str, current: str = "") -> None:
        """Show what of `listing` is on the chosen shelf; `current` is the id of the canvas to be chosen."""
        other_words, self._words = words != self._words, words
        kept = current or (self.current.id if self.current is not None and not (words and other_words) else "")
        place = 0 if words and other_words else max(0, self.table.currentIndex().row())
        rows = listing.rows(self.shelves.choice)
        self.table.rows.show(self._shown(rows, words))
        self.table.fit_height()
        index = self.table.rows.index_of(kept)
        if not index.isValid():
            index = self.table.rows.index(min(place, self.table.rows.rowCount() - 1), 0)
        self.table.choose(index)
        self.table.setVisible(bool(rows))
        footer = below_list(listing, self.shelves.choice, words, len(rows))
        self._footer.setText(footer)
        self._footer.setVisible(bool(footer))
        row = self.current
        if row is not None and (words or row.notes > _PREVIEW_AT_ONCE):
            self._preview_timer.start()
        else:
            self._show_preview()

    def _shown(self, rows: Sequence[Listed], words: str) -> Shown:
        library = self._library
        if library is None:
            return Shown()
        return Shown(rows, library.templates, library.clock.now(), words, self._look_for(words) if words else None)

    def _look_for(self, words: str) -> Matching:
        """Reads what in canvases holds `words`; what cannot be read is told, and the canvases stand alone."""

        def look(ids: Sequence[str]) -> Mapping[str, Matches]:
            # with the library: it brings SQLAlchemy
            from cmc_desktop.model.services.finding import Matches

            try:
                if self._library is not None:
                    return self._library.finder.matches(ids, words)
            except CmcError as error:
                self.refused.emit(error)
            return dict.fromkeys(ids, Matches())

        return look

    def _show_preview(self) -> None:
        row = self.current
        if row is None or self._library is None:
            self.card.hide()
            return
        # not with the page: what makes variants comes with it
        from cmc_desktop.model.services.variants import variants_beside

        try:
            variants = [] if row.deleted else variants_beside(self._library, row.head)
            if self.card.shows(row, variants):
                self.card.show()
                return
            canvas = self._library.session(row.id).canvas
        except CmcError as error:
            self.card.hide()
            self.refused.emit(error)
            return
        self.card.show_canvas(row, canvas, self._library.clock.now(), variants)

    def _on_context_menu_requested(self, place: QPoint) -> None:
        row = self.current
        if row is not None:
            index = self.table.currentIndex()
            if not self.table.indexAt(place).isValid():
                place = self.table.visualRect(index).center()
            several = len(self.table.chosen) > 1
            self.menu.show_for(row.head, self.table.viewport().mapToGlobal(place), several=several)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.setFixedWidth(min(460, max(320, self.width() // 4)))
