"""Translation of every word a user sees, by gettext; the English text is the key.

The active catalogue is the one process-wide value of the application, as a process speaks one
language at a time. Values are put in after translation, so user text is never a format string.
"""

from __future__ import annotations

import gettext
from pathlib import Path

DOMAIN = "cmc_desktop"


class _Active:
    language = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str, folder: Path) -> bool:
    """Switch to `language` ("es", "nb"); English when the folder has no catalogue for it."""
    _Active.catalogue = gettext.translation(DOMAIN, str(folder), [language], fallback=True)
    _Active.language = language
    return type(_Active.catalogue) is not gettext.NullTranslations


def language() -> str:
    """The language that was switched to."""
    return _Active.language


def use_catalogue(catalogue: gettext.NullTranslations) -> None:
    """Switch to a catalogue made elsewhere (a test's pseudo-language)."""
    _Active.catalogue = catalogue


def tr(message: str, **values: object) -> str:
    """`message` in the user's language, with {name} places filled from `values`."""
    text = _Active.catalogue.gettext(message) if message else ""
    return text.format(**values) if values else text


def trn(one: str, many: str, number: int, **values: object) -> str:
    """The form of a message that fits `number`, which is also available as {n}."""
    return _Active.catalogue.ngettext(one, many, number).format(n=number, **values)
