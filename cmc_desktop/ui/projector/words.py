"""Times in words and figures, as the room reads them."""

from __future__ import annotations

from cmc_desktop.i18n import tr


def clock_text(remaining: int) -> str:
    """Minutes and seconds left of `remaining` ms; past zero '+2:10', counting on."""
    seconds = -(-remaining // 1000) if remaining >= 0 else -remaining // 1000
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    figures = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
    return figures if remaining >= 0 else f"+{figures}"


def place_text(number: int, total: int) -> str:
    return tr("element {n} of {total}", n=number, total=total)
