"""Everything that can be done to a canvas, each a frozen record given to the session's one door."""

from cmc_desktop.model.domain.changes.agenda import AddPhase, EditPhase, MovePhase, RemovePhase, SetAgenda
from cmc_desktop.model.domain.changes.answers import DecideOnLeaver, GiveAnswer, SignOffCanvas, WithdrawAnswer
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.boxes import ClearNoneIdentified, MarkNoneIdentified
from cmc_desktop.model.domain.changes.cards import EditCard, ResetCard
from cmc_desktop.model.domain.changes.checkpoints import CallMaker, KeepCheckpoint, KeepGiven, NameCheckpoint
from cmc_desktop.model.domain.changes.clock import (
    AddMinutes,
    BackPhase,
    EndWorkshop,
    NextPhase,
    PausePhase,
    ResumePhase,
    SetElement,
    ShiftClock,
    SkipPhase,
    StartWorkshop,
)
from cmc_desktop.model.domain.changes.contributing import Contribute, CorrectContribution
from cmc_desktop.model.domain.changes.elements import AgreeElement, RecordQuietCheck, ReopenElement, WithdrawQuietCheck
from cmc_desktop.model.domain.changes.hands import ShowOfHands
from cmc_desktop.model.domain.changes.head import Archive, Delete, Rename, Restore, Unarchive
from cmc_desktop.model.domain.changes.merging import MergeCopy
from cmc_desktop.model.domain.changes.minutes import AddMinute, DeleteMinute, EditMinute, JoinMinutes
from cmc_desktop.model.domain.changes.notes import (
    AddNote,
    AddNotes,
    DeleteNotes,
    EditNote,
    ExplainDrop,
    MergeNotes,
    MoveNotes,
    SetMission,
)
from cmc_desktop.model.domain.changes.pacing import ShiftLater, TrimLater
from cmc_desktop.model.domain.changes.parking import DeleteParked, EditParked, Park, SettleParked
from cmc_desktop.model.domain.changes.people import (
    AddPeople,
    AddPerson,
    Arrive,
    ComeBack,
    EditPerson,
    EveryoneArrives,
    Leave,
    MovePerson,
    RemovePeople,
    RemovePerson,
    WasNotHere,
)
from cmc_desktop.model.domain.changes.remarks import AddRemark, DeleteRemark, EditRemark
from cmc_desktop.model.domain.changes.restoring import RestoreState
from cmc_desktop.model.domain.changes.settling import KeepBoth, SettleConflict, SettleConflicts
from cmc_desktop.model.domain.changes.sheets import AddSheetNotes, DeleteSheetNote, EditSheetNote, ReleaseSheetNote
from cmc_desktop.model.domain.changes.turns import AnotherLap, BackSpeaker, ComeLater, GiveFloor, NextSpeaker, PassTurn
from cmc_desktop.model.domain.changes.variants import CallVariant

__all__ = [
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
    "Change",
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
