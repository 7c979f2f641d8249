"""How much room the notes of a box get in one layout, asked row by row: what is the same for all is read once."""

from __future__ import annotations

from PySide6.QtCore import QSize

from cmc_desktop.model.domain.note import Note
from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.board.note_painter import NotePainter
from cmc_desktop.ui.board.remark_marks import marks_width


class NoteSizes:
    """For one pass over a box, in which nothing is written."""

    def __init__(self, model: BoardModel, key: str, notes: NotePainter, width: int, place: int) -> None:
        """`width` are the pixels of a note from edge to edge, `place` those with the gap to the next column."""
        self._model = model
        self._find = model.bridge.canvas.find
        self._ids = model.ids_in(key)
        self._marked = model.marked()
        self._notes = notes
        self._width = width
        self._place = place
        self._by_height: dict[int, QSize] = {}

    def at(self, row: int) -> QSize:
        """Pixels of the note in a row, its gaps included."""
        note_id = self._ids[row]
        note = self._find(Note, note_id)
        if note is None:
            return QSize(self._place, 0)
        if note_id in self._marked:
            height = self._with_marks(note)
        else:
            height = self._notes.plain_height(note.text, note.tags, self._width)
        size = self._by_height.get(height)
        if size is None:
            size = self._by_height[height] = QSize(self._place, height)
        return size

    def _with_marks(self, note: Note) -> int:
        marks, others = marks_width(self._model.remarks(note.id)), self._model.otherwise(note.id)
        return self._notes.height(note.id, note.text, note.tags, self._width, marks, others)
