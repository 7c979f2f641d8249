"""The data that comes with the app: templates, protocols with their cards, the sample city."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.template import Template

#: the order in which templates are offered
_FIRST = ("city-model-canvas", "mission-model-canvas", "business-model-canvas", "smart-city-business-model")


@dataclass(frozen=True)
class PhasePlan:
    """One phase of a protocol, with what the moderator's card says about it."""

    kind: str
    name: str
    minutes: int
    purpose: str
    say: tuple[str, ...]
    rule: str
    move_on: str
    projector: str


@dataclass(frozen=True)
class ElementPlan:
    """What the moderator's card says about one element in a kind of phase."""

    say: tuple[str, ...]
    move_on: str


#: cards by template, kind of phase and element
ElementPlans = Mapping[tuple[str, str, str], ElementPlan]


@dataclass(frozen=True)
class Protocol:
    """An agenda that comes with the app. `elements` are the same for all of them: they go by the kind of phase."""

    key: str
    name: str
    phases: tuple[PhasePlan, ...]
    elements: ElementPlans = field(default_factory=dict)

    @property
    def title(self) -> str:
        return tr(self.name)

    @property
    def lines(self) -> tuple[tuple[str, str, int], ...]:
        """The phases as the agenda takes them."""
        return tuple((phase.kind, phase.name, phase.minutes) for phase in self.phases)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def load_templates(resources: Path) -> dict[str, Template]:
    """The templates by key, the City Model Canvas first."""
    found = {}
    for path in sorted((resources / "templates").glob("*.json")):
        template = Template.from_data(_read(path))
        found[template.key] = template
    keys = [key for key in _FIRST if key in found]
    return {key: found[key] for key in [*keys, *(key for key in found if key not in keys)]}


def load_elements(resources: Path) -> ElementPlans:
    """The cards about single elements, of the templates and phases that have some."""
    found = {}
    for path in sorted((resources / "cards").glob("*.json")):
        data = _read(path)
        for kind, boxes in data["phases"].items():
            for box, card in boxes.items():
                found[data["template"], kind, box] = ElementPlan(tuple(card["say"]), card["move_on"])
    return found


def load_protocols(resources: Path) -> dict[str, Protocol]:
    """The agendas that come with the app, by key."""
    elements = load_elements(resources)
    found = {}
    for path in sorted((resources / "protocols").glob("*.json")):
        data = _read(path)
        phases = tuple(
            PhasePlan(
                phase["kind"],
                phase["name"],
                phase["minutes"],
                phase["purpose"],
                tuple(phase["say"]),
                phase["rule"],
                phase["move_on"],
                phase["projector"],
            )
            for phase in data["phases"]
        )
        found[data["key"]] = Protocol(data["key"], data["name"], phases, elements)
    return found


def load_sample(resources: Path) -> dict[str, Any]:
    """The sample city: a canvas, its people and the script of a demonstration workshop."""
    (path,) = sorted((resources / "sample").glob("*.json"))
    data: dict[str, Any] = _read(path)
    return data
