"""What the phase says about changing the words of a note, before they are stored."""

from __future__ import annotations

from dataclasses import replace

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.phase_rules import Verb, rules_now, sentence, verbs_of
from cmc_desktop.ui.saying import tr

#: what is written right after a word, without a space
_CLOSING = ",.;:!?…)]}%”’»"
_OTHER = "…"


def why_not_reworded(canvas: Canvas, note: Note) -> Refusal | None:
    """Why the phase lets a note say nothing else than it does; None when it may, in whatever way."""
    allowed, item = rules_now(canvas).allows, canvas.current_item
    ways = (replace(note, text=_OTHER), replace(note, text=f"{note.text}\n{_OTHER}"))
    if item is None or any(allowed.issuperset(verbs_of(canvas, (way,))) for way in ways):
        return None
    return Refusal(
        tr("Not in “{phase}”: {rule}", phase=item.title, rule=sentence(item.kind)),
        safe=tr("What you type stays in the note, but is not stored."),
        todo=tr("To put a slip right, press Enter; it is logged."),
    )


def joint(canvas: Canvas, words: str, more: str) -> str:
    """What comes between the text of a box that holds one and `more`, typed to go on with it: a space, or a new
    paragraph where the phase lets the text only be gone on with."""
    if not words or words[-1].isspace() or more[0] in _CLOSING:
        return ""
    allowed = rules_now(canvas).allows
    return "\n" if Verb.EXTEND in allowed and Verb.REWORD not in allowed else " "
