"""The names of changes in the journal are data: they stay when a class is renamed."""

from __future__ import annotations

from dataclasses import dataclass

import builders

from cmc_desktop.model.domain import changes
from cmc_desktop.model.services.session import Session

#: every name a journal may hold. A class may be renamed, with `key` saying its old name; a line here is only added.
KEYS = [
    "AddMinute",
    "AddMinutes",
    "AddNote",
    "AddNotes",
    "AddPeople",
    "AddPerson",
    "AddPhase",
    "AddRemark",
    "AddSheetNotes",
    "AgreeElement",
    "AnotherLap",
    "Archive",
    "Arrive",
    "BackPhase",
    "BackSpeaker",
    "CallMaker",
    "CallVariant",
    "ClearNoneIdentified",
    "ComeBack",
    "ComeLater",
    "Contribute",
    "CorrectContribution",
    "DecideOnLeaver",
    "Delete",
    "DeleteMinute",
    "DeleteNotes",
    "DeleteParked",
    "DeleteRemark",
    "DeleteSheetNote",
    "EditCard",
    "EditMinute",
    "EditNote",
    "EditParked",
    "EditPerson",
    "EditPhase",
    "EditRemark",
    "EditSheetNote",
    "EndWorkshop",
    "EveryoneArrives",
    "ExplainDrop",
    "GiveAnswer",
    "GiveFloor",
    "JoinMinutes",
    "KeepBoth",
    "KeepCheckpoint",
    "KeepGiven",
    "Leave",
    "MarkNoneIdentified",
    "MergeCopy",
    "MergeNotes",
    "MoveNotes",
    "MovePerson",
    "MovePhase",
    "NameCheckpoint",
    "NextPhase",
    "NextSpeaker",
    "Park",
    "PassTurn",
    "PausePhase",
    "RecordQuietCheck",
    "ReleaseSheetNote",
    "RemovePeople",
    "RemovePerson",
    "RemovePhase",
    "Rename",
    "ReopenElement",
    "ResetCard",
    "Restore",
    "RestoreState",
    "ResumePhase",
    "SetAgenda",
    "SetElement",
    "SetMission",
    "SettleConflict",
    "SettleConflicts",
    "SettleParked",
    "ShiftClock",
    "ShiftLater",
    "ShowOfHands",
    "SignOffCanvas",
    "SkipPhase",
    "StartWorkshop",
    "TrimLater",
    "Unarchive",
    "WasNotHere",
    "WithdrawAnswer",
    "WithdrawQuietCheck",
]


def test_the_journal_calls_every_change_what_it_always_called_it() -> None:
    keys = [getattr(changes, name).key for name in changes.__all__ if name != "Change"]
    assert sorted(keys) == sorted(KEYS)


def test_a_renamed_change_keeps_its_name_in_the_journal(session: Session) -> None:
    @dataclass(frozen=True)
    class PutDown(changes.AddNote):
        key = "AddNote"

    written = session.do(PutDown("value", "one"))
    assert written is not None
    assert written.name == "AddNote"
    assert session.log()[-1][0].name == "AddNote"
    assert builders.texts(session, "value") == ["one"]
