"""What a point of history keeps beside its words may be: people, talk and cards, each value what its field may hold.

Of people a point has marks in the place of names. There is no other place for the name of somebody in it: nothing would
take it out when they are called otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from cmc_desktop.model.domain.bounds import LAST_TIME
from cmc_desktop.model.domain.merging.state import FIELDS
from cmc_desktop.model.domain.rank import is_rank
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.cmc_format import CARD, PARKED, PERSON, REMARK
from cmc_desktop.model.exchange.conflict_values import FLAG_VALUE, are_values, is_thing
from cmc_desktop.model.exchange.fields import HASH, TIME, Shape

#: a joining may put somebody between two others before the roster gets ranks that leave room
_RANK = Shape(lambda value: type(value) is str and is_rank(value), PERSON["rank"].wanted)
_TIME = Shape(lambda value: type(value) is str and _is_time(value), TIME.wanted)
_OF_KIND: Mapping[str, Mapping[str, Shape]] = {
    "card_text": {**CARD, "own": FLAG_VALUE},
    "parked": {**PARKED, "deleted": FLAG_VALUE, "settled_at": _TIME},
    "participant": {**PERSON, "counts": FLAG_VALUE, "rank": _RANK, "removed": FLAG_VALUE},
    "remark": {**REMARK, "deleted": FLAG_VALUE},
    "room": {"hash": HASH},
}
#: the words and what orders them have a hash, and are taken from there alone
BESIDE_KINDS = frozenset(_OF_KIND)


def is_beside(kind: str, thing: str, values: object, template: Template) -> bool:
    """Whether these may be the values of a thing of one of the `BESIDE_KINDS`, in the order of `FIELDS`."""
    shapes = _OF_KIND.get(kind)
    if shapes is None or not is_thing(kind, thing, template):
        return False
    if type(values) is not list or len(values) != len(FIELDS[kind]):
        return False
    for field, value in zip(FIELDS[kind], values, strict=True):
        fits = shapes[field.name].fits
        if not (fits(value) or (not field.quiet and are_values(value) and all(map(fits, value)))):
            return False
    return True


def _is_time(value: str) -> bool:
    """Whether a value tells a time in ms as a merge writes it."""
    digits = value.isascii() and value.isdigit() and len(value) <= len(str(LAST_TIME))
    return digits and str(int(value)) == value and TIME.fits(int(value))
