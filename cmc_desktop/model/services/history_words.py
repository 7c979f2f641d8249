"""For what a point of the history was made, in words a room understands."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.checkpoint import Why, phase_ended
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services import continuing
from cmc_desktop.model.services.continuing import NEW_VERSION, VARIANT

#: why revisions are kept that no checkpoint names
ANSWER, IMPORT, NEXT_SESSION = "answer", "import", "next session"
#: a canvas as it is, open to changes or signed
NOW, SIGNED_NOW = "now", "signed now"
#: the point of a canvas from which a variant goes on
VARIANT_MADE = "variant made"


def words_for(
    why: str, by: str = "", name: str = "", theirs: str = "", restored: str = "", *, came_back: bool = False
) -> str:
    """`by` is who made it, `name` what somebody called it, `theirs` whose copy was joined, `restored` which state was;
    each may be empty.

    `came_back` is so for the state of a copy that was joined here.
    """
    if why == Why.KEPT:
        return tr("kept as “{name}”", name=name) if name else tr("kept on request")
    if why in (Why.COPY, Why.SENT_BACK) and came_back:
        return tr("the copy of {name}, as it came back", name=by) if by else tr("a copy, as it came back")
    if why == Why.COPY:
        return tr("copy given to {name}", name=by) if by else tr("copy given")
    if why == Why.SENT_BACK:
        return tr("sent back by {name}", name=by) if by else tr("sent back")
    if why == Why.MERGE:
        return tr("joined the copy of {name}", name=theirs) if theirs else tr("joined a copy")
    if why == Why.RESTORED and restored:
        return tr("restored: {state}", state=restored)
    if phase_ended(why):
        return tr("end of “{phase}”", phase=_phase(phase_ended(why)))
    return {
        NOW: tr("as it is now"),
        SIGNED_NOW: tr("as it was signed off, and stays"),
        Why.BEFORE_MERGE.value: tr("before joining a copy"),
        Why.BEFORE_RESTORE.value: tr("before an earlier state was restored"),
        Why.RESTORED.value: tr("an earlier state restored"),
        Why.SIGN_OFF.value: tr("signed off"),
        Why.CONTINUED.value: tr("as a new canvas of the project began"),
        ANSWER: tr("when people answered"),
        IMPORT: tr("as it came from a file"),
        NEXT_SESSION: tr("as this session began"),
    }.get(why, tr("a kept state"))


def began_as(change: str) -> str:
    """What began at a point by this change; empty for others."""
    return {
        NEW_VERSION: tr("as this version began"),
        continuing.NEXT_SESSION: tr("as this session began"),
        VARIANT: tr("as this variant began"),
        VARIANT_MADE: tr("as a variant was made of it"),
    }.get(change, "")


def as_the_copy_says(words: str, by: str = "", *, outlived: bool = False) -> str:
    """`words` of a point that came with a copy, for what only that copy tells of it; `by` is who made it there.

    `outlived`: it was taken along from a canvas that was deleted for good since.
    """
    if outlived and by:
        return tr("the deleted version said: {what}, by {name}", what=words, name=by)
    if outlived:
        return tr("the deleted version said: {what}", what=words)
    if by:
        return tr("the copy says: {what}, by {name}", what=words, name=by)
    return tr("the copy says: {what}", what=words)


def _phase(kind: str) -> str:
    return {
        PhaseKind.PRESENT.value: tr("Present the canvas"),
        PhaseKind.CLARIFY.value: tr("Clarify"),
        PhaseKind.INDIVIDUAL.value: tr("Work alone"),
        PhaseKind.ROUND.value: tr("Contribute"),
        PhaseKind.LUNCH.value: tr("Lunch"),
        PhaseKind.DISCUSS.value: tr("Discuss"),
        PhaseKind.BREAK.value: tr("Break"),
        PhaseKind.CONSENSUS.value: tr("Agree"),
        PhaseKind.SIGNOFF.value: tr("Sign off"),
    }.get(kind, tr("a phase"))
