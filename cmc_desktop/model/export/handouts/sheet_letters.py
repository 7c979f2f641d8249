"""The type sizes and distances of a blank sheet, on the table or on the wall."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.model.export.paper import Sheet


@dataclass(frozen=True, slots=True)
class Letters:
    """The type sizes and distances of a blank sheet in points; `to_write` is the least room below a question."""

    title: float
    heading: float
    question: float
    plan: float
    small: float
    gap: float
    pad: float
    stroke: float
    radius: float
    to_write: float

    @classmethod
    def of_sheet(cls, sheet: Sheet) -> Letters:
        """For a sheet on the table."""
        s = sheet.scale
        return cls(13 * s, 8.8 * s, 6.8 * s, 7.6 * s, 5.7 * s, 5 * s, 6 * s, 0.7, 3 * s, 26 * s)

    @classmethod
    def of_poster(cls, sheet: Sheet) -> Letters:
        """For a wall: the questions of A1 and A0 are read from two metres, the headings from farther off."""
        s = sheet.scale
        return cls(21 * s, 13 * s, 9.6 * s, 11 * s, 5 * s, 5 * s, 7 * s, 0.7 * s, 3 * s, 30 * s)

    def times(self, share: float) -> Letters:
        """Smaller type; lines as thick as before."""
        names = ("title", "heading", "question", "plan", "small", "gap", "pad", "radius", "to_write")
        return replace(self, **{name: getattr(self, name) * share for name in names})
