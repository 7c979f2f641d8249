"""Everything that can be done to a canvas, each a frozen record given to the session's one door."""

from cmc_desktop.model.domain.changes.agenda import AddPhase, EditPhase, MovePhase, RemovePhase, SetAgenda
from cmc_desktop.model.domain.changes.answers import DecideOnLeaver, GiveAnswer, SignOffCanvas, WithdrawAnswer
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.boxes import ClearNoneIdentified, MarkNoneIdentified
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
from cmc_desktop.model.domain.changes.head import Archive, Delete, Rename, Restore, Unarchive
from cmc_desktop.model.domain.changes.notes import AddNote, AddNotes, DeleteNotes, EditNote, MoveNotes, SetMission
from cmc_desktop.model.domain.changes.people import (
    AddPerson,
    Arrive,
    ComeBack,
    EditPerson,
    EveryoneArrives,
    Leave,
    MovePerson,
    RemovePerson,
)

__all__ = [
    "AddMinutes",
    "AddNote",
    "AddNotes",
    "AddPerson",
    "AddPhase",
    "Archive",
    "Arrive",
    "BackPhase",
    "Change",
    "ClearNoneIdentified",
    "ComeBack",
    "DecideOnLeaver",
    "Delete",
    "DeleteNotes",
    "EditNote",
    "EditPerson",
    "EditPhase",
    "EndWorkshop",
    "EveryoneArrives",
    "GiveAnswer",
    "Leave",
    "MarkNoneIdentified",
    "MoveNotes",
    "MovePerson",
    "MovePhase",
    "NextPhase",
    "PausePhase",
    "RemovePerson",
    "RemovePhase",
    "Rename",
    "Restore",
    "ResumePhase",
    "SetAgenda",
    "SetElement",
    "SetMission",
    "ShiftClock",
    "SignOffCanvas",
    "SkipPhase",
    "StartWorkshop",
    "Unarchive",
    "WithdrawAnswer",
]
