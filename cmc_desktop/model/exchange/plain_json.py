"""The plain JSON of a canvas, easy to write for any program: title, template, and notes with a box and a text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.content_reader import note_place
from cmc_desktop.model.exchange.fields import LIST, OBJECT, not_so
from cmc_desktop.model.exchange.plain_canvas import PlainCanvas, box_key, checked, note_text, plain_canvas
from cmc_desktop.model.exchange.strict_json import excerpt

_DEFAULT_TEMPLATE = "city-model-canvas"
_NEEDED = ("title", "notes")
_KNOWN = frozenset({"title", "city", "template", "notes", "none_identified"})


def write_plain_json(canvas: Canvas) -> bytes:
    """The words of a canvas as JSON in UTF-8; without ids, tags, people and history."""
    plain = plain_canvas(canvas)
    value = {
        "title": plain.title,
        "city": plain.city,
        "template": plain.template.key,
        "notes": [{"box": box, "text": text} for box, text in plain.notes],
        "none_identified": list(plain.none_identified),
    }
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def plain_of(file: dict[str, Any], templates: Mapping[str, Template]) -> PlainCanvas:
    """The canvas in a parsed plain JSON file. Raises BadFile."""
    for name in _NEEDED:
        if name not in file:
            raise BadFile(tr("This file does not hold a canvas: “{field}” is missing.", field=name))
    for name in file:
        if name not in _KNOWN:
            raise BadFile(tr("{where}: the field “{field}” is not known.", where=tr("The file"), field=excerpt(name)))
    key = _text(file.get("template", _DEFAULT_TEMPLATE), "template")
    template = templates.get(key)
    if template is None:
        known = ", ".join(templates)
        raise BadFile(tr("There is no template “{key}”; the templates are {known}.", key=excerpt(key), known=known))
    title, city = _text(file["title"], "title"), _text(file.get("city", ""), "city")
    none = [_text(box, "none_identified") for box in _list(file.get("none_identified", []), "none_identified")]
    return checked(title, city, template, _notes(_list(file["notes"], "notes"), template), none)


def _notes(values: list[Any], template: Template) -> list[tuple[str, str]]:
    pairs = []
    for number, value in enumerate(values, 1):
        where = tr("Note {n}", n=number)
        if type(value) is not dict:
            raise not_so(where, OBJECT)
        for name in ("box", "text"):
            if name not in value:
                raise BadFile(tr("{where}: “{field}” is missing.", where=where, field=name))
        for name in value:
            if name not in ("box", "text"):
                raise BadFile(tr("{where}: the field “{field}” is not known.", where=where, field=excerpt(name)))
        box = box_key(value["box"], template, where)
        pairs.append((box, note_text(_text(value["text"], "text", where), note_place(number, box))))
    return pairs


def _text(value: object, name: str, where: str = "") -> str:
    if type(value) is not str:
        raise BadFile(tr("{where}: “{field}” has to be a text.", where=where or tr("The file"), field=name))
    return value


def _list(value: object, name: str) -> list[Any]:
    if type(value) is not list:
        raise not_so(f"“{name}”", LIST)
    return value
