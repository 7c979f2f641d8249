"""The reasons of both sides why a note was dropped: all are kept, in whichever order copies meet."""

from __future__ import annotations

from functools import reduce
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.drop_reasons import REASONS_LIMIT, reasons, reasons_in, together
from cmc_desktop.model.domain.errors import Refusal

#: as people write them, and as older libraries joined them
REASON = st.lists(st.sampled_from(["not now", "too dear", "said twice", "x" * 290]), min_size=1, max_size=3).map(
    "; ".join
)
TOLD = st.one_of(st.just(""), REASON)


@given(TOLD, TOLD, TOLD)
def test_whoever_joins_first_the_same_reasons_stand(one: str, two: str, three: str) -> None:
    found = {reduce(together, order) for order in permutations([one, two, three])}
    found.add(together(one, together(two, three)))
    assert len(found) == 1


@given(TOLD, TOLD)
def test_every_reason_is_told_whole_and_joining_again_adds_nothing(one: str, two: str) -> None:
    both = together(one, two)
    for reason in filter(None, (one, two)):
        assert reason in reasons(both) or any(reason in told.split("; ") for told in reasons(both))
    assert set(reasons(both)) <= {one, two}
    assert together(both, one) == together(both, both) == both


def test_more_reasons_than_a_file_may_hold_end_alike_everywhere() -> None:
    many = [f"reason {n:03}" for n in range(REASONS_LIMIT + 5)]
    forth, back = reduce(together, many), reduce(together, reversed(many))
    assert forth == back
    assert len(reasons(forth)) == REASONS_LIMIT


def test_each_line_somebody_types_is_a_reason_of_its_own() -> None:
    assert reasons_in(" not  now \n\ntoo dear\nnot now", "The reason") == "not now\ntoo dear"
    with pytest.raises(Refusal):
        reasons_in("too dear\n" + "x" * 301, "The reason")
