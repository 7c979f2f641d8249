"""What the roll call shows, dark and large: its head, the question or the summary, the room beside it, the answers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from cmc_desktop.model.domain.reasking import Reasking
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.style_sheet import style_sheet
from cmc_desktop.ui.theme import DARK, palette
from cmc_desktop.ui.workshop.answer_bar import AnswerBar
from cmc_desktop.ui.workshop.roll_call_face import RollCallFace
from cmc_desktop.ui.workshop.roll_call_header import RollCallHeader
from cmc_desktop.ui.workshop.roll_call_side import RollCallSide
from cmc_desktop.ui.workshop.roll_call_summary import RollCallSummary

#: the size for which the parts are designed, in pixels, and how much smaller and larger than designed they get
_DESIGNED = QSize(1400, 860)
_SCALES = (0.7, 1.4)


class RollCallParts(QWidget):
    """The parts of the page at the scale that its size allows; what they say is for whoever asks."""

    def __init__(
        self, bridge: SessionBridge, look: Look, reasking: Reasking, above: QWidget | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "paper")
        self.setPalette(palette(DARK))
        self.setStyleSheet(style_sheet(DARK))
        self.setAccessibleName(tr("Ask everyone"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header = RollCallHeader()
        self.face = RollCallFace(bridge, reasking)
        self.bar = AnswerBar()
        self.side = RollCallSide(Look(DARK, look.icons))
        self.summary = RollCallSummary()
        self._lay_out(above)

    def _lay_out(self, above: QWidget | None) -> None:
        self._faces = QStackedWidget()
        self._faces.addWidget(self.face)
        self._faces.addWidget(self.summary)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._faces, 1)
        self._middle.addWidget(self.side)
        self._column = QVBoxLayout(self)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._column.addWidget(self.header)
        if above is not None:
            self._column.addWidget(above)
        self._column.addLayout(self._middle, 1)
        self._column.addWidget(self.bar)

    @property
    def sums_up(self) -> bool:
        """Whether the summary is shown, and nobody asked."""
        return self._faces.currentWidget() is self.summary

    def take_focus(self) -> None:
        """Put the keyboard where the next key is expected."""
        if self.sums_up:
            self.summary.take_focus()
        else:
            self.bar.take_focus()

    def _show_face(self, *, asking: bool) -> None:
        fresh = asking == self.sums_up
        self._faces.setCurrentIndex(0 if asking else 1)
        self.bar.setVisible(asking)
        if fresh:
            self.take_focus()

    def _fit(self) -> bool:
        """Be as large as there is room for; False when all are so large already."""
        least, most = _SCALES
        room = min(self.width() / _DESIGNED.width(), self.height() / _DESIGNED.height())
        scale = min(most, max(least, round(room * 20) / 20))
        if scale == self._scale and self.face.name.font().bold():
            return False
        self._scale = scale
        for part in (self.header, self.face, self.side):
            part.fit(scale)
        self.bar.scale(scale)
        edge = round(44 * scale)
        self._column.setContentsMargins(edge, edge // 2, edge, edge // 2)
        self._column.setSpacing(round(20 * scale))
        self._middle.setSpacing(edge)
        return True

    def minimumSizeHint(self) -> QSize:
        return QSize(900, 560)
