"""Copies that another program could have written: with other values in them, and every hash made to fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cmc_desktop.model.domain.checkpoint import checkpoint_id
from cmc_desktop.model.domain.revision import canonical, digest
from cmc_desktop.model.exchange.cmc_reader import file_hash

_OF_CONTENT = ("head", "note", "box_mark", "box")


def forged(path: Path, spoil: Callable[[dict[str, Any]], object]) -> Path:
    """The copy with what `spoil` does to its file, and its canvas at a point of history of its own."""
    file = json.loads(path.read_bytes())
    spoil(file)
    tip = next(one for one in file["checkpoints"] if one["id"] == file["checkpoint"])
    tip["revision"] = file["content_hash"] = digest(canonical(file["content"]))
    tip["rest_hash"] = digest(canonical(rest_of_file(file)))
    file["checkpoint"] = tip["id"] = name_of(tip)
    file["file_hash"] = file_hash(file)
    path.write_text(json.dumps(file), "utf-8")
    return path


def name_of(point: dict[str, Any]) -> str:
    """The id of a point of history as a file tells it."""
    told = (point["why"], point["at"], point["revision"], point["rest_hash"], point["nonce"])
    return checkpoint_id(tuple(point["parents"]), *told)


def rest_of_file(file: dict[str, Any]) -> dict[str, Any]:
    """What a merge needs of the file's own point besides the content."""
    fields = ("box", "rank", "tags", "text")
    conflicts = [
        {name: one[name] for name in ("field", "kind", "thing", "values")}
        for one in sorted(file["conflicts"], key=lambda one: f"{one['kind']}:{one['thing']}:{one['field']}")
        if one["kind"] in _OF_CONTENT
    ]
    full = [box["key"] for box in file["content"]["boxes"] if box["notes"]]
    covered = [key for key in full if key in file["marks"]]
    return {
        "conflicts": conflicts,
        "deleted": {note["id"]: {name: note[name] for name in fields} for note in file["notes"] if note["deleted"]},
        "ranks": file["order"],
    } | ({"marks": covered} if covered else {})
