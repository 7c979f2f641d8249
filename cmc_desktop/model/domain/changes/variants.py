"""Telling the variants of a project apart: as it is, as it should be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.text import line
from cmc_desktop.model.domain.write_rules import check_unsigned


@dataclass(frozen=True)
class CallVariant(Change):
    """Give a canvas the name by which it is told from the others of its project."""

    name: str

    @property
    def label(self) -> str:
        return tr("name a variant")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        check_unsigned(canvas)
        name = line(self.name, tr("The name"))
        return () if name == canvas.head.session else (replace(canvas.head, session=name),)
