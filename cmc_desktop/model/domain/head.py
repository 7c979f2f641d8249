"""The head of a canvas: what the library's list shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.entity import Entity


class CanvasState(StrEnum):
    DRAFT = "draft"
    IN_WORKSHOP = "in_workshop"
    AGREED = "agreed"
    SIGNED = "signed"

    @property
    def label(self) -> str:
        return {
            CanvasState.DRAFT: tr("draft"),
            CanvasState.IN_WORKSHOP: tr("in workshop"),
            CanvasState.AGREED: tr("agreed"),
            CanvasState.SIGNED: tr("signed"),
        }[self]


@dataclass(frozen=True, slots=True)
class Head(Entity):
    """`project` joins the versions of one plan; `parent` is the canvas this version continues, `base` its hash.

    `revision` is the hash of the revision kept last, empty when none is; `session` names the session of the series
    that this version belongs to; `checkpoint` is the point in its history that it goes on from.
    """

    project: str
    version: int
    parent: str
    base: str
    title: str
    city: str
    template: str
    template_version: int
    state: str
    created_at: int
    archived: bool = False
    deleted_at: int = 0
    revision: str = ""
    session: str = ""
    checkpoint: str = ""

    sealed = False

    def gone(self) -> Self:
        return replace(self, deleted_at=self.created_at or 1)
