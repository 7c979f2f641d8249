"""The one selection of the board, over all its boxes: by note instead of by index."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Signal

from cmc_desktop.ui.board.board_model import BoardModel


class BoardSelection(QItemSelectionModel):
    """Which notes are selected, and which is the current one. Notes stay selected wherever they are moved.

    Signals:
        current_note_changed(str): the keys go to the note with this id now, or to none.
        selected_note_changed(str): the keys go to the note with this id now, and it alone is selected; empty when that
            is so of none.
    """

    current_note_changed = Signal(str)
    selected_note_changed = Signal(str)

    def __init__(self, model: BoardModel, parent: QObject) -> None:
        super().__init__(model, parent)
        self._board = model
        self._told_current = self._told_alone = ""
        self.selectionChanged.connect(self._tell_alone)
        self.currentChanged.connect(self._on_current_changed)
        self._held: list[str] = []
        model.layoutAboutToBeChanged.connect(self._hold)
        model.layoutChanged.connect(self._take_up)

    def notes(self) -> list[str]:
        """The ids of the selected notes: box by box in walk order, from top to bottom."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: (index.internalId(), index.row()))
        return [note_id for index in indexes if (note_id := self._board.note_id(index))]

    def by_box(self) -> dict[str, list[str]]:
        """The selected notes by the key of their box."""
        by_box: dict[str, list[str]] = {}
        for note_id in self.notes():
            by_box.setdefault(self._board.box_key(self._board.note_index(note_id)), []).append(note_id)
        return by_box

    def current_note(self) -> str:
        """The id of the current note, empty without one."""
        return self._board.note_id(self.currentIndex())

    def choose(self, ids: Iterable[str]) -> QModelIndex:
        """Select just these notes; the first of them that is on the board becomes the current one and is returned."""
        indexes = [index for note_id in ids if (index := self._board.note_index(note_id)).isValid()]
        if not indexes:
            return QModelIndex()
        self._select_all_of(indexes)
        self.setCurrentIndex(indexes[0], QItemSelectionModel.SelectionFlag.NoUpdate)
        return indexes[0]

    def _select_all_of(self, indexes: Iterable[QModelIndex]) -> None:
        chosen = QItemSelection()
        for index in indexes:
            chosen.select(index, index)
        self.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _hold(self) -> None:
        self._held = self.notes()

    def _take_up(self) -> None:
        """Select what was selected before the notes were arranged anew: of a thousand notes, all selected, Qt takes
        whatever lies in their rows by now."""
        stay = {note_id: index for note_id in self._held if (index := self._board.note_index(note_id)).isValid()}
        if stay.keys() != set(self.notes()):
            self._select_all_of(stay.values())

    def _on_current_changed(self, current: QModelIndex) -> None:
        note_id = self._board.note_id(current)
        if note_id != self._told_current:
            self._told_current = note_id
            self.current_note_changed.emit(note_id)
            self._tell_alone()

    def _tell_alone(self) -> None:
        alone = self.current_note() if self.selectedIndexes() == [self.currentIndex()] else ""
        if alone != self._told_alone:
            self._told_alone = alone
            self.selected_note_changed.emit(alone)
