"""Keeping a point of the history on purpose, and calling it, and whoever made it, something."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.former_names import followed
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.checkpoints import new_checkpoint
from cmc_desktop.model.domain.name_folding import folded_name
from cmc_desktop.model.domain.text import line


@dataclass(frozen=True)
class KeepCheckpoint(Change):
    """Make a checkpoint of the canvas as it is now: on request, or as a copy of it is given to `by`."""

    why: str = Why.KEPT.value
    by: str = ""
    name: str = ""

    undoable = False

    @property
    def label(self) -> str:
        return tr("keep this state")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        by, name = line(self.by, tr("The name")), line(self.name, tr("The name"))
        made = new_checkpoint(canvas, self.why, now, by)
        return tuple(replace(put, name=name) if isinstance(put, Checkpoint) else put for put in made)


@dataclass(frozen=True)
class KeepGiven(Change):
    """Keep the point at which a copy was given, once its file is written; `made` is what `KeepCheckpoint` decided then.

    What was done since goes on from it, unless another point was made meanwhile: then it stands beside that one.
    """

    made: tuple[Entity, ...]

    undoable = False

    @property
    def label(self) -> str:
        return tr("keep this state")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        known = [put for put in self.made if not isinstance(put, Head) and canvas.find(type(put), put.id) is None]
        given = next((put for put in known if isinstance(put, Checkpoint)), None)
        if given is None:
            return ()
        if canvas.head.checkpoint not in ("", *given.parents):
            return tuple(known)
        return (*known, replace(canvas.head, checkpoint=given.id, revision=given.revision))


@dataclass(frozen=True)
class NameCheckpoint(Change):
    """Call a point of the history something; empty takes the name away."""

    checkpoint: str
    name: str

    @property
    def label(self) -> str:
        return tr("name a point of the history")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        known = canvas.find(Checkpoint, self.checkpoint)
        if known is None:
            raise NotThere(tr("There is no such point in the history of this canvas."))
        name = line(self.name, tr("The name"))
        return () if known.name == name else (replace(known, name=name),)


@dataclass(frozen=True)
class CallMaker(Change):
    """Call whoever made points of the history, or took copies, something else than `was`; empty names nobody.

    Also who brought the values of a conflict, unless the canvas is signed.
    """

    was: str
    by: str

    @property
    def label(self) -> str:
        return tr("call somebody otherwise in the history")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        was, by = folded_name(line(self.was, tr("The name"))), line(self.by, tr("The name"))

        def renamed(name: str) -> str:
            return by if name and folded_name(name) == was else name

        found = followed(canvas, renamed)
        return tuple(put for put in found if canvas.sign_off is None or not put.sealed)
