"""What the font of emoji has to be told: when it is meant, and which flags it does not have."""

from __future__ import annotations

_FIRST_LETTER = 0x1F1E6
_KEYCAP = "\u20e3"
_AS_EMOJI = "\ufe0f"
#: keeps the letters of a flag from joining
APART = "\u200c"
#: the flags that the font has, as the second letters of each first one; all others share one picture, and those of
#: AU and HM, of BV, NO and SJ, and of DG and IO have the letters of only one of them in theirs
_FLAGS = {
    "A": "CDEFGILMOQRSTWXZ",
    "B": "ABDEFGHIJLMNOQRSTWYZ",
    "C": "ACDFGHIKLMNOPRUVWXYZ",
    "D": "EJKMOZ",
    "E": "ACEGHRSTU",
    "F": "IJKMOR",
    "G": "ABDEFGHILMNPQRSTUWY",
    "H": "KNRTU",
    "I": "CDELMNQRST",
    "J": "EMOP",
    "K": "EGHIMNPRWYZ",
    "L": "ABCIKRSTUVY",
    "M": "ACDEFGHKLMNOPQRSTUVWXYZ",
    "N": "ACEFGILPRUZ",
    "O": "M",
    "P": "AEFGHKLMNRSTWY",
    "Q": "A",
    "R": "EOSUW",
    "S": "ABCDEGHIKLMNORSTVXYZ",
    "T": "ACDFGHJKLMNORTVWZ",
    "U": "AGMNSYZ",
    "V": "ACEGINU",
    "W": "FS",
    "X": "K",
    "Y": "ET",
    "Z": "AMW",
}


def asks_for_emoji(cluster: str) -> bool:
    """Whether a sign that several fonts have is meant as an emoji here."""
    return _AS_EMOJI in cluster or _KEYCAP in cluster


def shown_as(cluster: str) -> str:
    """How `cluster` is given to the font: as it is, but a flag that the font lacks as the two letters it is made of."""
    if len(cluster) != 2 or not all(_FIRST_LETTER <= ord(char) < _FIRST_LETTER + 26 for char in cluster):
        return cluster
    first, second = (chr(ord("A") + ord(char) - _FIRST_LETTER) for char in cluster)
    return cluster if second in _FLAGS[first] else APART.join(cluster)
