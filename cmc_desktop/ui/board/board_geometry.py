"""Where the boxes of any template lie: grid lines with shares of the room, borders to drag, neighbours. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cmc_desktop.model.domain.template import Box, Template


class Direction(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Span:
    """From grid line `start` to grid line `end` along one axis, needing at least `least` pixels."""

    start: int
    end: int
    least: int


@dataclass(frozen=True)
class Border:
    """A piece of grid line `line` with boxes on both sides, from cross line `start` to `end`."""

    upright: bool
    line: int
    start: int
    end: int


def even_shares(weights: Sequence[int]) -> list[float]:
    """The places of all grid lines as shares of the room, 0.0 first and 1.0 last."""
    total = sum(weights)
    return [sum(weights[:line]) / total for line in range(len(weights) + 1)]


def line_places(shares: Sequence[float], room: int, spans: Iterable[Span]) -> list[int]:
    """Pixels of all grid lines in `room`, shifted where a span would get less than it needs.

    Where the room is too small for all, each gets the same share of what it needs.
    """
    spans = list(spans)
    needed = _room_needed(len(shares), spans)
    if needed > room > 0:
        spans = [replace(span, least=span.least * room // needed) for span in spans]
    places = [round(share * room) for share in shares]
    for line in range(1, len(places)):
        needs = [places[span.start] + span.least for span in spans if span.end == line]
        places[line] = max(places[line], places[line - 1] if _is_cut(spans, line) else 0, *needs, 0)
    places[-1] = room
    for line in range(len(places) - 2, 0, -1):
        bounds = [places[span.end] - span.least for span in spans if span.start == line]
        places[line] = max(0, min(places[line], *bounds, room))
    return places


def _room_needed(lines: int, spans: Sequence[Span]) -> int:
    """The least room in which every span gets what it needs."""
    places = [0] * lines
    for line in range(1, lines):
        places[line] = max([places[line - 1], *(places[span.start] + span.least for span in spans if span.end == line)])
    return places[-1]


def _is_cut(spans: Iterable[Span], line: int) -> bool:
    """Whether a span ends at this line and another at the one before, so that they must keep their order."""
    return any(span.end == line and span.start == line - 1 for span in spans)


def columns_of(boxes: Iterable[Box], least: int) -> list[Span]:
    return [Span(box.col, box.col + box.colspan, least) for box in boxes]


def rows_of(boxes: Iterable[Box], least: int) -> list[Span]:
    return [Span(box.row, box.row + box.rowspan, least) for box in boxes]


def borders(template: Template) -> list[Border]:
    """Every border between boxes, as long pieces as there are."""
    found = []
    for line in range(1, template.columns):
        rows = {
            row for box in template.boxes.values() if box.col == line for row in range(box.row, box.row + box.rowspan)
        }
        found += [Border(True, line, start, end) for start, end in _pieces(rows)]
    for line in range(1, template.rows):
        cols = {
            col for box in template.boxes.values() if box.row == line for col in range(box.col, box.col + box.colspan)
        }
        found += [Border(False, line, start, end) for start, end in _pieces(cols)]
    return found


def _pieces(cells: set[int]) -> list[tuple[int, int]]:
    """Cells as (first line, line after) of neighbours."""
    pieces: list[tuple[int, int]] = []
    for cell in sorted(cells):
        if pieces and pieces[-1][1] == cell:
            pieces[-1] = (pieces[-1][0], cell + 1)
        else:
            pieces.append((cell, cell + 1))
    return pieces


def neighbour(template: Template, key: str, direction: Direction) -> Box | None:
    """The box that touches box `key` on that side, the one with the longest common border (the upper, left one of
    two alike); None at the edge of the board."""
    box = template.box(key)
    touching = [(other, _common(box, other, direction)) for other in template.boxes.values() if other is not box]
    touching = [(other, common) for other, common in touching if common > 0]
    return min(touching, key=lambda pair: (-pair[1], pair[0].row, pair[0].col))[0] if touching else None


def _common(box: Box, other: Box, direction: Direction) -> int:
    """How many cells of border `other` shares with `box` on its side `direction`."""
    beside = {
        Direction.LEFT: other.col + other.colspan == box.col,
        Direction.RIGHT: other.col == box.col + box.colspan,
        Direction.UP: other.row + other.rowspan == box.row,
        Direction.DOWN: other.row == box.row + box.rowspan,
    }[direction]
    if not beside:
        return 0
    if direction in (Direction.LEFT, Direction.RIGHT):
        return min(box.row + box.rowspan, other.row + other.rowspan) - max(box.row, other.row)
    return min(box.col + box.colspan, other.col + other.colspan) - max(box.col, other.col)
