"""Words that were typed but that no rule let in, kept in a file beside the library until they are stored or deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile, CmcError, NotThere
from cmc_desktop.model.services.noted_json import parsed
from cmc_desktop.model.services.safe_file import FileTrouble, read_bounded, told_trouble, write_safely

_LIMIT = 16_000_000
#: by canvas id, words by the place where they were typed
Kept = dict[str, dict[str, str]]


class UnstoredWords:
    """Reads and writes the file: by canvas id, words by the place where they were typed.

    A file that is damaged is set aside under another name, as somebody may find their words in it; `told` gets a
    sentence about that, once.
    """

    def __init__(self, path: Path, told: Callable[[str], object] = lambda _text: None) -> None:
        self._path = path
        self._told = told

    def of(self, canvas_id: str) -> dict[str, str]:
        """The words kept for a canvas, by place; none when the file cannot be read."""
        try:
            return self._read().get(canvas_id, {})
        except CmcError:
            return {}

    def keep(self, canvas_id: str, words: dict[str, str]) -> None:
        """Keep `words` for a canvas instead of what was kept for it before. Raises LibraryTrouble; what was kept for
        other canvases is never lost."""
        try:
            kept = self._read()
        except BadFile as error:
            if not words:
                return
            raise FileTrouble(str(error)) from error
        if kept.get(canvas_id, {}) == words:
            return
        if words:
            kept[canvas_id] = words
        else:
            del kept[canvas_id]
        write_safely(self._path, json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))

    def _read(self) -> Kept:
        """Raises BadFile when the file is out of reach, LibraryTrouble when it is damaged and cannot be set aside."""
        try:
            data = read_bounded(self._path, _LIMIT)
        except NotThere:
            return {}
        if not data:
            return {}
        try:
            return _kept(parsed(data, _LIMIT))
        except BadFile:
            self._set_aside()
            return {}

    def _set_aside(self) -> None:
        with told_trouble(self._path):
            aside = _free(self._path)
            self._path.rename(aside)
        self._told(
            " ".join(
                [
                    tr("The file {name}, with words that were typed and not stored, is damaged.", name=self._path.name),
                    tr("It was kept as {path}.", path=aside),
                    tr("Look into it with a text editor if words are missing."),
                ]
            )
        )


def _kept(found: Any) -> Kept:
    """Raises BadFile when that is not what was written."""
    entries = list(found.values()) if isinstance(found, dict) else [None]
    if not all(isinstance(words, dict) and all(isinstance(one, str) for one in words.values()) for words in entries):
        raise BadFile(tr("The file is damaged, or was not written by this app."))
    return dict(found)


def _free(path: Path) -> Path:
    """A name beside it that no file has."""
    number = 1
    while (aside := path.with_name(f"{path.stem}-{tr('set-aside')}-{number}{path.suffix}")).exists():
        number += 1
    return aside
