"""Reading people, agenda, clock and answers out of a `.cmc` file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.cmc_format import AGENDA_ITEM, ANSWER, PERSON, PHASE_RUN, WORKSHOP
from cmc_desktop.model.exchange.content_reader import unknown_box
from cmc_desktop.model.exchange.fields import Reading, check_distinct


def read_people(data: list[Any], reading: Reading) -> list[Participant]:
    """The roster. Raises BadFile."""
    people = [
        Participant(**reading.part(value, PERSON, tr("Person {n}", n=number))) for number, value in enumerate(data, 1)
    ]
    check_distinct((person.id for person in people), tr("“people”"))
    check_distinct((person.rank for person in people if not person.removed), tr("The ranks of “people”"))
    return people


def read_workshop(file: Mapping[str, Any], template: Template, reading: Reading) -> list[Entity]:
    """The agenda, how its phases went, and where the workshop stands. Raises BadFile."""
    items = [
        AgendaItem(**reading.part(value, AGENDA_ITEM, tr("Phase {n} of the agenda", n=number)))
        for number, value in enumerate(file["agenda"], 1)
    ]
    check_distinct((item.id for item in items), tr("“agenda”"))
    check_distinct((item.rank for item in items if not item.removed), tr("The ranks of “agenda”"))
    ids = {item.id for item in items}
    runs = [_read_run(value, number, ids, reading) for number, value in enumerate(file["phase_runs"], 1)]
    check_distinct((run.id for run in runs), tr("“phase_runs”"))
    workshop = Workshop("workshop", **reading.part(file["workshop"], WORKSHOP, tr("“workshop”")))
    _check_workshop(workshop, items, template)
    return [*items, *runs, *([workshop] if workshop != Workshop("workshop") else [])]


def _read_run(value: object, number: int, items: Set[str], reading: Reading) -> PhaseRun:
    where = tr("Entry {n} of “phase_runs”", n=number)
    run = PhaseRun(**reading.part(value, PHASE_RUN, where))
    if run.id not in items:
        raise BadFile(tr("{where}: this phase is not on the agenda.", where=where))
    return run


def _check_workshop(workshop: Workshop, items: Iterable[AgendaItem], template: Template) -> None:
    if workshop.current and workshop.current not in {item.id for item in items}:
        raise BadFile(tr("“workshop”: the current phase is not on the agenda."))
    if workshop.active and workshop.current not in {item.id for item in items if not item.removed}:
        raise BadFile(tr("“workshop”: the workshop runs, but its current phase is not on the agenda."))
    if workshop.element and workshop.element not in template:
        raise unknown_box(workshop.element, template, tr("“workshop”"))


def read_answers(data: list[Any], people: Iterable[Participant], contents: Set[str], reading: Reading) -> list[Answer]:
    """Every answer, oldest first; each of somebody and to words that the file holds. Raises BadFile."""
    known = {person.id for person in people}
    answers = []
    for number, value in enumerate(data, 1):
        where = tr("Answer {n}", n=number)
        answer = Answer(serial=number, **reading.part(value, ANSWER, where))
        if answer.person not in known:
            raise BadFile(tr("{where} is of somebody who is not in this file.", where=where))
        if answer.content_hash not in contents:
            raise BadFile(tr("{where} is to words that are not in this file.", where=where))
        answers.append(answer)
    check_distinct((answer.id for answer in answers), tr("“answers”"))
    return answers
