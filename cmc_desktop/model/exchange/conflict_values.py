"""What a conflict may be about, and what its values may be: what their field may hold anywhere else in a file."""

from __future__ import annotations

from collections.abc import Mapping

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.conflict import VALUES_LIMIT
from cmc_desktop.model.domain.merging.shown import BOX, TEXTS
from cmc_desktop.model.domain.merging.state import CONTESTED, FIELDS, tags_from
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.text import TAGS_LIMIT
from cmc_desktop.model.exchange.cmc_format import CANVAS, CARD, PARKED, PERSON, REMARK
from cmc_desktop.model.exchange.fields import ID, NAME, SOME_WORDS, Shape

_TAGS = Shape(
    lambda value: _are_tags(value),
    lambda: tr("tags, each a line of its own, at most {limit}", limit=TAGS_LIMIT),
)
FLAG_VALUE = Shape(lambda value: value in ("", "1"), lambda: tr("“1” or empty"))
_CONTESTED = Shape(lambda value: value in CONTESTED, lambda: tr("“contested”"))
_OF_NOTE: Mapping[str, Shape] = {"text": SOME_WORDS, "tags": _TAGS, "deleted": _CONTESTED}
_OF_KIND: Mapping[str, Mapping[str, Shape]] = {
    "head": CANVAS,
    "note": _OF_NOTE,
    "participant": {**PERSON, "counts": FLAG_VALUE},
    "remark": REMARK,
    "parked": PARKED,
    "card_text": CARD,
}


def is_thing(kind: str, thing: str, template: Template) -> bool:
    """Whether a thing of this kind may have this id."""
    if kind in ("head", "room"):
        return thing == ""
    if kind == BOX:
        return thing in template
    if kind == "card_text":
        phase, slash, element = thing.partition("/")
        return CARD["kind"].fits(phase) and (element in template if slash else not element)
    return ID.fits(thing)


def are_values(values: object) -> bool:
    """Whether something is a list of values in their order, each once; what each may be is for its field to say."""
    if type(values) is not list or len(values) > VALUES_LIMIT or not all(type(value) is str for value in values):
        return False
    return values == sorted(set(values))


def shape_of(kind: str, field: str, thing: str, template: Template) -> Shape | None:
    """What each value of a conflict has to be; None for a field that is never in conflict."""
    if kind == BOX:
        holds_one = thing in template and template.box(thing).single
        return ID if field == TEXTS and holds_one else None
    if field not in [one.name for one in FIELDS.get(kind, ()) if not one.quiet]:
        return None
    if (kind, field) == ("note", "box"):
        return Shape(lambda value: value in template, lambda: tr("one of the boxes"))
    return _OF_KIND[kind].get(field)


def _are_tags(value: object) -> bool:
    if type(value) is not str:
        return False
    tags = tags_from(value)
    return len(tags) <= TAGS_LIMIT and all(map(NAME.fits, tags))
