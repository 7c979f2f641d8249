"""Where words that are not stored were typed, for people to read."""

from __future__ import annotations

import re
from collections.abc import Collection

from cmc_desktop.ui.saying import tr


def where_words_wait(places: Collection[str]) -> str:
    """Each part of the window in which words wait, once; `places` are the keys under which they are kept."""
    kinds = {re.split("[: -]", place, maxsplit=1)[0] for place in places}
    told = (
        ({"box", "round"}, tr("in the line for notes")),
        ({"note"}, tr("in a note, below its own words")),
        ({"remark"}, tr("in the line for remarks")),
        ({"park"}, tr("in the line for what is put aside")),
        ({"minute"}, tr("in the line for minutes")),
        ({"answer"}, tr("in an answer that was begun")),
        ({"conflict"}, tr("where a conflict is settled")),
    )
    return ", ".join(words for theirs, words in told if theirs & kinds)
