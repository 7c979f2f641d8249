"""The last change, as people say it."""

from __future__ import annotations

from datetime import datetime

import pytest

from cmc_desktop.ui.when import when

NOW = datetime(2026, 11, 21, 15, 52)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 21, 0, 5), "today 00:05"),
        (datetime(2026, 11, 20, 23, 59), "yesterday 23:59"),
        (datetime(2026, 11, 3, 9, 0), "3 Nov"),
        (datetime(2025, 11, 20, 9, 0), "20 Nov 2025"),
    ],
)
def test_the_nearer_the_more_exact(moment: datetime, expected: str) -> None:
    assert when(round(moment.timestamp() * 1000), round(NOW.timestamp() * 1000)) == expected
