"""The card of one box: coloured edge, heading, count, its notes, and the line for a new one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.domain.template import Box
from cmc_desktop.ui.board.box_card import EDGE, FAINT, RING, STRONG, draw_card, draw_ring
from cmc_desktop.ui.board.box_heading import BoxHeading
from cmc_desktop.ui.board.box_tools import BoxTools
from cmc_desktop.ui.board.box_view import BoxView
from cmc_desktop.ui.board.draft_line import DraftLine
from cmc_desktop.ui.board.none_identified import who_says_so
from cmc_desktop.ui.board.note_columns import SCROLL_BAR
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import in_a_row, tr, trn

#: for one note, or for the line for a new one
_LEAST_LIST = 34
_LEAST_DRAFT = 25
#: for what was said last, below the text that was there
_ROOMY_LIST = 76
#: pixels of the notes that have to be seen beside the line for a new one: a line of words
_LEAST_SEEN = 18


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
        self._tools: BoxTools | None = None
        self._is_element = False
        self._follows_end = False
        self._is_focused = False
        self._has_keys = self._others_have_keys = False
        self._is_editable = True
        self._mark = BoxMark(box.key)
        self._heading = BoxHeading(box, look.theme)
        self._layout = QVBoxLayout(self)
        # The list reaches to the right edge: its scroll bar takes the room beside the notes.
        self._layout.setContentsMargins(RING + 8, RING + EDGE + 3, RING + 1, RING + 4)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._heading)
        self._layout.addWidget(view, 1)
        view.chosen.connect(self.chosen)
        view.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    @property
    def box(self) -> Box:
        return self._box

    @property
    def heading(self) -> QWidget:
        return self._heading

    def show_state(self, count: int, mark: BoxMark) -> None:
        """Tell the number of notes, the question of an empty box, or that nothing was identified."""
        self._mark = mark
        self._heading.show_count(count)
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
        return f"✓ {tr('None identified')}", in_a_row((who_says_so(mark.by), day_and_time(mark.at)))

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
        """Keep the end of the text in sight, with room for a few lines, while it is discussed; False for a box like
        the others, which shows how it begins."""
        if follows != self._follows_end:
            self._follows_end = follows
            self.updateGeometry()
            self._on_range_changed(0, self.view.verticalScrollBar().maximum())
            if not follows and self.view.editor is None:
                self.view.scrollToTop()

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

    def enterEvent(self, event: QEnterEvent) -> None:
        if self._tools is None:
            self._tools = BoxTools(self._box, self._look, self)
            self._tools.enlarge_wanted.connect(self.enlarge_wanted)
            self._tools.menu_wanted.connect(self.menu_wanted)
        self._place_tools(self._tools)
        self._tools.show()

    def _place_tools(self, tools: BoxTools) -> None:
        title_end = self._heading.mapTo(self, QPoint(self._heading.words_end(), 0)).x()
        tools.place(QPoint(self.width() - RING - 6, RING + EDGE + 1), title_end)

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
        least = (_ROOMY_LIST if self._follows_end else _LEAST_LIST) + self._layout.spacing()
        return QSize(80, margins.top() + self._least_heading() + least + margins.bottom())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(painter, self.rect(), self._look.theme, self._box.tone, is_focused=self._is_focused)
        if self._has_keys or self._is_element:
            draw_ring(painter, self.rect(), self._look.theme, FAINT if self._others_have_keys else STRONG)
        painter.end()
