"""What the pages of the wall have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.projector.labels import page_words
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.projector.wall_time import WallTime


class WallPage(QWidget):
    """A page for canvases of one template. Its content never makes the window larger."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.template = template
        self._page = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    @property
    def page_count(self) -> int:
        """How many pages there are to turn."""
        return 1

    @property
    def page_words(self) -> str:
        """Which of its pages is shown, in words; empty where there is only one."""
        return page_words(self._page, self.page_count)

    def turn(self, by: int) -> None:
        """Turn so many pages on or back, as far as there are any; shown with the next picture."""

    def show_time(self, time: WallTime, _measure: Measure) -> WallTime:
        """Take the clock; returns what is left of it for the head of the wall."""
        return time
