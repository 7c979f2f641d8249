"""What the log says of notes and of the elements they lie in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.drop_reasons import in_one_line
from cmc_desktop.model.services.log_parts import About, Put, Told, quoted


def of_note(about: About, put: Put) -> Told:
    words = _gone(about, put) if put.now["deleted"] else _on_the_board(about, put)
    return Told(words, put.now["box"], put.id)


def _gone(about: About, put: Put) -> str:
    now, was = put.now, put.before
    text, box, why = quoted(now["text"]), about.box(now["box"]), in_one_line(now.get("dropped_why", ""))
    if is_further(put):
        return _added(about, now)
    if is_put_right(put):
        return tr("Reworded in {box}: “{before}” to “{text}”", box=box, before=quoted(was["text"]), text=text)
    if was.get("deleted", True):
        changed = bool(was) and why != in_one_line(was.get("dropped_why", ""))
        return tr("Why “{text}” was dropped: {why}", text=text, why=why) if changed and why else ""
    if now.get("taken_back"):
        return tr("Taken back from {box}: “{text}”", text=text, box=box)
    if now.get("merged_into"):
        return tr("Joined with another note: “{text}” from {box}", text=text, box=box)
    if why:
        return tr("Dropped from {box}: “{text}”, because: {why}", text=text, box=box, why=why)
    return tr("Dropped from {box}: “{text}”", text=text, box=box)


def _on_the_board(about: About, put: Put) -> str:
    now, was = put.now, put.before
    text, box = quoted(now["text"]), about.box(now["box"])
    if was.get("deleted", True):
        return _added(about, now)
    if was["box"] != now["box"]:
        return tr("Moved from {before} to {box}: “{text}”", before=about.box(was["box"]), box=box, text=text)
    if was["text"] != now["text"]:
        return tr("Reworded in {box}: “{before}” to “{text}”", box=box, before=quoted(was["text"]), text=text)
    return ""


def _added(about: About, now: Mapping[str, Any]) -> str:
    text, box = quoted(now["text"]), about.box(now["box"])
    if now.get("author") and about.names:
        return tr("Added in {box} by {name}: “{text}”", box=box, name=about.person(now["author"]), text=text)
    return tr("Added in {box}: “{text}”", text=text, box=box)


def of_mark(about: About, put: Put) -> Told:
    words, box = "", about.box(put.id)
    if put.now["none_identified"]:
        words = tr("None identified in {box}", box=box)
    elif put.before.get("none_identified"):
        words = tr("No longer “none identified”: {box}", box=box)
    return Told(words, put.id)


def of_agreement(about: About, put: Put) -> Told:
    box = about.box(put.id)
    if put.now["hash"]:
        return Told(tr("The room agreed on {box}", box=box), put.id)
    return Told(tr("Opened again: {box}", box=box) if put.before.get("hash") else "", put.id)


def is_further(put: Put) -> bool:
    """Whether a note is a further paragraph of a text that stood there when it was said."""
    if put.kind != "note" or not put.now.get("merged_into"):
        return False
    return bool(put.before.get("deleted", True)) and not put.before.get("merged_into")


def is_put_right(put: Put) -> bool:
    """Whether a paragraph that was added to a text says something else by now."""
    if put.kind != "note" or not put.now.get("merged_into") or not put.before.get("merged_into"):
        return False
    return bool(put.before["text"] != put.now["text"])
