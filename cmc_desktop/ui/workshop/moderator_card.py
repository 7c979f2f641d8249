"""What the moderator has at hand: what to say about the element and in the phase, and when to go on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.services.cards import BY_ELEMENT, Card, card_of
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr


class CardPart(QWidget):
    """The words of one card: paragraphs to say under a heading, and when to go on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = dressed(QLabel(), "caps")
        self._said: list[QLabel] = []
        self._saying = QVBoxLayout()
        self._saying.setSpacing(6)
        self._on_heading = dressed(QLabel(tr("WHEN TO GO ON")), "caps")
        self.move_on = _text("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._top = QHBoxLayout()
        self._top.addWidget(self.heading, 1)
        layout.addLayout(self._top)
        layout.addLayout(self._saying)
        layout.addSpacing(4)
        layout.addWidget(self._on_heading)
        layout.addWidget(self.move_on)

    def take(self, button: QWidget) -> None:
        """Have a button beside the heading."""
        if self._top.indexOf(button) < 0:
            self._top.addWidget(button)

    @property
    def said(self) -> tuple[str, ...]:
        """The paragraphs that are shown."""
        return tuple(label.text() for label in self._said if not label.isHidden())

    def show_card(self, heading: str, card: Card) -> None:
        """Show a card under `heading`; nothing of it is seen when it has no words."""
        while len(self._said) < len(card.say):
            self._said.append(_text())
            self._saying.addWidget(self._said[-1])
        for place, label in enumerate(self._said):
            label.setText(card.say[place] if place < len(card.say) else "")
            label.setVisible(place < len(card.say))
        self.heading.setText(heading)
        self.heading.setVisible(bool(card.say))
        self.move_on.setText(card.move_on)
        self.move_on.setVisible(bool(card.move_on))
        self._on_heading.setVisible(bool(card.move_on))
        self.setVisible(bool(card.say or card.move_on))


class ModeratorCard(QWidget):
    """The cards of the element under discussion and of the phase; what is said first stands first.

    Signals:
        edit_wanted(): the card is to be changed.
    """

    edit_wanted = Signal()

    def __init__(self, look: Look, protocols: Mapping[str, Protocol], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._protocols = protocols
        self._shown = ("", "")
        self.setAccessibleName(tr("Moderator’s card"))
        self.phase = CardPart()
        self.element = CardPart()
        self.question = _text("muted")
        self.edit = dressed(QToolButton(), "plain")
        self.edit.setIcon(look.icons.icon("edit"))
        self.edit.setAccessibleName(tr("Change the moderator’s card…"))
        self.edit.setToolTip(self.edit.accessibleName())
        self.edit.clicked.connect(self.edit_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.element)
        self._column.addWidget(self.question)
        self._column.addWidget(self.phase)
        self._column.addStretch(1)
        self.phase.take(self.edit)

    def show_canvas(self, canvas: Canvas, item: AgendaItem) -> bool:
        """Show the cards of a phase and of the element under discussion; True when it is another place than before."""
        box = canvas.workshop.element if item.kind in BY_ELEMENT else ""
        phase = card_of(canvas, self._protocols, item.kind)
        element = card_of(canvas, self._protocols, item.kind, box) if box in canvas.template else Card()
        opening = bool(element) and box == canvas.template.walk[0]
        self.element.show_card(tr("WHAT TO SAY"), element)
        self.phase.show_card(_heading_of_phase(opening=opening, alone=not element), phase)
        asks = canvas.template.box(box).question if box in canvas.template else ""
        self.question.setText(tr("The element asks: {question}", question=tr(asks)) if asks else "")
        self.question.setVisible(bool(asks))
        # a phase is opened with its own words, before those for its first element
        if opening:
            self._put(self.phase, self.phase, self.element, self.question)
        elif element:
            self._put(self.element, self.element, self.question, self.phase)
        else:
            self._put(self.phase, self.question, self.phase, self.element)
        turned = self._shown != (item.id, box)
        self._shown = (item.id, box)
        return turned

    def _put(self, main: CardPart, *parts: QWidget) -> None:
        main.take(self.edit)
        for place, part in enumerate(parts):
            if self._column.indexOf(part) != place:
                self._column.insertWidget(place, part)


def _heading_of_phase(*, opening: bool, alone: bool) -> str:
    if alone:
        return tr("WHAT TO SAY")
    return tr("TO OPEN THE PHASE") if opening else tr("FOR THE WHOLE PHASE")


def _text(look: str = "") -> QLabel:
    label = dressed(QLabel(), look)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
