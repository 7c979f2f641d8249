"""The upper line of the strip: who speaks, for how long, what they gave, who comes then."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.round_order import Round
from cmc_desktop.ui.elided_label import ElidedLabel
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.round.names_button import NamesButton, width_of
from cmc_desktop.ui.workshop.round.round_words import (
    given_words,
    headline,
    lap_words,
    name_in_line,
    names_in_short,
    what_comes,
)
from cmc_desktop.ui.workshop.round.turn_time import notes_given, time_words

_HEIGHT = 32
#: what of a name is seen in any case
_LEAST_NAME = 12


class RoundFace(QWidget):
    """Signals:
    floor_wanted(str): the person with this id, who waits, is to speak now.
    """

    floor_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at: Round | None = None
        self.name = ElidedLabel(_LEAST_NAME)
        self.name.setFont(font(22, QFont.Weight.Bold))
        self.lap = dressed(QLabel(), "badge")
        self.time = QLabel()
        self.time.setFont(font(18, QFont.Weight.DemiBold))
        self.time.setMinimumWidth(width_of(self.time.fontMetrics(), [time_words(88_000), time_words(-88_000)]))
        self.given = dressed(QLabel(), "muted")
        self.then = dressed(QLabel(tr("then")), "muted")
        self.next = ElidedLabel(_LEAST_NAME)
        self.next.setFont(font(15, QFont.Weight.DemiBold))
        self.waiting = NamesButton()
        menu = QMenu(self.waiting)
        menu.aboutToShow.connect(self._fill_menu)
        self.waiting.setMenu(menu)
        for label in (self.lap, self.time, self.given, self.then):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for label in (self.name, self.lap, self.time, self.given):
            layout.addWidget(label)
        layout.addSpacing(8)
        layout.addWidget(self.then)
        layout.addWidget(self.next)
        layout.addWidget(self.waiting, 100)
        layout.addStretch(1)
        # the board below stands still whatever is shown
        self.setFixedHeight(_HEIGHT)

    def show_round(self, canvas: Canvas, at: Round) -> None:
        """Show who speaks and who waits."""
        self._at = at
        speaks = at.speaker is not None
        self.name.show_words(headline(canvas, at))
        self.lap.setText(lap_words(at))
        self.lap.setVisible(bool(self.lap.text()))
        self.given.setText(given_words(notes_given(canvas, at)))
        self.given.setVisible(speaks)
        self.time.setVisible(speaks)
        follows = at.next
        self.then.setVisible(speaks and follows is not None)
        self.next.show_words(name_in_line(at, follows) if follows is not None else what_comes(canvas, at))
        self.next.setVisible(bool(self.next.words))
        self._show_waiting(canvas, at)

    def _show_waiting(self, canvas: Canvas, at: Round) -> None:
        later = names_in_short(canvas, [person for person in at.waiting[1:] if person.id in at.later])
        tail = tr("comes back: {names}", names=later) if later else ""
        self.waiting.show_names([at.name(person) for person in at.waiting[1:] if person.id not in at.later], tail)
        self.waiting.setVisible(len(at.waiting) > 1)
        everyone = in_a_row((name_in_line(at, person) for person in at.waiting), "\n")
        self.waiting.setToolTip(tr("Ask somebody else first:\n{names}", names=everyone))
        self.waiting.setAccessibleName(tr("Who waits for a turn"))
        self.waiting.setAccessibleDescription(everyone)

    def show_time(self, left: int | None) -> None:
        """Milliseconds the speaker has left, None when that is not known."""
        self.time.setText(time_words(left) if left is not None else "")
        redress(self.time, "overrun" if left is not None and left < 0 else "")

    def _fill_menu(self) -> None:
        menu = self.waiting.menu()
        menu.clear()
        at = self._at
        if at is None:
            return
        for person in at.waiting:
            words = name_in_line(at, person).replace("&", "&&")
            menu.addAction(words, partial(self.floor_wanted.emit, person.id))
