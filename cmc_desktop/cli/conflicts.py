"""Conflicts between copies as lines: where, about what, and who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmc_desktop.cli.words import one_line
from cmc_desktop.i18n import tr, upright

if TYPE_CHECKING:
    from cmc_desktop.model.domain.merging.contest import Choice, Contest
    from cmc_desktop.model.domain.template import Template


def where(template: Template, box: str) -> str:
    """The box something is in, after a dot; empty for what is in none."""
    return f" · {template.box(box).label}" if box in template else ""


def conflict_line(template: Template, contest: Contest, since: str = "") -> str:
    """What is in conflict, with the values that stand against each other and whose they are; `since` tells that it was
    open before."""
    told = " | ".join(dict.fromkeys(_said(choice) for choice in contest.choices))
    about = "; ".join(filter(None, (contest.about, since)))
    subject = f"{contest.subject}: " if contest.subject else ""
    return one_line(f"{tr('conflict')}{where(template, contest.box)} ({about}): {subject}{told}")


def _said(choice: Choice) -> str:
    name = upright(choice.name)
    if choice.deletes:
        return tr("{name} deleted it", name=name) if name else tr("deleted by the other side")
    return f"{name}: {choice.words}" if name else choice.words
