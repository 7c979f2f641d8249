"""The pieces that the code of a page is marked as: what belongs to which tag, and what is decoration."""

from __future__ import annotations

from cmc_desktop.model.export.tag_tree import TagTree
from cmc_desktop.model.export.tags import Tag


class MarkedPiece:
    """Neighbouring marks that are read as one tag, or as none; a document without a reading order has no `tags`.

    Nothing is marked before something is drawn, so that no piece is empty.
    """

    def __init__(self, tags: TagTree | None = None, tag: Tag | None = None) -> None:
        self._tags = tags
        self._tag = tag
        self._open = False
        self._spoken = False

    @property
    def begun(self) -> bool:
        """Whether something can be drawn that reads back as its glyphs say."""
        return self._tags is None or (self._open and not self._spoken)

    def begin(self, code: list[str]) -> None:
        """What follows in `code` reads back as its glyphs say; never called within a text object."""
        if self._tags is None or self.begun:
            return
        self.end(code)
        code.append(
            "/Artifact BMC" if self._tag is None else f"/{self._tag.kind} <</MCID {self._tags.piece(self._tag)}>> BDC"
        )
        self._open = True

    def speak(self, code: list[str], words: str) -> None:
        """What follows in `code` until `hush` reads back as `words`.

        Within a tag it is a piece of its own beside the others: Poppler takes the end of a piece within a piece for
        the end of both and loses what comes after.
        """
        actual = f"/ActualText <{_utf16(words)}>"
        if self._tags is None or self._tag is None:
            self.begin(code)
            code.append(f"/Span <<{actual}>> BDC")
            return
        self.end(code)
        code.append(f"/Span <</MCID {self._tags.piece(self._tag)} {actual}>> BDC")
        self._open = self._spoken = True

    def hush(self, code: list[str]) -> None:
        if not self._spoken:
            code.append("EMC")

    def end(self, code: list[str]) -> None:
        """Nothing that follows in `code` belongs to this."""
        if self._open:
            code.append("EMC")
        self._open = self._spoken = False


def _utf16(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be", "replace").hex().upper()
