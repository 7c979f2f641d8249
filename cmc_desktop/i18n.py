"""Translation of every word a user sees, by gettext; the English text is the key.

The active catalogue is the one process-wide value of the application, as a process speaks one
language at a time. Values are put in after translation, so user text is never a format string.
What comes out may be stored and printed, so it keeps every sign of theirs; whoever shows it to a
person lets it stand `upright`.
"""

from __future__ import annotations

import gettext
import re
from pathlib import Path

DOMAIN = "cmc_desktop"
#: embeddings, overrides and isolates
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


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


def upright(text: str) -> str:
    """A sentence to be shown, signs that turn the direction of what follows as their codes, `[U+202E]`: a name that
    has some would turn the sentence round it stands in. Letters of every direction stay as they are.

    For the eye alone: what is stored, printed or compared keeps the signs."""
    return text if text.isascii() else _TURNING.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
