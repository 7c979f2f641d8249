"""What is wished for the chosen row of the library: by the menu, a key or the card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from cmc_desktop.ui.library.canvas_browser import CanvasBrowser
from cmc_desktop.ui.library.canvas_verbs import CanvasVerbs
from cmc_desktop.ui.library.rows import Part
from cmc_desktop.ui.saying import tr

#: what is not done while a note of a canvas is chosen: a key pressed there may have meant the note
_OF_WHOLE_CANVASES = frozenset({"rename", "duplicate", "new_version", "archive", "delete", "delete_for_good"})


class RowWishes(QObject):
    """Carries out by `verbs` what is done in the library itself, and tells the rest.

    Signals:
        canvas_opened(str, str): a canvas is to be worked on: its id, and the id of the note to show or empty.
        export_chosen(str), handouts_chosen(str): the canvas with this id is to be exported, or its sheets printed.
        history_chosen(str): the history of the canvas with this id is to be shown.
        compare_chosen(list): the canvases with these ids are to be shown side by side.
        practice_chosen(str): the workshop with the canvas of this id is to be practised.
        removal_chosen(Head): this deleted canvas is to be removed for good.
        told(str, str, object): a sentence; a button's text and what it does, or empty and None.
    """

    canvas_opened = Signal(str, str)
    export_chosen = Signal(str)
    handouts_chosen = Signal(str)
    history_chosen = Signal(str)
    compare_chosen = Signal(object)
    practice_chosen = Signal(str)
    removal_chosen = Signal(object)
    told = Signal(str, str, object)

    def __init__(self, browser: CanvasBrowser, verbs: CanvasVerbs, parent: QObject) -> None:
        super().__init__(parent)
        self._browser = browser
        self._verbs = verbs
        browser.table.row_opened.connect(self.open_current)
        browser.filters.compare_chosen.connect(lambda: self.do("compare"))
        browser.menu.wished.connect(self.do)
        card = browser.card
        card.open_chosen.connect(self.open_current)
        card.export_chosen.connect(lambda: self._with_current(self.export_chosen.emit))
        card.handouts_chosen.connect(lambda: self._with_current(self.handouts_chosen.emit))
        card.compare_chosen.connect(self.compare_chosen)
        verbs.canvas_made.connect(lambda canvas_id: self.canvas_opened.emit(canvas_id, ""))

    def open_current(self) -> None:
        """Open the chosen canvas, at the found note while searching; a deleted one is brought back instead."""
        row = self._browser.current
        if row is None:
            return
        if row.part is Part.MORE:
            self._browser.table.show_all_of(row)
            return
        if row.deleted:
            self._verbs.bring_back(row.head)
            return
        self._verbs.taking_back.forget(row.id)
        self.canvas_opened.emit(row.id, row.note_id)

    def do(self, wish: str) -> None:
        """Carry out a wish of the context menu, by its name there, on the chosen canvas."""
        row, chosen = self._browser.current, self._browser.table.chosen
        if row is None or (wish != "open" and row.deleted is not (wish == "delete_for_good")):
            return
        if row.part is not Part.CANVAS and wish in _OF_WHOLE_CANVASES:
            return
        if len(chosen) > 1 and wish != "compare":
            self.told.emit(tr("Several canvases are chosen; this is done with one at a time."), "", None)
            return
        wishes: dict[str, Callable[[], object]] = {
            "open": self.open_current,
            "compare": lambda: self.compare_chosen.emit(chosen),
            "practise": lambda: self.practice_chosen.emit(row.id),
            "rename": lambda: self._verbs.rename(row.head),
            "duplicate": lambda: self._verbs.duplicate(row.head),
            "new_version": lambda: self._verbs.new_version(row.head),
            "export": lambda: self.export_chosen.emit(row.id),
            "handouts": lambda: self.handouts_chosen.emit(row.id),
            "history": lambda: self.history_chosen.emit(row.id),
            "archive": lambda: self._verbs.archive(row.head),
            "delete": lambda: self._verbs.delete(row.head),
            "delete_for_good": lambda: self.removal_chosen.emit(row.head),
        }
        wishes[wish]()

    def _with_current(self, wish: Callable[[str], object]) -> None:
        row = self._browser.current
        if row is not None:
            wish(row.id)
