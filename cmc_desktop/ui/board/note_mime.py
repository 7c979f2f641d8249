"""Notes on the clipboard and in a drag: our own format beside plain text, one note a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QByteArray, QMimeData

from cmc_desktop.model.domain.note import Note

NOTES = "application/x-cmc-notes+json"
TEXT = "text/plain"

#: what lists begin their lines with: "- ", "* ", "• ", "1. ", "2) "
_BULLET = re.compile(r"^\s*(?:[-–—*•‣◦▪·]\s+|\(?\d{1,3}[.)]\s+)")


@dataclass(frozen=True)
class CarriedNote:
    """A note on its way; `id` is empty when it did not come from a canvas."""

    text: str
    tags: tuple[str, ...] = ()
    id: str = ""


def carry(notes: Iterable[Note], canvas_id: str) -> QMimeData:
    """Notes as a drag or the clipboard takes them."""
    notes = list(notes)
    carried = [{"id": note.id, "text": note.text, "tags": list(note.tags)} for note in notes]
    mime = QMimeData()
    mime.setData(NOTES, QByteArray(json.dumps({"canvas": canvas_id, "notes": carried}).encode("utf-8")))
    mime.setText("\n".join(" ".join(note.text.split()) for note in notes))
    return mime


def own_notes(mime: QMimeData, canvas_id: str) -> list[str]:
    """The ids of the notes carried within this canvas; none when they come from elsewhere."""
    source, notes = _carried(mime)
    return [note.id for note in notes] if source == canvas_id else []


def notes_in(mime: QMimeData | None) -> list[CarriedNote]:
    """What can be made into notes, whatever program it comes from; None is a clipboard onto which nothing was put."""
    if mime is None:
        return []
    _, notes = _carried(mime)
    return notes or [CarriedNote(text) for text in lines_of(mime.text())]


def lines_of(text: str) -> list[str]:
    """A pasted list as one text a line, without empty lines and without bullets or numbers at the beginning."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def runs_of_tags(notes: Sequence[CarriedNote]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Neighbours with the same tags as (tags, texts): what one change can add."""
    return [(tags, tuple(note.text for note in run)) for tags, run in groupby(notes, key=lambda note: note.tags)]


def _carried(mime: QMimeData) -> tuple[str, list[CarriedNote]]:
    """The canvas and the notes of our own format; nothing when it is missing or somebody else's bytes."""
    if not mime.hasFormat(NOTES):
        return "", []
    try:
        data = json.loads(bytes(mime.data(NOTES).data()))
        notes = [
            CarriedNote(str(note["text"]), tuple(map(str, note["tags"])), str(note["id"])) for note in data["notes"]
        ]
        return str(data["canvas"]), notes
    except (ValueError, KeyError, TypeError):
        return "", []
