"""Changes of the log that are told as one, rather than value by value."""

from __future__ import annotations

from collections.abc import Sequence

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.services.log_parts import Put


def how_it_began(name: str) -> str:
    """How the canvas came into the library; what it held then is not told line by line."""
    return {
        "Import": tr("The canvas was taken in from a file"),
        "ImportBeside": tr("The canvas was taken in from a file, beside the one it is a copy of"),
        "NextSession": tr("The session was begun with what the one before left"),
        "NewVersion": tr("The new version was begun with what the signed one says"),
        "Variant": tr("The variant was begun with what the canvas it was made of said"),
        "Duplicate": tr("The canvas was made as a copy"),
    }.get(name, tr("The canvas was made"))


def joined_lines(puts: Sequence[Put]) -> str:
    """Told without the people that lines name, and without what lines said before."""
    lines = [
        put for put in puts if put.kind == "minute" and not (put.now["deleted"] and put.before.get("deleted", True))
    ]
    return trn("{n} line of minutes was joined", "{n} lines of minutes were joined", len(lines)) if lines else ""


def joined_copy(puts: Sequence[Put]) -> str:
    """Told without each note: the history shows what came."""
    notes = sum(put.kind == "note" for put in puts)
    conflicts = sum(put.kind == "conflict" and not put.now["settled"] for put in puts)
    told = trn("A copy was joined: {n} note came or changed", "A copy was joined: {n} notes came or changed", notes)
    return told + (trn(", {n} conflict", ", {n} conflicts", conflicts) if conflicts else "")


def arrived(puts: Sequence[Put]) -> str:
    return trn("{n} person arrived", "{n} people arrived", len(puts)) if len(puts) > 1 else ""


def joined_roster(puts: Sequence[Put]) -> str:
    n = len(puts)
    return trn("{n} person was put on the roster", "{n} people were put on the roster", n) if n > 1 else ""


def left_roster(puts: Sequence[Put]) -> str:
    n = len(puts)
    return trn("{n} person was taken off the roster", "{n} people were taken off the roster", n) if n > 1 else ""
