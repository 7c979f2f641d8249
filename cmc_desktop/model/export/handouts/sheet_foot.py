"""The foot of a blank sheet: how one works with it, and where the canvas comes from."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.handouts.ground import GREY, Ground
from cmc_desktop.model.export.handouts.sheet_letters import Letters
from cmc_desktop.model.export.marks import Page, text_height
from cmc_desktop.model.export.paper import Sheet

#: the parts of the width that the words at the left and at the right take
_LEFT, _RIGHT = 0.32, 0.64


class SheetFoot:
    """The foot of one sheet in one set of letters; `top` is where its words begin."""

    def __init__(self, ground: Ground, sheet: Sheet, letters: Letters) -> None:
        self._margin = sheet.margin
        self._inner = sheet.width - 2 * sheet.margin
        self._size = letters.small
        work = tr("Work alone first; then everyone is heard, element by element.")
        source = tr("After {source}", source=ground.template.source)
        self._work = ground.lines(work, _LEFT * self._inner, self._size)
        self._source = ground.lines(source, _RIGHT * self._inner, self._size)
        self.top = self._margin + max(text_height(self._work, self._size), text_height(self._source, self._size))

    def draw(self, page: Page) -> None:
        width = _RIGHT * self._inner
        page.text(self._work, self._margin, self.top, _LEFT * self._inner, self._size, GREY)
        page.text(self._source, self._margin + self._inner - width, self.top, width, self._size, GREY, "end")
