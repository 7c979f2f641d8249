"""What somebody reworded may say something else by now: another window was quicker, and its words are not lost."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

V = TypeVar("V", bound="DataclassInstance")


def check_same_words(present: str, wish: str, was: str | None) -> None:
    """Raise Refusal unless what is to say `wish` still says `was`, which it was reworded from, or says it already.

    Nothing is known to have been seen when `was` is None: then every wish is fine.
    """
    if was is not None and present not in (was, wish):
        raise put_over(present)


def choice_kept(present: str, wish: str, was: str | None) -> str:
    """What to choose, a person or a kind: `wish`, or what somebody else chose meanwhile where nothing was chosen here.

    Raises Refusal where both chose, and differently. When `was` is None every wish is fine.
    """
    if was is None or present == was:
        return wish
    if wish == was:
        return present
    if present != wish:
        raise Refusal(
            tr("Something else was chosen here in the meantime."),
            safe=tr("Your choice was not put over it."),
            todo=tr("Look at it and change it again."),
        )
    return wish


def combined(present: V, wish: V, was: V | None) -> V:
    """`wish`, with what it leaves as it `was` taken from `present`: who changed another field is not overruled.

    All three are values of one dataclass. Raises Refusal where both changed the same field, to different things.
    """
    if was is None:
        return wish
    taken: dict[str, Any] = {}
    differing: list[object] = []
    for name in (field.name for field in fields(wish)):
        here, wished, seen = getattr(present, name), getattr(wish, name), getattr(was, name)
        if wished == seen:
            taken[name] = here
        elif here not in (seen, wished):
            differing.append(here)
    if differing:
        raise put_over(*differing)
    return replace(wish, **taken)


def put_over(*present: object) -> Refusal:
    """Why words are not put over what somebody else wrote meanwhile, which says `present`."""
    return Refusal(
        tr("This was changed in the meantime; it now says “{text}”.", text="” · “".join(str(v) for v in present if v)),
        safe=tr("Your words were not put over it."),
        todo=tr("Look at it and change it again."),
    )
