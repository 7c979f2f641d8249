"""Invented notes of many lengths, the same at every run."""

from __future__ import annotations

import random

_LONGEST = 266
_PHRASES = (
    "the city bus at night every twenty minutes people who work late home safe street lights repaired within a day "
    "library open on Sundays cheaper passes for pupils drivers trained quiet electric engines fewer cars data from "
    "sensors shared with residents neighbourhood council pays half of the running costs partners from the harbour "
    "university measures air quality volunteers maintenance contract hospital shift workers affordable fares"
)
_WORDS = _PHRASES.split()


def note_texts(count: int, seed: int = 7) -> list[str]:
    """Texts of 8 to 266 characters, about 60 in the mean, every fiftieth as long as they come."""
    chance = random.Random(seed)
    texts = []
    for number in range(count):
        length = _LONGEST if number % 50 == 49 else round(min(200.0, max(8.0, chance.lognormvariate(3.85, 0.55))))
        words = [chance.choice(_WORDS).capitalize()]
        while sum(map(len, words)) + len(words) - 1 < length:
            words.append(chance.choice(_WORDS))
        texts.append(" ".join(words)[:length].ljust(length, "."))
    return texts
