"""One box of the whole board on the wall."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from cmc_desktop.model.domain.element_states import ElementState
from cmc_desktop.model.domain.template import Box
from cmc_desktop.ui.projector.card_list import CardList
from cmc_desktop.ui.projector.card_metrics import CardMetrics, metrics_at
from cmc_desktop.ui.projector.labels import fitted, plain_label, sized, width_of
from cmc_desktop.ui.projector.measure import NOTE_FLOOR, Measure
from cmc_desktop.ui.projector.pages import line_heights, pages_of
from cmc_desktop.ui.projector.picture import Card
from cmc_desktop.ui.projector.state_shape import StateShape
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.theme import DARK

#: a note of the whole board is cut after so many lines; the element shows it whole
BOARD_LINES = 3
#: pixels by which labels may be wider than their words
_SPARE = 4


class BoardCell(QFrame):
    """The name of a box, as many of its notes as there is room for, and the number of the others."""

    def __init__(self, box: Box, columns: int) -> None:
        """`columns` is how many notes may lie side by side."""
        super().__init__()
        self._box = box
        self._columns = columns
        self._lit = False
        self._measure = Measure()
        self._pages: list[tuple[Card, ...]] = [()]
        self._words = f"{box.number} {tr(box.short)}"
        self._name = plain_label(self._words, wraps=False)
        self._shape = StateShape()
        self._rest, self._none = plain_label(wraps=False), plain_label(wraps=False)
        self.list = CardList(box.label)
        self._head = QHBoxLayout()
        self._head.addWidget(self._name, 1)
        self._head.addWidget(self._rest)
        self._head.addWidget(self._shape)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._head)
        self._layout.addWidget(self._none)
        self._layout.addWidget(self.list, 1)
        self.setMinimumSize(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def dress(self, measure: Measure, state: ElementState | None, *, lit: bool) -> None:
        """Take colours and measures and the sign of the state; `lit` for the element under discussion."""
        self._shape.show_state(state, measure.px(28), settled=DARK.good, open_=DARK.warning)
        self._name.setAccessibleName(f"{self._box.label}, {state.label}" if state is not None else self._box.label)
        self._lit, self._measure = lit, measure
        box, pad = self._box, measure.px(10)
        self._layout.setContentsMargins(pad, measure.px(2), pad, measure.px(2))
        self._layout.setSpacing(measure.px(2))
        self._head.setSpacing(measure.px(10))
        edge = DARK.tone(box.tone).name()
        ring = f"border: {max(2, measure.px(5))}px solid {DARK.focus};" if lit else "border: none;"
        style = (
            f"BoardCell {{ background: {DARK.card}; border-radius: {measure.px(8)}px; {ring} "
            f"border-top: {max(3, measure.px(6))}px solid {edge}; }}"
        )
        if self.styleSheet() != style:
            self.setStyleSheet(style)
        sized(self._name, measure.word(28), weight=600)
        sized(self._rest, measure.word(28), weight=600, colour=DARK.muted)
        sized(self._none, measure.note(36), colour=DARK.muted)
        self.list.dress(DARK.tint(box.tone, 0.22), QColor(DARK.ink), QColor(DARK.muted), DARK.tone(box.tone))

    def _margin(self) -> int:
        """Pixels left and right of the notes."""
        return 2 * self._measure.px(10) + (2 * max(2, self._measure.px(5)) if self._lit else 0) + 2

    def _chrome(self) -> int:
        """Pixels of the box above and below its notes, as it is dressed now."""
        measure = self._measure
        edges = max(3, measure.px(6)) + (max(2, measure.px(5)) if self._lit else 0)
        return edges + 3 * measure.px(2) + self._name.sizeHint().height() + 2

    def needed(self, cards: tuple[Card, ...], metrics: CardMetrics, width: int, lines: int = 0) -> int:
        """The height of the box with all these notes, or with `lines` lines of them."""
        heights = line_heights(cards, metrics, width - self._margin(), self._columns)
        heights = heights or [metrics.height(Card("", ""), width)]
        return self._chrome() + sum(heights[:lines] if lines else heights)

    def show_notes(self, cards: tuple[Card, ...], size: int, room: tuple[int, int], page: int, *, none: bool) -> None:
        """Show those notes of `page` (from 0) that fit into a box of `room` (width, height), in type of `size`."""
        width, height = room[0] - self._margin(), room[1] - self._chrome()
        metrics = self._metrics(cards, size, width, height)
        columns = 1
        self._pages = pages_of(cards, metrics, width, height)
        if len(self._pages) > 1 and self._columns > 1:
            columns = self._columns
            self._pages = pages_of(cards, metrics, width, height, columns)
        shown = self._pages[min(page, len(self._pages) - 1)]
        self.list.show_cards(shown, metrics, columns)
        rest = len(cards) - len(shown)
        self._rest.setText(f"+{rest}" if rest else "")
        self._rest.setAccessibleName(trn("and {n} more", "and {n} more", rest) if rest else "")
        self._show_name(width)
        self._none.setVisible(none)
        self._none.setText(tr("None identified") if none else "")
        self._layout.activate()

    def _show_name(self, width: int) -> None:
        """The name in the room beside the number of the other notes and the sign of the state, cut with dots."""
        taken = 0
        if self._rest.text():
            taken += width_of(self._rest.text(), self._measure.word(28), weight=600) + self._head.spacing()
        if not self._shape.isHidden():
            taken += self._shape.sizeHint().width() + self._head.spacing()
        spoken = self._name.accessibleName()
        fitted(self._name, self._words, self._measure.word(28), width - taken - _SPARE, weight=600)
        self._name.setAccessibleName(spoken)

    def _metrics(self, cards: tuple[Card, ...], size: int, width: int, height: int) -> CardMetrics:
        """Notes of as many lines as fill the first page best, more lines rather than more notes."""
        found = [metrics_at(size, self._measure, lines) for lines in range(BOARD_LINES, 0, -1)]
        fitting = [metrics for metrics in found if metrics.line_height * metrics.most_lines <= height] or found[-1:]

        def filled(metrics: CardMetrics) -> int:
            first = pages_of(cards, metrics, width, height)[0]
            return sum(line_heights(first, metrics, width)) - metrics.around * len(first)

        return max(fitting, key=filled)


def least_lines_metrics(measure: Measure) -> CardMetrics:
    """Notes of one line each: the least a box shows."""
    return metrics_at(NOTE_FLOOR, measure, 1)
