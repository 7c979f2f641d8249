"""A revision: the canonical JSON of what a canvas says, under its SHA-256.

History, comparison, agreement and seal all rest on it. It holds boxes, notes, their order and tags,
the title and the city; no positions, no colours, no names of people, no times.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from cmc_desktop.model.domain.entity import Entity

_quoted = json.encoder.encode_basestring  # as `json.dumps` with ensure_ascii=False
CONTENT_FORMAT = "cmc-content/1"


def canonical(value: object) -> str:
    """RFC 8785 canonical JSON, for the values this app uses: ASCII keys, whole numbers, no floats."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def seal_number(content_hash: str) -> str:
    """The hash in groups of four, for reading aloud."""
    upper = content_hash.upper()
    return " ".join(upper[place : place + 4] for place in range(0, len(upper), 4))


@dataclass(frozen=True, slots=True)
class ContentNote:
    """A note as content: what was agreed to, nothing else."""

    id: str
    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class ContentBox:
    """A box as content. It keeps its canonical form, so that one edit costs one box, not the whole board."""

    key: str
    notes: tuple[ContentNote, ...]
    none_identified: bool = False

    def plain(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "none_identified": self.none_identified,
            "notes": [{"id": note.id, "tags": list(note.tags), "text": note.text} for note in self.notes],
        }

    @cached_property
    def canonical(self) -> str:
        # as `canonical` writes `plain`, without making a dictionary of each note
        notes = ",".join(
            [
                f'{{"id":{_quoted(note.id)},"tags":{canonical(note.tags) if note.tags else "[]"},'
                f'"text":{_quoted(note.text)}}}'
                for note in self.notes
            ]
        )
        none_identified = "true" if self.none_identified else "false"
        return f'{{"key":{_quoted(self.key)},"none_identified":{none_identified},"notes":[{notes}]}}'

    @property
    def hash(self) -> str:
        """The element's own hash."""
        return digest(self.canonical)


@dataclass(frozen=True)
class Content:
    """Everything an answer or a seal refers to, boxes in the order of the walk."""

    title: str
    city: str
    template: str
    template_version: int
    boxes: tuple[ContentBox, ...]

    def plain(self) -> dict[str, Any]:
        return {"boxes": [box.plain() for box in self.boxes], **self._about()}

    def _about(self) -> dict[str, Any]:
        return {
            "city": self.city,
            "format": CONTENT_FORMAT,
            "template": self.template,
            "template_version": self.template_version,
            "title": self.title,
        }

    def canonical(self) -> str:
        """The canonical form of `plain`, put together from those of the boxes."""
        boxes = ",".join(box.canonical for box in self.boxes)
        return '{"boxes":[' + boxes + "]," + canonical(self._about())[1:]

    @cached_property
    def hash(self) -> str:
        return digest(self.canonical())

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Content:
        """Content out of its JSON; raises KeyError or TypeError when parts are missing."""
        if data["format"] != CONTENT_FORMAT:
            raise KeyError(data["format"])
        boxes = tuple(
            ContentBox(
                box["key"],
                tuple(ContentNote(note["id"], note["text"], tuple(note["tags"])) for note in box["notes"]),
                box["none_identified"],
            )
            for box in data["boxes"]
        )
        return cls(data["title"], data["city"], data["template"], data["template_version"], boxes)

    @classmethod
    def from_canonical(cls, text: str) -> Content:
        return cls.from_plain(json.loads(text))


@dataclass(frozen=True, slots=True)
class Revision(Entity):
    """A kept content; `id` is its hash, `parents` the hashes it came from, `ranks` the note ids' ranks as JSON."""

    parents: tuple[str, ...]
    why: str
    at: int
    content: str = ""
    ranks: str = "{}"

    sealed = False

    def gone(self) -> Self:
        return self

    @property
    def light(self) -> Self:
        """The revision without what it says."""
        return replace(self, content="", ranks="{}")
