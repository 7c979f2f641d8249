"""Both copies that are joined, and whose each is."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.merging.authors import Authors


@dataclass(frozen=True)
class Sides:
    """Both copies, and by whom each is; a name may be empty. `authors` knows who brought what before."""

    ours: Canvas
    theirs: Canvas
    our_name: str = ""
    their_name: str = ""
    authors: Authors | None = None
