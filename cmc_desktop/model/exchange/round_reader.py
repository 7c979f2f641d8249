"""Reading how elements went, whose turn it was and on what the room agreed out of a `.cmc` file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_run import ElementRun, run_id
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.exchange.cmc_format import ELEMENT_AGREEMENT, ELEMENT_RUN, TURN
from cmc_desktop.model.exchange.fields import Reading, check_distinct
from cmc_desktop.model.exchange.known_ids import KnownIds, check_count, closed_up


def read_round(file: Mapping[str, Any], known: KnownIds, reading: Reading) -> list[Entity]:
    """The elements' runs, the turns and the elements agreed on. Raises BadFile."""
    return [
        *_read_runs(file["element_runs"], known, reading),
        *_read_turns(file["turns"], known, reading),
        *_read_agreements(file["element_agreements"], known, reading),
    ]


def _read_runs(data: list[Any], known: KnownIds, reading: Reading) -> list[ElementRun]:
    runs = []
    for number, value in enumerate(data, 1):
        where = tr("Entry {n} of “element_runs”", n=number)
        fields = reading.part(value, ELEMENT_RUN, where)
        run = ElementRun(run_id(fields["phase"], fields["element"]), **fields)
        known.check_phase(run.phase, where)
        known.check_element(run.element, where)
        known.check_person(run.starter, where)
        known.check_person(run.speaker, where)
        runs.append(run)
    check_distinct((run.id for run in runs), tr("“element_runs”"))
    return runs


def _read_turns(data: list[Any], known: KnownIds, reading: Reading) -> list[Turn]:
    check_count(data, tr("“turns”"))
    turns = []
    for number, value in enumerate(data, 1):
        where = tr("Turn {n}", n=number)
        turn = Turn(**reading.part(value, TURN, where))
        known.check_phase(turn.phase, where)
        known.check_element(turn.element, where)
        known.check_person(turn.person, where)
        turns.append(turn)
    check_distinct((turn.id for turn in turns), tr("“turns”"))
    check_distinct((str(turn.serial) for turn in turns), tr("The numbers of “turns”"))
    return closed_up(turns)


def _read_agreements(data: list[Any], known: KnownIds, reading: Reading) -> list[ElementAgreement]:
    agreements = []
    for number, value in enumerate(data, 1):
        where = tr("Entry {n} of “element_agreements”", n=number)
        fields = reading.part(value, ELEMENT_AGREEMENT, where)
        known.check_element(fields["element"], where)
        agreements.append(ElementAgreement(fields["element"], fields["hash"], fields["at"]))
    check_distinct((agreed.id for agreed in agreements), tr("“element_agreements”"))
    return agreements
