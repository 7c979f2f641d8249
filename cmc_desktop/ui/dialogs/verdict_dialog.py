"""What checking a record found: one sentence, and the seal number to compare by reading aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.theme import font


class VerdictDialog(QDialog):
    """`unchanged` shows a tick, otherwise an exclamation mark; the words say the same.

    `checked` is false for a file in which there was nothing to check: nobody is told that it was changed.
    """

    def __init__(
        self,
        look: Look,
        name: str,
        *,
        unchanged: bool,
        checked: bool = True,
        reason: str,
        title: str,
        seal_number: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Check a record"))
        theme = look.theme
        sign = QLabel()
        colour = theme.good if unchanged else theme.overrun
        found = tr("Unchanged") if unchanged else tr("Changed") if checked else tr("Cannot be checked")
        sign.setPixmap(look.icons.pixmap("check" if unchanged else "concern", 36, colour))
        self.heading = plain_label("title", found)
        self.reason = plain_label("", reason)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(sign)
        head.addWidget(self.heading, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.reason)
        layout.addWidget(plain_label("muted", " · ".join(part for part in (title, name) if part)))
        self.seal = plain_label("", seal_number)
        self.seal.setFont(font(15))
        self.seal.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.seal.setAccessibleName(tr("Seal number"))
        self.seal.setAccessibleDescription(seal_number)
        if seal_number:
            layout.addSpacing(8)
            layout.addWidget(dressed(QLabel(tr("Seal number").upper()), "caps"))
            layout.addWidget(self.seal)
            aloud = tr("Compare it with the number on the signed paper. One different letter means different words.")
            layout.addWidget(plain_label("muted", aloud))
        box = QDialogButtonBox()
        close = box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        box.rejected.connect(self.reject)
        layout.addSpacing(8)
        layout.addWidget(box)
        close.setFocus()
        self.setMinimumWidth(480)
