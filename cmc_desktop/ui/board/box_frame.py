"""The card of one box: coloured edge, heading, count, its notes, and the line for a new one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.domain.template import Box
from cmc_desktop.ui.board.box_view import BoxView
from cmc_desktop.ui.board.draft_line import DraftLine
from cmc_desktop.ui.board.none_identified import who_says_so
from cmc_desktop.ui.board.note_columns import SCROLL_BAR
from cmc_desktop.ui.look import Look, dressed

#: room around the card for the ring of the element under discussion
_RING = 3
_EDGE = 4
_RADIUS = 6
#: for one note, or for the line for a new one
_LEAST_LIST = 34
_LEAST_DRAFT = 25
#: for what was said last, below the text that was there
_ROOMY_LIST = 76
#: pixels of the notes that have to be seen beside the line for a new one: a line of words
_LEAST_SEEN = 18
_TOOL = QSize(22, 18)
#: so much of the heading the count has: with the room for the scroll bar beside it, a tool covers no title
_LEAST_COUNT = 12
#: how strong the rings are around the box with the keys, and around the element discussed while the keys are elsewhere
_STRONG, _FAINT = 3.0, 1.5


class BoxFrame(QWidget):
    """One box of the board.

    Signals:
        enlarge_wanted(), menu_wanted(): the heading was double-clicked, or a button of it used.
        note_wanted(str): make a note of these words; list_wanted(list) of these lines, one each.
        none_identified_wanted(): mark the box, or take the mark back.
        focused(): the cursor came into the line for a new note.
        chosen(): the person turned to this box, by a click, by Tab or by typing.
    """

    enlarge_wanted = Signal()
    menu_wanted = Signal()
    note_wanted = Signal(str)
    list_wanted = Signal(list)
    none_identified_wanted = Signal()
    focused = Signal()
    chosen = Signal()

    def __init__(self, box: Box, view: BoxView, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = box
        self._look = look
        self.view = view
        self.draft: DraftLine | None = None
        self._tools: QWidget | None = None
        self._enlarge: QToolButton | None = None
        self._is_element = False
        self._follows_end = False
        self._is_focused = False
        self._has_keys = self._others_have_keys = False
        self._is_editable = True
        self._mark = BoxMark(box.key)
        self._count = QLabel()
        self._title = QLabel(box.title)
        self._heading = self._make_heading()
        self._layout = QVBoxLayout(self)
        # The list reaches to the right edge: its scroll bar takes the room beside the notes.
        self._layout.setContentsMargins(_RING + 8, _RING + _EDGE + 3, _RING + 1, _RING + 4)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._heading)
        self._layout.addWidget(view, 1)
        view.chosen.connect(self.chosen)
        view.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    def _make_heading(self) -> QWidget:
        theme = self._look.theme
        heading = QWidget()
        row = QHBoxLayout(heading)
        row.setContentsMargins(0, 0, SCROLL_BAR, 0)
        row.setSpacing(6)
        number, title = QLabel(str(self._box.number)), self._title
        number.setStyleSheet(f"color: {theme.tone(self._box.tone).name()}; font-weight: 700; font-size: 12px")
        title.setStyleSheet("font-weight: 600; font-size: 12px")
        title.setWordWrap(True)
        self._count.setStyleSheet(f"color: {theme.muted}; font-size: 11px")
        self._count.setMinimumWidth(_LEAST_COUNT)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        for label in (number, title, self._count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(title, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        return heading

    @property
    def box(self) -> Box:
        return self._box

    @property
    def heading(self) -> QWidget:
        return self._heading

    def show_state(self, count: int, mark: BoxMark) -> None:
        """Tell the number of notes, the question of an empty box, or that nothing was identified."""
        self._mark = mark
        self._count.setText(str(count) if count else "")
        said = trn("{box}, {n} note", "{box}, {n} notes", count, box=self._box.label)
        strong, words = self._empty_words(mark)
        if not count and mark.none_identified:
            said = f"{said}. {strong} {words}"
        self.view.setAccessibleName(said)
        self.view.setAccessibleDescription(tr(self._box.question))
        self.view.set_empty_words(strong, words)
        self._show_draft_state(count)

    def _empty_words(self, mark: BoxMark) -> tuple[str, str]:
        if not mark.none_identified:
            return "", tr(self._box.question)
        return f"✓ {tr('None identified')}", f"{who_says_so(mark.by)}, {day_and_time(mark.at)}"

    def _show_draft_state(self, count: int) -> None:
        if self.draft is not None:
            single_full = self._box.single and count > 0
            # A note that is being changed needs the room.
            wanted = self._is_focused and self._is_editable and not single_full and self.view.editor is None
            wanted = wanted and (self._types_new() or self._has_room_for_both(count))
            self.draft.setVisible(self._is_editable and (wanted or bool(self.draft.words.strip())))
            self.draft.show_mark(possible=not count, marked=self._mark.none_identified)

    def _types_new(self) -> bool:
        """Whether the keys are in the line for a new note, or will be when the window has them again."""
        return self.draft is not None and self.window().focusWidget() is self.draft.editor

    def _has_room_for_both(self, count: int) -> bool:
        """Whether the notes are still seen above the line for a new one."""
        return not count or self.draft is None or self._room() - self.draft.height() >= _LEAST_SEEN

    def set_element(self, is_element: bool) -> None:
        """Draw the ring of the element under discussion."""
        if is_element != self._is_element:
            self._is_element = is_element
            self.update()

    @property
    def follows_end(self) -> bool:
        """Whether the end of the text stays in sight, whatever is added to it."""
        return self._follows_end

    def set_follows_end(self, follows: bool) -> None:
        """Keep the end of the text in sight, with room for a few lines while it is discussed; False for a box like the
        others."""
        if follows != self._follows_end:
            self._follows_end = follows
            self.updateGeometry()
            self._on_range_changed(0, self.view.verticalScrollBar().maximum())

    def _on_range_changed(self, _least: int, most: int) -> None:
        if self._follows_end:
            self.view.verticalScrollBar().setValue(most)

    def set_keys(self, *, here: bool, elsewhere: bool) -> None:
        """Tell whether what is typed goes here, or to another box: where it goes, the ring is strongest."""
        if (here, elsewhere) != (self._has_keys, self._others_have_keys):
            self._has_keys, self._others_have_keys = here, elsewhere
            self.update()

    @property
    def is_focused(self) -> bool:
        return self._is_focused

    def set_editable(self, editable: bool) -> None:
        """Show or hide the line for a new note; words typed in it stay, out of sight while nothing may be added."""
        self._is_editable = editable
        if not editable and self._types_new():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_draft_state(self.view.count())

    def on_editing_changed(self) -> None:
        """Make room for an editor that opened, or take it back."""
        self._show_draft_state(self.view.count())

    def set_focused(self, focused: bool) -> None:
        """Show that the keys go here, with the line for a new note."""
        self._is_focused = focused
        if focused:
            self.make_draft()
        self._show_draft_state(self.view.count())
        self.update()

    def make_draft(self) -> DraftLine:
        """The line for a new note, made when it is first needed."""
        if self.draft is None:
            draft = DraftLine(self._box, self.view.note_font, self._look)
            draft.finished.connect(self.note_wanted)
            draft.list_pasted.connect(self.list_wanted)
            draft.none_identified_wanted.connect(self.none_identified_wanted)
            draft.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
            draft.entered.connect(self.focused)
            draft.chosen.connect(self.chosen)
            self.view.entered.connect(lambda: self._show_draft_state(self.view.count()))
            draft.setContentsMargins(0, 0, SCROLL_BAR, 0)
            self._layout.addWidget(draft)
            self.draft = draft
            self._give_draft_room()
            QWidget.setTabOrder(self.view, draft.editor)
        return self.draft

    def begin_note(self, text: str = "") -> None:
        """Put the cursor into the line for a new note and go on with `text`."""
        draft = self.make_draft()
        draft.show()
        draft.type_on(text)

    def clear_draft(self) -> None:
        """The words of the line are stored: it is empty again, and gone where nothing more can be added."""
        if self.draft is not None:
            self.draft.clear()
            self._show_draft_state(self.view.count())

    def bring_back(self, words: str) -> None:
        """Put words that could not be stored earlier into the line for a new note."""
        self.make_draft().bring_back(words)
        self._show_draft_state(self.view.count())

    def finish_typing(self) -> None:
        """Store what is being typed in this box."""
        self.view.finish_editing()
        if self.draft is not None:
            self.draft.leave()

    # tools over the heading, for the mouse

    def _make_tools(self) -> QWidget:
        tools = dressed(QWidget(self), "card")
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        enlarge = self._tool("enlarge", tr("Enlarge {box}, or show all", box=self._box.label))
        enlarge.clicked.connect(self.enlarge_wanted)
        menu = self._tool("", tr("What can be done with {box}", box=self._box.label))
        menu.setText("⋯")
        menu.clicked.connect(self.menu_wanted)
        row.addWidget(enlarge)
        row.addWidget(menu)
        self._enlarge = enlarge
        return tools

    def _tool(self, icon: str, words: str) -> QToolButton:
        button = dressed(QToolButton(), "plain")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setStyleSheet("min-height: 0; padding: 0")
        button.setFixedSize(_TOOL)
        if icon:
            button.setIcon(self._look.icons.icon(icon, self._look.theme.muted))
            button.setIconSize(QSize(14, 14))
        return button

    def enterEvent(self, event: QEnterEvent) -> None:
        if self._tools is None:
            self._tools = self._make_tools()
        self._place_tools(self._tools)
        self._tools.show()

    def _place_tools(self, tools: QWidget) -> None:
        """Over the count, at the right. Where the title comes near, the menu alone has to do: it enlarges, too."""
        right = self.width() - _RING - 6
        if self._enlarge is not None:
            self._enlarge.setVisible(self._title_right() <= right - 2 * _TOOL.width())
        tools.adjustSize()
        tools.move(right - tools.width(), _RING + _EDGE + 1)

    def _title_right(self) -> int:
        """Where the words of the title end, from the left edge of the card."""
        room = self._title.contentsRect()
        words = self._title.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self._title.text())
        return self._title.mapTo(self, (words & room).topRight()).x() + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_draft_room()
        self._show_draft_state(self.view.count())
        if self._tools is not None:
            self._place_tools(self._tools)

    def _give_draft_room(self) -> None:
        if self.draft is not None:
            self.draft.set_room(max(_LEAST_DRAFT, self._room()))

    def _room(self) -> int:
        """Pixels below the title for the notes and the line for a new one."""
        margins = self._layout.contentsMargins()
        used = margins.top() + self._least_heading() + 2 * self._layout.spacing() + margins.bottom()
        return self.height() - used

    def _least_heading(self) -> int:
        margins = self._layout.contentsMargins()
        room = max(60, self.width() - margins.left() - margins.right())
        return max(16, self._heading.heightForWidth(room))

    def leaveEvent(self, event: QEvent) -> None:
        if self._tools is not None:
            self._tools.hide()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().y() <= self._heading.geometry().bottom():
            self.enlarge_wanted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit()

    def minimumSizeHint(self) -> QSize:
        margins = self._layout.contentsMargins()
        least = (_ROOMY_LIST if self._follows_end and self._is_element else _LEAST_LIST) + self._layout.spacing()
        return QSize(80, margins.top() + self._least_heading() + least + margins.bottom())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        tone = theme.tone(self._box.tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(_RING + 0.5, _RING + 0.5, -_RING - 0.5, -_RING - 0.5)
        shape = QPainterPath()
        shape.addRoundedRect(card, _RADIUS, _RADIUS)
        painter.fillPath(shape, QColor(theme.card))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(card.x(), card.y(), card.width(), _EDGE), tone)
        painter.restore()
        painter.setPen(QPen(QColor(theme.muted if self._is_focused else theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_below_edge(card))
        if self._has_keys or self._is_element:
            painter.setPen(QPen(QColor(theme.focus), _FAINT if self._others_have_keys else _STRONG))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), _RADIUS + 2, _RADIUS + 2)
        painter.end()


def _below_edge(card: QRectF) -> QPainterPath:
    """The outline of a card without the coloured edge on top."""
    path = QPainterPath()
    path.moveTo(card.left(), card.top() + _EDGE)
    path.lineTo(card.left(), card.bottom() - _RADIUS)
    path.quadTo(card.bottomLeft(), QPointF(card.left() + _RADIUS, card.bottom()))
    path.lineTo(card.right() - _RADIUS, card.bottom())
    path.quadTo(card.bottomRight(), QPointF(card.right(), card.bottom() - _RADIUS))
    path.lineTo(card.right(), card.top() + _EDGE)
    return path
