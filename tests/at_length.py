"""General rules with few examples in the suite and many in the soak."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def at_length(rule: Any, examples: int) -> Callable[..., None]:
    """The hypothesis test `rule`, whose only draws are from `data`, as a test of the soak with many `examples`."""
    test = settings(max_examples=examples, deadline=None)(given(data=st.data())(rule.hypothesis.inner_test))
    marked: Callable[..., None] = pytest.mark.soak(test)
    return marked
