"""Which backups stay: the last ones, one for each day of two weeks, one for each month of a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from cmc_desktop.model.services.backups import Backup

LAST = 10
DAYS = 14
MONTHS = 12


def to_be_dropped(backups: Sequence[Backup], now: int) -> list[Backup]:
    """Those of a library's own `backups` that have had their time; `now` in ms. Others are not this app's to remove.

    The last one stays whatever its age. One that is no longer what was written stands for no day and no month.
    """
    own = sorted((one for one in backups if one.is_own), key=lambda one: one.made_at, reverse=True)
    stay = {one.path for one in own[:LAST]}
    today = datetime.fromtimestamp(now / 1000)
    sound = [one for one in own if one.is_checked]
    stay |= _first_of_each(sound, lambda at: at.strftime("%Y-%m-%d"), today - timedelta(days=DAYS))
    stay |= _first_of_each(sound, lambda at: at.strftime("%Y-%m"), today - timedelta(days=MONTHS * 31))
    return [one for one in own if one.path not in stay]


def _first_of_each(newest_first: Sequence[Backup], name: Callable[[datetime], str], since: datetime) -> set[Path]:
    """The newest of each day, or month, from `since` on."""
    found: dict[str, Path] = {}
    for one in newest_first:
        at = datetime.fromtimestamp(one.made_at / 1000)
        if at >= since:
            found.setdefault(name(at), one.path)
    return set(found.values())
