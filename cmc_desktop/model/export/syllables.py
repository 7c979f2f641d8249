"""Where a syllable may begin in the scripts of South-East Asia, which write their words without spaces between them.

There is no dictionary here, so a line may end between two syllables of a word. Where the letters leave it open whether
one begins, it does not: a line is rather a little shorter than wrong.
"""

from __future__ import annotations

#: Thai and Lao vowels that are written before the letter after which they are spoken
LEADS = frozenset("เแโใไເແໂໃໄ")
#: Thai; Lao letters stand at the same places of a block of their own
_FOLLOWING_VOWELS = frozenset("าะๅ")
_SILENCER = "์"
_AFTER_A_STOP = frozenset("รลว")
_STOPS = frozenset("กขคตทปผพส")
_AFTER_H = frozenset("นมลวยญรง")
_LAO_SHIFT = 0x80


def begins_syllable(before: str, here: str, then: str) -> bool:
    """Whether a syllable surely begins with the cluster `here`, between `before` and `then` (empty at an end)."""
    if here[0] in LEADS:
        return before[0] not in LEADS
    if "\u1000" <= here[0] <= "\u102a":
        return "\u103a" not in here and before[0] > "\u0fff"
    if "\u1780" <= here[0] <= "\u17a2":
        return len(here) > 1 and before[0] > "\u177f"
    return _thai(_as_thai(before), _as_thai(here), _as_thai(then))


def _thai(before: str, here: str, then: str) -> bool:
    if not _letter(here) or before[0] in LEADS or _SILENCER in here:
        return False
    if len(before) == 1 and _one_sound(before, here):
        return False
    if len(here) > 1 or (then and then[0] in _FOLLOWING_VOWELS):
        return True
    return len(then) > 1 and _SILENCER not in then and _one_sound(here, then)


def _letter(cluster: str) -> bool:
    return "ก" <= cluster[0] <= "ฮ"


def _one_sound(first: str, second: str) -> bool:
    """Whether a syllable can begin with these two letters together."""
    return (first[0] in _STOPS and second[0] in _AFTER_A_STOP) or (first[0] == "ห" and second[0] in _AFTER_H)


def _as_thai(cluster: str) -> str:
    return "".join(chr(ord(char) - _LAO_SHIFT) if "\u0e80" <= char <= "\u0eff" else char for char in cluster)
