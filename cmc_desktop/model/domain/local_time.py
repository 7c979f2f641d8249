"""Times as people read them: this computer's local time, dates in the order year, month, day."""

from __future__ import annotations

from datetime import datetime


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000).astimezone()


def day(at: int) -> str:
    """2026-11-21; `at` is in ms since 1970 in UTC."""
    return _local(at).strftime("%Y-%m-%d")


def time_of_day(at: int) -> str:
    """15:52, or nothing for a time that never came."""
    return _local(at).strftime("%H:%M") if at else ""


def minutes_of_day(at: int) -> int:
    """Minutes after midnight of a time in ms."""
    local = _local(at)
    return local.hour * 60 + local.minute


def moment(at: int) -> str:
    """2026-11-21 15:52:07 UTC+01:00."""
    local = _local(at)
    offset = local.strftime("%z")
    return f"{local.strftime('%Y-%m-%d %H:%M:%S')} UTC{offset[:3]}:{offset[3:5]}"


def day_and_time(at: int) -> str:
    """2026-11-21 15:52."""
    return f"{day(at)} {time_of_day(at)}"
