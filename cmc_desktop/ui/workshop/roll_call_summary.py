"""What the round of asking came to: all satisfied, or what is still open."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.agreement import Agreement
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.ui.look import dressed, let_enter_press
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.theme import font


class RollCallSummary(QWidget):
    """The end of a round, in large letters.

    Signals:
        sign_off_wanted(): everybody is satisfied and the canvas is to be signed off.
        asking_wanted(): those who are open are to be asked again.
        closed(): back to the board.
    """

    sign_off_wanted = Signal()
    asking_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Result"))
        self.heading = QLabel()
        self.words = dressed(QLabel(), "muted")
        for label in (self.heading, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.back = dressed(QLabel(), "muted")
        self.back.setTextFormat(Qt.TextFormat.PlainText)
        self.sign_off = dressed(QPushButton(tr("Sign off…")), "good")
        self.again = QPushButton()
        self.board = QPushButton(tr("Back to the board"))
        self.sign_off.clicked.connect(self.sign_off_wanted)
        self.again.clicked.connect(self.asking_wanted)
        self.board.clicked.connect(self.closed)
        self._buttons = QHBoxLayout()
        for button in (self.sign_off, self.again, self.board):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.words)
        column.addStretch(1)
        column.addWidget(self.back)
        column.addLayout(self._buttons)
        let_enter_press(self)

    def show_agreement(
        self, now: Agreement, scale: float, names: Mapping[str, str], before: str, signed: SignOff | None = None
    ) -> None:
        """Show the result; `names` are by id, and the arrow leads back to the person with the id `before`, if there.

        Once it is `signed` there is nothing left to ask or to sign.
        """
        leads_back = any(row.person.id == before for row in now.in_room)
        self.back.setText(tr("← back to {name}", name=names[before]) if leads_back else "")
        self.back.setFont(font(14 * scale))
        self.heading.setFont(font(52 * scale, QFont.Weight.Bold))
        self.words.setFont(font(24 * scale))
        for button in (self.sign_off, self.again, self.board):
            button.setFont(font(20 * scale, QFont.Weight.DemiBold))
            button.setMinimumHeight(round(46 * scale))
        self._buttons.setSpacing(round(16 * scale))
        had_keys = self.window().focusWidget() in (self.sign_off, self.again)
        self._show_words(now, names, signed)
        self.sign_off.setVisible(now.complete and signed is None)
        self.again.setVisible(bool(now.to_ask) and signed is None)
        self.again.setText(trn("Ask {n} person", "Ask {n} people", len(now.to_ask)))
        if signed is not None and had_keys:
            self.take_focus()

    def _show_words(self, now: Agreement, names: Mapping[str, str], signed: SignOff | None) -> None:
        count = len(now.in_room)
        if signed is not None:
            self.heading.setText(
                trn(
                    "Signed off: {n} of {n} was satisfied with exactly these words",
                    "Signed off: all {n} were satisfied with exactly these words",
                    count,
                )
            )
            self.words.setText(tr("Signed at {time}. A new version can continue from it.", time=time_of_day(signed.at)))
        elif now.complete:
            self.heading.setText(
                trn(
                    "{n} of {n} is satisfied with exactly these words",
                    "All {n} are satisfied with exactly these words",
                    count,
                )
            )
            self.words.setText(tr("Signing off freezes the canvas; a new version can continue from it."))
        else:
            self.heading.setText(tr("{n} of {all} are satisfied", n=now.satisfied, all=count))
            asked = ", ".join(names[row.person.id] for row in now.to_ask)
            self.words.setText(upright("\n".join((*now.open_points, asked))))

    def take_focus(self) -> None:
        """Put the keyboard on what comes next."""
        (self.sign_off if not self.sign_off.isHidden() else self.board).setFocus()
