"""Above the board in the agreement phase: how far each element is, and what the room says about the present one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import AgreeElement, ReopenElement, SetElement
from cmc_desktop.model.domain.changes.answers import check_in_agreement
from cmc_desktop.model.domain.element_states import ElementState, element_hash, element_states
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.phase_rules import rules_now
from cmc_desktop.ui.action_table import action_table
from cmc_desktop.ui.board.none_identified import NoneIdentified
from cmc_desktop.ui.look import Look, dressed, redress
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.watched_changes import WatchedChanges
from cmc_desktop.ui.workshop.agreement.change_line import ChangeLine
from cmc_desktop.ui.workshop.agreement.element_changes_dialog import ElementChangesDialog
from cmc_desktop.ui.workshop.agreement.element_chips import ElementChips, element_lines
from cmc_desktop.ui.workshop.agreement.quiet_check_dialog import QuietCheckDialog
from cmc_desktop.ui.workshop.agreement.state_mark import StateMark


class AgreementStrip(QWidget):
    """The element under discussion and its state, the fourteen of them, and what just changed.

    The first button does what comes next: it records that the room agrees, and on an element that is settled it
    turns to the next one that is not. Nothing turns by itself. What is recorded is agreement to the words on this
    screen; when they were changed elsewhere meanwhile, nothing is recorded.

    Signals:
        ask_wanted(str): the roll call is to be shown; the empty string, as it is for everybody.
    """

    ask_wanted = Signal(str)

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._look = look
        self._changes = WatchedChanges()
        self._none_identified = NoneIdentified(bridge)
        self._element = ""
        self._heard = ""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "bar")
        self.setAccessibleName(tr("Agreement element by element"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.chips = ElementChips(look)
        self.mark = StateMark(look)
        self.name = dressed(QLabel(), "heading")
        self.name.setMinimumWidth(60)
        self.state = dressed(QLabel(), "muted")
        for label in (self.name, self.state):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.agree = _button("agree_element")
        self.reopen = _button("", tr("Reopen"))
        self.none = _button("none_identified")
        self.quiet = _button("quiet_check")
        self.ask = _button("ask")
        self.change = ChangeLine(look.theme)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.mark)
        row.addWidget(self.name)
        row.addWidget(self.state, 1)
        for button in (self.agree, self.reopen, self.none, self.quiet, self.ask):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 4)
        column.setSpacing(2)
        column.addWidget(self.chips)
        column.addLayout(row)
        column.addWidget(self.change)

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda key: self._bridge.do(SetElement(key)))
        self.agree.clicked.connect(self.agree_or_go_on)
        self.reopen.clicked.connect(lambda: self._bridge.do(ReopenElement(self._element)))
        self.none.clicked.connect(lambda: self._none_identified.toggle(self._element, self.none))
        self.quiet.clicked.connect(self.show_quiet_check)
        self.ask.clicked.connect(lambda: self.ask_wanted.emit(""))
        self.change.whole_wanted.connect(self.show_changes)
        self._bridge.written.connect(self._on_written)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions of this strip do, by action id."""
        return {"agree_element": self.agree_or_go_on, "quiet_check": self.show_quiet_check}

    def agree_or_go_on(self) -> None:
        """Record that the room agrees on the element as it stands here; on a settled one, go to the next open one."""
        canvas = self._bridge.canvas
        if rules_now(canvas).answers and not self.isVisible():
            # nobody agrees on words that are not on the screen
            self._bridge.told.emit(tr("Go back to the board first: elements are agreed on there."))
            return
        key = self._element or canvas.workshop.element or canvas.template.walk[0]
        if not element_states(canvas)[key].settled:
            if self._bridge.do(AgreeElement(key, heard=self._heard)):
                self._bridge.told.emit(tr("Agreed: {box}", box=canvas.template.box(key).label))
            return
        following = next_open(canvas, key)
        if following:
            self._bridge.do(SetElement(following))
        else:
            self._bridge.told.emit(tr("Every element is settled."))

    def show_quiet_check(self) -> None:
        """Enter slips or fingers; only where answers are taken."""
        try:
            check_in_agreement(self._bridge.canvas)
        except CmcError as error:
            self._bridge.refused.emit(error, None)
            return
        QuietCheckDialog(self._bridge, self.window()).open()

    def show_changes(self) -> None:
        """All that changed in the element since the phase was opened."""
        template = self._bridge.canvas.template
        title = tr("Changes in {box}", box=template.box(self._element).label)
        since = tr("Since {time}, when the agreement was opened here.", time=time_of_day(self._changes.since))
        changes = self._changes.all(self._element) or self._changes.last(self._element)
        ElementChangesDialog(title, since, changes, template, self.window()).open()

    def take_focus(self) -> None:
        """Put the keys where arrows turn from element to element."""
        self.chips.setFocus()

    def finish_typing(self) -> None:
        """Nothing is typed here."""

    def unstored_words(self) -> dict[str, str]:
        return {}

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Nothing is typed here."""

    def refresh(self) -> None:
        """Read everything anew from the canvas."""
        canvas = self._bridge.canvas
        key = canvas.workshop.element or canvas.template.walk[0]
        self._element, self._heard = key, element_hash(canvas, key)
        self._changes.look(canvas, self._bridge.now())
        self.chips.show_lines(element_lines(canvas))
        state = element_states(canvas)[key]
        self.mark.show_state(state)
        self.name.setText(canvas.template.box(key).label)
        self.name.setToolTip(self.name.text())
        self.state.setText(state.label)
        self._show_buttons(canvas, key, state)
        last, all_of_it = self._changes.last(key), self._changes.all(key)
        since = time_of_day(self._changes.since)
        nothing = tr("Nothing has changed here since {time}.", time=since)
        self.change.show_changes(last, canvas.template, key, more=bool(set(all_of_it) - set(last)), nothing=nothing)

    def _show_buttons(self, canvas: Canvas, key: str, state: ElementState) -> None:
        following = next_open(canvas, key) if state.settled else ""
        if following:
            _say(self.agree, tr("Next open: {n}", n=canvas.template.box(following).number), "agree_element")
        else:
            _say(self.agree, tr("The room agrees"), "agree_element")
        self.agree.setVisible(not state.settled or bool(following))
        self.reopen.setVisible(state is ElementState.AGREED)
        self.none.setVisible(state is not ElementState.AGREED and not canvas.note_count(key))
        marked = canvas.mark(key).none_identified
        _say(self.none, tr("Take back “none identified”") if marked else tr("None identified"), "none_identified")
        everything = all(one.settled for one in element_states(canvas).values())
        redress(self.ask, "primary" if everything else "")
        redress(self.agree, "" if state.settled else "good")

    def _on_written(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def next_open(canvas: Canvas, key: str) -> str:
    """The next element of the walk after `key` that is not settled, round and round; empty when all others are."""
    walk, states = canvas.template.walk, element_states(canvas)
    place = walk.index(key)
    return next((one for one in (*walk[place + 1 :], *walk[:place]) if not states[one].settled), "")


def _button(action_id: str, text: str = "") -> QPushButton:
    button = QPushButton()
    spec = next((spec for spec in action_table() if spec.id == action_id), None)
    _say(button, text or (spec.text if spec is not None else ""), action_id)
    return button


def _say(button: QPushButton, text: str, action_id: str) -> None:
    """Put `text` on a button, with its key for those who point at it or hear it."""
    keys = next((spec.keys for spec in action_table() if spec.id == action_id), ())
    button.setText(text)
    button.setAccessibleName(text.rstrip("…"))
    button.setToolTip(f"{text.rstrip('…')} ({keys[0]})" if keys else text)
