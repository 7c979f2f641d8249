"""The right side of the desk: who is in the room, and in the agreement phase who still has to agree."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.agenda import AgendaItem, Workshop
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.answer import Answer, AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    Arrive,
    DecideOnLeaver,
    EveryoneArrives,
    GiveAnswer,
    Leave,
    SetElement,
    WasNotHere,
    WithdrawAnswer,
)
from cmc_desktop.model.domain.participant import Leaving, Participant
from cmc_desktop.model.domain.phase_rules import PhaseKind, rules_now
from cmc_desktop.model.domain.readiness import Point, open_elements, readiness
from cmc_desktop.model.domain.reasking import Reasking, ToReask, about
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.services.session import Written
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.leaver_dialog import LeaverDialog
from cmc_desktop.ui.workshop.open_words import OpenWords
from cmc_desktop.ui.workshop.people_list import PeopleList, agreement_lines, attendance_lines
from cmc_desktop.ui.workshop.person_menu import PersonMenu
from cmc_desktop.ui.workshop.readiness_list import ReadinessList
from cmc_desktop.ui.workshop.roll_call_words import ask_words
from cmc_desktop.ui.workshop.room_area import RoomArea

_CONCERNS = (Participant, Workshop, AgendaItem, SignOff, Answer)


class PeoplePanel(QWidget):
    """The room. A checked box is a person in the room, or in the agreement phase a satisfied one.

    Signals:
        ask_wanted(str): the roll call is to be shown, for this person (id) or, when empty, for everybody open.
        sign_off_wanted(): the sign-off is to be shown.
        people_wanted(): the roster is to be shown.
        keys_given_back(): what was done here is done, and the keys belong where the work goes on.
        settling_wanted(): what is in conflict between copies is to be settled.
    """

    ask_wanted = Signal(str)
    sign_off_wanted = Signal()
    people_wanted = Signal()
    keys_given_back = Signal()
    settling_wanted = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._heard = ""
        self._showed_agreement = False
        self._reasking = Reasking(bridge.session.content_of)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "card")
        self.setAccessibleName(tr("People"))
        self.caption = dressed(QLabel(), "caps")
        self.heading = dressed(QLabel(), "heading")
        self.roster = dressed(QToolButton(), "plain")
        self.roster.setIcon(look.icons.icon("edit"))
        self.roster.setAccessibleName(tr("People…"))
        self.roster.setToolTip(tr("Change the roster…"))
        self.list = PeopleList(look)
        self.open_words = OpenWords(look)
        self.words = dressed(QLabel(), "muted")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.readiness = ReadinessList(look)
        self.everyone_here = QPushButton(tr("Everyone is here"))
        self.everyone_here.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_people = dressed(QPushButton(tr("Add people…")), "primary")
        self.area = RoomArea(
            self.list, (self.open_words, self.words, self.readiness, self.everyone_here, self.add_people)
        )
        self.ask = QPushButton()
        self.sign_off = dressed(QPushButton(tr("Sign off…")), "primary")
        for button in (self.add_people, self.ask, self.sign_off):
            button.setAutoDefault(True)  # for what only opens something: what writes is not pressed by mistake
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.caption, 1)
        top.addWidget(self.roster)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.heading)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.ask)
        layout.addWidget(self.sign_off)

    def _connect(self) -> None:
        self.list.people.check_wished.connect(self._on_check_wished)
        self.list.customContextMenuRequested.connect(self._on_menu_requested)
        self.open_words.last_answer_wished.connect(
            lambda person: self._bridge.do(DecideOnLeaver(person, Leaving.LAST_ANSWER))
        )
        self.open_words.leaving_out_wished.connect(self._on_leaving_out_wished)
        self.readiness.way_wanted.connect(self._on_way_wanted)
        self.roster.clicked.connect(self.people_wanted)
        self.add_people.clicked.connect(self.people_wanted)
        self.everyone_here.clicked.connect(self._on_everyone_here_clicked)
        self.list.keys_given_back.connect(self.keys_given_back)
        self.ask.clicked.connect(lambda: self.ask_wanted.emit(""))
        self.sign_off.clicked.connect(self.sign_off_wanted)
        self._bridge.written.connect(self._on_written)

    @property
    def about_agreement(self) -> bool:
        """Whether the panel shows where people stand, not only who is there."""
        canvas = self._bridge.canvas
        item = canvas.current_item
        in_phase = item is not None and (rules_now(canvas).answers or item.kind == PhaseKind.SIGNOFF)
        return in_phase or canvas.sign_off is not None

    def refresh(self) -> None:
        """Read everything anew from the canvas."""
        about_agreement = self.about_agreement
        self.ask.setVisible(about_agreement)
        self.readiness.setVisible(about_agreement and self._bridge.canvas.sign_off is None)
        self.sign_off.setVisible(about_agreement)
        if about_agreement:
            self._show_agreement()
        else:
            self._show_attendance()
        if about_agreement != self._showed_agreement:
            self._showed_agreement = about_agreement
            self.list.scrollToTop()

    def _show_attendance(self) -> None:
        people = self._bridge.canvas.people
        present = sum(person.present for person in people)
        asked = sum(person.asked and person.present for person in people)
        self.caption.setText(tr("IN THE ROOM"))
        self.heading.setText(tr("{here} of {all}", here=present, all=len(people)))
        self.heading.setVisible(bool(people))
        self.list.setAccessibleName(tr("Who is in the room"))
        self.list.show_lines(attendance_lines(self._bridge.canvas))
        self.open_words.hide()
        self._show_list(bool(people))
        if people:
            self.words.setText(trn("{n} person in the room counts.", "{n} people in the room count.", asked))
        else:
            self.words.setText(tr("Nobody is on the roster yet. Those on it who are in the room are asked at the end."))
        self.words.show()
        self.everyone_here.setVisible(any(not person.arrived_at for person in people))

    def _show_list(self, shown: bool) -> None:
        self.area.show_people(shown)
        self.add_people.setVisible(not shown)

    def _show_agreement(self) -> None:
        canvas = self._bridge.canvas
        now = agreement(canvas)
        self._heard = canvas.content_hash
        self.caption.setText(tr("AGREEMENT"))
        self.heading.setText(tr("{n} of {all} satisfied", n=now.satisfied, all=len(now.in_room)))
        self.heading.show()
        self.list.setAccessibleName(tr("Who is satisfied with the present words"))
        due = self._reasking.due(canvas)
        self.list.show_lines(agreement_lines(canvas, {one.person.id: about(one, canvas.template) for one in due}))
        self._show_list(True)
        self.open_words.show_canvas(canvas)
        self.everyone_here.setVisible(False)
        signed = canvas.sign_off is not None
        self.ask.setText(ask_words(now))
        self.ask.setVisible(not signed and rules_now(canvas).answers)
        self.sign_off.setVisible(not signed)
        self.sign_off.setEnabled(now.complete)
        missing = upright("\n".join(now.open_points))
        self.words.setText(tr("This canvas is signed.") if signed else "")
        self.words.setVisible(signed)
        self._show_readiness(canvas, due)
        self.sign_off.setToolTip(missing)
        self.sign_off.setAccessibleDescription(missing)

    def _show_readiness(self, canvas: Canvas, due: tuple[ToReask, ...]) -> None:
        """The named ticks; how many are satisfied says the heading."""
        ticks = readiness(canvas, due)
        self.readiness.show_ticks([tick for tick in ticks if tick.point is not Point.SATISFIED])

    def _on_way_wanted(self, point: str) -> None:
        """Lead to what is open: the first element that is not settled, the people to ask, who left."""
        canvas = self._bridge.canvas
        if point == Point.CONFLICTS:
            self.settling_wanted.emit()
        elif point == Point.ELEMENTS:
            self._bridge.do(SetElement(open_elements(canvas)[0]))
        elif point == Point.LEAVERS:
            self.area.ensureWidgetVisible(self.open_words.take_focus())
        elif not rules_now(canvas).answers:
            self._bridge.told.emit(tr("Answers are taken in the agreement phase only."))
        elif point == Point.AGAIN:
            self.ask_wanted.emit(self._reasking.due(canvas)[0].person.id)
        else:
            self.ask_wanted.emit("")

    def _on_written(self, written: Written) -> None:
        if not self.isVisible():
            return  # what came meanwhile is read when the panel is shown
        if self.about_agreement or any(isinstance(put, _CONCERNS) for put in written.puts):
            self.refresh()

    def _on_everyone_here_clicked(self) -> None:
        self._bridge.do(EveryoneArrives())
        self.keys_given_back.emit()

    def _on_check_wished(self, person: str, checked: bool) -> None:
        if self.about_agreement:
            satisfied = GiveAnswer(person, AnswerKind.SATISFIED, heard=self._heard)
            self._bridge.do(satisfied if checked else WithdrawAnswer(person))
        elif checked:
            self._bridge.do(Arrive(person))
        elif self._bridge.canvas.workshop.started_at:
            self._bridge.do(Leave(person))
        else:
            self._bridge.do(WasNotHere(person))

    def _on_leaving_out_wished(self, person: str) -> None:
        dialog = LeaverDialog(self._bridge, self._bridge.canvas.person(person), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def menu_for(self, person_id: str) -> PersonMenu:
        """What can be done about one person, besides the check box."""
        menu = PersonMenu(self._bridge, person_id, self, about_agreement=self.about_agreement)
        menu.ask_wanted.connect(self.ask_wanted)
        return menu

    def _on_menu_requested(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if not index.isValid():
            index = self.list.currentIndex()
        if not index.isValid():
            return
        menu = self.menu_for(self.list.people.line(index).id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
