"""The roll call in sentences: where the room stands, and what a person said last."""

from __future__ import annotations

from collections import Counter

from cmc_desktop.model.domain.agreement import Agreement, Row, Standing
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.saying import tr, trn


def counts(now: Agreement, again: str = "") -> str:
    """Where the room stands: '9 of 11 satisfied, 1 not asked yet, ask again: 1 person about 1 element: 9 Costs'.

    `again` says who has to be asked again, as `reasking.sentence` does.
    """
    parts = [tr("{n} of {all} satisfied", n=now.satisfied, all=len(now.in_room))]
    numbers = Counter(row.standing for row in now.in_room)
    if unasked := numbers[Standing.NOT_ASKED]:
        parts.append(tr("{n} not asked yet", n=unasked))
    if not_yet := numbers[Standing.NOT_YET]:
        parts.append(tr("{n} not yet", n=not_yet))
    if again:
        parts.append(tr("ask again: {who}", who=again))
    return ", ".join(parts)


def question_words(template: Template, row: Row, elements: tuple[str, ...] | None) -> str:
    """The direct question. When one element alone differs from what the person answered for, it is named."""
    if row.standing is Standing.STALE and elements is not None and len(elements) == 1:
        label = template.box(elements[0]).label
        return tr("Are you satisfied with the canvas as it stands, with the change in {element}?", element=label)
    return tr("Are you satisfied with the canvas as it stands?")


def earlier_words(count: int) -> str:
    """What leads to the answers of somebody who has given so many."""
    return f"A   {trn('{n} answer', '{n} answers', count)}"


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


def ask_words(now: Agreement) -> str:
    """What the button that starts the roll call says."""
    count = len(now.to_ask)
    if count == len(now.in_room) or not now.in_room:
        return tr("Ask everyone")
    if not count:
        return tr("Go through the answers")
    if all(row.answer is not None for row in now.to_ask):
        return trn("Ask {n} person again", "Ask {n} people again", count)
    return trn("Ask {n} person", "Ask {n} people", count)
