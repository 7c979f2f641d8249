"""A whole workshop with everything in it that is nobody's business but the moderator's.

Whatever may never reach the wall unasked has the word zarf in it, and so has everybody's name.
"""

from __future__ import annotations

import builders

from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddNote,
    AddPerson,
    AddRemark,
    AddSheetNotes,
    AgreeElement,
    DecideOnLeaver,
    DeleteNotes,
    EditCard,
    EditNote,
    EveryoneArrives,
    GiveAnswer,
    Leave,
    Park,
    RecordQuietCheck,
    SetAgenda,
    SettleParked,
    StartWorkshop,
    WithdrawAnswer,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.session import Session

SECRET = "zarf"
ELEMENT = "activities"
REMARKS = (("objection", "Nobody drives at night"), ("question", "Who pays?"), ("support", ""))


def furnish(session: Session) -> None:
    """17 people and 2 observers, 64 notes by name, sheets, parking, minutes, own cards; the agenda has begun."""
    builders.fill(session, 62)
    for number in range(1, 20):
        capacity = {1: "moderator", 2: "note_taker", 18: "observer", 19: "observer"}.get(number, "participant")
        details = PersonDetails(f"Ada{number:02} Zarf", "Zarf & Sons", "zarf keeper", "", capacity, "the zarf guild")
        session.do(AddPerson(details, arrived=True))
    session.do(EveryoneArrives())
    session.do(AddNote(ELEMENT, "Train the drivers", author=person(session, 3)))
    old = AddNote(ELEMENT, "the zarf wording of long ago", author=person(session, 4))
    session.do(old)
    session.do(EditNote(old.id, "Run the dispatch"))
    gone = builders.put(session, ELEMENT, "a zarf note that was dropped")
    session.do(DeleteNotes(tuple(gone), "for a zarf reason"))
    session.do(SetAgenda(builders.AGENDA))
    session.do(EditCard(PhaseKind.ROUND, ELEMENT, "say zarf", "a zarf rule", "on to zarf"))
    session.do(AddSheetNotes(person(session, 5), ELEMENT, ("a private zarf line", "another zarf line")))
    session.do(StartWorkshop())


def person(session: Session, number: int) -> str:
    """The id of somebody on the roster, by the number in the name."""
    return next(one.id for one in session.canvas.people if one.name == f"Ada{number:02} Zarf")


def note(session: Session, text: str) -> str:
    """The id of a note in the element under discussion."""
    return next(note.id for note in session.canvas.notes_in(ELEMENT) if note.text == text)


def live_through(session: Session, kind: PhaseKind) -> None:
    """What happens in a phase of this kind that the room has no business with."""
    session.do(AddMinute(f"zarf minutes of {kind}", person(session, 6)))
    session.do(Park(f"zarf question of {kind}", ELEMENT, person=person(session, 7)))
    if kind is PhaseKind.DISCUSS:
        for place, (remark, words) in enumerate(REMARKS):
            session.do(AddRemark(note(session, "Train the drivers"), remark, words, person(session, 8 + place)))
        parked = Park("a zarf matter that is settled")
        session.do(parked)
        session.do(SettleParked(parked.id, "with a zarf outcome"))
    if kind is PhaseKind.CONSENSUS:
        session.do(AgreeElement("mission"))
        session.do(RecordQuietCheck("fingers", (0, 4, 4, 4, 4, 1), ELEMENT))
        session.do(GiveAnswer(person(session, 9), "reservation", "only with a zarf"))
        session.do(GiveAnswer(person(session, 10), "not_yet", "the zarf is missing"))
        session.do(GiveAnswer(person(session, 11), "not_yet", "taken back, zarf"))
        session.do(WithdrawAnswer(person(session, 11)))
        session.do(Leave(person(session, 12)))
        session.do(DecideOnLeaver(person(session, 12), "excluded", "had to zarf"))
