"""Parts of a foreign file with exactly the fields they should have, each of exactly the right kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.bounds import LAST_TIME
from cmc_desktop.model.domain.drop_reasons import REASONS_LENGTH, REASONS_LIMIT, reasons
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.rank import is_at_the_edge, is_rank
from cmc_desktop.model.domain.text import LINE_LIMIT, NOTE_LIMIT
from cmc_desktop.model.exchange.foreign_text import is_clean_quickly
from cmc_desktop.model.exchange.strict_json import excerpt

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,79}")
_HASH = re.compile(r"[0-9a-f]{64}")

_HASHABLE = {str, int, bool}


class Place:
    """Where something stands in a file, put into words only when a refusal names it: most files are sound."""

    __slots__ = ("_words",)

    def __init__(self, words: Callable[[], str]) -> None:
        self._words = words

    def __str__(self) -> str:
        return self._words()


Where = str | Place


@dataclass(frozen=True)
class Shape:
    """What a value has to be: the test, and the words that end the sentence 'has to be …'.

    `since` is the minor version that brought the field, `before` its value in files that are older.
    """

    fits: Callable[[Any], bool]
    wanted: Callable[[], str]
    since: int = 0
    before: Any = None

    def fits_all(self, values: Collection[Any]) -> bool:
        """Whether every one of `values` fits; those that come often are looked at once."""
        kinds = set(map(type, values))
        # True and 1 are one and the same to a set, but not to a file
        if len(kinds) == 1 and kinds <= _HASHABLE:
            values = set(values)
        return all(map(self.fits, values))


def is_line(value: object) -> bool:
    """Whether a value is one clean line of at most 300 characters."""
    return (
        type(value) is str and len(value) <= LINE_LIMIT and is_clean_quickly(value) and " ".join(value.split()) == value
    )


def are_reasons(value: object) -> bool:
    """Whether a value is lines as `is_line` knows them, none of them empty; empty when there are none."""
    if type(value) is not str or len(value) > REASONS_LENGTH:
        return False
    told = reasons(value)
    return len(told) <= REASONS_LIMIT and all(told) and all(map(is_line, told))


def is_uuid(value: object) -> bool:
    return type(value) is str and _UUID.fullmatch(value) is not None


def is_hash(value: object) -> bool:
    return type(value) is str and _HASH.fullmatch(value) is not None


def is_sound_rank(value: object) -> bool:
    """Whether a value is a rank that leaves room before and after itself."""
    return type(value) is str and _is_sound(value)


@lru_cache(maxsize=20_000)
def _is_sound(rank: str) -> bool:
    """A file names most ranks several times: of the notes, and of each state before."""
    return not is_at_the_edge(rank) and is_rank(rank)


def whole(low: int, high: int) -> Shape:
    return Shape(
        lambda value: type(value) is int and low <= value <= high,
        lambda: tr("a whole number from {low} to {high}", low=low, high=high),
    )


def one_of(kinds: Iterable[str]) -> Shape:
    told = tuple(map(str, kinds))
    values = frozenset(told)
    return Shape(
        lambda value: type(value) is str and value in values,
        lambda: tr("one of: {values}", values=", ".join(f"“{value}”" for value in told)),
    )


def either(first: Shape, second: Shape) -> Shape:
    return Shape(
        lambda value: first.fits(value) or second.fits(value),
        lambda: tr("{this} or {that}", this=first.wanted(), that=second.wanted()),
    )


ID = Shape(is_uuid, lambda: tr("an id such as 0b5f3c1e-2d4a-4c6b-8e7f-1a2b3c4d5e6f"))
KEY = Shape(
    lambda value: type(value) is str and _KEY.fullmatch(value) is not None,
    lambda: tr("a key of small letters, digits, “-” and “_”"),
)
HASH = Shape(is_hash, lambda: tr("a SHA-256 of 64 small hexadecimal digits"))
EMPTY = Shape(lambda value: type(value) is str and value == "", lambda: tr("empty"))
RANK = Shape(is_sound_rank, lambda: tr("a rank such as “a0”"))
FLAG = Shape(lambda value: type(value) is bool, lambda: tr("true or false"))
TIME = Shape(
    lambda value: type(value) is int and 0 <= value <= LAST_TIME,
    lambda: tr("a time in whole milliseconds since 1970"),
)
LINE = Shape(is_line, lambda: tr("one line of at most {limit} clean characters", limit=LINE_LIMIT))
REASONS = Shape(
    are_reasons,
    lambda: tr("at most {n} lines of at most {limit} clean characters", n=REASONS_LIMIT, limit=LINE_LIMIT),
)
NAME = Shape(
    lambda value: is_line(value) and bool(value),
    lambda: tr("one line of 1 to {limit} clean characters", limit=LINE_LIMIT),
)
WORDS = Shape(
    lambda value: type(value) is str and len(value) <= NOTE_LIMIT and is_clean_quickly(value),
    lambda: tr("a text of at most {limit} clean characters", limit=NOTE_LIMIT),
)
SOME_WORDS = Shape(
    lambda value: WORDS.fits(value) and bool(value),
    lambda: tr("a text of 1 to {limit} clean characters", limit=NOTE_LIMIT),
)
LIST = Shape(lambda value: type(value) is list, lambda: tr("a list"))
OBJECT = Shape(lambda value: type(value) is dict, lambda: tr("an object with named fields"))
ID_OR_NONE = either(ID, EMPTY)
KEY_OR_NONE = either(KEY, EMPTY)
HASH_OR_NONE = either(HASH, EMPTY)


def since(minor: int, shape: Shape, before: object) -> Shape:
    """The shape of a field that older minor versions do not have; it then reads as `before`."""
    return replace(shape, since=minor, before=before)


@dataclass(frozen=True)
class Reading:
    """How fields are taken: an older `minor` version has none that came since, a newer one may have `extra` ones,
    which are passed over."""

    minor: int = 0
    extra: bool = False
    #: the shapes that there were in that version, by the id of those there are now, which are constants
    _known: dict[int, Mapping[str, Shape]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def part(self, value: object, shapes: Mapping[str, Shape], where: Where) -> dict[str, Any]:
        """The fields named in `shapes`, checked. `where` begins the sentence of a refusal. Raises BadFile."""
        if type(value) is not dict:
            raise not_so(where, OBJECT)
        known = self._known.get(id(shapes))
        if known is None:
            known = {name: shape for name, shape in shapes.items() if shape.since <= self.minor}
            self._known[id(shapes)] = known
        just_these = value.keys() == known.keys()
        if not just_these:
            self._check_fields(value, known, where)
        for name, shape in known.items():
            if not shape.fits(value[name]):
                raise BadFile(
                    tr("{where}: “{field}” has to be {wanted}.", where=where, field=name, wanted=shape.wanted())
                )
        if just_these and len(known) == len(shapes):
            return value.copy()
        return {name: value[name] if name in known else shape.before for name, shape in shapes.items()}

    def all_fit(self, values: list[Any], shapes: Mapping[str, Shape]) -> bool:
        """Whether `part` would hand over every one of `values` just as it is, found out field by field.

        False does not say that any is wrong: a file of an older version has fewer fields.
        """
        names = shapes.keys()
        if any(shape.since > self.minor for shape in shapes.values()):
            return False
        if not set(map(type, values)) <= {dict}:
            return False
        # nearly all of them name their fields in the same order, so there are few orders to look at
        if not all(names == set(order) for order in set(map(tuple, values))):
            return False
        return all(shape.fits_all(list(map(itemgetter(name), values))) for name, shape in shapes.items())

    def _check_fields(self, value: dict[str, Any], shapes: Mapping[str, Shape], where: Where) -> None:
        for name in shapes:
            if name not in value:
                raise BadFile(tr("{where}: “{field}” is missing.", where=where, field=name))
        for name in value:
            if name not in shapes and not self.extra:
                raise BadFile(tr("{where}: the field “{field}” is not known.", where=where, field=excerpt(name)))


def not_so(where: Where, shape: Shape) -> BadFile:
    return BadFile(tr("{where} has to be {wanted}.", where=where, wanted=shape.wanted()))


def check_distinct(values: Iterable[str], where: str) -> None:
    """Refuse a value that comes twice. Raises BadFile."""
    values = tuple(values)
    if len(set(values)) == len(values):
        return
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise BadFile(tr("{where}: “{value}” comes twice.", where=where, value=excerpt(value)))
        seen.add(value)
