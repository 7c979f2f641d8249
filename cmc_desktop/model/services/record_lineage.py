"""The versions and sessions before a canvas, as its record lists them."""

from __future__ import annotations

from collections.abc import Iterator

from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.export.lineage import Ancestor
from cmc_desktop.model.services.library import Library


def record_lineage(library: Library, canvas_id: str) -> tuple[Ancestor, ...]:
    """What the canvas goes on from, the latest first, as far as this library has it; deleted ones left out.

    Raises NotThere when the canvas itself is not in the library.
    """
    return tuple(_before(library, canvas_id))


def _before(library: Library, canvas_id: str) -> Iterator[Ancestor]:
    child, known = library.store.head(canvas_id), {canvas_id}
    while child.parent and child.parent not in known:
        known.add(child.parent)
        try:
            canvas, _ = library.store.load(child.parent)
        except NotThere:
            return
        head, sign_off = canvas.head, canvas.sign_off
        if not head.deleted_at:
            at = sign_off.at if sign_off is not None else head.created_at
            # The words that were gone on from, whatever was written into that version afterwards.
            yield Ancestor(head.version, head.session, at, sign_off is not None, child.base)
        child = head
