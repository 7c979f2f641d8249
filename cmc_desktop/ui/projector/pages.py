"""Cards shared out over pages: in lines of one or more columns, no card cut at the end of a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from cmc_desktop.ui.projector.card_metrics import CardMetrics
from cmc_desktop.ui.projector.picture import Card


def column_width(metrics: CardMetrics, width: int, columns: int) -> int:
    """The width of a card in a list `width` pixels wide."""
    return (width - 1) // columns - (metrics.gap if columns > 1 else 0)


def line_heights(cards: Sequence[Card], metrics: CardMetrics, width: int, columns: int = 1) -> list[int]:
    """The heights of the lines of cards, of as many cards side by side as there are columns."""
    one = column_width(metrics, width, columns)
    heights = [metrics.height(card, one) for card in cards]
    return [max(heights[start : start + columns]) for start in range(0, len(heights), columns)]


def whole_parts(cards: Sequence[Card], metrics: CardMetrics, width: int, height: int) -> list[Card]:
    """The cards, those that are longer than a page in several parts."""
    return list(chain.from_iterable(metrics.parts(card, width, height) for card in cards))


def pages_of(
    cards: Sequence[Card], metrics: CardMetrics, width: int, height: int, columns: int = 1
) -> list[tuple[Card, ...]]:
    """The cards of each page of `height` pixels; one empty page when there are none."""
    # the gap below the last card of a page may be cut
    room = height + metrics.gap
    pages: list[tuple[Card, ...]] = []
    start, used = 0, 0
    for line, needs in enumerate(line_heights(cards, metrics, width, columns)):
        if used and used + needs > room:
            pages.append(tuple(cards[start : line * columns]))
            start, used = line * columns, 0
        used += needs
    pages.append(tuple(cards[start:]))
    return pages


def whole_pages(cards: Sequence[Card], metrics: CardMetrics, width: int, height: int) -> list[tuple[Card, ...]]:
    """The cards of each page, a card longer than a page on several."""
    return pages_of(whole_parts(cards, metrics, width, height), metrics, width, height)
