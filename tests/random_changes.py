"""Changes of every kind, made up by hypothesis to fit a canvas as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import builders
from hypothesis import strategies as st

from cmc_desktop.model.domain import changes as c
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.changes.merging import ComingCopy
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.merging.canvas_state import rest_of, state_of
from cmc_desktop.model.domain.merging.checkpoints import checkpoint_of
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Capacity, Participant
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.quiet_check import QuietCheck
from cmc_desktop.model.domain.remark import Remark, RemarkKind
from cmc_desktop.model.domain.revision import Content
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.text import note_text

Draw = Callable[[st.SearchStrategy], object]
#: few boxes, so that notes meet; the single-text box among them
BOXES = ("mission", "value", "buyin")
WORDS = ("a", "b", "c", "Much  longer, with\na second line")
NOTES = (
    *("AddNote", "AddNotes", "EditNote", "SetMission", "MoveNotes", "DeleteNotes", "MergeNotes", "ExplainDrop"),
    "MarkNoneIdentified",
)
CONTENT = (*NOTES, "ClearNoneIdentified", "Rename")
PEOPLE = (
    *("AddPerson", "AddPeople", "EditPerson", "MovePerson", "RemovePerson", "RemovePeople"),
    *("Arrive", "EveryoneArrives", "Leave", "ComeBack", "WasNotHere"),
)
ANSWERS = ("GiveAnswer", "ShowOfHands", "WithdrawAnswer", "DecideOnLeaver")
AGENDA = ("SetAgenda", "AddPhase", "EditPhase", "MovePhase", "RemovePhase")
CLOCK = (
    *("StartWorkshop", "PausePhase", "ResumePhase", "AddMinutes", "NextPhase", "BackPhase", "SkipPhase"),
    *("EndWorkshop", "SetElement", "ShiftClock"),
)
TURNS = ("NextSpeaker", "PassTurn", "ComeLater", "BackSpeaker", "GiveFloor", "AnotherLap")
SHEETS = ("AddSheetNotes", "EditSheetNote", "DeleteSheetNote", "ReleaseSheetNote", "Contribute", "CorrectContribution")
TALK = (
    *("AddRemark", "EditRemark", "DeleteRemark", "Park", "EditParked", "SettleParked", "DeleteParked"),
    *("AddMinute", "EditMinute", "DeleteMinute", "JoinMinutes", "EditCard", "ResetCard"),
)
ELEMENTS = ("AgreeElement", "ReopenElement", "RecordQuietCheck", "WithdrawQuietCheck")
PACE = ("TrimLater", "ShiftLater")
LIBRARY = ("Archive", "Unarchive", "Delete", "Restore")
AWAY = (
    *("KeepCheckpoint", "KeepGiven", "NameCheckpoint", "CallMaker", "RestoreState", "CallVariant"),
    *("MergeCopy", "SettleConflict", "SettleConflicts", "KeepBoth"),
)
ROOM = (*TURNS, *SHEETS, *TALK, *ELEMENTS, *PACE)
ALL = (*CONTENT, *PEOPLE, *ANSWERS, *AGENDA, *CLOCK, *ROOM, *LIBRARY, *AWAY, "SignOffCanvas")
assert {*ALL, "Change"} == set(c.__all__), "a new change wants a place here and in test_session_signed.py"


#: what there has to be for a change to have something to do
NEEDED: dict[str, type[Entity]] = {
    **dict.fromkeys(("EditNote", "MoveNotes", "DeleteNotes", "MergeNotes", "ExplainDrop", "AddRemark"), Note),
    **dict.fromkeys(("EditSheetNote", "DeleteSheetNote", "ReleaseSheetNote"), SheetNote),
    **dict.fromkeys(("CorrectContribution",), Note),
    **dict.fromkeys(("EditRemark", "DeleteRemark"), Remark),
    **dict.fromkeys(("EditParked", "SettleParked", "DeleteParked"), Parked),
    **dict.fromkeys(("EditMinute", "DeleteMinute"), Minute),
    **dict.fromkeys(("EditPerson", "MovePerson", "RemovePerson", "RemovePeople", "AddSheetNotes"), Participant),
    **dict.fromkeys(("ReopenElement",), ElementAgreement),
    **dict.fromkeys(("WithdrawQuietCheck",), QuietCheck),
    **dict.fromkeys(("ResetCard",), CardText),
}


def a_change(draw: Draw, canvas: Canvas, names: tuple[str, ...] = ALL) -> c.Change:
    """One change of a kind in `names`; it may well be one that is refused, though mostly there is what it wants."""
    wanted = names if draw(st.integers(0, 7)) == 7 else tuple(name for name in names if _has_its_place(name, canvas))
    name = draw(st.sampled_from(wanted or names))
    return getattr(c, name)(**{key: draw(value) for key, value in _arguments(name, canvas).items()})


def _has_its_place(name: str, canvas: Canvas) -> bool:
    if name in NEEDED and not any(True for _ in canvas.all(NEEDED[name])):
        return False
    item = canvas.current_item
    kind = item.kind if item else ""
    if name in TURNS:
        return kind == PhaseKind.ROUND
    if name in (*ANSWERS, "AgreeElement", "RecordQuietCheck"):
        return kind == PhaseKind.CONSENSUS
    return item is not None or name not in PACE


def _one_of(values: list[str]) -> st.SearchStrategy:
    return st.sampled_from([*values, *values, "nobody"])


def _arguments(name: str, canvas: Canvas) -> dict[str, st.SearchStrategy]:
    box, text, row = st.sampled_from(BOXES), st.sampled_from(WORDS), st.integers(-1, 5)
    notes = [note.id for note in canvas.all(Note) if not note.deleted]
    some = st.lists(_one_of(notes) if not notes else st.sampled_from(notes), min_size=1, max_size=4).map(tuple)
    gone = st.lists(_one_of([note.id for note in canvas.all(Note)]), min_size=1, max_size=3).map(tuple)
    person = _one_of([one.id for one in canvas.all(Participant) if not one.removed])
    author = _one_of([one.id for one in canvas.all(Participant)]) | st.just("")
    item = _one_of([one.id for one in canvas.agenda])
    kind = st.sampled_from(list(PhaseKind))
    minutes = st.integers(1, 90)
    now = canvas.current_item
    since = canvas.run(now.id).running_since if now else 0
    details = st.builds(
        PersonDetails, text, capacity=st.sampled_from(list(Capacity)), counts=st.sampled_from([None, True])
    )
    return (
        _of_the_room(name, canvas)
        or _of_copies(name, canvas)
        or {
            "AddNote": {"box": box, "text": text, "row": st.none() | row, "author": author},
            "AddNotes": {
                **{"box": box, "texts": st.lists(text, max_size=3).map(tuple)},
                **{"row": st.none() | row, "author": author},
            },
            "EditNote": {"note": _one_of(notes), "text": text, "was": st.none() | text},
            "SetMission": {"box": st.just("mission"), "text": text | st.just(""), "author": author},
            "MoveNotes": {"notes": some, "box": box, "row": st.none() | row},
            "DeleteNotes": {"notes": some, "why": st.sampled_from(["", "Not for this service"])},
            "MergeNotes": {"notes": some, "into": _one_of(notes), "text": text},
            "ExplainDrop": {"notes": gone, "why": text | st.just("")},
            "MarkNoneIdentified": {"box": box, "by": text},
            "ClearNoneIdentified": {"box": box},
            "Rename": {"title": text, "city": text},
            "AddPerson": {"details": details, "arrived": st.booleans()},
            "EditPerson": {"person": person, "details": details},
            "MovePerson": {"person": person, "row": row},
            "RemovePerson": {"person": person},
            "AddPeople": {"details": st.lists(details, max_size=3).map(tuple)},
            "RemovePeople": {"people": st.lists(person, max_size=3).map(tuple)},
            "WasNotHere": {"person": person},
            "Arrive": {"person": person},
            "Leave": {"person": person},
            "ComeBack": {"person": person},
            "GiveAnswer": {
                "person": person,
                "kind": st.sampled_from(["satisfied", "satisfied", "reservation", "not_yet"]),
                "words": st.sampled_from(["", "In my own words"]),
            },
            "ShowOfHands": {"people": st.lists(person, max_size=3).map(tuple)},
            "WithdrawAnswer": {"person": person},
            "DecideOnLeaver": {
                "person": person,
                "leaving": st.sampled_from(["", "last_answer", "excluded"]),
                "reason": st.sampled_from(["", "Had to catch a train"]),
            },
            "SetAgenda": {"phases": st.lists(st.tuples(kind, text, minutes), min_size=1, max_size=4).map(tuple)},
            "AddPhase": {"kind": kind, "name": text, "minutes": minutes, "row": st.none() | row},
            "EditPhase": {"item": item, "name": text, "minutes": minutes},
            "MovePhase": {"item": item, "row": row},
            "RemovePhase": {"item": item},
            "AddMinutes": {"minutes": st.sampled_from([1, 5, -5])},
            "SkipPhase": {"reason": st.sampled_from(["", "No time"])},
            "SetElement": {"box": st.sampled_from(builders.BOXES)},
            "ShiftClock": {"by": st.sampled_from([3_600_000, -3_600_000]), "since": st.sampled_from([since, 1])},
        }.get(name, {})
    )


def _of_the_room(name: str, canvas: Canvas) -> dict[str, st.SearchStrategy]:
    """Arguments of what belongs to turns, talk, agreement and pace."""
    box, text = st.sampled_from(BOXES), st.sampled_from(WORDS)
    person = _one_of([one.id for one in canvas.all(Participant) if not one.removed])
    nobody_too = person | st.just("")
    note = _one_of([one.id for one in canvas.all(Note) if not one.deleted])
    line, remark = _one_of([one.id for one in canvas.all(SheetNote)]), _one_of([one.id for one in canvas.all(Remark)])
    parked, minute = _one_of([one.id for one in canvas.all(Parked)]), _one_of([one.id for one in canvas.all(Minute)])
    kind, words = st.sampled_from(list(RemarkKind)), text | st.just("")
    agreed = [one.id for one in canvas.all(ElementAgreement)]
    own = [(*one.id.split("/"), "") for one in canvas.all(CardText)] or [(PhaseKind.ROUND.value, "")]
    kinds, elements = [key[0] for key in own], [key[1] for key in own]
    card = {"kind": st.sampled_from(list(PhaseKind)), "element": box | st.just("")}
    return {
        "GiveFloor": {"person": person},
        "AddSheetNotes": {"person": person, "element": box, "texts": st.lists(text, max_size=2).map(tuple)},
        "Contribute": {"box": box, "text": text, "person": nobody_too},
        "CorrectContribution": {"note": _one_of([one.id for one in canvas.all(Note)]), "text": text},
        "EditSheetNote": {"line": line, "text": text},
        "DeleteSheetNote": {"line": line},
        "ReleaseSheetNote": {"line": line},
        "AddRemark": {"note": note, "kind": kind, "words": words, "person": nobody_too},
        "EditRemark": {"remark": remark, "kind": kind, "words": words, "person": nobody_too},
        "DeleteRemark": {"remark": remark},
        "Park": {"text": text, "element": box | st.just(""), "note": note | st.just(""), "person": nobody_too},
        "EditParked": {"parked": parked, "text": text},
        "SettleParked": {"parked": parked, "outcome": words, "settled": st.booleans()},
        "DeleteParked": {"parked": parked},
        "AddMinute": {"text": text, "speaker": nobody_too, "element": st.none() | box},
        "EditMinute": {"minute": minute, "text": text, "speaker": nobody_too},
        "DeleteMinute": {"minute": minute},
        "JoinMinutes": {"lines": st.lists(_minutes(text), max_size=2, unique_by=lambda line: line.id).map(tuple)},
        "EditCard": {**card, "say": words, "rule": words, "move_on": words},
        "ResetCard": {"kind": st.sampled_from(kinds), "element": st.sampled_from(elements)},
        "AgreeElement": {"element": box},
        "ReopenElement": {"element": box if not agreed else st.sampled_from(agreed)},
        "RecordQuietCheck": {
            "kind": st.sampled_from(["slips", "fingers"]),
            "counts": st.sampled_from([(3, 1), (0, 0), (0, 0, 1, 2, 3, 4)]),
            "element": box | st.just(""),
        },
        "WithdrawQuietCheck": {"check": _one_of([one.id for one in canvas.all(QuietCheck)])},
        "TrimLater": {"breaks": st.booleans()},
    }.get(name, {})


def _of_copies(name: str, canvas: Canvas) -> dict[str, st.SearchStrategy]:
    """Arguments of what belongs to copies that come back, and to what they leave open."""
    open_ones = open_conflicts(canvas)
    conflict = _one_of(list(open_ones))
    value = st.sampled_from([*(value for one in open_ones.values() for value in one.values), "keep", "delete", *WORDS])
    return {
        "KeepCheckpoint": {"name": st.sampled_from(["", "After the council"])},
        "KeepGiven": {"made": st.just(c.KeepCheckpoint("copy", "Ada").decide(canvas.snapshot(), 1_790_000_000_000))},
        "NameCheckpoint": {
            **{"checkpoint": _one_of([one.id for one in canvas.all(Checkpoint)])},
            **{"name": st.sampled_from(["", "Before the council"])},
        },
        "CallMaker": {"was": st.sampled_from(["", "Ada"]), "by": st.sampled_from(["", "Ada", "The works"])},
        "RestoreState": {
            "content": st.builds(earlier, st.just(canvas), st.sampled_from(WORDS), st.integers(0, 3)),
            "rest": st.just(rest_of(canvas)),
        },
        "CallVariant": {"name": st.sampled_from(["", "as it should be"])},
        "MergeCopy": {"copy": st.builds(coming, st.just(canvas), st.sampled_from(WORDS)), "agreed": st.booleans()},
        "SettleConflict": {"conflict": conflict, "value": value},
        "SettleConflicts": {"choices": st.lists(st.tuples(conflict, value), max_size=3).map(tuple)},
        "KeepBoth": {"conflict": conflict},
    }.get(name, {})


def coming(canvas: Canvas, words: str) -> ComingCopy:
    """A copy of the canvas in which each note says something else, while ours has gone on from other words, too."""
    theirs = canvas.snapshot()
    base = {key: ("Once", *thing[1:]) if key[0] == "note" else thing for key, thing in state_of(canvas).items()}
    theirs.write([replace(note, text=note_text(words)) for note in canvas.all(Note) if not note.deleted])
    tip = checkpoint_of(theirs, Why.COPY, 1, "Ada", ())
    return ComingCopy(theirs, tip, base, ("0" * 64,), (), (), "Ada")


def earlier(canvas: Canvas, words: str, left_out: int = 0) -> Content:
    """What the canvas may have said earlier: some notes not there, one saying something else."""
    then = canvas.snapshot()
    notes = [note for note in canvas.all(Note) if not note.deleted]
    then.write([replace(note, deleted=True) for note in notes[:left_out]])
    then.write([replace(note, text=note_text(words)) for note in notes[left_out : left_out + 1]])
    return then.content


def _minutes(text: st.SearchStrategy) -> st.SearchStrategy:
    """Lines of minutes as a copy brings them, a few ids meeting again and again."""
    ids = st.sampled_from(["00000000-0000-4000-8000-00000000000" + digit for digit in "123"])
    return st.builds(Minute, ids, st.just(1), st.just(""), st.just(""), st.just(""), text, st.integers(0, 2))
