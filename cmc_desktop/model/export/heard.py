"""What is heard of the marks of a tag: their lines as one text, words apart where they were typed apart."""

from __future__ import annotations

from cmc_desktop.model.export.marks import TextMark


class Heard:
    """Gathers the marks of one tag in the order drawn."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def take(self, mark: TextMark, *, followed: bool) -> None:
        """Add a mark, `followed` where the next one is read in the same breath."""
        for line in mark.lines:
            self._parts += (line.text, " ") if line.spaced else (line.text,)
        if followed:
            self._parts.append(" ")

    @property
    def text(self) -> str:
        return " ".join("".join(self._parts).split())
