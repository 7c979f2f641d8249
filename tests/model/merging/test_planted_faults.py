"""The properties are worth something: each of six ways to lose what people wrote is noticed by them."""

from __future__ import annotations

from operator import attrgetter

import pytest
from canvas_histories import check_histories
from planted_faults import FAULTS
from state_properties import Broken, run

from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.changes import merging
from cmc_desktop.model.domain.merging import ancestry, three_way


@pytest.fixture(params=FAULTS)
def planted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A fault in the place of the merge, wherever it is called."""
    for module in (three_way, ancestry, merging):
        monkeypatch.setattr(module, "merged", FAULTS[request.param])
    return str(request.param)


def test_a_fault_is_noticed_by_the_properties_of_states(planted: str) -> None:
    with pytest.raises(Broken):
        run(first=0, count=300)


def test_a_fault_is_noticed_by_the_properties_of_whole_canvases(planted: str) -> None:
    with pytest.raises((Broken, AssertionError)):
        check_histories(range(60))


def test_words_that_stay_on_no_card_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A card that one laptop put back while the other wrote on it."""
    monkeypatch.setattr(three_way, "own_where_written", lambda card: card)
    monkeypatch.setattr(CardText, "is_own", property(attrgetter("own")))
    with pytest.raises(Broken, match="a copy says what the canvas says"):
        check_histories(range(4_000, 4_012), through_files=True, of_cards=True)


def test_without_a_fault_the_same_histories_are_fine() -> None:
    run(first=0, count=100)
    check_histories(range(20))
