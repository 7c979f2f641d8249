"""Which notes of the round are shown: whose, from where, said in which element, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.fate import FateKind
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.services.fate_document import FateChoice, organisations, speakers
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr


class FateFilter(QWidget):
    """Four choices side by side; each begins with all.

    Signals:
        changed(): something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person, self.organisation, self.element, self.kind = (QComboBox() for _ in range(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for label, box in (
            (tr("&Person"), self.person),
            (tr("&Organisation"), self.organisation),
            (tr("&Element"), self.element),
            (tr("&What became of it"), self.kind),
        ):
            row.addLayout(_labelled(label, box), 1)
            box.currentIndexChanged.connect(self.changed)

    @property
    def choice(self) -> FateChoice:
        kind = self.kind.currentData()
        return FateChoice(
            self.person.currentData() or "",
            self.organisation.currentData() or "",
            self.element.currentData() or "",
            FateKind(kind) if kind else None,
        )

    def show_canvas(self, canvas: Canvas) -> None:
        """Offer what there is by now; what was chosen stays chosen where it can."""
        names = all_names(canvas)
        _offer(self.person, tr("Everybody"), ((one.id, names[one.id]) for one in speakers(canvas)))
        _offer(self.organisation, tr("All organisations"), ((name, name) for name in organisations(canvas)))
        _offer(self.element, tr("All elements"), ((box.key, box.label) for box in canvas.template.in_walk_order))
        _offer(self.kind, tr("Whatever became of them"), ((kind.value, kind.label) for kind in FateKind))


def _labelled(label: str, box: QComboBox) -> QVBoxLayout:
    box.setAccessibleName(label.replace("&", ""))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    buddy = dressed(QLabel(label), "muted")
    buddy.setBuddy(box)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(buddy)
    column.addWidget(box)
    return column


def _offer(box: QComboBox, everything: str, offers: Iterable[tuple[str, str]]) -> None:
    offers = [("", everything), *offers]
    if offers == [(box.itemData(place), box.itemText(place)) for place in range(box.count())]:
        return
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for key, words in offers:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
