"""The left side of the desk: the agenda, the clock, the element under discussion and the moderator's card."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.services.cards import BY_ELEMENT
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.session import Written
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.phase_clock import read_clock
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agenda_list import AgendaList
from cmc_desktop.ui.workshop.before_and_after import BeforeAndAfter
from cmc_desktop.ui.workshop.card_dialog import CardDialog
from cmc_desktop.ui.workshop.clock_face import ClockFace
from cmc_desktop.ui.workshop.element_card import ElementCard
from cmc_desktop.ui.workshop.moderator_card import ModeratorCard
from cmc_desktop.ui.workshop.rule_card import RuleCard
from cmc_desktop.ui.workshop.sounds import Gong, Player

_CONCERNS = (AgendaItem, PhaseRun, Workshop, Participant, SignOff, CardText)
#: pixels that clock, rule and a card one can read want; the agenda is folded where they are not left
_ROOM_BELOW = 560


class AgendaPanel(QWidget):
    """Where the workshop is. `protocols` hold the moderator's cards; `player` plays the gong, None is silence.

    Signals:
        agenda_wanted(): the agenda dialog is to be shown.
        people_wanted(): the roster is to be shown.
        skip_wanted(): the phase is to be skipped; a reason has to be asked for.
        sound_switched(bool): the sound was switched on or off; the caller remembers it.
    """

    agenda_wanted = Signal()
    people_wanted = Signal()
    skip_wanted = Signal()
    sound_switched = Signal(bool)

    def __init__(
        self,
        bridge: SessionBridge,
        look: Look,
        protocols: Mapping[str, Protocol],
        player: Player | None = None,
        *,
        sound_on: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._look = look
        self._protocols = protocols
        self._gong = Gong(player, on=sound_on)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "left-panel")
        self.setAccessibleName(tr("Agenda and clock"))
        self.setMinimumWidth(216)
        self.setMaximumWidth(280)
        self.agenda = AgendaList(look)
        self.face = ClockFace(bridge, look)
        self.rest = BeforeAndAfter(bridge, look)
        self.rule = RuleCard(protocols)
        self.element = ElementCard(bridge, look)
        self.card = ModeratorCard(look, protocols)
        self._clock = QStackedWidget()
        self._clock.addWidget(self.face)
        self._clock.addWidget(self.rest)
        #: whether the person at the desk wants the agenda folded; None where they have not said
        self._wants_folded: bool | None = None
        self._make_buttons()
        self._lay_out()
        self.face.skip_wanted.connect(self.skip_wanted)
        self.card.edit_wanted.connect(self.edit_card)
        self.rest.agenda_wanted.connect(self.agenda_wanted)
        self.rest.people_wanted.connect(self.people_wanted)
        bridge.written.connect(self._on_written)
        bridge.ticked.connect(self._on_ticked)
        self.refresh()

    def _make_buttons(self) -> None:
        self.fold = dressed(QToolButton(), "plain")
        self.fold.clicked.connect(self._on_fold_clicked)
        self.change_agenda = dressed(QToolButton(), "plain")
        self.change_agenda.setIcon(self._look.icons.icon("edit"))
        self.change_agenda.setAccessibleName(tr("Change agenda…"))
        self.change_agenda.setToolTip(tr("Change agenda…"))
        self.change_agenda.clicked.connect(self.agenda_wanted)
        self.sound = dressed(QToolButton(), "plain")
        self.sound.setCheckable(True)
        self.sound.setChecked(self._gong.on)
        self.sound.toggled.connect(self._on_sound_toggled)
        self._show_sound()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(0)
        heading.addWidget(dressed(QLabel(tr("AGENDA")), "caps"), 1)
        heading.addWidget(self.fold)
        heading.addWidget(self.change_agenda)
        heading.addWidget(self.sound)
        self.below = QScrollArea()
        self.below.setWidgetResizable(True)
        self.below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.below.setAccessibleName(tr("Element and moderator’s card"))
        inner = dressed(QWidget(), "card")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        column.addWidget(self.element)
        column.addWidget(self.card, 1)
        self.below.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(heading)
        layout.addWidget(self.agenda)
        layout.addWidget(self._clock)
        layout.addWidget(self.rule)
        layout.addWidget(self.below, 1)
        self._filler = QWidget()
        layout.addWidget(self._filler, 1)

    def refresh(self) -> None:
        """Read everything anew from the canvas."""
        canvas = self._bridge.canvas
        item = canvas.current_item
        running = item is not None and canvas.sign_off is None
        self._clock.setCurrentWidget(self.face if running else self.rest)
        self.rule.setVisible(running)
        self.below.setVisible(running)
        self._filler.setVisible(not running)
        self.change_agenda.setVisible(running)
        self._fold()
        if item is not None and running:
            self.face.show_place()
            self.rule.show_canvas(canvas, item)
            self.element.setVisible(item.kind in BY_ELEMENT)
            self.element.show_canvas()
            if self.card.show_canvas(canvas, item):
                self.below.verticalScrollBar().setValue(0)
        else:
            self.rest.show_canvas()
        self._show_time(self._bridge.now())

    def edit_card(self) -> None:
        """Let the moderator put own words on the card."""
        CardDialog(self._bridge, self._protocols, self.window()).open()

    def _fold(self) -> None:
        """Fold the agenda in a low window, so that the card below can be read, or as it was wished by hand."""
        running = not self.below.isHidden()
        low = self.agenda.whole_height + _ROOM_BELOW > self.height()
        folded = running and (low if self._wants_folded is None else self._wants_folded)
        self.agenda.fold(folded)
        self.fold.setVisible(running)
        name = tr("Show all phases") if folded else tr("Show this phase and the next")
        if self.fold.toolTip() != name:
            self.fold.setIcon(self._look.icons.icon("enlarge" if folded else "shrink"))
            self.fold.setAccessibleName(name)
            self.fold.setToolTip(name)

    def _on_fold_clicked(self) -> None:
        self._wants_folded = not self.agenda.folded
        self._fold()

    def _show_time(self, now: int) -> None:
        canvas = self._bridge.canvas
        if canvas.sign_off is not None:
            self.agenda.show_canvas(canvas, min(now, canvas.sign_off.at))
            return
        self.agenda.show_canvas(canvas, now)
        reading = read_clock(canvas, now)
        if reading is not None:
            self.face.show_reading(reading)
            self._gong.look(canvas.workshop.current, reading.level)

    def _show_sound(self) -> None:
        self.sound.setIcon(self._look.icons.icon("sound" if self._gong.on else "mute"))
        self.sound.setAccessibleName(tr("Sound is on") if self._gong.on else tr("Sound is off"))
        self.sound.setToolTip(tr("Gong at 5, 1 and 0 minutes: on") if self._gong.on else tr("Gong: off"))

    def _on_written(self, written: Written) -> None:
        if any(isinstance(put, _CONCERNS) for put in written.puts):
            self.refresh()

    def _on_ticked(self, now: int) -> None:
        self._show_time(now)
        if self._clock.currentWidget() is self.rest:
            self.rest.show_canvas()

    def _on_sound_toggled(self, on: bool) -> None:
        self._gong.on = on
        self._show_sound()
        self.sound_switched.emit(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
