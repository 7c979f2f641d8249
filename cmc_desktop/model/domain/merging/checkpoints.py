"""Making a checkpoint of a canvas."""

from __future__ import annotations

from dataclasses import replace

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint, checkpoint_id
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.keeping import kept, kept_content
from cmc_desktop.model.domain.merging.canvas_state import beside_of, rest_of
from cmc_desktop.model.domain.revision import digest


def checkpoint_of(
    canvas: Canvas, why: str, at: int, by: str = "", parents: tuple[str, ...] | None = None
) -> Checkpoint:
    """The canvas as it is now, following the checkpoint it goes on from, or `parents`."""
    if parents is None:
        parents = (canvas.head.checkpoint,) if canvas.head.checkpoint else ()
    rest = rest_of(canvas)
    rest_hash = digest(rest)
    parents = tuple(sorted(parents))
    nonce = new_id()
    name = checkpoint_id(parents, why, at, canvas.content_hash, rest_hash, nonce)
    return Checkpoint(name, parents, why, at, canvas.content_hash, rest_hash, rest, beside_of(canvas), by, nonce=nonce)


def is_at(canvas: Canvas, checkpoint: Checkpoint, beside: str | None = None) -> bool:
    """Whether the canvas is as it was then; with its `beside`, also what stands beside the words."""
    if canvas.content_hash != checkpoint.revision or digest(rest_of(canvas)) != checkpoint.rest_hash:
        return False
    return beside is None or beside_of(canvas) == beside


def at_checkpoint(canvas: Canvas, why: str, now: int, by: str = "") -> tuple[Entity, ...]:
    """What to write so that the canvas stands at a checkpoint; only its present words as kept when it does already.

    Whether people or the talk have changed since is not asked: the last checkpoint in memory does not tell.
    """
    last = canvas.find(Checkpoint, canvas.head.checkpoint)
    if last is not None and is_at(canvas, last):
        return kept(canvas, why, now)
    return new_checkpoint(canvas, why, now, by)


def new_checkpoint(canvas: Canvas, why: str, now: int, by: str = "") -> tuple[Entity, ...]:
    """A checkpoint of just this moment with its content, and the head that stands there."""
    made = checkpoint_of(canvas, why, now, by)
    head = replace(canvas.head, checkpoint=made.id, revision=canvas.content_hash)
    return (*kept_content(canvas, why, now), made, head)
