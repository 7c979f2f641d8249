"""One element in large type with its question and notes; what does not fit goes to further pages."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cmc_desktop.model.domain.difference import Difference
from cmc_desktop.model.domain.template import Box, Template
from cmc_desktop.ui.projector.card_list import CardList
from cmc_desktop.ui.projector.card_metrics import CardMetrics, metrics_at
from cmc_desktop.ui.projector.labels import line_height, plain_label, sized
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.projector.pages import line_heights, whole_pages
from cmc_desktop.ui.projector.picture import Card, ElementPicture
from cmc_desktop.ui.projector.plan import Plan
from cmc_desktop.ui.projector.sheet import Sheet
from cmc_desktop.ui.projector.state_shape import StateShape
from cmc_desktop.ui.projector.wall_changes import Extent, Group, WallChanges
from cmc_desktop.ui.projector.wall_page import WallPage
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import DARK, LIGHT, mixed

#: type sizes of the notes at 1080 lines, largest first; the last is the floor the room can read
_SIZES = (44, 40, 36)
#: the share of the page that what just changed may take beside the notes; more gets pages of its own
_CHANGES_SHARE = 0.55


@dataclass(frozen=True, slots=True)
class _Page:
    """What one page shows: a stretch of what just changed, and notes below."""

    changes: Extent
    cards: tuple[Card, ...]


class ElementPage(WallPage):
    """The element under discussion. It turns to what is written or changed while it is shown."""

    def __init__(self, template: Template) -> None:
        super().__init__(template)
        self._plan = Plan(template)
        self._sheet = Sheet()
        self._name, self._question, self._none = plain_label(), plain_label(), plain_label()
        self._state, self._shape = plain_label(wraps=False), StateShape()
        self._changed, self._pages_label = plain_label(), plain_label(wraps=False)
        self._changes = WallChanges()
        self.list = CardList()
        self._lay_out()
        self._element = ""
        self._pages = [_Page(Extent(), ())]
        self._turned_for: tuple[str, tuple[Difference, ...]] = ("", ())
        #: whether the page with the newest note is shown, whatever its number; not once the moderator turned
        self._follows = True
        #: the first note of the page shown, which stays in sight when the pages are laid out anew; and how they were
        self._first = ""
        self._laid: list[tuple[tuple[str, str], ...]] = []

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._name, 1)
        self._head.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        self._inner = QVBoxLayout(self._sheet)
        self._inner.addLayout(self._head)
        for widget in (self._question, self._none, self._changed, self._changes):
            self._inner.addWidget(widget)
        self._inner.addWidget(self.list, 1)
        self._inner.addWidget(self._pages_label, 0, Qt.AlignmentFlag.AlignRight)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._plan, 24)
        self._row.addWidget(self._sheet, 72)

    @property
    def page_count(self) -> int:
        return len(self._pages)

    @property
    def pages(self) -> list[tuple[Card, ...]]:
        """The notes of each page."""
        return [page.cards for page in self._pages]

    def turn(self, by: int) -> None:
        """Turn to another page of a full element."""
        self._page = max(0, min(self.page_count - 1, self._page + by))
        self._follows, self._first = False, self._first_of(self._page)

    def _first_of(self, page: int) -> str:
        return next((card.note for card in self._pages[page].cards), "")

    def show_element(self, picture: ElementPicture, measure: Measure) -> None:
        box = self.template.box(picture.element)
        self._plan.light(picture.element, measure, picture.states)
        self._row.setSpacing(measure.px(32))
        self._dress(box, measure)
        self._show_state(picture, measure)
        self.list.setAccessibleName(box.label)
        width, height = self._room()
        metrics = self._share_out(picture, width, height, measure)
        if self.page_count > 1:
            below = line_height(measure.word(28), weight=600) + self._inner.spacing()
            metrics = self._share_out(picture, width, height - below, measure)
        self._turn_to_news(picture)
        page = self._pages[self._page]
        self._changed.setVisible(page.changes.height > 0)
        self._changed.setText(tr("Just changed") if page.changes.height else "")
        self._changes.show_extent(page.changes)
        self.list.show_cards(page.cards, metrics)
        self._pages_label.setText(self.page_words)
        self._pages_label.setVisible(self.page_count > 1)

    def _dress(self, box: Box, measure: Measure) -> None:
        margin = measure.px(40)
        self._inner.setContentsMargins(margin, measure.px(40), margin, measure.px(20))
        self._inner.setSpacing(measure.px(12))
        self._head.setSpacing(measure.px(14))
        self._sheet.dress(DARK.tone(box.tone), measure)
        self._name.setText(f"{box.number} · {tr(box.heading)}")
        self._question.setText(tr(box.question))
        sized(self._name, measure.word(54), weight=700, colour=LIGHT.ink)
        sized(self._question, measure.word(32), colour=LIGHT.muted)
        sized(self._none, measure.note(44), colour=LIGHT.ink)
        sized(self._changed, measure.word(28), weight=600, colour=LIGHT.muted)
        sized(self._pages_label, measure.word(28), weight=600, colour=LIGHT.muted)
        tint = mixed(QColor(LIGHT.card), LIGHT.tone(box.tone), 0.10)
        self.list.dress(tint, QColor(LIGHT.ink), QColor(LIGHT.muted), LIGHT.tone(box.tone))

    def _show_state(self, picture: ElementPicture, measure: Measure) -> None:
        state = picture.states.get(picture.element)
        self._shape.show_state(state, measure.px(36), settled=LIGHT.good, open_=LIGHT.warning)
        self._state.setText(state.label if state is not None else "")
        sized(self._state, measure.word(32), weight=600, colour=LIGHT.ink)
        self._none.setVisible(picture.none_identified)
        self._none.setText(tr("None identified") if picture.none_identified else "")

    def _room(self) -> tuple[int, int]:
        """Width and height there is for what just changed and the notes, while no pages are counted below them."""
        self._changed.hide()
        self._changes.hide()
        self._pages_label.hide()
        self._pages_label.setText(" ")
        self._row.activate()
        self._inner.activate()
        return max(100, self.list.width()), max(60, self.list.height())

    def _share_out(self, picture: ElementPicture, width: int, height: int, measure: Measure) -> CardMetrics:
        """Make the pages; returns the metrics of their notes."""
        if not picture.changes:
            self._changes.let_go()
            metrics = _fitting(picture.cards, width, height, measure)
            self._pages = [_Page(Extent(), page) for page in whole_pages(picture.cards, metrics, width, height)]
            return metrics
        group = Group("", picture.element, picture.changes)
        self._changes.write([group], self.template, measure.note(40), width)
        caption = line_height(measure.word(28), weight=600) + 2 * self._inner.spacing()
        (whole,) = self._changes.pages(1_000_000)
        beside = height - caption - whole.height
        if caption + whole.height <= _CHANGES_SHARE * height:
            metrics = _fitting(picture.cards, width, beside, measure)
            self._pages = [_Page(whole, page) for page in whole_pages(picture.cards, metrics, width, beside)]
        else:
            metrics = _fitting(picture.cards, width, height, measure)
            first = [_Page(extent, ()) for extent in self._changes.pages(height - caption)]
            cards = [_Page(Extent(), page) for page in whole_pages(picture.cards, metrics, width, height) if page]
            self._pages = first + cards
        return metrics

    def _turn_to_news(self, picture: ElementPicture) -> None:
        """Begin each element at its first page; turn once to a note that is written, or to what just changed."""
        if picture.element != self._element:
            self._element, self._page, self._first, self._follows = picture.element, 0, "", True
        newest = next((card.note for card in picture.cards if card.ringed), "")
        news = (newest, picture.changes)
        if news != self._turned_for:
            self._turned_for, self._follows = news, True
        with_changes = bool(self._pages[0].changes.height) and not self._pages[0].cards
        if self._follows and newest and not with_changes:
            self._page = self._page_of(newest)
        elif self._follows and picture.changes:
            self._page = 0
        elif self._first and self._laid != self._layout_now():
            self._page = self._page_of(self._first)
        self._page = min(self._page, self.page_count - 1)
        self._first, self._laid = self._first_of(self._page), self._layout_now()

    def _layout_now(self) -> list[tuple[tuple[str, str], ...]]:
        return [tuple((card.note, card.text) for card in page.cards) for page in self._pages]

    def _page_of(self, note: str) -> int:
        """The page with this note, its first part if it has several; the one shown when it is on none."""
        found = (n for n, page in enumerate(self._pages) if any(card.note == note for card in page.cards))
        return next(found, self._page)


def _fitting(cards: tuple[Card, ...], width: int, height: int, measure: Measure) -> CardMetrics:
    """The largest type in which everything fits, or the floor."""
    for size in _SIZES:
        metrics = metrics_at(size, measure)
        if sum(line_heights(cards, metrics, width)) <= height + metrics.gap:
            break
    return metrics
