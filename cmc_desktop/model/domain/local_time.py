"""Times as people read them: this computer's local time, dates in the order year, month, day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta, timezone

#: minutes east of Greenwich from each moment (ms) on, oldest first: how the clocks of a place stood
Offsets = tuple[tuple[int, int], ...]

_ELSEWHERE: ContextVar[Offsets] = ContextVar("elsewhere", default=())


@contextmanager
def clocks_of(offsets: Offsets) -> Iterator[None]:
    """Within it, times are told as the clocks of another place told them; without `offsets` as here."""
    before = _ELSEWHERE.set(offsets)
    try:
        yield
    finally:
        _ELSEWHERE.reset(before)


def offset_at(at: int) -> int:
    """Minutes east of Greenwich of local time at `at` ms."""
    shift = _local(at).utcoffset()
    return round(shift.total_seconds() / 60) if shift else 0


def _local(at: int) -> datetime:
    offsets = _ELSEWHERE.get()
    if not offsets:
        return datetime.fromtimestamp(at / 1000).astimezone()
    minutes = next((shift for since, shift in reversed(offsets) if since <= at), offsets[0][1])
    return datetime.fromtimestamp(at / 1000, timezone(timedelta(minutes=minutes)))


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
