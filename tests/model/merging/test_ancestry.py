"""The last common ancestors of two points, found near them or from the whole graph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.merging.ancestry import Ancestry, last_common


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Points by name, each with up to three parents among those before it, or one that nobody knows."""
    parents: dict[str, tuple[str, ...]] = {}
    for place in range(draw(st.integers(2, 14))):
        before = st.sampled_from([*parents, "unknown"])
        parents[f"p{place}"] = tuple(sorted(draw(st.sets(before, max_size=3))))
    return parents


@given(graphs(), st.data())
def test_looking_near_two_points_finds_what_looking_through_the_whole_graph_does(
    parents: dict[str, tuple[str, ...]], data: st.DataObject
) -> None:
    names = st.sampled_from([*parents, "unknown", "elsewhere"])
    one, other = data.draw(names), data.draw(names)
    assert Ancestry(parents).last_common(one, other) == last_common(parents, one, other)


def test_a_ring_which_no_file_can_hold_ends() -> None:
    assert Ancestry({"a": ("b",), "b": ("a",), "c": ("a",)}).last_common("c", "c") == ("c",)


def test_what_lies_far_behind_is_not_walked_through() -> None:
    class Counted(dict[str, tuple[str, ...]]):
        looks = 0

        def get(self, name: str, default: object = ()) -> tuple[str, ...]:
            self.looks += 1
            return super().get(name, ())

    chain = {f"p{n}": (f"p{n - 1}",) for n in range(1, 3_000)}
    parents = Counted(chain | {"left": ("p2999",), "right": ("p2999",)})
    ancestry = Ancestry(parents)
    parents.looks = 0
    assert ancestry.last_common("left", "right") == ("p2999",)
    assert parents.looks < 10
