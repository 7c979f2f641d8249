"""Ask everyone: one person after another in large letters, with exactly what changed since their last answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QStackedWidget, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agreement import Agreement, Row, agreement
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.changes import GiveAnswer
from cmc_desktop.model.domain.difference import Difference, differences
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.ui.held_key import HeldKey
from cmc_desktop.ui.look import Look, dressed, redress
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import DARK, font, palette, style_sheet
from cmc_desktop.ui.workshop.answer_bar import AnswerBar
from cmc_desktop.ui.workshop.change_cards import ChangeCards
from cmc_desktop.ui.workshop.clock_face import LOOKS
from cmc_desktop.ui.workshop.dead_time import DeadTime
from cmc_desktop.ui.workshop.people_list import agreement_lines
from cmc_desktop.ui.workshop.phase_clock import read_clock
from cmc_desktop.ui.workshop.roll_call import RollCall
from cmc_desktop.ui.workshop.roll_call_list import RollCallList
from cmc_desktop.ui.workshop.roll_call_summary import RollCallSummary
from cmc_desktop.ui.workshop.roll_call_words import counts, since_words


class RollCallPage(QWidget):
    """The direct question, person by person. Call `begin` before it is shown.

    Signals:
        closed(): back to the board.
        sign_off_wanted(): everybody is satisfied and the canvas is to be signed off.
    """

    closed = Signal()
    sign_off_wanted = Signal()

    def __init__(
        self, bridge: SessionBridge, look: Look, parent: QWidget | None = None, *, dead_time: DeadTime | None = None
    ) -> None:
        super().__init__(parent)
        self.dead_time = dead_time or DeadTime()
        self._bridge = bridge
        self._look = Look(DARK, look.icons)
        self._call: RollCall | None = None
        self._scale = 1.0
        self._shown_person = ""
        self._heard = ""
        self._begun: dict[str, dict[str, str]] = {}
        self._shown_changes: tuple[object, ...] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "paper")
        self.setPalette(palette(DARK))
        self.setStyleSheet(style_sheet(DARK))
        self.setAccessibleName(tr("Ask everyone"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._held = HeldKey(self)
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.title = QLabel(tr("Ask everyone"))
        self.count = dressed(QLabel(), "muted")
        self.clock = QLabel()
        self.name = QLabel()
        self.about = dressed(QLabel(), "muted")
        self.question = QLabel(tr("Are you satisfied with the canvas as it stands?"))
        self.since = dressed(QLabel(), "muted")
        for label in (self.title, self.count, self.name, self.about, self.question, self.since):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.name, self.about, self.question, self.since):
            label.setWordWrap(True)
        self.changes = ChangeCards()
        self.bar = AnswerBar()
        self.list = RollCallList(self._look)
        self.summary = RollCallSummary()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title)
        top.addWidget(self.count, 1)
        top.addWidget(self.clock)
        asking = QWidget()
        column = QVBoxLayout(asking)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.name, self.about, self.question, self.since):
            column.addWidget(widget)
        column.addWidget(self.changes, 1)
        self._faces = QStackedWidget()
        self._faces.addWidget(asking)
        self._faces.addWidget(self.summary)
        middle = QHBoxLayout()
        middle.addWidget(self._faces, 1)
        middle.addWidget(self.list)
        self._column, self._middle, self._asking = QVBoxLayout(self), middle, column
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._column.addLayout(top)
        self._column.addLayout(middle, 1)
        self._column.addWidget(self.bar)

    def _connect(self) -> None:
        self.bar.answered.connect(self._on_answered)
        self.bar.later_wished.connect(self._on_later_wished)
        self.list.clicked.connect(self._on_person_chosen)
        self.list.activated.connect(self._on_person_chosen)
        self.summary.sign_off_wanted.connect(self.sign_off_wanted)
        self.summary.asking_wanted.connect(self.begin)
        self.summary.closed.connect(self.closed)
        self._bridge.written.connect(self._on_written)
        self._bridge.ticked.connect(self._show_clock)
        keys: dict[str, Callable[[], object]] = {
            "Y": self.bar.satisfied.click,
            "R": self.bar.ask_reservation,
            "N": self.bar.ask_not_yet,
            "Right": self._on_later_wished,
        }
        turns = {"PgDown": partial(self.changes.turn, +1), "PgUp": partial(self.changes.turn, -1)}
        for key, wish in keys.items():
            self._bind(key, partial(self._on_key_pressed, wish))
        for key, wish in turns.items():
            self._bind(key, partial(self._on_key_pressed, wish), repeats=True)
        for key in ("Left", "Backspace"):
            self._bind(key, self._on_back_wished)
        self._bind("Esc", self._on_escape)

    def _bind(self, key: str, wish: Callable[[], object], *, repeats: bool = False) -> None:
        """A key that is held answers once: the next person is asked before the next answer."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(repeats)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: wish() if repeats or not self._held.repeats else None)

    def _on_key_pressed(self, wish: Callable[[], object]) -> None:
        """A key counts while a person is asked and no words are being typed."""
        if self.person_in_front and not self.bar.field_open and self.dead_time.over:
            wish()

    def begin(self, person: str = "") -> None:
        """Start a round with those to ask, or with one person."""
        canvas = self._bridge.canvas
        answers = canvas.answers
        self._call = RollCall(agreement(canvas), answers[-1].person if answers else "", person)
        self._heard = canvas.content_hash
        self.bar.close_field()
        self.refresh()

    @property
    def person_in_front(self) -> str:
        """The id of the person who is being asked; empty when the round is over."""
        return self._call.current if self._call is not None else ""

    def refresh(self) -> None:
        """Read everything anew from the canvas: who is in front, who left, what changed meanwhile."""
        if self._call is None:
            return
        canvas = self._bridge.canvas
        now = agreement(canvas)
        if self._faces.currentWidget() is not self.summary or self.person_in_front:
            self._call.follow(now, canvas.content_hash)
        self._show(now)

    def _show(self, now: Agreement) -> None:
        person = self.person_in_front
        here = {row.person.id for row in now.in_room}
        lines = [line for line in agreement_lines(self._bridge.canvas) if line.id in here]
        self.list.show_lines(lines, person, self._scale)
        self.count.setText(counts(now))
        row = next((row for row in now.in_room if row.person.id == person), None)
        if row is None:
            self._shown_person = ""
            before = self._call.before if self._call is not None else ""
            names = (row.person.name for row in now.in_room if row.person.id == before)
            self.summary.show_agreement(now, self._scale, next(names, ""))
        else:
            self._show_person(row)
        self._show_face(asking=row is not None)
        self._show_clock(self._bridge.now())

    def _show_face(self, *, asking: bool) -> None:
        fresh = asking == (self._faces.currentWidget() is self.summary)
        self._faces.setCurrentIndex(0 if asking else 1)
        self.bar.setVisible(asking)
        if fresh:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the next key is expected."""
        if self._faces.currentWidget() is self.summary:
            self.summary.take_focus()
        else:
            self.bar.satisfied.setFocus()

    def _show_person(self, row: Row) -> None:
        person = row.person
        if person.id != self._shown_person:
            self._shown_person = person.id
            self._heard = self._bridge.canvas.content_hash
            self.dead_time.begin()
            self.bar.ask_person(self._begun.setdefault(person.id, {}))
        self.name.setText(person.name)
        speaks = tr("speaks for: {group}", group=person.speaks_for) if person.speaks_for else ""
        self.about.setText(" · ".join(part for part in (person.organisation, speaks) if part))
        self.about.setVisible(bool(self.about.text()))
        found = self._changes_since(row.answer) if row.answer is not None else ()
        self.since.setText(since_words(row, bool(found)))
        self.since.setVisible(bool(self.since.text()))
        shown = (person.id, found, self._scale)
        if shown != self._shown_changes:
            self._shown_changes = shown
            self.changes.show_differences(found, self._bridge.canvas.template, self._scale)

    def _changes_since(self, answer: Answer) -> tuple[Difference, ...]:
        canvas = self._bridge.canvas
        if answer.content_hash == canvas.content_hash:
            return ()
        try:
            return differences(self._bridge.session.content_of(answer.content_hash), canvas.content)
        except NotThere:
            return ()

    def _show_clock(self, now: int) -> None:
        reading = read_clock(self._bridge.canvas, now) if self.isVisible() else None
        if reading is not None:
            self.clock.setText(reading.figures)
            self.clock.setAccessibleName(reading.spoken)
            self.clock.setToolTip(reading.words)
            redress(self.clock, LOOKS[reading.level])

    def _on_written(self) -> None:
        """Hidden behind the board it costs nothing; what has changed is read when it is shown."""
        if self.isVisible():
            self.refresh()

    def _on_answered(self, kind: str, words: str) -> None:
        person = self.person_in_front
        if self._call is None or not person or not self.dead_time.over:
            return
        if self._bridge.do(GiveAnswer(person, kind, words, heard=self._heard)):
            self._call.answered(self._bridge.canvas.content_hash)
            self.bar.forget_begun()
            self.bar.close_field()
        else:
            # Words that changed in front of the person are told once; the next answer is for what is shown now.
            self._heard = self._bridge.canvas.content_hash
        self.refresh()

    def unstored_words(self) -> dict[str, str]:
        """Words begun for an answer that was not given, by 'answer:PERSON:KIND'."""
        self.bar.keep_begun()
        begun = self._begun.items()
        return {f"answer:{person}:{kind}": text for person, kinds in begun for kind, text in kinds.items()}

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Take up words that were begun earlier; they come back when the person is asked."""
        for place, text in words.items():
            kind_of_place, _, rest = place.partition(":")
            person, _, kind = rest.rpartition(":")
            if kind_of_place == "answer" and person:
                self._begun.setdefault(person, {})[kind] = text

    def _on_later_wished(self) -> None:
        if self._call is not None:
            self._call.later()
            self.refresh()

    def _on_back_wished(self) -> None:
        if self._call is not None and not self.bar.field_open and self.dead_time.over:
            self._call.back()
            self.refresh()

    def _on_person_chosen(self, index: QModelIndex) -> None:
        if self._call is not None:
            self._call.go_to(self.list.people.line(index).id)
            self.refresh()
            self.take_focus()

    def _on_escape(self) -> None:
        if self.bar.field_open:
            self.bar.close_field()
            self.refresh()
        else:
            self.closed.emit()

    def _fit(self) -> None:
        scale = self._scale
        self.title.setFont(font(18 * scale, QFont.Weight.DemiBold))
        self.count.setFont(font(18 * scale))
        self.clock.setFont(font(34 * scale, QFont.Weight.Bold))
        self.name.setFont(font(64 * scale, QFont.Weight.Bold))
        self.about.setFont(font(25 * scale))
        self.question.setFont(font(31 * scale))
        self.since.setFont(font(18 * scale))
        self.bar.scale(scale)
        self.list.setFixedWidth(round(380 * scale))
        side = round(44 * scale)
        self._column.setContentsMargins(side, side // 2, side, side // 2)
        self._column.setSpacing(round(20 * scale))
        self._middle.setSpacing(side)
        self._asking.setSpacing(round(14 * scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = min(1.4, max(0.7, round(min(self.width() / 1400, self.height() / 860) * 20) / 20))
        if wanted != self._scale or not self.name.font().bold():
            self._scale = wanted
            self._fit()
            self.refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(900, 560)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._heard = self._bridge.canvas.content_hash
        if self._call is None:
            self.begin()
        self.refresh()
        self._show_clock(self._bridge.now())
        self.dead_time.begin()
        self.take_focus()
