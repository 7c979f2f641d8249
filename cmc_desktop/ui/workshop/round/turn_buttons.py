"""What can be done with the turn, as buttons that name their keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cmc_desktop.model.domain.round_order import Round
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.workshop.round.round_words import keys_of_action

#: what `commands` has for the way to mark everybody as being in the room; it has no keys of its own
EVERYONE = "round_everyone"


class TurnButtons(QWidget):
    """The buttons; `commands` do what the actions of the same ids do."""

    def __init__(self, height: int, commands: dict[str, Callable[[], object]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.next = dressed(_button("round_next", tr("Next speaker"), height), "primary")
        self.passes = _button("round_pass", tr("Passes"), height)
        self.later = _button("round_later", tr("Comes back"), height)
        self.back = _button("round_back", tr("Back"), height)
        self.again = _button("round_again", tr("Once more"), height)
        self.lacking = _button("round_lacking", tr("No turn yet"), height)
        self.everyone = dressed(_button(EVERYONE, tr("Everyone is here"), height), "primary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for button in (self.next, self.passes, self.later, self.again, self.lacking, self.everyone, self.back):
            button.clicked.connect(commands[button.objectName()])
            layout.addWidget(button)

    def show_round(self, at: Round, *, next_element: str, lacks: bool, can_all_arrive: bool) -> None:
        """Offer what makes sense: `next_element` is empty at the last one, `lacks` tells of people without a turn,
        `can_all_arrive` of people who were not marked as being in the room."""
        speaks = at.speaker is not None
        _say(self.next, "round_next", tr("Next speaker") if speaks else tr("Next element"))
        self.next.setVisible(speaks or bool(next_element))
        self.passes.setVisible(speaks)
        self.later.setVisible(speaks)
        self.later.setEnabled(bool(at.waiting))
        self.again.setVisible(not speaks and bool(at.had))
        self.everyone.setVisible(not at.people and can_all_arrive)
        self.lacking.setVisible(not speaks and lacks and not next_element)


def _button(action_id: str, text: str, height: int) -> QPushButton:
    button = QPushButton()
    button.setObjectName(action_id)
    # a click leaves the keys in the line
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    button.setFixedHeight(height)
    button.setStyleSheet("padding: 0 10px; font-size: 12px")
    _say(button, action_id, text)
    return button


def _say(button: QPushButton, action_id: str, text: str) -> None:
    keys = keys_of_action(action_id)
    words = f"{text}\n{keys}" if keys else text
    if button.text() != words:
        button.setText(words)
        button.setAccessibleName(text)
        button.setToolTip(tr("{what} ({keys})", what=text, keys=keys) if keys else text)
