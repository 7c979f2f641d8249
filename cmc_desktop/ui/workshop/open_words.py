"""Below the list of people: who left and has to be decided on, open concerns and reservations in their own words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.agreement import Row, Standing, agreement, agrees_to
from cmc_desktop.model.domain.answer import Answer, AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.workshop.who import all_names


class OpenWords(QWidget):
    """What still has to be heard or decided, one card each.

    Signals:
        last_answer_wished(str): the last answer of this person, who left, is to count.
        leaving_out_wished(str): this person, who left, is not to be counted.
    """

    last_answer_wished = Signal(str)
    leaving_out_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[str, tuple[Row, ...]] | None = None
        self._names: dict[str, str] = {}
        self._inner = QWidget()
        self._around = QVBoxLayout(self)
        self._around.setContentsMargins(0, 0, 0, 0)
        self._around.addWidget(self._inner)
        self.setAccessibleName(tr("Open concerns and reservations"))
        self.hide()

    def show_canvas(self, canvas: Canvas) -> None:
        now = agreement(canvas)
        shown = (canvas.content_hash, now.rows)
        if shown == self._shown:
            return
        self._shown = shown
        inner = dressed(QWidget(), "card")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(6)
        theme, self._names = self._look.theme, all_names(canvas)
        concerns = [row for row in now.in_room if row.answer and row.answer.kind == AnswerKind.NOT_YET]
        reservations = [row for row in now.in_room if row.standing is Standing.RESERVATION]
        self._add(column, tr("LEFT: DECIDE"), (self._leaver(canvas, row) for row in now.undecided))
        self._add(column, tr("OPEN CONCERNS"), (self._words(row, theme.warning) for row in concerns))
        self._add(column, tr("RESERVATIONS"), (self._words(row, theme.good) for row in reservations))
        self._around.replaceWidget(self._inner, inner)
        inner.show()
        # Hidden, not taken out: a widget without a parent is a window, and the app would be without an active one.
        self._inner.hide()
        self._inner.deleteLater()
        self._inner = inner
        self.setVisible(column.count() > 0)
        self._around.activate()

    @property
    def cards(self) -> QWidget:
        """What the cards stand in just now."""
        return self._inner

    def take_focus(self) -> QWidget:
        """Put the keys on the first decision that is open; returns what has them then."""
        buttons = self._inner.findChildren(QPushButton)
        first = next((button for button in buttons if button.isEnabled()), None)
        if first is None:
            return self
        first.setFocus()
        return first

    def _add(self, column: QVBoxLayout, heading: str, cards: Iterable[QWidget]) -> None:
        for place, card in enumerate(cards):
            if not place:
                column.addWidget(dressed(QLabel(heading), "caps"))
            column.addWidget(card)

    def _card(self, colour: str) -> tuple[QFrame, QVBoxLayout]:
        card = QFrame()
        card.setObjectName("words")
        card.setStyleSheet(f"#words {{ border: none; border-left: 3px solid {colour}; }}")
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 2, 0, 2)
        column.setSpacing(2)
        return card, column

    def _words(self, row: Row, colour: str) -> QWidget:
        assert row.answer is not None
        card, column = self._card(colour)
        name = self._names[row.person.id]
        stale = row.standing is Standing.STALE
        column.addWidget(_bold(tr("{name}, before the last change", name=name) if stale else name))
        column.addWidget(_plain(upright(f"“{row.answer.words}”")))
        return card

    def _leaver(self, canvas: Canvas, row: Row) -> QWidget:
        card, column = self._card(self._look.theme.warning)
        name = self._names[row.person.id]
        column.addWidget(_bold(name))
        column.addWidget(_plain(_last_answer(canvas, row.answer)))
        why_not = _why_not_counted(canvas, row.answer)
        counts = QPushButton(tr("C&ounts"))
        counts.setAccessibleName(tr("The last answer of {name} counts", name=name))
        counts.setToolTip(why_not or counts.accessibleName())
        counts.setAccessibleDescription(why_not)
        counts.setEnabled(not why_not)
        out = dressed(QPushButton(tr("&Leave out…")), "primary" if why_not else "")
        out.setAccessibleName(tr("Leave {name} out, with a reason", name=name))
        person = row.person.id
        counts.clicked.connect(lambda: self.last_answer_wished.emit(person))
        out.clicked.connect(lambda: self.leaving_out_wished.emit(person))
        if why_not:
            column.addWidget(dressed(_plain(why_not), "muted"))
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (out, counts) if why_not else (counts, out):
            buttons.addWidget(button)
        column.addLayout(buttons)
        return card


def _last_answer(canvas: Canvas, answer: Answer | None) -> str:
    if answer is None:
        return tr("left; never asked")
    said = AnswerKind(answer.kind).label
    if answer.content_hash != canvas.content_hash:
        return tr("left; last answer, before the last change: {answer}", answer=said)
    return tr("left; last answer: {answer}", answer=said)


def _why_not_counted(canvas: Canvas, answer: Answer | None) -> str:
    """Why the last answer cannot count for the words as they stand; empty when it can."""
    if agrees_to(canvas, answer):
        return ""
    if answer is None:
        return tr("There is no answer that could count.")
    if not answer.agrees:
        return tr("“Not yet” is no agreement and cannot count as one.")
    return tr("It was given for other words and cannot count for these.")


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _bold(text: str) -> QLabel:
    label = _plain(text)
    letters = label.font()
    letters.setBold(True)
    label.setFont(letters)
    return label
