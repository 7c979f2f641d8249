"""The shape of a change: a frozen record that decides, on a given canvas, which entities to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True)
class Change:
    """One thing a person does. `undoable` says whether Undo takes it back; clocks and answers are history."""

    undoable: ClassVar[bool] = True
    #: what the journal calls it; a class may be renamed, its key is data and stays
    key: ClassVar[str]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "key" not in vars(cls):
            cls.key = cls.__name__

    @property
    def label(self) -> str:
        """What it does, as the Undo entry and the log say it: 'add note'."""
        raise NotImplementedError

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        """The entities to write, none when there is nothing to do. Raises Refusal or NotThere; writes nothing."""
        raise NotImplementedError
