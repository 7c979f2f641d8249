"""Starting the next session of a series: its name, and what it takes along."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.services.continuing import session_words
from cmc_desktop.ui.dialogs.form_dialog import FormDialog, plain_label
from cmc_desktop.ui.saying import tr, trn


class NextSessionDialog(FormDialog):
    """`heads` are the sessions so far, `parked` how many things wait on the parking list; `start` gets the name.

    `barred` says why none can be started just now; it is told at once, before a name is thought of.
    """

    def __init__(
        self,
        heads: Sequence[Head],
        parked: int,
        start: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        barred: CmcError | None = None,
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
        taken = {head.session.casefold() for head in heads}
        offered = [self.name.itemText(place) for place in range(self.name.count())]
        self.name.setCurrentIndex(next((n for n, name in enumerate(offered) if name.casefold() not in taken), -1))
        self.add_row(tr("&Name:"), self.name)
        self.takes = plain_label("muted", _takes_along(parked))
        self.form.addRow(self.takes)
        if barred is not None:
            self.name.setEnabled(False)
            self.button.setEnabled(False)
            self.tell_trouble(barred)

    def accept(self) -> None:
        if self.attempt(lambda: self._start(self.name.currentText())):
            super().accept()


def _line(head: Head) -> str:
    state = CanvasState(head.state).label
    return tr("{name} · {day} · {state}", name=session_words(head), day=day(head.created_at), state=state)


def _takes_along(parked: int) -> str:
    words = tr(
        "It starts from the notes as they stand now, with the same people and agenda, and without any answers. "
        "This session stays as it is."
    )
    if not parked:
        return words
    waits = trn("{n} thing put aside comes along.", "{n} things put aside come along.", parked)
    return f"{words} {waits}"
