"""The direct question in large letters, and what changed since it was last asked; no list, and nobody's name."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout

from cmc_desktop.model.domain.difference import Difference
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.projector.labels import plain_label, sized
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.projector.picture import AskingPicture
from cmc_desktop.ui.projector.sheet import Sheet
from cmc_desktop.ui.projector.wall_changes import Extent, Group, WallChanges
from cmc_desktop.ui.projector.wall_page import WallPage
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import DARK, LIGHT


class AskingPage(WallPage):
    """The question, and the changes on as many pages as they need."""

    def __init__(self, template: Template) -> None:
        super().__init__(template)
        self._question = plain_label()
        self._sheet = Sheet()
        self._caption, self._pages_label = plain_label(), plain_label(wraps=False)
        self._changes = WallChanges()
        self._inner = QVBoxLayout(self._sheet)
        self._inner.addWidget(self._caption)
        self._inner.addWidget(self._changes)
        self._inner.addStretch(1)
        self._inner.addWidget(self._pages_label, 0, Qt.AlignmentFlag.AlignRight)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._question)
        self._column.addWidget(self._sheet, 1)
        self._pages = [Extent()]
        self._shown: tuple[Difference, ...] = ()

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def turn(self, by: int) -> None:
        self._page = max(0, min(self.page_count - 1, self._page + by))

    def show_question(self, picture: AskingPicture, measure: Measure) -> None:
        changes = picture.changes
        self._question.setText(tr("Are you satisfied with the canvas as it stands?"))
        sized(self._question, measure.word(72), weight=700, colour=DARK.ink)
        middle = Qt.AlignmentFlag.AlignVCenter if changes else Qt.AlignmentFlag.AlignCenter
        self._question.setAlignment(middle)
        self._sheet.setVisible(bool(changes))
        if changes != self._shown:
            self._shown, self._page = changes, 0
        self._dress(measure)
        if not changes:
            self._caption.setText("")
            self._pages_label.setText("")
            self._changes.let_go()
            self._pages = [Extent()]
            return
        self._caption.setText(tr("What changed"))
        self._show_changes(changes, measure)

    def _dress(self, measure: Measure) -> None:
        margin = measure.px(40)
        self._column.setSpacing(measure.px(24))
        self._inner.setContentsMargins(margin, measure.px(40), margin, measure.px(20))
        self._inner.setSpacing(measure.px(12))
        self._sheet.dress(QColor(DARK.accent), measure)
        sized(self._caption, measure.word(32), weight=600, colour=LIGHT.muted)
        sized(self._pages_label, measure.word(28), weight=600, colour=LIGHT.muted)

    def _show_changes(self, changes: tuple[Difference, ...], measure: Measure) -> None:
        self._pages_label.setText(" ")
        self._changes.show_extent(Extent(0, 1))
        self._column.activate()
        self._inner.activate()
        width = max(100, self._changes.width())
        self._changes.write(groups_of(changes, self.template), self.template, measure.note(40), width)
        room = self._pages_label.y() - self._changes.y() - self._inner.spacing()
        self._pages = self._changes.pages(max(60, room))
        self._page = min(self._page, self.page_count - 1)
        self._changes.show_extent(self._pages[self._page])
        self._pages_label.setText(self.page_words)


def groups_of(changes: tuple[Difference, ...], template: Template) -> list[Group]:
    """The changes element by element, in the order of the walk, each under its element's name."""
    places = {key: place for place, key in enumerate(("", *template.walk))}
    ordered = sorted(changes, key=lambda change: places.get(change.box, 0))
    return [
        Group(template.box(key).label if key else tr("Title and city"), key, tuple(group))
        for key, group in groupby(ordered, lambda change: change.box)
    ]
