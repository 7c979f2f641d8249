"""The roster as an editable table: every cell that is written is a change of the canvas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.changes import AddPerson, Arrive, Change, ComeBack, EditPerson, Leave
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.participant import Capacity, Participant, Sector
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.workshop.rows_model import ROOT, Index, RowsModel


class Column(IntEnum):
    NAME = 0
    ORGANISATION = 1
    ROLE = 2
    SECTOR = 3
    CAPACITY = 4
    SPEAKS_FOR = 5
    COUNTS = 6
    ARRIVED = 7
    LEFT = 8

    @property
    def title(self) -> str:
        return {
            Column.NAME: tr("Name"),
            Column.ORGANISATION: tr("Organisation"),
            Column.ROLE: tr("Role"),
            Column.SECTOR: tr("Sector"),
            Column.CAPACITY: tr("Capacity"),
            Column.SPEAKS_FOR: tr("Speaks for"),
            Column.COUNTS: tr("Counts"),
            Column.ARRIVED: tr("Arrived"),
            Column.LEFT: tr("Left"),
        }[self]


TYPED = (Column.NAME, Column.ORGANISATION, Column.ROLE, Column.SPEAKS_FOR)
_FIELDS = {
    Column.NAME: "name",
    Column.ORGANISATION: "organisation",
    Column.ROLE: "role",
    Column.SECTOR: "sector",
    Column.CAPACITY: "capacity",
    Column.SPEAKS_FOR: "speaks_for",
}
_CHECKED = (Column.COUNTS, Column.ARRIVED, Column.LEFT)
_BLANK = Participant("", "", "", counts=False)


class RosterModel(RowsModel):
    """The people in their order and one blank row; `wish` carries a change to the canvas and says if it was done."""

    blank_rows = 1

    def __init__(self, wish: Callable[[Change], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wish = wish
        self._people: list[Participant] = []
        self._draft = PersonDetails("")
        self._frozen = False

    def draft_words(self) -> list[str]:
        """What was typed into the blank row and waits for a name."""
        draft = self._draft
        return [words for words in (draft.organisation, draft.role, draft.speaks_for) if words]

    def show(self, people: list[Participant], *, frozen: bool) -> None:
        """Take over the roster; frozen when the canvas is signed."""

        def assign() -> None:
            self._people = people
            self._frozen = frozen

        self.take_over([person.id for person in people], assign)

    def person_at(self, row: int) -> Participant:
        """The person of a row; the blank row shows what was typed so far."""
        if row < len(self._people):
            return self._people[row]
        draft = self._draft
        return replace(_BLANK, organisation=draft.organisation, role=draft.role, speaks_for=draft.speaks_for)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if section < len(self._people) else "+"
        return Column(section).title

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        person, column = self.person_at(index.row()), Column(index.column())
        if role == Qt.ItemDataRole.EditRole and column in _FIELDS:
            return getattr(person, _FIELDS[column])
        if role == Qt.ItemDataRole.CheckStateRole and column in _CHECKED and person.id:
            return self._checked(person, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._shown(person, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return upright(f"{column.title}: {self._shown(person, column)}")
        return None

    def _shown(self, person: Participant, column: Column) -> str:
        if not person.id:
            if column is Column.NAME:
                return tr("Type a name…")
            return str(getattr(person, _FIELDS[column])) if column in TYPED else ""
        if column is Column.SECTOR:
            return Sector(person.sector).label if person.sector else ""
        if column is Column.CAPACITY:
            return Capacity(person.capacity).label
        if column is Column.COUNTS:
            return _counts_word(person)
        if column in (Column.ARRIVED, Column.LEFT):
            at = person.arrived_at if column is Column.ARRIVED else person.left_at
            return time_of_day(at) if at else ""
        return str(getattr(person, _FIELDS[column]))

    @staticmethod
    def _checked(person: Participant, column: Column) -> Qt.CheckState | None:
        if column is Column.COUNTS and not Capacity(person.capacity).may_count:
            return None
        checked = {
            Column.COUNTS: person.asked,
            Column.ARRIVED: bool(person.arrived_at),
            Column.LEFT: bool(person.left_at),
        }[column]
        return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or self._frozen:
            return False
        column, person = Column(index.column()), self.person_at(index.row())
        if role == Qt.ItemDataRole.CheckStateRole and column in _CHECKED and person.id:
            return self._check(person, column, Qt.CheckState(value) == Qt.CheckState.Checked)
        if role != Qt.ItemDataRole.EditRole:
            return False
        return self.write(index, value, index.data(Qt.ItemDataRole.EditRole))

    def write(self, index: Index, value: Any, seen: Any) -> bool:
        """The same, into a cell whose editor was opened when it said `seen`."""
        column, person = Column(index.column()), self.person_at(index.row())
        if self._frozen or column not in _FIELDS:
            return False
        if not person.id:
            return self._begin(index, column, str(value))
        return self._edit(person, column, str(value), str(seen))

    def _check(self, person: Participant, column: Column, checked: bool) -> bool:
        if column is Column.COUNTS:
            was = PersonDetails.of(person)
            return self._wish(EditPerson(person.id, replace(was, counts=checked), was))
        if column is Column.ARRIVED:
            return checked and self._wish(Arrive(person.id))
        return self._wish(Leave(person.id) if checked else ComeBack(person.id))

    def _edit(self, person: Participant, column: Column, value: str, seen: str) -> bool:
        if column is Column.NAME and not value.strip():
            return False
        if value == seen:
            return True
        present = PersonDetails.of(person)
        details = _written(present, column, value)
        if column is Column.CAPACITY:
            details = replace(details, counts=None)
        return self._wish(EditPerson(person.id, details, _written(present, column, seen)))

    def _begin(self, index: Index, column: Column, value: str) -> bool:
        """Write into the blank row: with a name it becomes a person, anything else waits for the name."""
        draft = _written(self._draft, column, value)
        if not draft.name.strip():
            self._draft = draft
            self.dataChanged.emit(index, index)
            return True
        self._draft = PersonDetails("")
        if self._wish(AddPerson(draft)):
            return True
        self._draft = replace(draft, name="")
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        person, column = self.person_at(index.row()), Column(index.column())
        if self._frozen:
            return flags
        if person.id:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if column in _FIELDS and (person.id or column in TYPED):
            flags |= Qt.ItemFlag.ItemIsEditable
        if column in _CHECKED and person.id and self._may_check(person, column):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @staticmethod
    def _may_check(person: Participant, column: Column) -> bool:
        return {
            Column.COUNTS: Capacity(person.capacity).may_count,
            Column.ARRIVED: not person.arrived_at,
            Column.LEFT: bool(person.arrived_at),
        }[column]


def _written(details: PersonDetails, column: Column, value: str) -> PersonDetails:
    field: dict[str, Any] = {_FIELDS[column]: value}
    return replace(details, **field)


def _counts_word(person: Participant) -> str:
    if not Capacity(person.capacity).may_count:
        return tr("never asked")
    return tr("is asked") if person.asked else tr("is not asked")
