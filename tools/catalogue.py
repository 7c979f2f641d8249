"""The list of all words to translate, resources/i18n/cmc_desktop.pot: written by `python3 dev.py catalogue`.

Messages are the literals given to `tr` and `trn`, and the words of the templates, protocols and cards, which are
translated when they are shown. The file holds no dates and no line numbers, so it changes only when words or files do.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
POT = ROOT / "resources" / "i18n" / "cmc_desktop.pot"

_KEYWORDS = {"tr": (1,), "trn": (1, 2)}
#: the fields of templates, protocols and cards that people read; all others are keys, sizes or sources
_READ = frozenset(
    {"name", "heading", "short", "question", "explanation", "hints", "purpose", "say", "rule", "move_on", "parts"}
)
_HEADER = """\
# Words of CMC Desktop. Written by `python3 dev.py catalogue`; do not edit.
msgid ""
msgstr ""
"Project-Id-Version: CMC Desktop\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

Message = str | tuple[str, ...]


def catalogue() -> str:
    """The text of the .pot file as it should be now."""
    found = Catalog(charset="utf-8")
    for place, message in (*code_messages(), *data_messages()):
        found.add(message, locations=[(place, 0)])
    text = io.BytesIO()
    write_po(text, found, width=120, omit_header=True, sort_by_file=True, include_lineno=False)
    return _HEADER + text.getvalue().decode().lstrip("\n")


@cache
def code_messages() -> tuple[tuple[str, Message], ...]:
    """(file, message) of every message in the code; a pair where it has a singular and a plural."""
    return tuple(
        (_place(path), message)
        for path in sorted((ROOT / "cmc_desktop").rglob("*.py"))
        for _, message, _, _ in extract_from_file("python", str(path), keywords=_KEYWORDS)
    )


def data_messages() -> Iterator[tuple[str, Message]]:
    """(file, message) of every sentence in the templates, protocols and cards."""
    for folder in ("templates", "protocols", "cards"):
        for path in sorted((ROOT / "resources" / folder).glob("*.json")):
            for message in _read_words(json.loads(path.read_text(encoding="utf-8"))):
                yield _place(path), message


def _read_words(data: Any, *, read: bool = False) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _read_words(value, read=read or key in _READ)
    elif isinstance(data, list):
        for value in data:
            yield from _read_words(value, read=read)
    elif read and isinstance(data, str) and data:
        yield data


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def main() -> None:
    POT.parent.mkdir(parents=True, exist_ok=True)
    POT.write_text(catalogue(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
