"""A canvas template: which boxes there are, where they lie, what they ask. Nothing else knows there are fourteen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cmc_desktop.i18n import tr


@dataclass(frozen=True, slots=True)
class Box:
    """One element of a canvas. `row`, `col`, `rowspan`, `colspan` count cells of the template's grid."""

    key: str
    number: int
    name: str
    short: str
    heading: str
    part: str
    tone: str
    row: int
    col: int
    rowspan: int
    colspan: int
    single: bool
    question: str
    explanation: str

    @property
    def title(self) -> str:
        """The heading as the user's language has it."""
        return tr(self.heading)

    @property
    def label(self) -> str:
        """Number and heading, as lists and messages name a box."""
        return f"{self.number} {tr(self.heading)}"


@dataclass(frozen=True)
class Template:
    """A board of boxes; `walk` is the order in which a workshop goes through them."""

    key: str
    version: int
    name: str
    source: str
    columns: int
    rows: int
    row_weights: tuple[int, ...]
    walk: tuple[str, ...]
    parts: Mapping[str, str]
    bottom_lines: tuple[tuple[str, str, str], ...]
    boxes: Mapping[str, Box]

    def __contains__(self, key: object) -> bool:
        return key in self.boxes

    def box(self, key: str) -> Box:
        return self.boxes[key]

    @property
    def in_walk_order(self) -> tuple[Box, ...]:
        return tuple(self.boxes[key] for key in self.walk)

    @property
    def title(self) -> str:
        return tr(self.name)

    def part_title(self, part: str) -> str:
        """The name of a part as the user's language has it; what it is called in the template where it has none."""
        name = self.parts.get(part, part)
        return tr(name)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Template:
        """A template out of the JSON of `resources/templates`; raises ValueError when its grid has holes."""
        boxes = {
            box["key"]: Box(
                key=box["key"],
                number=box["number"],
                name=box["name"],
                short=box["short"],
                heading=box.get("heading") or box["name"],
                part=box["part"],
                tone=box["tone"],
                row=box["row"],
                col=box["col"],
                rowspan=box["rowspan"],
                colspan=box["colspan"],
                single=box["kind"] == "single",
                question=box["question"],
                explanation=box.get("explanation", ""),
            )
            for box in data["boxes"]
        }
        template = cls(
            key=data["key"],
            version=data["version"],
            name=data["name"],
            source=data["source"],
            columns=data["columns"],
            rows=data["rows"],
            row_weights=tuple(data["row_weights"]),
            walk=tuple(data["walk"]),
            parts=dict(data.get("parts", {})),
            bottom_lines=tuple((line["name"], line["minus"], line["plus"]) for line in data.get("bottom_lines", [])),
            boxes=boxes,
        )
        template._check_grid()
        return template

    def _check_grid(self) -> None:
        cells = [
            (row, col)
            for box in self.boxes.values()
            for row in range(box.row, box.row + box.rowspan)
            for col in range(box.col, box.col + box.colspan)
        ]
        wanted = {(row, col) for row in range(self.rows) for col in range(self.columns)}
        if len(cells) != len(wanted) or set(cells) != wanted:
            raise ValueError(f"template {self.key}: boxes overlap or leave a gap")
        if set(self.walk) != set(self.boxes) or len(self.walk) != len(self.boxes):
            raise ValueError(f"template {self.key}: the walk must name every box once")
