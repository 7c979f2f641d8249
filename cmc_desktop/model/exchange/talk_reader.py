"""Reading remarks, the parking list, the minutes and the moderator's own cards out of a `.cmc` file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.card_text import CardText, card_id
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.exchange.cmc_format import CARD, MINUTE, PARKED, REMARK
from cmc_desktop.model.exchange.fields import Reading, check_distinct
from cmc_desktop.model.exchange.known_ids import KnownIds, check_count, closed_up


def read_talk(file: Mapping[str, Any], known: KnownIds, reading: Reading) -> list[Entity]:
    """What was said besides the notes, and the cards. Raises BadFile."""
    return [
        *_read_remarks(file["remarks"], known, reading),
        *_read_parking(file["parking"], known, reading),
        *_read_minutes(file["minutes"], known, reading),
        *_read_cards(file["cards"], known, reading),
    ]


def _read_remarks(data: list[Any], known: KnownIds, reading: Reading) -> list[Remark]:
    check_count(data, tr("“remarks”"))
    remarks = []
    for number, value in enumerate(data, 1):
        where = tr("Remark {n}", n=number)
        remark = Remark(**reading.part(value, REMARK, where))
        known.check_note(remark.note, where)
        known.check_person(remark.person, where)
        known.check_phase(remark.phase, where)
        remarks.append(remark)
    check_distinct((remark.id for remark in remarks), tr("“remarks”"))
    check_distinct((str(remark.serial) for remark in remarks), tr("The numbers of “remarks”"))
    return closed_up(remarks)


def _read_parking(data: list[Any], known: KnownIds, reading: Reading) -> list[Parked]:
    check_count(data, tr("“parking”"))
    parking = []
    for number, value in enumerate(data, 1):
        where = tr("Entry {n} of “parking”", n=number)
        parked = Parked(**reading.part(value, PARKED, where))
        known.check_element(parked.element, where)
        if not parked.session:
            # What was carried over came from notes, people and phases that may have stayed behind.
            known.check_note(parked.note, where)
            known.check_person(parked.person, where)
            known.check_phase(parked.phase, where)
        parking.append(parked)
    check_distinct((parked.id for parked in parking), tr("“parking”"))
    check_distinct((str(parked.serial) for parked in parking), tr("The numbers of “parking”"))
    return closed_up(parking)


def _read_minutes(data: list[Any], known: KnownIds, reading: Reading) -> list[Minute]:
    check_count(data, tr("“minutes”"))
    minutes = []
    for number, value in enumerate(data, 1):
        where = tr("Line {n} of “minutes”", n=number)
        minute = Minute(**reading.part(value, MINUTE, where))
        known.check_phase(minute.phase, where)
        known.check_element(minute.element, where)
        known.check_person(minute.speaker, where)
        minutes.append(minute)
    check_distinct((minute.id for minute in minutes), tr("“minutes”"))
    return minutes


def _read_cards(data: list[Any], known: KnownIds, reading: Reading) -> list[CardText]:
    cards = []
    for number, value in enumerate(data, 1):
        where = tr("Card {n}", n=number)
        fields = reading.part(value, CARD, where)
        known.check_element(fields["element"], where)
        key = card_id(fields["kind"], fields["element"])
        cards.append(CardText(key, fields["say"], fields["rule"], fields["move_on"], own=True))
    check_distinct((card.id for card in cards), tr("“cards”"))
    return cards
