"""What the log says of people: the roster, who came and went, who counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.participant import Capacity, Leaving
from cmc_desktop.model.services.log_parts import About, Put


def of_participant(about: About, put: Put) -> str:
    now, was, person = put.now, put.before, about.person(put.id)
    if now["removed"]:
        return "" if was.get("removed", True) else tr("{name} was taken off the roster", name=person)
    if was.get("removed", True):
        return tr("{name} was put on the roster", name=person)
    return _came_or_went(now, was, person) or _counted(now, was, person)


def _came_or_went(now: Mapping[str, Any], was: Mapping[str, Any], person: str) -> str:
    if now["left_at"] and not was["left_at"]:
        return tr("{name} left", name=person)
    if was["left_at"] and not now["left_at"] and now["arrived_at"]:
        return tr("{name} came back", name=person)
    if now["arrived_at"] and not was["arrived_at"]:
        return tr("{name} arrived", name=person)
    if was["arrived_at"] and not now["arrived_at"]:
        return tr("{name} was not here after all", name=person)
    return ""


def _counted(now: Mapping[str, Any], was: Mapping[str, Any], person: str) -> str:
    if now["leaving"] != was["leaving"] and now["leaving"]:
        if now["leaving"] == Leaving.LAST_ANSWER:
            return tr("The last answer of {name} counts", name=person)
        return tr("{name} is not counted", name=person)
    if now["capacity"] != was["capacity"]:
        return tr("{name} is here as: {capacity}", name=person, capacity=Capacity(now["capacity"]).label)
    if now["counts"] != was["counts"]:
        return tr("{name} is asked", name=person) if now["counts"] else tr("{name} is not asked", name=person)
    return ""
