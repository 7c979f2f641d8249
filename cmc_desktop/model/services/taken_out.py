"""What became of a canvas that was to be taken out of a backup, in words."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.services.importing import Imported


@dataclass(frozen=True)
class TakenOut:
    """The canvas of the library that what the backup has is in by now."""

    found: Imported

    @property
    def canvas_id(self) -> str:
        return self.found.canvas_id

    @property
    def is_new(self) -> bool:
        """Whether anything was done; False where the library had it all."""
        return not self.found.was_known or self.found.was_deleted

    @property
    def told(self) -> str:
        """What happened, in a few sentences."""
        found = self.found
        if found.was_deleted:
            return found.told
        if found.was_known:
            return tr(
                "All that the backup has of “{title}” is in the library already; nothing was taken out.",
                title=found.title,
            )
        if found.differs:
            return tr(
                "The library has “{title}” in another state. What the backup has of it was put beside that, as a "
                "canvas of its own. It differs in: {parts}.",
                title=found.title_here,
                parts=", ".join(found.differs),
            )
        return trn(
            "“{title}” was taken out of the backup with {n} note.",
            "“{title}” was taken out of the backup with {n} notes.",
            found.notes,
            title=found.title,
        )
