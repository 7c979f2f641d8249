"""Filters: letters large and small are one, in what is chosen and in what is counted."""

from __future__ import annotations

from dataclasses import replace

import builders

from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.services.canvas_filter import CanvasFilter, Facet
from cmc_desktop.model.store.listing import Listed

HEAD = Head("", "", 1, "", "", "Night bus", "", builders.CMC.key, 1, "draft", 0)


def canvas(city: str, *tags: str) -> Listed:
    return Listed(replace(HEAD, city=city), 0, 0, tags)


def test_a_city_counts_once_however_its_letters_are_written() -> None:
    among = [canvas("Turku"), canvas("Turku"), canvas("TURKU"), canvas("turku"), canvas("Oslo"), canvas("")]
    assert CanvasFilter().counted(Facet.CITY, among) == {"Oslo": 1, "Turku": 4}
    for typed in ("turku", "Turku", "tUrKu"):
        chosen = CanvasFilter({Facet.CITY: frozenset({typed})})
        assert [one.head.city for one in among if chosen.holds(one)] == ["Turku", "Turku", "TURKU", "turku"]
        assert chosen.counted(Facet.CITY, among) == {"Oslo": 1, typed: 4}, "so that it can be taken back in the menu"


def test_a_canvas_with_two_spellings_of_a_tag_is_one() -> None:
    among = [canvas("", "urgent", "Urgent"), canvas("", "Urgent")]
    assert CanvasFilter().counted(Facet.TAG, among) == {"Urgent": 2}


def test_what_is_chosen_and_not_there_any_more_is_still_named() -> None:
    chosen = CanvasFilter({Facet.CITY: frozenset({"Riga"})})
    assert chosen.counted(Facet.CITY, [canvas("Oslo")]) == {"Oslo": 1, "Riga": 0}
