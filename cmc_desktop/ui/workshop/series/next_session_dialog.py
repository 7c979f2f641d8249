"""Starting the next session of a series: its name, and what it takes along."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.ui.dialogs.form_dialog import FormDialog, plain_label


class NextSessionDialog(FormDialog):
    """`heads` are the sessions so far, `parked` how many things wait on the parking list; `start` gets the name."""

    def __init__(
        self, heads: Sequence[Head], parked: int, start: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Next session"), tr("Start the session"), parent)
        self._start = start
        self.setMinimumWidth(480)
        self.lineage = plain_label("", "\n".join(_line(head) for head in heads))
        self.add_row(tr("So far:"), self.lineage)
        self.name = QComboBox()
        self.name.setEditable(True)
        # the name that is offered is chosen already, and its completion would swallow Enter
        self.name.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none, its stubs do not say so
        self.name.addItems([tr("Second go"), tr("Agreement"), tr("Getting to know the canvas")])
        taken = {head.session for head in heads}
        free = next((place for place in range(self.name.count()) if self.name.itemText(place) not in taken), -1)
        self.name.setCurrentIndex(free)
        self.add_row(tr("&Name:"), self.name)
        self.takes = plain_label("muted", _takes_along(parked))
        self.form.addRow(self.takes)

    def accept(self) -> None:
        if self.attempt(lambda: self._start(self.name.currentText())):
            super().accept()


def _line(head: Head) -> str:
    name = head.session or tr("version {n}", n=head.version)
    return tr("{name} · {day} · {state}", name=name, day=day(head.created_at), state=CanvasState(head.state).label)


def _takes_along(parked: int) -> str:
    words = tr(
        "It starts from the notes as they stand now, with the same people and agenda, and without any answers. "
        "This session stays as it is."
    )
    if not parked:
        return words
    waits = trn("{n} thing put aside comes along.", "{n} things put aside come along.", parked)
    return f"{words} {waits}"
