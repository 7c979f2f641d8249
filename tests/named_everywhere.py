"""A signed canvas with people's names in every place where somebody can type, for tests of copies without names."""

from __future__ import annotations

import builders

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddNote,
    AddNotes,
    AddPerson,
    AddRemark,
    AddSheetNotes,
    AgreeElement,
    DecideOnLeaver,
    DeleteNotes,
    EditCard,
    EditNote,
    EndWorkshop,
    EveryoneArrives,
    GiveAnswer,
    Leave,
    MarkNoneIdentified,
    NextPhase,
    Park,
    RemovePerson,
    Rename,
    SettleParked,
    SignOffCanvas,
    SkipPhase,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.participant import Capacity, Leaving
from cmc_desktop.model.services.session import Session

#: whole names, as they are on the roster; the moderator first, the one who is taken off it last
PEOPLE = (
    "Ilse Moravec",
    "Søren Ångström-Müller",
    "محمد القاضي",
    "王小明",
    "Zoë O’Hanlon",
    "Anna Bergqvist",
    "Anna Bergqvist",
    "Vanja",
    "Tjorven Removedson",
)
#: what nobody may find in a copy without names: whole names, and parts that are no ordinary words
TRACES = (
    *PEOPLE,
    "Moravec",
    "Ilse",
    "Ångström",
    "Søren",
    "القاضي",
    "Hanlon",
    "Zoë",
    "Bergqvist",
    "Removedson",
    "Tjorven",
)


def fill(session: Session) -> list[str]:
    """Names in everything that can be typed, up to a sign-off in which somebody had left; the people's ids."""
    moderator, soren, qadi, wang, _zoe, anna, _namesake, vanja, tjorven = people = _people(session)
    session.do(Rename("Nachtbus, as Ilse Moravec wished", "Port Alder of Anna Bergqvist"))
    session.do(AddNote("mission", "Anna   Bergqvist gets home"))
    builders.put(
        session, "value", "Ask Zoë O'Hanlon", "请问王小明先生", "Green buses for all", "mail s.angstrom@council.example"
    )
    session.do(MarkNoneIdentified("costs", "Vanja"))
    tagged = AddNotes("partners", ("The firm of Søren Ångström-Müller’s",), tags=("friends of محمد القاضي", "plain"))
    session.do(tagged)
    (note,) = tagged.ids
    gone = builders.put(session, "buyin", "Tjorven Removedson has to go")
    session.do(EditCard("round", "value", "Zoë begins", "Let Anna speak", "When Søren nods"))
    session.do(AddSheetNotes(anna, "value", ("Private of Ilse Moravec",)))
    session.do(RemovePerson(tjorven))
    builders.set_agenda(session, (*builders.AGENDA, ("break", "Coffee with Vanja", 10)))
    session.do(EveryoneArrives())
    builders.bring_to(session, "present")
    session.do(SkipPhase("As Ilse said"))
    builders.bring_to(session, "round")
    session.do(AddNote("activities", "Round: Anna Bergqvist’s note", author=anna))
    builders.bring_to(session, "discuss")
    session.do(AddRemark(note, "question", "Does Müller mean it?", wang))
    session.do(AddMinute("Moravec, Ilse:\nwelcome; then anna spoke", moderator))
    session.do(AddMinute("小明 agrees with القاضي", wang))
    parked = Park("What Vanja wanted", "costs", "", vanja)
    session.do(parked)
    builders.bring_to(session, "consensus")
    session.do(DeleteNotes(tuple(gone), "Tjorven changed his mind"))
    session.do(GiveAnswer(anna, AnswerKind.NOT_YET, "Not while Søren is against it"))
    session.do(EditNote(note, "The firm of Søren Ångström-Müller, reworded"))
    session.do(AgreeElement("partners"))
    session.do(SettleParked(parked.id, "Zoë takes it home"))
    session.do(Leave(qadi))
    session.do(DecideOnLeaver(qadi, Leaving.EXCLUDED, "Went with Anna Bergqvist’s car"))
    session.do(GiveAnswer(soren, AnswerKind.RESERVATION, "Only if Anna and O’Hanlon pay; write to anna@x.example"))
    builders.everyone_satisfied(session)
    session.do(NextPhase())
    session.do(SignOffCanvas())
    session.do(EndWorkshop())
    return people


def _people(session: Session) -> list[str]:
    ids = []
    for number, name in enumerate(PEOPLE):
        details = PersonDetails(
            name,
            organisation=f"Office of {name}" if number % 3 == 1 else "City council",
            role="Angström’s deputy" if number == 1 else "",
            speaks_for="Families, the Bergqvists first" if number == 5 else "",
            capacity=Capacity.PARTICIPANT if number else Capacity.MODERATOR,
        )
        change = AddPerson(details)
        session.do(change)
        ids.append(change.id)
    return ids
