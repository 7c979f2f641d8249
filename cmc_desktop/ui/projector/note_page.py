"""One note in very large type, and what the room said about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout

from cmc_desktop.model.domain.template import Box, Template
from cmc_desktop.ui.projector.card_list import CardList
from cmc_desktop.ui.projector.card_metrics import CardMetrics, metrics_at
from cmc_desktop.ui.projector.labels import plain_label, sized
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.projector.pages import line_heights, whole_pages
from cmc_desktop.ui.projector.picture import Card, NotePicture
from cmc_desktop.ui.projector.sheet import Sheet
from cmc_desktop.ui.projector.wall_page import WallPage
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import DARK, LIGHT, mixed

#: type sizes of the note at 1080 lines, largest first, down to the floor
_NOTE_SIZES = (88, 76, 66, 58, 50, 44, 40, 36)
#: how many of these are large enough to be seen at a glance
_LARGE = 5
#: the size of what was said about it
_REMARK_SIZE = 40
#: the share of the page the note may take where something was said about it
_NOTE_SHARE = 0.55


@dataclass(frozen=True, slots=True)
class _Page:
    """What one page shows: the note, or a part of it, and remarks below."""

    note: tuple[Card, ...]
    remarks: tuple[Card, ...]


class NotePage(WallPage):
    """The note stays in sight while the remarks are turned, unless it takes pages of its own."""

    def __init__(self, template: Template) -> None:
        super().__init__(template)
        self._sheet = Sheet()
        self._name, self._pages_label = plain_label(), plain_label(wraps=False)
        self.note, self.remarks = CardList(), CardList()
        self._inner = QVBoxLayout(self._sheet)
        self._inner.addWidget(self._name)
        self._inner.addWidget(self.note)
        self._inner.addWidget(self.remarks, 1)
        self._inner.addWidget(self._pages_label, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sheet)
        self._pages = [_Page((), ())]
        self._shown = ""

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def turn(self, by: int) -> None:
        self._page = max(0, min(self.page_count - 1, self._page + by))

    def show_note(self, picture: NotePicture, measure: Measure) -> None:
        box = self.template.box(picture.element)
        self._dress(box, measure)
        if picture.card.note != self._shown:
            self._shown, self._page = picture.card.note, 0
        width, height = self._room()
        metrics, remark_metrics = self._share_out(picture, width, height, measure)
        self._page = min(self._page, self.page_count - 1)
        page = self._pages[self._page]
        self.note.setFixedHeight(max(1, sum(metrics.height(card, width) for card in page.note)))
        self.note.setVisible(bool(page.note))
        self.note.show_cards(page.note, metrics)
        self.remarks.show_cards(page.remarks, remark_metrics)
        self._pages_label.setText(self.page_words)

    def _dress(self, box: Box, measure: Measure) -> None:
        margin = measure.px(40)
        self._inner.setContentsMargins(margin, measure.px(40), margin, measure.px(20))
        self._inner.setSpacing(measure.px(16))
        self._sheet.dress(DARK.tone(box.tone), measure)
        self._name.setText(box.label)
        self.note.setAccessibleName(tr("The note under discussion"))
        self.remarks.setAccessibleName(tr("Remarks"))
        sized(self._name, measure.word(32), weight=600, colour=LIGHT.muted)
        sized(self._pages_label, measure.word(28), weight=600, colour=LIGHT.muted)
        tint = mixed(QColor(LIGHT.card), LIGHT.tone(box.tone), 0.10)
        ink, muted = QColor(LIGHT.ink), QColor(LIGHT.muted)
        self.note.dress(tint, ink, muted, LIGHT.tone(box.tone))
        self.remarks.dress(QColor(LIGHT.paper), ink, muted, LIGHT.tone(box.tone))

    def _share_out(
        self, picture: NotePicture, width: int, height: int, measure: Measure
    ) -> tuple[CardMetrics, CardMetrics]:
        """Make the pages; returns the metrics of the note and of the remarks.

        The note is as large as it can be with all remarks below it; where they need several pages, it takes a share
        of each, and where it is too long for that, pages of its own.
        """
        remarks, on_remarks = picture.remarks, metrics_at(_REMARK_SIZE, measure)
        for size in _NOTE_SIZES[:_LARGE]:
            metrics = metrics_at(size, measure)
            beside = height - metrics.height(picture.card, width) - self._inner.spacing()
            needed = sum(line_heights(remarks, on_remarks, width)) - on_remarks.gap if remarks else 0
            if needed <= beside:
                self._pages = [_Page((picture.card,), remarks)]
                return metrics, on_remarks
        share = round(height * (_NOTE_SHARE if remarks else 1.0))
        metrics = _fitting(picture.card, width, share, measure)
        taken = metrics.height(picture.card, width)
        if taken <= share:
            pages = whole_pages(remarks, on_remarks, width, height - taken - self._inner.spacing())
            self._pages = [_Page((picture.card,), page) for page in pages]
        else:
            alone = [_Page(page, ()) for page in whole_pages([picture.card], metrics, width, height)]
            said = [_Page((), page) for page in whole_pages(remarks, on_remarks, width, height) if page]
            self._pages = alone + said
        return metrics, on_remarks

    def _room(self) -> tuple[int, int]:
        """Width and height there is for the note and the remarks."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._pages_label.setText(" ")
        margins = self._inner.contentsMargins()
        width = self._sheet.width() - margins.left() - margins.right()
        taken = self._name.sizeHint().height() + self._pages_label.sizeHint().height() + 2 * self._inner.spacing()
        return max(100, width), max(60, self._sheet.height() - margins.top() - margins.bottom() - taken)


def _fitting(card: Card, width: int, height: int, measure: Measure) -> CardMetrics:
    """The largest type in which the note fits, or the floor."""
    for size in _NOTE_SIZES:
        metrics = metrics_at(size, measure)
        if metrics.height(card, width) <= height:
            break
    return metrics
