"""Places in words, as the room reads them."""

from __future__ import annotations

from cmc_desktop.i18n import tr


def place_text(number: int, total: int) -> str:
    return tr("element {n} of {total}", n=number, total=total)
