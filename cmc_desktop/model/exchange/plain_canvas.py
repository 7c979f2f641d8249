"""A canvas as other programs tell it: a title and notes in boxes, without identity or history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.text import LINE_LIMIT, NOTE_LIMIT
from cmc_desktop.model.exchange.cmc_format import NOTES_LIMIT
from cmc_desktop.model.exchange.content_reader import too_long, too_many_texts, unknown_box
from cmc_desktop.model.exchange.foreign_text import cleaned
from cmc_desktop.model.exchange.strict_json import excerpt


@dataclass(frozen=True)
class PlainCanvas:
    """Title, city, and (box key, text) pairs in order; every text clean, every box one of the template's."""

    title: str
    city: str
    template: Template
    notes: tuple[tuple[str, str], ...]
    none_identified: tuple[str, ...] = field(default=())


def plain_canvas(canvas: Canvas) -> PlainCanvas:
    """What a canvas says, box by box in the order of the walk."""
    boxes = canvas.content.boxes
    return PlainCanvas(
        canvas.head.title,
        canvas.head.city,
        canvas.template,
        tuple((box.key, note.text) for box in boxes for note in box.notes),
        tuple(box.key for box in boxes if box.none_identified),
    )


def checked(
    title: str, city: str, template: Template, notes: Iterable[tuple[str, str]], none: Iterable[str]
) -> PlainCanvas:
    """The same as a sound PlainCanvas. `notes` name boxes of the template. Raises BadFile."""
    pairs = tuple(notes)
    if len(pairs) > NOTES_LIMIT:
        raise BadFile(tr("This file has {n} notes; a canvas holds at most {limit}.", n=len(pairs), limit=NOTES_LIMIT))
    counts = Counter(box for box, _ in pairs)
    for box, count in counts.items():
        if template.box(box).single and count > 1:
            raise too_many_texts(box, count)
    empty = tuple(dict.fromkeys(none))
    for box in empty:
        if box not in template:
            raise unknown_box(box, template, "“none_identified”")
        if counts[box]:
            raise BadFile(tr("The box “{box}” has notes, so it cannot be “none identified”.", box=box))
    return PlainCanvas(one_line(title, "title"), one_line(city, "city"), template, pairs, empty)


def one_line(raw: str, name: str) -> str:
    """A title or a city on one line. Raises BadFile when it is too long, or when there is no title."""
    text = " ".join(cleaned(raw, LINE_LIMIT, f"“{name}”").split())
    if len(text) > LINE_LIMIT:
        raise BadFile(
            tr("“{field}” has {n} characters; at most {limit} are allowed.", field=name, n=len(text), limit=LINE_LIMIT)
        )
    if not text and name == "title":
        raise BadFile(tr("“{field}” is empty: a canvas needs a title.", field=name))
    return text


def note_text(raw: str, where: str) -> str:
    """A clean text for a note, 1 to 4,000 characters. Raises BadFile."""
    text = cleaned(raw, NOTE_LIMIT, where)
    if not text:
        raise BadFile(tr("{where} has no words.", where=where))
    if len(text) > NOTE_LIMIT:
        raise too_long(len(text), where)
    return text


def box_key(value: object, template: Template, where: str) -> str:
    """The key of the box that `value` names by its key or by its number. Raises BadFile."""
    if isinstance(value, str):
        name = value.strip()
        if name in template:
            return name
    else:
        name = str(value)
    for box in template.boxes.values():
        if name == str(box.number):
            return box.key
    raise unknown_box(excerpt(value) if not isinstance(value, str) else name, template, where)


def boxes_by_name(template: Template) -> dict[str, str]:
    """The keys of the boxes by everything they may be called; a key goes before a number, a number before a name."""
    boxes = template.boxes.values()
    called = (
        *((box.key, box) for box in boxes),
        *((str(box.number), box) for box in boxes),
        *((name, box) for box in boxes for name in (box.title, box.heading, box.name)),
    )
    found: dict[str, str] = {}
    for name, box in called:
        found.setdefault(folded(name), box.key)
    return found


def folded(name: str) -> str:
    """A name as it is compared: without case and outer space."""
    return " ".join(name.casefold().split())
