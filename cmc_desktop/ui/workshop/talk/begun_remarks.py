"""Remarks that were begun and are not stored: one for each note, and one for each remark that is being changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.ui.board.remark_marks import SIGNS

_REMARK, _BY, _CHANGE = "remark", "remark-by", "remark-change"


@dataclass(frozen=True)
class Place:
    """Where words are typed: a new remark on `note`, or the words of `remark`."""

    note: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Begun:
    """What stands in the line: `by` is the name as it is typed, `kept` whether these words were refused or left by Esc
    and are stored by Enter alone."""

    words: str = ""
    kind: RemarkKind = RemarkKind.QUESTION
    by: str = ""
    kept: bool = False


class BegunRemarks:
    """What is begun, by place; nothing where no words are."""

    def __init__(self) -> None:
        self._begun: dict[Place, Begun] = {}

    def __getitem__(self, place: Place) -> Begun | None:
        return self._begun.get(place)

    def put(self, place: Place, begun: Begun) -> None:
        if begun.words.strip():
            self._begun[place] = begun
        else:
            self._begun.pop(place, None)

    def take(self, place: Place) -> Begun | None:
        return self._begun.pop(place, None)

    def notes(self) -> list[str]:
        """The notes for which remarks are begun."""
        return [place.note for place in self._begun if not place.remark]

    def as_words(self) -> dict[str, str]:
        """All of it as words by named place, to be kept in a file. The kind goes before the words as its sign."""
        return dict(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for place, begun in self._begun.items():
            words = f"{SIGNS[begun.kind]} {begun.words}"
            if place.remark:
                yield f"{_CHANGE}:{place.remark}", words
                continue
            yield f"{_REMARK}:{place.note}", words
            if begun.by.strip():
                yield f"{_BY}:{place.note}", begun.by

    def take_homeless(self, is_on_board: Callable[[str], bool]) -> Begun | None:
        """Take a remark that was begun for a note that is gone, or for none."""
        homeless = [place for place in self._begun if not place.remark and not is_on_board(place.note)]
        return self.take(homeless[0]) if homeless else None

    def take_in(self, words: Mapping[str, str]) -> None:
        """Put kept words back to their places, below what is begun there."""
        for name, text in words.items():
            kind, _, where = name.partition(":")
            if kind == _CHANGE:
                self.put(Place(remark=where), _begun(text))
            elif kind == _REMARK:
                place = Place(note=where)
                self.put(place, _begun(text, words.get(f"{_BY}:{where}", ""), self._begun.get(place)))


def _begun(text: str, by: str = "", before: Begun | None = None) -> Begun:
    kinds = {sign: kind for kind, sign in SIGNS.items()}
    kind = kinds.get(text[:1], RemarkKind.QUESTION)
    words = text[2:] if text[:1] in kinds and text[1:2] == " " else text
    if before is not None:
        words = f"{before.words}\n{words}"
    return Begun(words, kind, by, kept=True)
