"""What a reader takes for one character, and where a line may end inside a stretch without spaces."""

from __future__ import annotations

import unicodedata

from cmc_desktop.model.export.syllables import begins_syllable

_JOINER = "\u200d"
#: the signs that join the letters on both their sides, and the one that does so only with a joiner after it
_VIRAMAS = frozenset("\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u1039\u17d2")
_SINHALA_VIRAMA = "\u0dca"
#: what no line ends with, and what none begins with (the rules of Chinese and Japanese printing)
_OPENING = frozenset("([{〈《「『【〔〖〘〚（［｛｟｢“‘«‹〝＄￥￡$€£¥")
_CLOSING = frozenset(
    ")]}〉》」』】〕〗〙〛）］｝｠｣”’»›〞〟、。，．｡､！？：；,.!?:;%％‰℃…‥・･‼⁇⁈⁉～〜゠–ー－ｰ々〻ゝゞヽヾ"
    "ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
)
#: dashes and dots that stand in pairs
_PAIRED = frozenset("—―…‥")
#: Thai and Lao vowels that belong to the letter before them although they are letters themselves
_FOLLOWS = frozenset("\u0e33\u0eb3")


def ignorable(char: str) -> bool:
    """Whether `char` has an effect but no look of its own: joiners, variation selectors, direction marks."""
    code = ord(char)
    return (
        code in (0xAD, 0x34F, 0x61C, 0x200B, 0x200C, _ORD_JOINER, 0x200E, 0x200F, 0x2060, 0xFEFF)
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0020 <= code <= 0xE01EF
    )


_ORD_JOINER = ord(_JOINER)


def _extends(char: str) -> bool:
    return ignorable(char) or unicodedata.category(char)[0] == "M" or 0x1F3FB <= ord(char) <= 0x1F3FF


def _joins_next(cluster: str) -> bool:
    """Whether a cluster ends with a sign that joins it to the letter after it."""
    letters = cluster.rstrip(_JOINER)
    sign = letters[-1:]
    return sign in _VIRAMAS or (sign == _SINHALA_VIRAMA and len(letters) < len(cluster))


def _same_syllable(before: str, char: str) -> bool:
    """Whether two Hangul letters (jamo) are written into one square."""
    if not "\u1160" <= char <= "\u11ff":
        return False
    return "\u1100" <= before <= ("\u11a7" if char < "\u11a8" else "\u11ff")


def _flag_letter(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def clusters(text: str) -> list[str]:
    """`text` cut into what is drawn and deleted as one: letters with their marks, flags, joined emoji."""
    found: list[str] = []
    for char in text:
        last = found[-1] if found else ""
        joined = last and (
            (_extends(char) and not last.isspace())
            or (last[-1] == _JOINER and ord(char) > 0x2000)
            or (unicodedata.category(char) == "Lo" and _joins_next(last))
            or (char in _FOLLOWS and not last.isspace())
            or _same_syllable(last[-1], char)
            or (_flag_letter(char) and len(last) == 1 and _flag_letter(last))
        )
        if joined:
            found[-1] += char
        else:
            found.append(char)
    return found


def _ideographic(char: str) -> bool:
    code = ord(char)
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code < 0x3FFFF


def may_break(before: str, after: str, then: str = "") -> bool:
    """Whether a line may end between two clusters of a stretch without spaces; `then` is what comes after them.

    Korean words are kept whole. Thai and its neighbours may break where a syllable surely begins.
    """
    if "\u200b" in before:
        return True
    first, last = after[0], before[-1]
    if first in _CLOSING or last in _OPENING:
        return False
    if first == last and first in _PAIRED:
        return False
    return _ideographic(last) or _ideographic(first) or begins_syllable(before, after, then)
