"""What a plan means for the people in it, while it is made: time an element and a person, and the group's own times."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import EditPhase
from cmc_desktop.model.domain.lengths import length
from cmc_desktop.model.domain.pace import share
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.measured import Measured
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge

#: below this a person can hardly read a note out
TOO_SHORT = 15_000


def plan_words(canvas: Canvas) -> str:
    """What the round and the agreement give each element and each person, by roster and agenda."""
    elements = len(canvas.template.walk)
    people = sum(person.takes_turns for person in canvas.people)
    sentences = []
    for item in canvas.agenda:
        each = share(item.minutes, elements, people)
        if item.kind == PhaseKind.ROUND and people:
            sentences.append(
                trn(
                    "{phase}: {element} an element, {person} a person ({n} person).",
                    "{phase}: {element} an element, {person} a person ({n} people).",
                    people,
                    phase=item.title,
                    element=length(each.element),
                    person=length(each.person),
                )
            )
            if each.person < TOO_SHORT:
                sentences.append(tr("That is too short to read a note out: plan more minutes, or fewer turns."))
        elif item.kind in (PhaseKind.ROUND, PhaseKind.CONSENSUS):
            sentences.append(tr("{phase}: {element} an element.", phase=item.title, element=length(each.element)))
    if not people and any(item.kind == PhaseKind.ROUND for item in canvas.agenda):
        sentences.append(tr("Nobody on the roster contributes yet: put the participants on it."))
    return " ".join(sentences)


class PlanFigures(QWidget):
    """The figures below an agenda, and one button that puts the group's own measured times into it."""

    def __init__(self, bridge: SessionBridge, own: Mapping[str, Measured], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._own = dict(own)
        self.words = plain_label("muted")
        self.use_own = QPushButton()
        self.use_own.setAutoDefault(False)
        self.use_own.clicked.connect(self._use_own_times)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.use_own)
        self.refresh()

    def refresh(self) -> None:
        """Read roster and agenda anew."""
        canvas = self._bridge.canvas
        self.words.setText(plan_words(canvas))
        self.words.setVisible(bool(self.words.text()))
        changed = self._differing()
        self.use_own.setVisible(bool(changed))
        workshops = min((self._own[item.kind].workshops for item in changed), default=0)
        self.use_own.setText(
            trn("Use the times of your last {n} workshop", "Use the times of your last {n} workshops", workshops)
        )
        lines = [
            tr(
                "{phase}: {own} min, planned {planned}",
                phase=item.title,
                own=self._own[item.kind].minutes,
                planned=item.minutes,
            )
            for item in changed
        ]
        self.use_own.setToolTip("\n".join(lines))
        self.use_own.setAccessibleDescription("; ".join(lines))

    def _differing(self) -> list[AgendaItem]:
        """The phases still to come that took another time in the group's own workshops."""
        canvas = self._bridge.canvas
        return [
            item
            for item in canvas.agenda
            if item.kind in self._own
            and self._own[item.kind].minutes != item.minutes
            and not canvas.run(item.id).started_at
        ]

    def _use_own_times(self) -> None:
        for item in self._differing():
            self._bridge.do(EditPhase(item.id, item.name, self._own[item.kind].minutes, item))
