"""Keeping what a canvas says now as a revision."""

from __future__ import annotations

from dataclasses import replace

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.revision import Revision


def kept(canvas: Canvas, why: str, now: int) -> tuple[Entity, ...]:
    """The present content as a revision, when it is not kept already, and the head that names it as the last one."""
    head = canvas.head
    named = () if head.revision == canvas.content_hash else (replace(head, revision=canvas.content_hash),)
    return (*kept_content(canvas, why, now), *named)


def kept_content(canvas: Canvas, why: str, now: int) -> tuple[Revision, ...]:
    """The present content as a revision, when it is not kept already."""
    if canvas.find(Revision, canvas.content_hash) is not None:
        return ()
    parents = (canvas.head.revision,) if canvas.head.revision else _tips(canvas)
    return (Revision(canvas.content_hash, parents, why, now, canvas.content.canonical(), canvas.ranks()),)


def _tips(canvas: Canvas) -> tuple[str, ...]:
    """The revisions nothing continues yet, for a canvas whose head names none: one that came in as a file."""
    revisions = tuple(canvas.all(Revision))
    continued = {parent for revision in revisions for parent in revision.parents}
    tips = sorted(revision.id for revision in revisions if revision.id not in continued) or [canvas.head.base]
    return tuple(parent for parent in tips if parent not in ("", canvas.content_hash))
