"""Looks whether pages that another version or language of the app wrote say anything else than their canvas does.

Whole elements are compared: a note with its tags, a cell, a paragraph in somebody's own words. Labels around them may
be other ones; then their numbers have to be the same, and a label that this app knows has to mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import clocks_of
from cmc_desktop.model.domain.names_taken_out import signed_hash
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.export.board_pages import board_facts
from cmc_desktop.model.export.document import Table
from cmc_desktop.model.export.drawn_words import DrawnTag, DrawnWords
from cmc_desktop.model.export.record_setting import RecordSetting
from cmc_desktop.model.export.record_words import RecordWords, Said, versions_before
from cmc_desktop.model.export.same_words import meanings, numbers, same, without_spaces

#: the columns and facts that hold what somebody typed or a number that was computed, and no label
_PEOPLE, _PHASES, _VERSIONS = frozenset({0, 1, 3}), frozenset[int](), frozenset({0, 1, 3})
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Expected:
    """What an element has to say; `own` where no word of it is the app's."""

    words: str
    own: bool = False


def content_differs(drawn: DrawnWords, canvas: Canvas, sign_off: SignOff, setting: RecordSetting | None) -> str:
    """A sentence on the first thing that the pages say and the canvas does not, or the other way; empty for none.

    Without a `setting` times are not compared, as nobody knows how the clocks stood where the record was written.
    """
    number = without_spaces(seal_number(signed_hash(canvas)))
    if any(number not in without_spaces(page) for page in drawn.pages):
        return tr("A page of this record does not bear its seal number.")
    with clocks_of(setting.clocks if setting is not None else ((0, 0),)):
        return next(filter(None, _ContentCheck(drawn, canvas, sign_off, setting).differences()), "")


def told_difference(theirs: str | None, mine: str | None) -> str:
    """The sentence on one element; None for one that the pages, or the canvas, do not have."""
    if not mine:
        return tr("The pages of this record say “{words}”; the canvas inside it does not.", words=_shown(theirs or ""))
    if not theirs:
        return tr("The canvas inside this record says “{words}”; its pages do not.", words=_shown(mine))
    start = _first_shown(_in_a_line(mine), _in_a_line(theirs))
    return tr(
        "The canvas inside this record says “{inside}” where its pages say “{pages}”.",
        inside=_shown(mine, start),
        pages=_shown(theirs, start),
    )


def _first_shown(one: str, other: str) -> int:
    """From where on two lines are shown: from their beginning, or where one is too long, shortly before they differ."""
    if max(len(one), len(other)) <= _SHOWN:
        return 0
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return max(0, alike - _SHOWN // 2)


def _in_a_line(words: str) -> str:
    return " ".join(words.split())


def _shown(words: str, start: int = 0) -> str:
    """So much of the words as fits a sentence, from `start` on where they are longer."""
    line = _in_a_line(words)
    left = f"…{line[start:]}" if start else line
    return left if len(left) <= _SHOWN else left[: _SHOWN - 1] + "…"


class _ContentCheck:
    def __init__(self, drawn: DrawnWords, canvas: Canvas, sign_off: SignOff, setting: RecordSetting | None) -> None:
        self._canvas, self._sign_off, self._setting = canvas, sign_off, setting
        self._told = RecordWords(canvas, sign_off)
        top = [tag for root in drawn.tags for tag in root.below]
        sections = [tag for tag in top if tag.kind == "Sect"]
        self._head = [tag.words for tag in top if tag.kind != "Sect"]
        count = len(canvas.template.in_walk_order)
        self._board, self._chapters = sections[:count], sections[count:]

    def differences(self) -> Iterator[str]:
        """The sentences on what differs, each empty where nothing does, as the pages are read."""
        yield self._compared(self._head[:2], [Expected(self._canvas.head.title, own=True), *self._facts_of_board()])
        for section, box in zip_longest(self._board, self._canvas.template.in_walk_order):
            yield self._box(section, box.key)
        yield self._agreed()
        yield from self._record_facts()
        yield from self._tables()
        yield self._said()

    def _facts_of_board(self) -> list[Expected]:
        return [Expected("  ·  ".join(filter(None, board_facts(self._canvas, self._sign_off.at))))]

    def _box(self, section: DrawnTag | None, key: str) -> str:
        notes = [Expected(f"{', '.join(note.tags)} {note.text}", own=True) for note in self._canvas.notes_in(key)]
        found = [tag for tag in section.walk() if tag.words] if section is not None else []
        words = [tag.words for tag in found if not tag.kind.startswith("H")]
        if notes:
            return self._compared(words, notes, whole=True)
        none = self._canvas.mark(key).none_identified
        label, other = tr("none identified"), tr("no notes")
        if any(tag.kind == "LBody" for tag in found) or len(words) > 1:
            return told_difference(words[0], None)
        return (
            told_difference(words[0], label if none else other)
            if words and same(words[0], other if none else label)
            else ""
        )

    def _agreed(self) -> str:
        """The sentence on how many agreed; another version may have counted less in it."""
        found = next((tag.words for section in self._chapters[:1] for tag in section.walk() if tag.kind == "P"), "")
        more = set(numbers(found)) - set(numbers(self._told.agreed))
        return told_difference(found, self._told.agreed) if more else ""

    def _record_facts(self) -> Iterator[str]:
        """The list of facts, whose first and last lines are labels as often as not."""
        found = [tag.words for section in self._chapters for tag in section.walk() if tag.kind == "LBody"]
        now = self._setting.now if self._setting is not None else 0
        facts = self._told.facts(now)
        if len(found) != len(facts):
            return
        head = self._canvas.head
        own = {head.title, head.city, head.session, head.project, seal_number(signed_hash(self._canvas))}
        for place, (words, (_, value)) in enumerate(zip(found, facts, strict=True)):
            last = place == len(facts) - 1
            if not (last and self._setting is None):
                yield self._compared([words], [Expected(value, own=value in own)])

    def _tables(self) -> Iterator[str]:
        versions = versions_before(self._setting.lineage) if self._setting is not None else None
        wanted = [(self._told.people, _PEOPLE), (self._told.phases, _PHASES), (versions, _VERSIONS)]
        tables = [tag for section in self._chapters for tag in section.walk() if tag.kind == "Table"]
        for found, (table, own) in zip(tables, [one for one in wanted if one[0] is not None], strict=False):
            if table is not None:
                yield from self._rows(found, table, own)

    def _rows(self, found: DrawnTag, table: Table, own: frozenset[int]) -> Iterator[str]:
        rows = [[cell.words for cell in row.below] for row in found.below[1:]]
        if any(len(row) != len(table.columns) for row in rows):
            return
        for cells, wanted in zip_longest(rows, table.rows):
            if cells is None or wanted is None:
                yield told_difference(*(" · ".join(row) if row is not None else None for row in (cells, wanted)))
            else:
                yield self._compared(cells, [Expected(words, place in own) for place, words in enumerate(wanted)])

    def _said(self) -> str:
        """What people said in their own words, and who of them, behind the chapters on the seal."""
        said = [*self._told.reservations, *self._told.said_before, *self._told.leavers]
        wanted = [one for each in said for one in _expected(each)]
        found = [tag.words for section in self._chapters[2:] for tag in section.walk() if tag.kind == "P"]
        if not self._told.reservations and found:
            # The sentence that there are none.
            if meanings(found[0]) and not same(found[0], tr("Nobody stated a reservation.")):
                return told_difference(found[0], tr("Nobody stated a reservation."))
            found = found[1:]
        return self._compared(found, wanted, whole=True)

    def _compared(self, found: Sequence[str], wanted: Sequence[Expected], *, whole: bool = False) -> str:
        """The first difference; `whole` where there is nothing more and nothing less."""
        for theirs, mine in zip_longest(found, wanted) if whole else zip(found, wanted, strict=False):
            if theirs is None or mine is None or self._differ(theirs, mine):
                return told_difference(theirs, mine.words if mine is not None else None)
        return ""

    def _differ(self, theirs: str, mine: Expected) -> bool:
        if same(theirs, mine.words):
            return False
        if mine.own or (self._setting is not None and numbers(theirs) != numbers(mine.words)):
            return True
        known = meanings(theirs)
        return bool(known) and known != meanings(mine.words)


def _expected(said: Said) -> Iterator[Expected]:
    yield Expected(said.who)
    if said.words:
        yield Expected(said.words, own=True)
