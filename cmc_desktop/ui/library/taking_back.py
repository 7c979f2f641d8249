"""What was done with whole canvases in this run and can be taken back: the last first, or one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble


@dataclass(frozen=True, eq=False)
class Step:
    """Something done with a canvas. `back` takes it back; then `told` is said and the canvas `shown` is shown."""

    canvas_id: str
    label: str
    back: Callable[[], object]
    told: str
    shown: str


class TakingBack(QObject):
    """The steps of this run that can still be taken back.

    Signals:
        changed(): another step, or none, is the last.
        taken_back(Step): a step is undone.
        refused(CmcError): it could not be undone.
    """

    changed = Signal()
    taken_back = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []

    @property
    def label(self) -> str:
        """What the last step is called; empty without one."""
        return self._steps[-1].label if self._steps else ""

    def did(self, step: Step) -> None:
        self._steps.append(step)
        self.changed.emit()

    def forget(self, canvas_id: str) -> None:
        """Let what was done with a canvas be: it was worked on since, or brought back another way."""
        self._keep([step for step in self._steps if step.canvas_id != canvas_id])

    def forget_all(self) -> None:
        self._keep([])

    def take_back_last(self) -> None:
        if self._steps:
            self.take_back(self._steps[-1])

    def take_back(self, step: Step) -> None:
        """Undo `step`, unless that was done before. In trouble with the library it can be tried again."""
        if step not in self._steps:
            return
        try:
            step.back()
        except CmcError as error:
            if not isinstance(error, LibraryTrouble):
                self._keep([one for one in self._steps if one is not step])
            self.refused.emit(error)
            return
        self._keep([one for one in self._steps if one is not step])
        self.taken_back.emit(step)

    def _keep(self, steps: list[Step]) -> None:
        if steps != self._steps:
            self._steps = steps
            self.changed.emit()
