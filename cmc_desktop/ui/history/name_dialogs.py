"""Small questions about the history: what to call a point or a variant, and whether to go back to a state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.text import LINE_LIMIT
from cmc_desktop.ui.dialogs.form_dialog import FormDialog, plain_label
from cmc_desktop.ui.saying import tr


class NamePointDialog(FormDialog):
    """Asks for a name and gives it to `call`, which may raise CmcError.

    Where somebody made the point or took a copy then, it asks how `by` is to be called, too, and tells `call_maker`.
    """

    def __init__(
        self,
        title: str,
        accept: str,
        about: str,
        name: str,
        call: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        by: str = "",
        call_maker: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(title, accept, parent)
        self._call, self._call_maker = call, call_maker
        self._by = by
        self.form.addRow(plain_label("muted", about))
        self.name = QLineEdit(name)
        self.name.setMaxLength(LINE_LIMIT)
        self.name.selectAll()
        self.add_row(tr("&Name"), self.name)
        self.by = QLineEdit(by)
        self.by.setMaxLength(LINE_LIMIT)
        if by and call_maker is not None:
            self.add_row(tr("&By, or given to"), self.by)
            told = tr("Another name here goes into the whole history; left empty, nobody is named there.")
            self.form.addRow(plain_label("muted", told))
        self.setMinimumWidth(460)

    def accept(self) -> None:
        if self.attempt(self._do):
            super().accept()

    def _do(self) -> None:
        self._call(self.name.text())
        by = self.by.text()
        if self._call_maker is not None and by.strip() != self._by.strip():
            self._call_maker(by)


class VariantDialog(FormDialog):
    """Asks for the name of a variant, and of the canvas it is made of where that has none (`here` is None then not)."""

    def __init__(
        self, name: str, here: str | None, make: Callable[[str, str], object], parent: QWidget | None = None
    ) -> None:
        """`make` gets the name of the variant and that of this canvas, and may raise CmcError."""
        super().__init__(tr("Make a variant"), tr("Make it"), parent)
        self._make = make
        about = tr(
            "A canvas of its own beside this one, with the same notes to begin with. Both can be changed, compared "
            "and joined later."
        )
        self.form.addRow(plain_label("muted", about))
        self.name = QLineEdit(name)
        self.here = QLineEdit(here or "")
        for field in (self.name, self.here):
            field.setMaxLength(LINE_LIMIT)
        self.add_row(tr("The &variant"), self.name)
        if here is not None:
            self.add_row(tr("&This canvas"), self.here)
        self.name.selectAll()
        self.name.setFocus()
        self.setMinimumWidth(480)

    def accept(self) -> None:
        if self.attempt(lambda: self._make(self.name.text(), self.here.text())):
            super().accept()


class RestoreStateDialog(FormDialog):
    """Says what going back to a state, the point `title`, would change, and calls `restore`, which may raise CmcError.

    Where only the phase forbids it, it can be done as the correction of a slip: `restore` gets the words for the log.
    """

    def __init__(self, title: str, about: str, restore: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(tr("Restore this state"), tr("Restore"), parent)
        self._restore = restore
        self.about = plain_label("", about)
        self.heading = plain_label("heading", title)
        self.form.addRow(self.heading)
        self.form.addRow(self.about)
        self.safe = plain_label("muted", tr("The state before is kept in the history, and Undo takes this back."))
        self.form.addRow(self.safe)
        self.slip = QPushButton(tr("Correct a &slip"))
        self.slip.setAutoDefault(False)
        self.slip.clicked.connect(lambda: self._go(tr("slip corrected: {what}", what=tr("restore an earlier state"))))
        self.form.addRow(self.slip)
        self.slip.hide()
        self.setMinimumWidth(460)

    def only_tell(self) -> None:
        """There is nothing to restore: the dialog says so, and is closed."""
        self.safe.hide()
        self.button.hide()
        self.cancel.setText(tr("Close"))
        self.cancel.setDefault(True)

    def accept(self) -> None:
        self._go("")

    def _go(self, slip: str) -> None:
        def wish() -> None:
            try:
                self._restore(slip)
            except Refusal as error:
                self.slip.setVisible(error.slip)
                raise

        if self.attempt(wish):
            super().accept()
