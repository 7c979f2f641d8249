"""What the room was shown when its canvas left the desk for a moment, to go on with when it comes back."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.ui.projector.picture import Picture
from cmc_desktop.ui.projector.scene import News, Wishes


@dataclass(frozen=True, slots=True)
class Released:
    """As the stage keeps it; `phase` is the id of the phase in which `wishes` and `news` hold, empty for none."""

    phase: str
    wishes: Wishes
    news: News
    held: Picture | None
    blank: bool
    step: int
