"""The moderator's cards on two laptops: words somebody wrote are on a card and in every copy until they are settled."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import ids, put
from test_odd_copies import Laptop

from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.changes import EditCard, ResetCard, SettleConflict
from cmc_desktop.model.domain.merging.shown import open_conflicts

CARD = "round/value"


@pytest.fixture
def here(tmp_path: Path) -> Laptop:
    """The moderator's, who wrote a card of their own before the copy was given."""
    laptop = Laptop(tmp_path, "here").new()
    laptop.session.do(EditCard("round", "value", "First words", "", ""))
    return laptop


@pytest.fixture
def there(tmp_path: Path, here: Laptop) -> Laptop:
    return Laptop(tmp_path, "there").takes(here.gives())


def card(laptop: Laptop) -> CardText:
    return laptop.session.canvas.find(CardText, CARD) or CardText(CARD)


def said(laptop: Laptop) -> list[tuple[str, ...]]:
    return [one.values for one in open_conflicts(laptop.session.canvas).values()]


def test_words_on_a_card_that_was_put_back_elsewhere_go_along_with_every_copy_until_they_are_settled(
    tmp_path: Path, here: Laptop, there: Laptop
) -> None:
    there.session.do(EditCard("round", "value", "Ada's new words", "", ""))
    here.session.do(ResetCard("round", "value"))
    here.joins(there.gives("back.cmc"))
    assert said(here) == [("", "Ada's new words")]
    assert (card(here).say, card(here).own) == ("Ada's new words", True)
    third = Laptop(tmp_path, "third").takes(here.gives("third.cmc"))
    assert (card(third), said(third)) == (card(here), said(here))
    put(third.session, "costs", "Signs")
    here.joins(third.gives("from third.cmc"))
    there.joins(here.gives("again.cmc"))
    for laptop in (here, there):
        assert (card(laptop).say, said(laptop)) == ("Ada's new words", [("", "Ada's new words")])
        assert ids(laptop.session, "costs")


def test_a_further_part_of_a_card_that_was_put_back_elsewhere_stays(here: Laptop, there: Laptop) -> None:
    there.session.do(EditCard("round", "value", "First words", "One after the other", ""))
    here.session.do(ResetCard("round", "value"))
    here.joins(there.gives("back.cmc"))
    assert card(here) == CardText(CARD, "", "One after the other", "", own=True)


@pytest.mark.parametrize("chosen", ["", "Ada's new words"])
def test_whatever_is_chosen_the_card_says_it(here: Laptop, there: Laptop, chosen: str) -> None:
    there.session.do(EditCard("round", "value", "Ada's new words", "", ""))
    here.session.do(ResetCard("round", "value"))
    here.joins(there.gives("back.cmc"))
    (conflict,) = open_conflicts(here.session.canvas)
    here.session.do(SettleConflict(conflict, chosen))
    assert card(here) == CardText(CARD, chosen, own=bool(chosen))
    there.joins(here.gives("again.cmc"))
    assert (card(there), said(there)) == (card(here), [])
