"""Own words on the moderator's card, for a phase or for an element in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QPlainTextEdit, QPushButton, QWidget

from cmc_desktop.model.domain.card_text import CardText, card_id
from cmc_desktop.model.domain.changes import Change, EditCard, ResetCard
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.cards import BY_ELEMENT, Card, built_in, card_of, paragraphs
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.ui.dialogs.form_dialog import FormDialog, plain_label
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge


class CardDialog(FormDialog):
    """Shows one card at a time; what was typed is stored whenever the card is left, by whichever way.

    There is nothing to cancel: the built-in text is one button away, and Undo takes back what was stored. Only words
    that cannot be stored can be left behind, by a button that says so and is there only then. It begins with the
    element under discussion, or with the phase where there is none.
    """

    def __init__(self, bridge: SessionBridge, protocols: Mapping[str, Protocol], parent: QWidget | None = None) -> None:
        super().__init__(tr("Moderator’s card"), tr("Close"), parent)
        self._bridge = bridge
        self._protocols = protocols
        self._phases = _phases(bridge, protocols)
        self._shown = ("", "")
        self._before = Card()
        self._stored = CardText("")
        self._make_fields()
        self._make_choices()
        self.setMinimumSize(560, 520)
        self.show_card(*self._where_we_are())
        self.phase.currentIndexChanged.connect(self._on_choice_changed)
        self.element.currentIndexChanged.connect(self._on_choice_changed)

    def _make_choices(self) -> None:
        self.phase = QComboBox()
        for _, title in self._phases:
            self.phase.addItem(title)
        self.element = QComboBox()
        self.element.addItem(tr("The whole phase"))
        for box in self._bridge.canvas.template.in_walk_order:
            self.element.addItem(box.label)
        self.add_row(tr("&Phase"), self.phase)
        self.add_row(tr("&Element"), self.element)
        self.add_row(tr("What to &say"), self.say)
        self.add_row(tr("&Rule"), self.rule)
        self.add_row(tr("When to &go on"), self.move_on)
        self.form.addRow("", self.about)

    def _make_fields(self) -> None:
        self.say = _field(7)
        self.rule = _field(2)
        self.move_on = _field(2)
        self.about = plain_label("muted")
        self.about.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.reset = QPushButton(tr("Back to the built-in text"))
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self._on_reset_clicked)
        box = self.findChild(QDialogButtonBox)
        assert box is not None
        box.addButton(self.reset, QDialogButtonBox.ButtonRole.ResetRole)
        # without the role of Cancel, as Esc and the button would mean different things by it
        box.removeButton(self.cancel)
        self.cancel.setText(tr("Close without storing these words"))
        box.addButton(self.cancel, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.cancel.hide()
        self.cancel.clicked.connect(self._leave)

    def _where_we_are(self) -> tuple[str, str]:
        canvas = self._bridge.canvas
        item = canvas.current_item
        kind = item.kind if item is not None else self._phases[0][0]
        element = canvas.workshop.element if item is not None and kind in BY_ELEMENT else ""
        return kind, element if element in canvas.template else ""

    def show_card(self, kind: str, element: str) -> None:
        """Show the card of a kind of phase, or of an element in it."""
        self._shown = (kind, element)
        self._show_choice()
        self.element.setEnabled(kind in BY_ELEMENT)
        self._show_words()

    def _show_choice(self) -> None:
        """Let both choices name the card that is shown."""
        kind, element = self._shown
        walk = self._bridge.canvas.template.walk
        places = ([known for known, _ in self._phases].index(kind), walk.index(element) + 1 if element else 0)
        for box, place in zip((self.phase, self.element), places, strict=True):
            box.blockSignals(True)
            box.setCurrentIndex(place)
            box.blockSignals(False)

    def _show_words(self) -> None:
        key = card_id(*self._shown)
        self._stored = self._bridge.canvas.find(CardText, key) or CardText(key)
        card = self._before = card_of(self._bridge.canvas, self._protocols, *self._shown)
        self.say.setPlainText("\n\n".join(card.say))
        self.rule.setPlainText(card.rule)
        self.move_on.setPlainText(card.move_on)
        plain = built_in(self._bridge.canvas, self._protocols, *self._shown)
        for field, words in ((self.say, plain.say), (self.rule, plain.rule), (self.move_on, plain.move_on)):
            field.setPlaceholderText(tr("Left empty, the built-in text stands here.") if words else "")
        self.reset.setEnabled(card.own)
        whose = tr("These are own words for this canvas.") if card.own else tr("This is the built-in text.")
        rest = tr(
            "What you type is stored when you leave the card. What the app lets happen in a phase stays the same."
        )
        self.about.setText(f"{whose} {rest}")

    def _change(self) -> Change | None:
        """What storing the fields comes to; None when nothing was changed."""
        kind, element = self._shown
        plain = built_in(self._bridge.canvas, self._protocols, kind, element)
        typed = Card(
            paragraphs(self.say.toPlainText()) or plain.say,
            self.rule.toPlainText().strip() or plain.rule,
            self.move_on.toPlainText().strip() or plain.move_on,
        )
        if _same(typed, self._before):
            return None
        if _same(typed, plain):
            return ResetCard(kind, element, self._stored)
        return EditCard(kind, element, "\n".join(typed.say), typed.rule, typed.move_on, self._stored)

    def _store(self) -> bool:
        change = self._change()
        stored = change is None or self._done(change)
        if stored:
            self.forget_trouble()
        self.cancel.setHidden(stored)
        return stored

    def _done(self, change: Change) -> bool:
        """Carry out a change; where another window was quicker, it was told what the card says by now, and the next
        time it is done all the same. What was left as it was stays as it is by now even then."""
        done = self.attempt(lambda: self._bridge.session.do(change))
        if not done:
            told = self._bridge.canvas.find(CardText, self._stored.id) or self._stored
            left = {
                name: getattr(self._stored, name)
                for name in ("say", "rule", "move_on")
                if isinstance(change, EditCard) and getattr(change, name) == getattr(self._stored, name)
            }
            self._stored = replace(told, **left)
        return done

    def _on_choice_changed(self, _place: int) -> None:
        if not self._store():
            self._show_choice()  # stay at the card, with everything typed
            return
        kind = self._phases[self.phase.currentIndex()][0]
        place = self.element.currentIndex() if kind in BY_ELEMENT else 0
        self.show_card(kind, self._bridge.canvas.template.walk[place - 1] if place else "")

    def _on_reset_clicked(self) -> None:
        if self._done(ResetCard(*self._shown, self._stored)):
            self._show_words()

    def _leave(self) -> None:
        """Close, with words left behind that cannot be stored."""
        super().reject()

    def accept(self) -> None:
        if self._store():
            super().accept()

    def reject(self) -> None:
        if self._store():
            super().reject()


def _phases(bridge: SessionBridge, protocols: Mapping[str, Protocol]) -> list[tuple[str, str]]:
    """(kind, name) of the phases there are cards for: those of the agenda, else of all that come with the app."""
    named = [(item.kind, item.title) for item in bridge.canvas.agenda]
    named += [(kind, tr(name)) for protocol in protocols.values() for kind, name, _ in protocol.lines if not named]
    found: dict[str, str] = {}
    for kind, title in named:
        if kind in set(PhaseKind):
            found.setdefault(kind, title)
    return list(found.items())


def _field(lines: int) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    height = lines * QFontMetrics(field.font()).lineSpacing() + 24
    if lines > 2:
        field.setMinimumHeight(height)
    else:
        field.setFixedHeight(height)
    return field


def _same(one: Card, other: Card) -> bool:
    return (one.say, one.rule, one.move_on) == (other.say, other.rule, other.move_on)
