"""Changes to what a box says about itself."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.notes import box_of
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.text import line


@dataclass(frozen=True)
class MarkNoneIdentified(Change):
    """Say that the room looked and found nothing for this box; `by` names who."""

    box: str
    by: str = ""

    @property
    def label(self) -> str:
        return tr("mark “none identified”")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        box = box_of(canvas, self.box)
        if canvas.note_count(self.box):
            raise Refusal(
                tr("“{box}” has notes, so it cannot be marked “none identified”.", box=box.label),
                todo=tr("Remove or move its notes first."),
            )
        if canvas.mark(self.box).none_identified:
            return ()
        return (BoxMark(self.box, True, line(self.by, tr("The name")), now),)


@dataclass(frozen=True)
class ClearNoneIdentified(Change):
    """Take the mark 'none identified' away."""

    box: str

    @property
    def label(self) -> str:
        return tr("take back “none identified”")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        box_of(canvas, self.box)
        mark = canvas.mark(self.box)
        return (mark.gone(),) if mark.none_identified else ()
