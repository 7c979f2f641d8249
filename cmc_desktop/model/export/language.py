"""The language a document is written in, as PDF readers want to know it."""

from __future__ import annotations

from cmc_desktop.i18n import tr


def language() -> str:
    """The code of the language the words come in ("en-GB"); each catalogue translates it to its own."""
    return tr("en-GB")
