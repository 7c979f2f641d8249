"""The layout of a board: how large the type, how wide and high the boxes, which note where.

Type shrinks while the boxes keep their widths and rows take room from emptier ones; where it would become small,
columns take room from emptier ones too; at the sheet's floor what still has no room goes, whole, to a marked
continuation page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cmc_desktop.model.domain.arrangement import Part
from cmc_desktop.model.export import room
from cmc_desktop.model.export.board_content import BoxContent
from cmc_desktop.model.export.box_layout import BoxLayout, PlacedBox, Spaces
from cmc_desktop.model.export.marks import Frame
from cmc_desktop.model.export.paper import Sheet

#: the sizes between a sheet's floor and its ceiling that are tried
_STEPS = 24
#: below this step the type is small, and columns give up their even widths for a larger one
_CALM = 10
#: so many steps of type size have to be gained by uneven widths
_WORTH_IT = 3
#: a note that needs more than this share of the area's height goes to a page of its own
_ENDLESS = 0.4
#: how many steps of type size are given for rows that keep step with those beside them
_FOR_STEP = 3
#: how often columns are fitted to their notes, which break differently at every width
_ROUNDS = 3


@dataclass(frozen=True)
class BoardPlan:
    """A board laid out in `area`; `size` is the type size of its notes."""

    sheet: Sheet
    size: float
    spaces: Spaces
    boxes: tuple[PlacedBox, ...]

    @property
    def whole(self) -> bool:
        return not any(box.left for box in self.boxes)

    @property
    def held(self) -> tuple[int, int]:
        """How many boxes hold a note, and how many notes they hold."""
        return sum(bool(box.notes) for box in self.boxes), sum(len(box.notes) for box in self.boxes)


def plan_board(whole: Part, contents: Mapping[str, BoxContent], sheet: Sheet, area: Frame) -> BoardPlan:
    """Lay the boxes of `whole` out in `area` with the largest type at which all notes fit."""
    return _Planner(whole, contents, sheet, area).plan()


class _Planner:
    """Tries sizes and widths."""

    def __init__(self, whole: Part, contents: Mapping[str, BoxContent], sheet: Sheet, area: Frame) -> None:
        self._sheet = sheet
        self._area = area
        self._whole = whole
        self._contents = contents
        #: by key, how many notes of a box may lie on the board
        self._held = {key: len(content.notes) for key, content in contents.items()}
        smallest = self._try(whole, 0)
        #: the boxes whose heading has no room beside its count even in the smallest type
        self._in_any_case = smallest.cut
        all_of_them, self._held = self._held, self._without_endless(smallest)
        self._smallest = smallest if self._held == all_of_them else self._try(whole, 0)

    def plan(self) -> BoardPlan:
        even = self._largest(self._smallest)
        if even.step >= _CALM:
            return self._in_step(even).plan()
        whole = self._widened(min(even.step + 3, _CALM) if even.fits else 0)
        if whole is self._whole:
            return even.plan()
        widened = self._largest(self._try(whole, even.step))
        if even.fits:
            return (widened if widened.step >= even.step + _WORTH_IT else even).plan()
        if widened.fits:
            return widened.plan()
        return max(even.plan(), widened.plan(), key=lambda plan: plan.held)

    def _try(self, whole: Part, step: int) -> _Attempt:
        floor, ceiling = self._sheet.floor, self._sheet.ceiling
        size = floor + (ceiling - floor) * step / _STEPS
        return _Attempt(whole, self._contents, self._held, self._sheet, self._area, size, step)

    def _largest(self, lowest: _Attempt) -> _Attempt:
        """The attempt at the largest size that fits, with the widths of `lowest`; that itself where none does."""
        if not lowest.fits:
            return lowest
        best, high = lowest, _STEPS
        while best.step < high:
            attempt = self._try(lowest.whole, (best.step + high + 1) // 2)
            if attempt.fits and attempt.cut <= self._in_any_case:
                best = attempt
            else:
                high = attempt.step - 1
        return best

    def _in_step(self, largest: _Attempt) -> _Attempt:
        """An attempt with rows that keep step, where that costs hardly any type size."""
        tried = largest
        while not tried.in_step:
            if largest.step - tried.step == _FOR_STEP:
                return largest
            tried = self._try(largest.whole, tried.step - 1)
        return tried

    def _widened(self, step: int) -> Part:
        """The boxes with the widths at which the sheet needs the least height at a size."""
        best = attempt = self._try(self._whole, step)
        for _ in range(_ROUNDS):
            whole = attempt.widened(self._whole)
            if whole == attempt.whole:
                break
            attempt = self._try(whole, step)
            if attempt.height < best.height:
                best = attempt
        return best.whole

    def _without_endless(self, smallest: _Attempt) -> dict[str, int]:
        """How many notes of each box may lie on the board, without what has to go on on another page in any case.

        A note that needs most of the sheet even in the smallest type, and what follows it in its box,
        must not take the room and the type size of all others.
        """
        limit = _ENDLESS * self._area.height
        return {
            key: next((place for place, height in enumerate(box.heights) if height > limit), len(box.heights))
            for key, box in smallest.boxes.items()
        }


class _Attempt:
    """A layout at one type size and with given widths."""

    def __init__(
        self,
        whole: Part,
        contents: Mapping[str, BoxContent],
        held: Mapping[str, int],
        sheet: Sheet,
        area: Frame,
        size: float,
        step: int,
    ) -> None:
        self.whole = whole
        self.step = step
        self._sheet = sheet
        self._area = area
        self._size = size
        self._spaces = spaces = Spaces.of(sheet, size)
        widths = room.widths(whole, area.width, spaces.gap)
        #: in the order of the walk
        self.boxes = {
            key: BoxLayout(content, widths[key], size, spaces, sheet, held[key]) for key, content in contents.items()
        }

    @property
    def height(self) -> float:
        """The height at which all notes have room."""
        return self._height_with({key: box.needed for key, box in self.boxes.items()})

    @property
    def fits(self) -> bool:
        return self.height <= self._area.height

    @property
    def cut(self) -> frozenset[str]:
        """The boxes that are too narrow for a word of their heading with the count beside it."""
        return frozenset(key for key, box in self.boxes.items() if box.width < box.least_width - 0.001)

    @property
    def in_step(self) -> bool:
        """Whether all notes have room with rows that keep step."""
        needed = {key: box.needed for key, box in self.boxes.items()}
        return room.height(self.whole, needed, self._spaces.gap, in_step=True) <= self._area.height

    def widened(self, even: Part) -> Part:
        """The boxes with widths that suit their notes better; `even` has them with their own."""
        wishes = {key: room.Wish(box.needed, box.head, box.least_width) for key, box in self.boxes.items()}
        return room.widened(self.whole, even, self._area.width, wishes, self._spaces.gap)

    def plan(self) -> BoardPlan:
        needed = {key: box.needed for key, box in self.boxes.items()}
        least = needed if self.fits else self._least()
        frames = room.frames(self.whole, self._area, least, needed, self._spaces.gap)
        boxes = tuple(box.placed(frames[key]) for key, box in self.boxes.items())
        return BoardPlan(self._sheet, self._size, self._spaces, boxes)

    def _height_with(self, heights: Mapping[str, float]) -> float:
        return room.height(self.whole, heights, self._spaces.gap)

    def _least(self) -> dict[str, float]:
        """The heights below which nothing is shared: every box holds its first note, as far as there is room at all.

        Where there is not, those go first that cost the least height for each box that then holds one.
        """
        least = {key: box.least for key, box in self.boxes.items()}
        waiting = {key: box.least_with_note for key, box in self.boxes.items() if box.heights}
        if self._height_with({**least, **waiting}) <= self._area.height:
            return {**least, **waiting}
        while waiting:
            now = self._height_with(least)
            groups = [self._together(key, least, waiting) for key in waiting]
            groups = [group for group in groups if group[0] <= self._area.height]
            if not groups:
                break
            _, keys = min(groups, key=lambda group: (group[0] - now) / len(group[1]))
            for key in keys:
                least[key] = waiting.pop(key)
        return least

    def _together(
        self, key: str, least: Mapping[str, float], waiting: Mapping[str, float]
    ) -> tuple[float, tuple[str, ...]]:
        """The height of the sheet when a box holds its first note, and the boxes that can then hold theirs as well."""
        height = self._height_with({**least, key: waiting[key]})
        keys, taken = [key], {**least, key: waiting[key]}
        for other, need in waiting.items():
            if other != key and self._height_with({**taken, other: need}) <= height + 0.001:
                keys.append(other)
                taken[other] = need
        return height, tuple(keys)
