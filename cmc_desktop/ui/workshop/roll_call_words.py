"""The roll call in sentences: where the room stands, and what a person said last."""

from __future__ import annotations

from collections import Counter

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agreement import Agreement, Row, Standing
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.local_time import time_of_day


def counts(now: Agreement) -> str:
    """Where the room stands: '9 of 11 satisfied, 1 to ask again, 1 not asked yet'."""
    parts = [tr("{n} of {all} satisfied", n=now.satisfied, all=len(now.in_room))]
    numbers = Counter(row.standing for row in now.in_room)
    if again := numbers[Standing.STALE]:
        parts.append(tr("{n} to ask again", n=again))
    if unasked := numbers[Standing.NOT_ASKED]:
        parts.append(tr("{n} not asked yet", n=unasked))
    if not_yet := numbers[Standing.NOT_YET]:
        parts.append(tr("{n} not yet", n=not_yet))
    return ", ".join(parts)


def since_words(row: Row, changed: bool) -> str:
    """What the person said last and whether the words changed since."""
    answer = row.answer
    if answer is None:
        return ""
    at = time_of_day(answer.at)
    said = {
        AnswerKind.SATISFIED: tr("You said “satisfied” at {time}.", time=at),
        AnswerKind.RESERVATION: tr(
            "You said “satisfied” with a reservation at {time}: “{words}”", time=at, words=answer.words
        ),
        AnswerKind.NOT_YET: tr("You said “not yet” at {time}: “{words}”", time=at, words=answer.words),
    }[AnswerKind(answer.kind)]
    if row.standing is not Standing.STALE:
        return said
    return f"{said} {tr('Since then this has changed:') if changed else tr('The words have changed since.')}"
