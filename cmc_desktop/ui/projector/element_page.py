"""One element in large type with its question and notes; what does not fit goes to further pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.template import Box, Template
from cmc_desktop.ui.projector.card_list import CardList
from cmc_desktop.ui.projector.card_metrics import CardMetrics, metrics_at
from cmc_desktop.ui.projector.labels import card_style, plain_label, sized
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.projector.pages import line_heights, pages_of, whole_parts
from cmc_desktop.ui.projector.picture import Card, ElementPicture
from cmc_desktop.ui.projector.plan import Plan
from cmc_desktop.ui.projector.wall_page import WallPage
from cmc_desktop.ui.theme import LIGHT, mixed

#: type sizes of the notes at 1080 lines, largest first; the last is the floor the room can read
_SIZES = (44, 40, 36)


class ElementPage(WallPage):
    """The element under discussion. A page turns to the note that is written while it is shown."""

    def __init__(self, template: Template) -> None:
        super().__init__(template)
        self._plan = Plan(template)
        self._card = QFrame()
        self._name, self._question, self._state = plain_label(), plain_label(), plain_label()
        self._pages_label = plain_label(wraps=False)
        self.list = CardList()
        self._inner = QVBoxLayout(self._card)
        for widget in (self._name, self._question, self._state):
            self._inner.addWidget(widget)
        self._inner.addWidget(self.list, 1)
        self._inner.addWidget(self._pages_label, 0, Qt.AlignmentFlag.AlignRight)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._plan, 24)
        self._row.addWidget(self._card, 72)
        self._element = ""
        self._page = 0
        self._pages: list[tuple[Card, ...]] = [()]
        self._turned_for = ""

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def turn(self, by: int) -> None:
        """Turn to another page of a full element."""
        self._page = max(0, min(self.page_count - 1, self._page + by))

    def show_element(self, picture: ElementPicture, measure: Measure) -> None:
        box = self.template.box(picture.element)
        self._plan.light(picture.element, measure)
        self._row.setSpacing(measure.px(32))
        self._dress(box, measure)
        self._state.setVisible(picture.none_identified)
        self._state.setText(tr("None identified") if picture.none_identified else "")
        self.list.setAccessibleName(box.label)
        tint = mixed(QColor(LIGHT.card), LIGHT.tone(box.tone), 0.10)
        self.list.dress(tint, QColor(LIGHT.ink), QColor(LIGHT.muted), LIGHT.tone(box.tone))
        width, height = self._room()
        metrics = self._fitting(picture.cards, width, height, measure)
        self._pages = pages_of(whole_parts(picture.cards, metrics, width, height), metrics, width, height)
        self._turn_to_the_newest(picture)
        self.list.show_cards(self._pages[self._page], metrics)
        count = self.page_count
        self._pages_label.setText(tr("page {n} of {total}", n=self._page + 1, total=count) if count > 1 else "")

    def _dress(self, box: Box, measure: Measure) -> None:
        margin = measure.px(40)
        self._inner.setContentsMargins(margin, measure.px(28), margin, measure.px(20))
        self._inner.setSpacing(measure.px(12))
        self._card.setStyleSheet(card_style(box, measure))
        self._name.setText(f"{box.number} · {tr(box.heading)}")
        self._question.setText(tr(box.question))
        sized(self._name, measure.word(54), weight=700, colour=LIGHT.ink)
        sized(self._question, measure.word(32), colour=LIGHT.muted)
        sized(self._state, measure.note(44), colour=LIGHT.ink)
        sized(self._pages_label, measure.word(28), weight=600, colour=LIGHT.muted)

    def _room(self) -> tuple[int, int]:
        """Width and height there is for notes."""
        self._row.activate()
        self._inner.activate()
        return max(100, self.list.width()), max(60, self.list.height())

    def _fitting(self, cards: tuple[Card, ...], width: int, height: int, measure: Measure) -> CardMetrics:
        """The largest type in which everything fits, or the floor."""
        for size in _SIZES:
            metrics = metrics_at(size, measure)
            if sum(line_heights(cards, metrics, width)) <= height + metrics.gap:
                break
        return metrics

    def _turn_to_the_newest(self, picture: ElementPicture) -> None:
        """Begin each element at its first page, and turn to a note once, when it is written."""
        if picture.element != self._element:
            self._element, self._page = picture.element, 0
        newest = next((card.note for card in picture.cards if card.ringed), "")
        if newest and newest != self._turned_for:
            self._turned_for = newest
            self._page = next(n for n, cards in enumerate(self._pages) if any(card.ringed for card in cards))
        self._page = min(self._page, self.page_count - 1)
