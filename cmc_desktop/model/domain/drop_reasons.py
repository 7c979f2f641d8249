"""Why a note was dropped: a reason in one line, or several, where copies met and each side had told its own."""

from __future__ import annotations

from cmc_desktop.model.domain.text import LINE_LIMIT, line

#: far more laptops than ever drop one and the same note, each for a reason of its own
REASONS_LIMIT = 100
#: as many characters as that many reasons have at most, with what parts them
REASONS_LENGTH = REASONS_LIMIT * (LINE_LIMIT + 1)


def reasons(told: str) -> tuple[str, ...]:
    """Each of the reasons of a note, none for one that was dropped without a word."""
    return tuple(told.split("\n")) if told else ()


def in_one_line(told: str) -> str:
    """All of them as they are read."""
    return "; ".join(reasons(told))


def reasons_in(raw: str, what: str) -> str:
    """What somebody typed, a reason a line. Raises Refusal when one is too long for a line."""
    return "\n".join(dict.fromkeys(found for each in raw.split("\n") if (found := line(each, what))))


def together(here: str, there: str) -> str:
    """Every reason of both sides, whole and in the same order on every computer.

    One that another already tells, as older libraries joined them in one line, is not told once more.
    """
    told = {*reasons(here), *reasons(there)}
    told_in_others = {part for reason in told for part in reason.split("; ") if part != reason}
    return "\n".join(sorted(told - told_in_others)[:REASONS_LIMIT])
