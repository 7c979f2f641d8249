"""The plain question before a copy takes many notes off the board, with the notes it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QPushButton, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.ui.dialogs.careful_question import CarefulQuestion
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.whole_lines import WholeLines
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr, trn


class HidesManyDialog(CarefulQuestion):
    """Lists the notes (ids) that would go; accepted when they are to go all the same."""

    def __init__(self, canvas: Canvas, notes: Sequence[str], by: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Many notes would go"), parent)
        self.resize(620, 460)
        count, every = len(notes), canvas.note_count()
        question = trn(
            "Joining this copy takes {n} note of {all} off the board. Join it all the same?",
            "Joining this copy takes {n} notes of {all} off the board. Join it all the same?",
            count,
            all=every,
        )
        whose = (
            tr("{name} deleted them since the copy was taken.", name=by)
            if by
            else tr("They were deleted in the copy since it was taken.")
        )
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Notes that would go"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        WholeLines(dressed(self.list, "lines"))
        found = {note_id: canvas.find(Note, note_id) for note_id in notes}
        places = {key: place for place, key in enumerate(canvas.template.walk)}
        for note in sorted(filter(None, found.values()), key=lambda note: (places[note.box], note.rank)):
            item = QListWidgetItem(upright(f"{canvas.template.box(note.box).label} · {note.text}"), self.list)
            item.setToolTip(note.text)
        self.join = QPushButton(tr("&Join all the same"))
        self.lay_out(
            [
                plain_label("title", question),
                plain_label("muted", f"{whose} {tr('Undo brings them back.')}"),
                self.list,
            ],
            self.join,
        )
