"""How words are compared when they are looked for: in notes, titles, cities and names, and where found ones are marked.

The word index of the library holds what `indexed` makes of a text, so the same rule holds there: words of letters and
digits, without case and accents. Where a script puts no spaces between words, each sign is a word and what is typed
without a gap is a phrase, so it is found in the middle of a line too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: raised whenever the rule makes something else of a text: the word index is then filled anew
FOLDING = 2

#: letters and digits, accents that stand as characters of their own, and the vowel signs of scripts that have such
_WORD = re.compile(
    "(?:[^\\W_]|[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0f71-\u0f84]"
    "|[\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3])+"
)
#: scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese kana, Chinese
_UNSPACED = re.compile(
    "[\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
#: one sign of such a script with what belongs to it, or a stretch of other letters
_PIECE = re.compile(
    f"{_UNSPACED.pattern}[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*|(?:(?!{_UNSPACED.pattern}).)+"
)
_PLAIN = re.compile("[a-z0-9]+")
_QUOTED = re.compile('["“”„«»]([^"“”„«»]*)["“”„«»]?|([^"“”„«»]+)')
#: so much of a word is compared; longer ones are codes that nobody types to the end
_LONGEST = 64
#: stands between two texts in the index, so that no phrase runs from one into the next; never part of a word
_BREAK = "\ue000"

#: words that follow one another, as they are compared; the last is the beginning of one
Phrase = tuple[str, ...]


def words_in(text: str) -> list[str]:
    """The words of `text` as they are written; punctuation is no word."""
    return [text[start:end] for start, end in spans_in(text)]


def spans_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of `text` begin and end."""
    for match in _WORD.finditer(text):
        start = match.start()
        for begin, end in _pieces(match.group()):
            if folded(text[start + begin : start + end]):
                yield start + begin, start + end


def _pieces(word: str) -> list[tuple[int, int]]:
    """A word of a script that has no spaces falls into its signs."""
    if word.isascii() or not _UNSPACED.search(word):
        return [(0, len(word))]
    return [piece.span() for piece in _PIECE.finditer(word)]


#: letters whose stroke or second half is no accent to Unicode, as who has no such key types them
_BARE = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}


class _Folds(dict[int, str]):
    """For `str.translate`: what each character is compared as; worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = [part for part in unicodedata.normalize("NFD", char) if not _is_accent(part)]
        self[code] = "".join(_BARE.get(small, small) for part in bare for small in part.casefold())
        return self[code]


def _is_accent(char: str) -> bool:
    return unicodedata.combining(char) > 0 and _WORD.fullmatch(char) is not None


#: folds a whole text; what is no word stays
FOLDS = _Folds()


def folded(word: str) -> str:
    """A word as it is compared: without case and accents; ß is ss, æ is ae, ł is l."""
    return (word.lower() if word.isascii() else word.translate(FOLDS))[:_LONGEST]


def folded_words(text: str) -> list[str]:
    """The words of `text` as they are compared, in their order."""
    if text.isascii():
        return [word[:_LONGEST] for word in _PLAIN.findall(text.lower())]
    text = text.translate(FOLDS)
    words: Iterable[str] = _WORD.findall(text)
    if _UNSPACED.search(text):
        words = (word[start:end] for word in words for start, end in _pieces(word))
    return [word[:_LONGEST] for word in words]


def begins_one_of(beginning: str, words: Iterable[str]) -> bool:
    """Whether one of `words` begins with `beginning`."""
    wanted = folded(beginning)
    return any(folded(word).startswith(wanted) for word in words)


def phrases_in(text: str) -> list[Phrase]:
    """What is looked for when somebody types `text`: words, and phrases where it is in quotation marks."""
    phrases: dict[Phrase, None] = {}
    for match in _QUOTED.finditer(text):
        quoted, loose = match.groups()
        if quoted is not None:
            phrases[tuple(folded_words(quoted))] = None
        else:
            phrases.update(dict.fromkeys(_phrases_by_gaps(loose)))
    phrases.pop((), None)
    return list(phrases)


def _phrases_by_gaps(text: str) -> list[Phrase]:
    """Words with nothing between them, as scripts without spaces have them, are one phrase."""
    phrases: list[list[str]] = []
    before = -1
    for start, end in spans_in(text):
        if start == before:
            phrases[-1].append(folded(text[start:end]))
        else:
            phrases.append([folded(text[start:end])])
        before = end
    return [tuple(phrase) for phrase in phrases]


def indexed(texts: Iterable[str]) -> str:
    """The words of several texts as the index keeps them: each after a space, with a break between two texts."""
    return "".join(f" {' '.join(words)} {_BREAK}" for text in texts if (words := folded_words(text)))


def holds(index: str, phrase: Phrase) -> bool:
    """Whether texts that `indexed` made into `index` hold `phrase`."""
    return f" {' '.join(phrase)}" in index


def phrase_spans(text: str, phrases: Iterable[Phrase]) -> list[tuple[int, int]]:
    """Where `text` holds one of `phrases`: a span for each of their words, in order."""
    spans = list(spans_in(text))
    words = [folded(text[start:end]) for start, end in spans]
    hit: set[int] = set()
    for phrase in phrases:
        *firsts, last = phrase
        for place in range(len(words) - len(firsts)):
            if words[place + len(firsts)].startswith(last) and words[place : place + len(firsts)] == firsts:
                hit.update(range(place, place + len(phrase)))
    return [spans[place] for place in sorted(hit)]
