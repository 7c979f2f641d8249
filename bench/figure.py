"""A measured figure, the floor it is held against, and how both are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import ceil
from statistics import median
from typing import Any

#: at least this many runs stand behind every median
RUNS = 9


@dataclass(frozen=True)
class Figure:
    """`values` are one per run, or one per step; `floor` is the least, measured in the same runs by turns.

    `aim` is what the figure should keep to, in words; `note` says what else is worth knowing.
    """

    name: str
    unit: str
    values: Sequence[float]
    floor_name: str = ""
    floor: Sequence[float] = ()
    aim: str = ""
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times its floor the figure is."""
        return median(self.values) / median(self.floor)

    def lines(self) -> list[str]:
        """The figure as it is printed."""
        told = [f"{self.name:<58} {summary(self.values, self.unit)}"]
        if self.floor:
            told.append(f"    floor: {self.floor_name:<47} {summary(self.floor, self.unit)}  x{self.ratio:.2f}")
        told += [f"    aim: {self.aim}"] if self.aim else []
        told += [f"    {self.note}"] if self.note else []
        return told

    def plain(self) -> dict[str, Any]:
        """The figure as JSON values, with its medians worked out."""
        data = asdict(self) | {"median": median(self.values)}
        return data | ({"floor_median": median(self.floor), "ratio": self.ratio} if self.floor else {})


def summary(values: Sequence[float], unit: str) -> str:
    """Median (smallest-largest)."""
    return f"{short(median(values))} {unit} ({short(min(values))}-{short(max(values))})"


def short(value: float) -> str:
    """Three digits that matter."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that `share` (0 to 1) of them do not exceed (nearest rank)."""
    return sorted(values)[max(0, ceil(len(values) * share) - 1)]
