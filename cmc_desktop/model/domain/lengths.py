"""Lengths of time as a person says them, on paper as on the screen."""

from __future__ import annotations

from cmc_desktop.i18n import tr


def length(ms: int) -> str:
    """'23 s', '6:26 min', '1 h 05 min', to the nearest second; nothing is shorter than 0 s."""
    minutes, seconds = divmod(round(max(0, ms) / 1000), 60)
    if not minutes:
        return tr("{n} s", n=seconds)
    if minutes < 60:
        return tr("{minutes}:{seconds} min", minutes=minutes, seconds=f"{seconds:02}")
    return tr("{hours} h {minutes} min", hours=minutes // 60, minutes=f"{minutes % 60:02}")
