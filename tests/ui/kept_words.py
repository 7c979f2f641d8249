"""What the file of words that are not stored holds, whichever window has them."""

from __future__ import annotations

import json
from pathlib import Path


def kept_words_in(file: Path, canvas_id: str) -> list[str]:
    """All that is kept for a canvas: what there would be if every window were killed now."""
    entries = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return [one for name, words in entries.items() if name.startswith(canvas_id) for one in words.values()]
