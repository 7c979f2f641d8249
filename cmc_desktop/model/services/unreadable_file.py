"""A damaged canvas file in words for whoever got it: what to do comes first, what is wrong with the bytes last."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile


def unreadable(error: BadFile, safe: str) -> BadFile:
    """`error` told plainly; one that says itself what to do, as for a newer format, stays as it is. `safe` is added."""
    if error.todo:
        return BadFile(error.happened, safe=safe, todo=error.todo)
    detail = tr("(Detail: {what})", what=error.happened)
    return BadFile(
        tr("This file cannot be read: it is damaged, or was changed by another program."),
        safe=safe,
        todo=f"{tr('Ask for it to be sent again.')} {detail}",
    )
