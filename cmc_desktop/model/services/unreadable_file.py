"""A damaged canvas file in words for whoever got it: what to do comes first, what is wrong with the bytes last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile


@contextmanager
def damage_told(safe: str) -> Iterator[None]:
    """Around the reading of a canvas file: raises BadFile in plain words; `safe` says what did not happen.

    What says itself what to do, as of a newer format or another kind of file, stays as it is.
    """
    try:
        yield
    except BadFile as error:
        if error.todo:
            raise BadFile(error.happened, safe=safe, todo=error.todo) from error
        detail = tr("(Detail: {what})", what=error.happened)
        raise BadFile(
            tr("This file cannot be read: it is damaged, or was changed by another program."),
            safe=safe,
            todo=f"{tr('Ask for it to be sent again.')} {detail}",
        ) from error
