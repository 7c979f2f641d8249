"""What a copy that names nobody could not decide on: words that may be parts of names, told in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr, trn

if TYPE_CHECKING:
    from cmc_desktop.model.services.without_names import Left


def names_left(left: Sequence[Left], most: int = 0) -> str:
    """The words with how often each stands there, at most `most` of them where it is not 0; empty for none."""
    if not left:
        return ""
    shown = left[:most] if most else left
    told = [trn("“{word}” ({n} place)", "“{word}” ({n} places)", one.places, word=one.word) for one in shown]
    if len(left) > len(shown):
        told.append(trn("and {n} more", "and {n} more", len(left) - len(shown)))
    return tr("Left as they are, as they may mean something else: {words}.", words=", ".join(told))
