"""What somebody reworded may say something else by now: another window was quicker, and its words are not lost."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal


def check_same_words(present: str, wish: str, was: str | None) -> None:
    """Raise Refusal unless what is to say `wish` still says `was`, which it was reworded from, or says it already.

    Nothing is known to have been seen when `was` is None: then every wish is fine.
    """
    if was is not None and present not in (was, wish):
        raise Refusal(
            tr("This was changed in the meantime; it now says “{text}”.", text=present),
            safe=tr("Your words were not put over it."),
            todo=tr("Look at it and change it again."),
        )
