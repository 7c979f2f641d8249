"""The projector window: full screen on the second display, or a window of its own where there is none."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.phase_rules import rules_of
from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.projector.note_pages import BoardPage, ElementPage
from cmc_desktop.ui.projector.scene import Scene, Show, scene
from cmc_desktop.ui.projector.text_pages import CountdownPage, MeaningPage, QuestionsPage, plain_label, sized
from cmc_desktop.ui.projector.words import place_text
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import DARK
from cmc_desktop.ui.times import clock_text


class ProjectorWindow(QWidget):
    """What the room sees. It takes no input but Escape and F5, which close it.

    Signals:
        closed(): the window was closed.
    """

    closed = Signal()

    def __init__(self, bridge: SessionBridge, model: BoardModel) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("projector")
        self.setWindowTitle(tr("Projector"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # the keys stay with the desk
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setStyleSheet(f"ProjectorWindow {{ background: {DARK.paper}; }} QLabel {{ color: {DARK.ink}; }}")
        self._bridge = bridge
        self._model = model
        self._zoomed = False
        self._phase = ""
        self._newest = ""
        template = bridge.canvas.template
        self._title, self._place = plain_label(wraps=False), plain_label(wraps=False)
        self._clock, self._clock_word = plain_label(wraps=False), plain_label(wraps=False)
        self._footer = plain_label(wraps=False)
        self._element_page = ElementPage(template)
        self._board_page = BoardPage(template)
        self._meaning_page = MeaningPage(template)
        self._questions_page = QuestionsPage(template)
        self._countdown_page = CountdownPage()
        self._pages = QStackedWidget()
        for page in (
            self._element_page,
            self._board_page,
            self._meaning_page,
            self._questions_page,
            self._countdown_page,
        ):
            self._pages.addWidget(page)
        self._lay_out()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        bridge.written.connect(self._on_bridge_written)
        bridge.ticked.connect(self._on_bridge_ticked)

    def _lay_out(self) -> None:
        self._pages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._outer = QVBoxLayout(self)
        self._outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._place)
        names.addStretch(1)
        head.addLayout(names, 1)
        head.addWidget(self._clock_word, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._clock)
        self._head = head
        self._outer.addLayout(head)
        self._outer.addWidget(self._pages, 1)
        self._outer.addWidget(self._footer)

    @property
    def unit(self) -> float:
        """The measure of everything on the wall: 1.0 on 1920 x 1080."""
        return max(0.3, min(self.width() / 1920, self.height() / 1080))

    @property
    def shown_scene(self) -> Scene:
        return scene(self._bridge.canvas, zoomed=self._zoomed)

    def put_on_second_display(self, desk: QScreen) -> bool:
        """Fill the display the desk is not on; False when there is only one, then it is an ordinary window."""
        others = [screen for screen in QGuiApplication.screens() if screen is not desk]
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
            return True
        self.resize(960, 540)
        self.show()
        return False

    def toggle_zoom(self) -> None:
        """Between the phase's own picture and the other one."""
        self._follow_phase()
        self._zoomed = not self._zoomed
        self.refresh()

    def turn_page(self, by: int) -> None:
        """Turn the pages of a full element, or of the boxes that have more notes than fit."""
        on_board = self.shown_scene.show is Show.BOARD
        (self._board_page if on_board else self._element_page).turn(by)
        self.refresh()

    def refresh(self) -> None:
        """Show what is to be shown now."""
        canvas = self._bridge.canvas
        self._follow_phase()
        unit, now = self.unit, self.shown_scene
        margin = round(48 * unit)
        self._outer.setContentsMargins(margin, round(16 * unit), margin, round(24 * unit))
        self._outer.setSpacing(round(12 * unit))
        self._refresh_words(now, unit)
        page = {
            Show.ELEMENT: self._element_page,
            Show.BOARD: self._board_page,
            Show.MEANING: self._meaning_page,
            Show.QUESTIONS: self._questions_page,
            Show.COUNTDOWN: self._countdown_page,
        }[now.show]
        self._pages.setCurrentWidget(page)
        self._outer.activate()
        for notes_page in (self._element_page, self._board_page):
            if notes_page is not page:
                notes_page.let_go()
        if now.show is Show.ELEMENT:
            root = self._root(now.element)
            self._element_page.show_element(canvas, root, now.element, self._newest, unit)
        elif now.show is Show.BOARD:
            roots = {key: self._root(key) for key in canvas.template.walk}
            element = now.element if canvas.workshop.active else ""
            self._board_page.show_board(canvas, roots, element, unit)
        elif now.show is Show.MEANING:
            self._meaning_page.show_element(now.element, unit)
        self._refresh_clock()

    def _follow_phase(self) -> None:
        """Every phase begins with its own picture."""
        item = self._bridge.canvas.current_item
        if (item.id if item else "") != self._phase:
            self._phase, self._zoomed = item.id if item else "", False

    def _root(self, box: str) -> QModelIndex:
        return self._model.box_index(box)

    def _refresh_words(self, now: Scene, unit: float) -> None:
        canvas = self._bridge.canvas
        item = canvas.current_item
        self._title.setText(" · ".join(part for part in (canvas.head.title, canvas.head.city) if part))
        parts = []
        if item is not None:
            parts.append(item.title)
            if now.show in (Show.ELEMENT, Show.MEANING):
                walk = canvas.template.walk
                parts.append(place_text(walk.index(now.element) + 1, len(walk)))
        elif canvas.sign_off is not None:
            parts.append(tr("signed off"))
        self._place.setText(" · ".join(parts))
        sized(self._title, 32 * unit, weight=700)
        sized(self._place, 28 * unit, colour=DARK.muted)
        self._footer.setText(self._footer_text())
        self._footer.setVisible(bool(self._footer.text()))
        sized(self._footer, 28 * unit, weight=600)

    def _footer_text(self) -> str:
        """How many are satisfied: a count only, in no order that would tell who."""
        canvas = self._bridge.canvas
        item = canvas.current_item
        if canvas.sign_off is not None:
            return tr("✓ Everyone asked is satisfied; the canvas is signed off.")
        if item is None or not rules_of(item.kind).answers or not canvas.answers:
            return ""
        now = agreement(canvas)
        count, total = now.satisfied, len(now.in_room)
        words = tr("{n} of {all} satisfied", n=count, all=total)
        return "●" * count + "○" * (total - count) + "   " + words

    def _refresh_clock(self) -> None:
        canvas, unit = self._bridge.canvas, self.unit
        item = canvas.current_item
        text, word, colour = "", "", DARK.ink
        if item is not None and canvas.sign_off is None:
            run, now = canvas.run(item.id), self._bridge.now()
            left = run.remaining(item, now)
            text = clock_text(left)
            if left < 0:
                colour, word = DARK.overrun, tr("over time")
            elif left <= 5 * 60_000:
                colour = DARK.warning
            if not run.running:
                word = tr("paused")
        big = self.shown_scene.show in (Show.QUESTIONS, Show.COUNTDOWN)
        self._clock.setText("" if big else text)
        self._clock_word.setText("" if big and text else word)
        self._head.setSpacing(round(24 * unit))
        sized(self._clock, 76 * unit, weight=700, colour=colour)
        sized(self._clock_word, 30 * unit, colour=DARK.muted)
        if big and item is not None:
            self._questions_page.show_time(text, unit, colour)
            self._countdown_page.show_time(item.title, text, word or tr("then we go on together"), unit, colour)

    def _on_bridge_written(self, written: object) -> None:
        puts = getattr(written, "puts", ())
        notes = [put for put in puts if isinstance(put, Note) and not put.deleted]
        if notes:
            self._newest = notes[-1].id
        self._later.start(0)

    def _on_bridge_ticked(self, _now: int) -> None:
        self._refresh_clock()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
