"""The foot of the merge page: what joining means, or how much is open, and the buttons that lead on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.merge.looked_over import LookedOver
from cmc_desktop.ui.merge.rows import short_title
from cmc_desktop.ui.saying import tr, trn

#: pixels that what Undo would take back may have, as it may have a long name in it
_UNDO_WIDE = 320


class MergeFoot(QFrame):
    """`show_over` says what there is."""

    def __init__(self, back_to: str = "", parent: QWidget | None = None) -> None:
        """`back_to` is the title of the other canvas to which leaving leads, empty for none."""
        super().__init__(parent)
        self._back_to = back_to
        dressed(self, "card")
        self.told = plain_label("muted")
        self.undo = QPushButton()
        self.leave = QPushButton()
        self.join = dressed(QPushButton(), "primary")
        buttons = QHBoxLayout(self)
        buttons.setContentsMargins(24, 12, 24, 12)
        buttons.setSpacing(10)
        buttons.addWidget(self.told, 1)
        for button in (self.undo, self.leave, self.join):
            buttons.addWidget(button)

    def show_over(self, over: LookedOver, undo_label: str) -> None:
        """`undo_label` is what Undo would take back, empty when nothing."""
        count = over.open_count
        self.join.setVisible(over.is_preview)
        self.undo.setVisible(not over.is_preview and bool(undo_label))
        undo = tr("Undo: {what}", what=undo_label)
        shown = self.undo.fontMetrics().elidedText(undo, Qt.TextElideMode.ElideRight, _UNDO_WIDE)
        self.undo.setText(shown.replace("&", "&&"))
        self.undo.setAccessibleName(undo)
        self.undo.setToolTip(undo if shown != undo else "")
        if over.is_preview:
            safe = tr("Nothing is lost: both sides stay in the history.")
            answers = tr("Answers do not travel: everyone is asked again.")
            self.told.setText(f"{safe} {answers}" if over.was_asked else safe)
            self._name_leaving(tr("Leave &it"))
            self.join.setText(
                trn("&Join, {n} conflict to settle", "&Join, {n} conflicts to settle", over.brought)
                if over.brought
                else tr("&Join")
            )
            return
        self._name_leaving(tr("&Done"))
        self.told.setText(
            trn(
                "{n} conflict is open; it stays marked on the board, and the sign-off waits for it.",
                "{n} conflicts are open; they stay marked on the board, and the sign-off waits for them.",
                count,
            )
            if count
            else tr("Nothing is open. Everyone is asked again about what changed.")
            if over.was_asked
            else tr("Nothing is open.")
        )

    def _name_leaving(self, words: str) -> None:
        """Say where leaving leads when that is another canvas."""
        if not self._back_to:
            self.leave.setText(words)
            return
        title = upright(self._back_to)
        shown = tr("{words}, back to “{title}”", words=words, title=short_title(title).replace("&", "&&"))
        self.leave.setText(shown)
        whole = tr("{words}, back to “{title}”", words=words.replace("&", ""), title=title)
        self.leave.setAccessibleName(whole)
        self.leave.setToolTip(whole if short_title(title) != title else "")
