"""The projector window: draws the picture that was released, and takes no input."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cmc_desktop.ui.projector.asking_page import AskingPage
from cmc_desktop.ui.projector.board_page import BoardPage
from cmc_desktop.ui.projector.element_page import ElementPage
from cmc_desktop.ui.projector.foot import Foot
from cmc_desktop.ui.projector.labels import fitted, plain_label, sized, width_of
from cmc_desktop.ui.projector.measure import Measure, measure_of
from cmc_desktop.ui.projector.note_page import NotePage
from cmc_desktop.ui.projector.picture import (
    AskingPicture,
    BoardPicture,
    Body,
    CountdownPicture,
    ElementPicture,
    MeaningPicture,
    NotePicture,
    Picture,
    QuestionsPicture,
)
from cmc_desktop.ui.projector.stage import Stage
from cmc_desktop.ui.projector.text_pages import CountdownPage, MeaningPage, QuestionsPage
from cmc_desktop.ui.projector.wall_page import WallPage
from cmc_desktop.ui.projector.wall_time import wall_time
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import DARK

P = TypeVar("P", bound=WallPage)


class ProjectorWindow(QWidget):
    """What the room sees. It holds the texts of the picture it shows and no others.

    Escape and F5 close it while it is a window of its own; on a display it hands the keys back to the desk.

    Signals:
        closed(): the window was closed.
        keys_returned(): the wall became the active window, and the keys belong to the desk.
    """

    closed = Signal()
    keys_returned = Signal()

    def __init__(self, bridge: SessionBridge, stage: Stage) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("projector")
        self.setWindowTitle(tr("Projector"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # the keys stay with the desk
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setStyleSheet(f"ProjectorWindow {{ background: {DARK.paper}; }} QLabel {{ color: {DARK.ink}; }}")
        self._bridge = bridge
        self._stage = stage
        self._template = bridge.canvas.template
        self._title, self._place = plain_label(wraps=False), plain_label(wraps=False)
        self._clock, self._clock_word = plain_label(wraps=False), plain_label(wraps=False)
        self._foot = Foot()
        self._page: WallPage | None = None
        self._lay_out()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        stage.changed.connect(self._on_stage_changed)
        bridge.ticked.connect(self._on_bridge_ticked)

    def _lay_out(self) -> None:
        self._outer = QVBoxLayout(self)
        self._outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._place)
        names.addStretch(1)
        self._head = QHBoxLayout()
        self._head.addLayout(names, 1)
        self._head.addWidget(self._clock_word, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self._clock)
        self._room = QVBoxLayout()
        self._outer.addLayout(self._head)
        self._outer.addLayout(self._room, 1)
        self._outer.addWidget(self._foot)

    @property
    def measure(self) -> Measure:
        return measure_of(self.width(), self.height(), self._stage.step)

    @property
    def page(self) -> WallPage | None:
        """The page that is shown; there is no other."""
        return self._page

    def turn_page(self, by: int) -> None:
        """Turn the pages of a full element, or of the boxes that have more notes than fit."""
        if self._page is not None:
            self._page.turn(by)
            self.refresh()

    def refresh(self) -> None:
        """Show what is to be shown now."""
        picture, measure = self._stage.picture, self.measure
        margin = measure.px(48)
        self._outer.setContentsMargins(margin, measure.px(16), margin, measure.px(24))
        self._outer.setSpacing(measure.px(12))
        self._head.setSpacing(measure.px(24))
        self._show_words(picture, measure)
        self._refresh_clock()
        self._show_body(picture.body, measure)
        self._stage.set_page(self._page.page_words if self._page is not None else "")

    def _show_words(self, picture: Picture, measure: Measure) -> None:
        width = self.width() - 2 * measure.px(48)
        room = width - self._clock_width(measure)
        fitted(self._title, picture.title, measure.word(32), room, weight=700)
        fitted(self._place, picture.place, measure.word(28), room, weight=400)
        self._foot.show_picture(picture, width, measure)
        sized(self._place, measure.word(28), colour=DARK.muted)

    def _clock_width(self, measure: Measure) -> int:
        """What the clock takes of the head at most, so that what stands beside it keeps its width while it runs."""
        figures = width_of("+0:00:00", measure.word(76), weight=700)
        word = width_of(tr("over time"), measure.word(30), weight=400)
        return figures + word + 3 * self._head.spacing()

    def _show_body(self, body: Body | None, measure: Measure) -> None:
        if isinstance(body, ElementPicture):
            self._page_of(ElementPage).show_element(body, measure)
        elif isinstance(body, BoardPicture):
            self._page_of(BoardPage).show_board(body, measure)
        elif isinstance(body, NotePicture):
            self._page_of(NotePage).show_note(body, measure)
        elif isinstance(body, AskingPicture):
            self._page_of(AskingPage).show_question(body, measure)
        elif isinstance(body, MeaningPicture):
            self._page_of(MeaningPage).show_element(body.element, measure)
        elif isinstance(body, QuestionsPicture):
            self._page_of(QuestionsPage).dress(measure)
        elif isinstance(body, CountdownPicture):
            self._page_of(CountdownPage).show_name(body.name, measure)
        else:
            self._drop_page()

    def _page_of(self, kind: type[P]) -> P:
        """The page of this kind, put in the place of another one; it has its size when it is returned."""
        if not isinstance(self._page, kind):
            self._drop_page()
            self._page = kind(self._template)
            self._room.addWidget(self._page)
            # at once, or it would be measured before it has its place
            self._page.show()
            self._refresh_clock()
        self._outer.activate()
        return self._page

    def _drop_page(self) -> None:
        if self._page is not None:
            self._page.hide()
            # without a parent it goes with its last reference: at once, with every word in it
            self._page.setParent(None)
            self._page = None

    def _refresh_clock(self) -> None:
        picture, measure = self._stage.picture, self.measure
        time = wall_time(self._bridge.canvas, picture.phase, self._bridge.now())
        if self._page is not None:
            time = self._page.show_time(time, measure)
        self._clock.setText(time.figures)
        self._clock_word.setText(time.word)
        sized(self._clock, measure.word(76), weight=700, colour=time.colour)
        sized(self._clock_word, measure.word(30), colour=DARK.muted)

    def _on_stage_changed(self) -> None:
        self._later.start(0)

    def _on_bridge_ticked(self, _now: int) -> None:
        self._refresh_clock()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.isFullScreen():
            self.keys_returned.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
