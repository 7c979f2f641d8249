"""When something was done, as people say it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.ui.saying import tr


def when(at: int, now: int) -> str:
    """'today 15:52', 'yesterday 09:10', '3 Nov', '3 Nov 2025' in local time; both in ms since 1970."""
    moment, present = datetime.fromtimestamp(at / 1000), datetime.fromtimestamp(now / 1000)
    days = (present.date() - moment.date()).days
    if days == 0:
        return tr("today {time}", time=time_of_day(at))
    if days == 1:
        return tr("yesterday {time}", time=time_of_day(at))
    form = "d MMM" if moment.year == present.year else "d MMM yyyy"
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), form)
