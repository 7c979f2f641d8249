"""A file that was brought to the window, and what it was recognised as."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.model.domain.errors import CmcError

if TYPE_CHECKING:
    from cmc_desktop.model.services.looked_at import LookedAt


@dataclass(frozen=True)
class Arrival:
    """A file that was brought: what it is to the library, or why not; `canvas_id` where it opened by itself."""

    path: Path
    told: str
    looked: LookedAt | None = None
    error: CmcError | None = None
    canvas_id: str = ""

    @property
    def waits(self) -> bool:
        """Whether a person joins it, after looking at what it brings."""
        return self.looked is not None and not self.canvas_id and self.looked.relation.waits
