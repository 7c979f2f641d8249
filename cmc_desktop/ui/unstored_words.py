"""Words that were typed but that no rule let in, kept in a file beside the library until they are stored or deleted."""

from __future__ import annotations

import json
from pathlib import Path

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.safe_file import read_bounded, write_safely

_LIMIT = 16_000_000


class UnstoredWords:
    """Reads and writes the file: by canvas id, words by the place where they were typed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, canvas_id: str) -> dict[str, str]:
        """The words kept for a canvas, by place; none when the file cannot be read."""
        return self._read().get(canvas_id, {})

    def keep(self, canvas_id: str, words: dict[str, str]) -> None:
        """Keep `words` for a canvas instead of what was kept for it before. Raises LibraryTrouble."""
        kept = self._read()
        if kept.get(canvas_id, {}) == words:
            return
        if words:
            kept[canvas_id] = words
        else:
            del kept[canvas_id]
        write_safely(self._path, json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            found = json.loads(read_bounded(self._path, _LIMIT).decode("utf-8", "surrogatepass"))
        except (CmcError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            str(canvas): {str(place): str(text) for place, text in words.items()}
            for canvas, words in found.items()
            if isinstance(words, dict)
        }
