"""Clocks and lengths of time as every screen shows them, so that desk and projector never differ."""

from __future__ import annotations

from cmc_desktop.ui.saying import tr


def clock_text(remaining: int) -> str:
    """What is left of `remaining` ms as '05:00', from an hour on '1:59:54'; past zero '+02:10', counting on."""
    seconds = -(-remaining // 1000) if remaining >= 0 else -remaining // 1000
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    figures = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
    return figures if remaining >= 0 else f"+{figures}"


def hours_and_minutes(minutes: int) -> str:
    """A length in words: '45 min', '7 h 30 min'."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{minutes} min", minutes=rest)
    return tr("{hours} h {minutes} min", hours=hours, minutes=rest) if rest else tr("{hours} h", hours=hours)
