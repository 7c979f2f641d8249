"""By what a canvas is known that is only for practice, wherever it is shown or is to be written."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.text import LINE_LIMIT

#: the project of every practised canvas: it is no version of a real plan, and its own new version stays practice
PRACTICE = "practice"


def is_practice(head: Head) -> bool:
    """Whether this canvas is a throw-away copy."""
    return head.project == PRACTICE


def practice_title(title: str) -> str:
    """A title that says it, too: it is part of the words that are agreed to and signed, so the hash is another one."""
    return tr("Practice: {title}", title=title)[:LINE_LIMIT].rstrip()


def nothing_is_kept() -> str:
    """The words of the mark."""
    return tr("Practice – nothing here is kept")


def no_file_from_practice() -> Refusal:
    """Why no file is made of a practice, which could be taken for a real one, nor brought into it, to be lost there."""
    return Refusal(
        tr("This is a practice: no record, file or print is made of it, and none is brought into it."),
        safe=tr("The real canvas is as it was."),
        todo=tr("End the practice first, then do it with the real canvas."),
    )
