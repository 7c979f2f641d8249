"""Order as fractional ranks: a new place between two others never renumbers anything.

A rank is an integer part (its first letter says how many digits follow, so that adding at either
end stays short) and an optional fraction; ranks compare as plain strings, byte by byte.
"""

from __future__ import annotations

from collections.abc import Sequence

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(DIGITS)
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}
#: the lowest integer part; alone it is no rank, as nothing could go before it
_LOWEST = "A" + DIGITS[0] * 26

#: a longer one is put nowhere and taken from no file: thousands of things put into one and the same place take so much
LIMIT = 800


def is_at_the_edge(text: str) -> bool:
    """Whether a rank is too long, or so low that nothing goes below it before long."""
    return len(text) > LIMIT or text.startswith(_LOWEST)


def is_rank(text: object) -> bool:
    """Whether `text` is a rank this module could have made."""
    if not isinstance(text, str) or not text or any(char not in _VALUE for char in text):
        return False
    if not text[0].isalpha() or len(text) < _integer_length(text[0]) or text == _LOWEST:
        return False
    return len(text) == _integer_length(text[0]) or text[-1] != "0"


def between(before: str | None, after: str | None) -> str:
    """A rank after `before` and before `after`; None stands for the open end."""
    if before is None and after is None:
        return "a0"
    if before is None:
        assert after is not None
        return _below(after)
    if after is None:
        return _above(before)
    if before >= after:
        raise ValueError(f"ranks out of order: {before} >= {after}")
    low, high = _integer(before), _integer(after)
    if low == high:
        return low + _middle(before[len(low) :], after[len(high) :])
    step = _shift(low, 1)
    if step is not None and step < after:
        return step
    return low + _middle(before[len(low) :], None)


def spread(before: str | None, after: str | None, count: int) -> list[str]:
    """`count` ranks in order between the two given ones, as short as can be."""
    if count <= 0:
        return []
    if after is None:
        ranks: list[str] = []
        for _ in range(count):
            before = between(before, None)
            ranks.append(before)
        return ranks
    middle = between(before, after)
    left = (count - 1) // 2
    return [*spread(before, middle, left), middle, *spread(middle, after, count - 1 - left)]


def around(
    order: Sequence[tuple[str, str]], row: int, leaving_out: frozenset[str] = frozenset()
) -> tuple[str | None, str | None]:
    """The ranks before and after place `row` of (rank, id) pairs in order, as if `leaving_out` were elsewhere.

    Where several share a rank, as after joining two copies, the place is behind the last of them.
    """
    row = max(0, min(row, len(order)))
    before = next((order[i][0] for i in range(row - 1, -1, -1) if order[i][1] not in leaving_out), None)
    behind = (order[i] for i in range(row, len(order)))
    after = next((rank for rank, i in behind if i not in leaving_out and (before is None or rank > before)), None)
    return before, after


def _integer_length(head: str) -> int:
    return ord(head) - ord("a") + 2 if head.islower() else ord("Z") - ord(head) + 2


def _integer(rank: str) -> str:
    return rank[: _integer_length(rank[0])]


def _above(rank: str) -> str:
    whole = _integer(rank)
    step = _shift(whole, 1)
    return step if step is not None else whole + _middle(rank[len(whole) :], None)


def _below(rank: str) -> str:
    whole = _integer(rank)
    if whole == _LOWEST:
        return whole + _middle("", rank[len(whole) :])
    if whole < rank:
        return whole
    step = _shift(whole, -1)
    assert step is not None
    return step if step != _LOWEST else step + _middle("", None)


def _shift(whole: str, by: int) -> str | None:
    """The next integer part up (+1) or down (-1); None at the very end of the scale."""
    head, digits = whole[0], [_VALUE[digit] for digit in whole[1:]]
    for place in reversed(range(len(digits))):
        digits[place] += by
        if 0 <= digits[place] < _BASE:
            return head + "".join(DIGITS[value] for value in digits)
        digits[place] %= _BASE
    heads = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    place = heads.index(head) + by
    if not 0 <= place < len(heads):
        return None
    fill = DIGITS[0] if by > 0 else DIGITS[-1]
    return heads[place] + fill * (_integer_length(heads[place]) - 1)


def _middle(low: str, high: str | None) -> str:
    """A fraction strictly between two fractions; `high` None means no upper bound."""
    made = ""
    while True:
        if high is not None:
            shared = 0
            while shared < len(high) and (low[shared] if shared < len(low) else DIGITS[0]) == high[shared]:
                shared += 1
            made, low, high = made + high[:shared], low[shared:], high[shared:]
        first = _VALUE[low[0]] if low else 0
        last = _VALUE[high[0]] if high else _BASE
        if last - first > 1:
            return made + DIGITS[(first + last) // 2]
        if high is not None and len(high) > 1:
            return made + high[0]
        made, low, high = made + DIGITS[first], low[1:], None
