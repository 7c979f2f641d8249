"""How large things are on the wall, and the sizes below which no letter falls."""

from __future__ import annotations

from dataclasses import dataclass

#: the smallest type of a note, in pixels of 1080 lines: what a room reads from six metres
NOTE_FLOOR = 36
#: the smallest type of anything else
WORD_FLOOR = 28
#: how the moderator's steps of larger and smaller letters act on type; the middle one is as designed
_FACTORS = {-1: 0.85, 0: 1.0, 1: 1.2, 2: 1.45, 3: 1.75}
SMALLEST_STEP, LARGEST_STEP = min(_FACTORS), max(_FACTORS)


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of one display. All sizes are given in pixels of 1080 lines.

    `unit` is 1.0 on 1920 x 1080; `step` counts the moderator's steps of larger letters, from SMALLEST_STEP to
    LARGEST_STEP.
    """

    unit: float = 1.0
    step: int = 0

    def px(self, pixels: float) -> int:
        """A distance, which no step of letters changes."""
        return max(1, round(pixels * self.unit))

    def word(self, pixels: float) -> int:
        """A size of type; never below the floor for words."""
        return self._type(pixels, WORD_FLOOR)

    def note(self, pixels: float) -> int:
        """A size of a note's type; never below the floor for notes."""
        return self._type(pixels, NOTE_FLOOR)

    def _type(self, pixels: float, floor: int) -> int:
        return max(1, round(max(floor, pixels * _FACTORS[self.step]) * self.unit))


def measure_of(width: int, height: int, step: int) -> Measure:
    """The measure of a window of this size, in device independent pixels."""
    return Measure(max(0.3, min(width / 1920, height / 1080)), step)
