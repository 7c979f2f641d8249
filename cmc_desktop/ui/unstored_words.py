"""Words that were typed but are not stored, kept in a file beside the library until they are stored or deleted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cmc_desktop.model.domain.errors import BadFile, CmcError, NotThere
from cmc_desktop.model.services.noted_json import parsed
from cmc_desktop.model.services.safe_file import FileTrouble, read_bounded, told_trouble, write_safely
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.words_claim import WordsClaim, one_at_a_time

_LIMIT = 16_000_000
#: by canvas id and the name of the claim on it, words by the place where they were typed
Kept = dict[str, dict[str, str]]


class UnstoredWords:
    """Reads and writes the file for one desk; all windows of a user share it.

    The words of a canvas that is on a desk are that desk's. Another one takes them only when the canvas has left it, or
    its process has ended, so what is being typed in one window is neither shown nor written over by another.

    A file that is damaged is set aside under another name, as somebody may find their words in it; `told` gets a
    sentence about that, once.
    """

    def __init__(self, path: Path, told: Callable[[str], object] = lambda _text: None) -> None:
        self._path = path
        self._told = told
        self._claim = WordsClaim(path)
        #: entries of others whose words are ours by now; gone with the next write
        self._taken: set[str] = set()

    def take(self, canvas_id: str) -> dict[str, str]:
        """The words kept for a canvas that no other desk has, by place; they are ours from here on. None when the file
        cannot be read.

        Where two windows ended with other words in one place, those of one come now, and the others the next time.
        """
        words: dict[str, str] = {}
        with suppress(CmcError), self._alone():
            kept = self._read()
            for name in self._free(kept, canvas_id):
                if all(words.get(place, one) == one for place, one in kept[name].items()):
                    words |= kept[name]
                    self._taken.add(name)
            if words:
                self._write(kept, canvas_id, words)
        return words

    def keep(self, canvas_id: str, words: dict[str, str]) -> None:
        """Keep `words` for a canvas instead of what was kept for this desk before. Raises LibraryTrouble; what was kept
        for other canvases, and by others, is never lost."""
        with self._alone():
            try:
                kept = self._read()
            except BadFile as error:
                if not words:
                    return
                raise FileTrouble(str(error)) from error
            self._write(kept, canvas_id, words)

    def forget(self, canvas_id: str) -> None:
        """Take out all that was kept for a canvas, by whomever. Raises LibraryTrouble."""
        with self._alone():
            try:
                kept = self._read()
            except BadFile:
                return
            self._taken |= {name for name in kept if _canvas_of(name) == canvas_id}
            self._write(kept, canvas_id, {})

    def release(self) -> None:
        """The canvas has left the desk: whoever opens it next takes the words."""
        self._claim.release()

    def _free(self, kept: Kept, canvas_id: str) -> list[str]:
        """The entries for a canvas that no other desk holds; our own first."""
        held = self._claim.held_by_others()
        free = [name for name in kept if _canvas_of(name) == canvas_id and _claim_of(name) not in held]
        return sorted(free, key=lambda name: _claim_of(name) != self._claim.name)

    def _write(self, kept: Kept, canvas_id: str, words: dict[str, str]) -> None:
        ours = f"{canvas_id} {self._claim.name}"
        new = {name: one for name, one in kept.items() if name != ours and name not in self._taken}
        if words:
            self._claim.hold()
            new[ours] = words
        if new != kept:
            write_safely(self._path, json.dumps(new, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
        self._taken.clear()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While no other window reads the file in order to write it. Raises FileTrouble."""
        with one_at_a_time(self._path):
            yield

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


def _canvas_of(name: str) -> str:
    return name.partition(" ")[0]


def _claim_of(name: str) -> str:
    """Empty where nobody in particular had the canvas, as in files of earlier versions."""
    return name.partition(" ")[2]


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
