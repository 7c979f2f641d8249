"""Paints a note and edits it in place. Knows sizes and colours, not where the view that uses it is shown.

Each view has a delegate of its own (Qt tells every view of a delegate when an editor closes); what was measured and
what was typed in vain they share.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cmc_desktop.ui.board.board_data import Role
from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.board.kept_words import KeptWords
from cmc_desktop.ui.board.note_editor import NoteEditor
from cmc_desktop.ui.board.note_painter import NotePainter
from cmc_desktop.ui.board.note_sizes import NoteSizes
from cmc_desktop.ui.board.note_text import NoteStyle, NoteText
from cmc_desktop.ui.board.remark_marks import marks_width
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex


class NoteHost(Protocol):
    """A view that says how wide a note is in it, and its place with the gap to the next column."""

    def note_width(self) -> int: ...

    def place_width(self) -> int: ...


class NoteDelegate(QStyledItemDelegate):
    """Notes as tinted cards; an editor for one of them.

    Signals:
        words_kept(str, bool): words typed into the note with this id were put aside, not stored; True when they were
            refused, False when the person dropped them.
        editing_changed(): an editor opened, grew or closed.
        chosen(): the person typed or clicked in the editor.
        rewording_begun(str): the first letter was typed into the editor of the note with this id.
    """

    words_kept = Signal(str, bool)
    editing_changed = Signal()
    chosen = Signal()
    rewording_begun = Signal(str)

    def __init__(
        self,
        theme: Theme,
        text: NoteText | None = None,
        parent: QObject | None = None,
        *,
        kept: KeptWords | None = None,
    ) -> None:
        """`text` sets the words in a style, `kept` has the words put aside; both may be shared."""
        super().__init__(parent)
        self._theme = theme
        self.text = text or NoteText(NoteStyle())
        self._editor: NoteEditor | None = None
        self._edited = QPersistentModelIndex()
        self.kept = kept or KeptWords(self)
        self.notes = NotePainter(theme, self.text, self.kept)
        self._host: NoteHost | None = None
        self._sizes: NoteSizes | None = None

    @property
    def theme(self) -> Theme:
        return self._theme

    # the open editor

    @property
    def editor(self) -> NoteEditor | None:
        """The editor that is open, if one is."""
        return self._editor

    def edits(self, index: AnyIndex) -> bool:
        """Whether the open editor is on this note."""
        return self._editor is not None and self._edited == index

    @property
    def being_typed(self) -> dict[str, str]:
        """What is typed in the open editor and its note does not say, by the note's id."""
        if self._editor is None or not self._edited.isValid() or not self._editor.document().isModified():
            return {}
        words = self._editor.words
        said = str(self._edited.data(Qt.ItemDataRole.EditRole))
        return {str(self._edited.data(Role.NOTE_ID)): words} if words.strip() and words != said else {}

    @property
    def editing_height(self) -> int:
        """Pixels the open editor wants, 0 without one."""
        return self._editor.wanted_height if self._editor is not None else 0

    def finish_editing(self) -> None:
        """Store what is typed and close the editor; with words that are refused it stays open."""
        editor = self._editor
        if editor is not None:
            self._store(editor)
            if editor.refused_words is None:
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _on_editor_entered(self) -> None:
        editor = self._editor
        if editor is not None:
            self.commitData.emit(editor)
            if editor.refused_words is None:
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _on_editor_escaped(self) -> None:
        editor = self._editor
        if editor is not None:
            self._keep(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def _store(self, editor: NoteEditor) -> None:
        """Try to store what is typed, unless it was refused already."""
        if editor.words.strip() and editor.words != editor.refused_words:
            self.commitData.emit(editor)

    def _leave(self, editor: NoteEditor) -> None:
        self._store(editor)
        if editor.refused_words is not None:
            self._keep(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _keep(self, editor: NoteEditor) -> None:
        """Put typed words aside, so that the next editor on this note can bring them back."""
        note_id = self._edited.data(Role.NOTE_ID)
        if not note_id:
            return
        if editor.words == self._edited.data(Qt.ItemDataRole.EditRole):
            self.kept.drop(note_id)
        elif editor.words.strip():
            waits = editor.refused_words is not None
            self.kept.keep(note_id, editor.words, waits=waits)
            self.words_kept.emit(note_id, waits)

    def _on_editor_grown(self) -> None:
        if self._edited.isValid():
            row = self._edited.row()
            self.sizeHintChanged.emit(self._edited.model().index(row, 0, self._edited.parent()))
            self.editing_changed.emit()

    def _on_editor_destroyed(self) -> None:
        self._editor = None
        self._edited = QPersistentModelIndex()
        self.editing_changed.emit()

    # sizes

    def serve(self, host: NoteHost) -> None:
        """Paint and measure the notes of this view; without one they are as wide as what they are painted on."""
        self._host = host

    def _width_in(self, area: QRect) -> int:
        return self._host.note_width() if self._host is not None else area.width()

    @contextmanager
    def laying_out(self, sizes: NoteSizes) -> Iterator[None]:
        """Answer from `sizes` meanwhile: asking the view and the model anew for each note of a box would cost more
        than all the rest of its layout."""
        self._sizes = sizes
        try:
            yield
        finally:
            self._sizes = None

    def _size_in(self, area: QRect, index: AnyIndex) -> QSize:
        width = self._width_in(area)
        place = self._host.place_width() if self._host is not None else width
        model = index.model()
        # Asked at each step of a drag, too: the note itself is at hand quicker than its roles.
        if not isinstance(model, BoardModel) or (note := model.note(index)) is None:
            return QSize(place, self.notes.height_at(index, width))
        marks, others = marks_width(model.remarks(note.id)), model.otherwise(note.id)
        return QSize(place, self.notes.height(note.id, note.text, note.tags, width, marks, others))

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if self.edits(index):
            return
        rect: QRectF = QRectF(option.rect)
        rect.setWidth(self._width_in(option.rect))
        self.notes.paint(painter, rect, index, option.state)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        size = self._sizes.at(index.row()) if self._sizes is not None else self._size_in(option.rect, index)
        if self._editor is not None and self._edited == index:
            size = size.expandedTo(QSize(0, self._editor.wanted_height + self.text.style.gap))
        return size

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        editor = NoteEditor(self.text.font, parent)
        editor.setAccessibleName(tr("Words of the note"))
        editor.entered.connect(self._on_editor_entered)
        editor.escaped.connect(self._on_editor_escaped)
        editor.grown.connect(self._on_editor_grown)
        editor.chosen.connect(self.chosen)
        editor.destroyed.connect(self._on_editor_destroyed)
        self._editor, self._edited = editor, QPersistentModelIndex(index)
        note_id = str(index.data(Role.NOTE_ID))
        dropped, waiting = self.kept.dropped(note_id), self.kept.waiting(note_id)
        editor.begin(str(index.data(Qt.ItemDataRole.EditRole)), dropped, waiting=waiting)
        editor.document().modificationChanged.connect(
            lambda changed: self.rewording_begun.emit(note_id) if changed else None
        )
        return editor

    def destroyEditor(self, editor: QWidget, index: AnyIndex) -> None:
        self._on_editor_destroyed()
        editor.hide()
        editor.deleteLater()

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        # The words were set when it opened; what is being typed is never overwritten from below.
        if isinstance(editor, NoteEditor) and not editor.document().isModified():
            words = str(index.data(Qt.ItemDataRole.EditRole))
            if editor.words != words:
                editor.begin(words)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if isinstance(editor, NoteEditor):
            words, note_id = editor.words, str(index.data(Role.NOTE_ID))
            takes_back = words == index.data(Qt.ItemDataRole.EditRole)
            done = model.reword(index, words, editor.was) if isinstance(model, BoardModel) else False
            editor.refused_words = None if done else words
            # What it says by now has been told, so the next Enter knows of it.
            editor.was = str(index.data(Qt.ItemDataRole.EditRole))
            if not done:
                self.kept.keep(note_id, words, waits=True)
            elif takes_back:
                self.kept.drop(note_id)
            else:
                self.kept.forget(note_id)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        place = option.rect.adjusted(0, 0, 0, -self.text.style.gap)
        place.setWidth(self._width_in(option.rect))
        # In a box lower than its words the editor scrolls, so that the line being typed is always in sight.
        port = editor.parentWidget()
        room = port.height() if port is not None else place.height()
        place.setHeight(min(place.height(), room))
        place.moveTop(max(0, min(place.top(), room - place.height())))
        editor.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._editor or not isinstance(watched, NoteEditor):
            return False
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            return self._on_focus_out(watched, event.reason())
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.Hide):
            # Enter, Esc and Tab are the editor's own.
            return False
        return super().eventFilter(watched, event)

    def _on_focus_out(self, editor: NoteEditor, reason: Qt.FocusReason) -> bool:
        stays = (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        )
        if reason not in stays:
            self._leave(editor)
        elif reason == Qt.FocusReason.ActiveWindowFocusReason and editor.words.strip() != "":
            # Another window is in front: the words are stored, the editor waits.
            self.commitData.emit(editor)
        return False
