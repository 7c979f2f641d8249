"""The bar over the library: its name, what is looked for, a new canvas, an import."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cmc_desktop.ui.library.search_field import SearchField
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr


class LibraryTop(QWidget):
    """Rests until a library is open.

    Signals:
        new_chosen(): a new canvas is to be made.
        import_chosen(): files are to be brought in.
    """

    new_chosen = Signal()
    import_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField()
        self.new_button = dressed(QPushButton(tr("New canvas")), "primary")
        self.import_button = QPushButton(tr("Import…"))
        self.new_button.clicked.connect(lambda: self.new_chosen.emit())
        self.import_button.clicked.connect(lambda: self.import_chosen.emit())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(28, 12, 28, 12)
        layout.setSpacing(12)
        layout.addWidget(dressed(QLabel(tr("CMC Desktop")), "title"))
        layout.addStretch(1)
        layout.addWidget(self.search, 3)
        layout.addWidget(self.import_button)
        layout.addWidget(self.new_button)
        for widget in self._parts:
            widget.setMinimumHeight(34)

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        return self.search, self.new_button, self.import_button

    def switch_on(self, on: bool) -> None:
        """Whether a library is open."""
        for widget in self._parts:
            widget.setEnabled(on)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
