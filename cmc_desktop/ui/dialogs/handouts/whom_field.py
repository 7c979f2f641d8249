"""For whom the hand-outs are: the people of the canvas, so many without names, or those of a table."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from cmc_desktop.model.services.kit_wish import MOST_PEOPLE, KitPerson, KitRoster, nobody_yet
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import roomy
from cmc_desktop.ui.saying import tr, trn


class Whom(Enum):
    """The ways to say for whom."""

    NOBODY = 0
    CANVAS = 1
    COUNT = 2
    ROSTER = 3


class WhomField(QWidget):
    """A choice, and beside it a count or a button for the file.

    Signals:
        people_changed(): they are for others.
        roster_chosen(Path): the file has to be read; `set_roster` takes what was in it.
    """

    people_changed = Signal()
    roster_chosen = Signal(object)

    def __init__(self, people: tuple[KitPerson, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = people
        self._roster = KitRoster(())
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("For whom"))
        self._add(Whom.NOBODY, tr("Nobody in particular"))
        if people:
            self._add(Whom.CANVAS, trn("The {n} person of this canvas", "The {n} people of this canvas", len(people)))
            self.choice.setCurrentIndex(1)
        self._add(Whom.COUNT, tr("People without names"))
        self._add(Whom.ROSTER, tr("The people of a table (CSV)"))
        self.count = roomy(QSpinBox())
        self.count.setRange(1, MOST_PEOPLE)
        self.count.setValue(12)
        self.count.setMinimumWidth(72)
        self.count.setAccessibleName(tr("How many people"))
        self.file = QPushButton(tr("Choose…"))
        self.file.setAccessibleName(tr("Choose the table of people"))
        self.file.setAutoDefault(False)
        self.told = plain_label("muted")
        row = QHBoxLayout()
        row.addWidget(self.choice, 1)
        row.addWidget(self.count)
        row.addWidget(self.file)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.told)
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(self._on_choice_changed)
        self.count.valueChanged.connect(lambda _count: self.people_changed.emit())
        self.file.clicked.connect(self._on_file_clicked)
        self._show_fields()

    def _add(self, whom: Whom, words: str) -> None:
        self.choice.addItem(words, whom)

    @property
    def whom(self) -> Whom:
        return Whom(self.choice.currentData())

    def choose(self, whom: Whom) -> None:
        self.choice.setCurrentIndex(self.choice.findData(whom))

    @property
    def people(self) -> tuple[KitPerson, ...]:
        """The people meant; none for nobody in particular and until a table was read."""
        found: dict[Whom, Callable[[], tuple[KitPerson, ...]]] = {
            Whom.NOBODY: tuple,
            Whom.CANVAS: lambda: self._people,
            Whom.COUNT: lambda: nobody_yet(self.count.value()),
            Whom.ROSTER: lambda: self._roster.people,
        }
        return found[self.whom]()

    def set_roster(self, name: str, roster: KitRoster) -> None:
        """Take the people of the table called `name`, and say how it was read."""
        self._roster = roster
        words = trn("{n} person of {name}", "{n} people of {name}", len(roster.people), name=name)
        self.choice.setItemText(self.choice.findData(Whom.ROSTER), words)
        self.told.setText(roster.told)
        self._show_fields()
        self.people_changed.emit()

    def _show_fields(self) -> None:
        self.count.setVisible(self.whom is Whom.COUNT)
        self.file.setVisible(self.whom is Whom.ROSTER)
        self.told.setVisible(self.whom is Whom.ROSTER and bool(self._roster.told))

    def _on_choice_changed(self) -> None:
        self._show_fields()
        self.people_changed.emit()

    def _on_file_clicked(self) -> None:
        chooser = QFileDialog(self, tr("Choose the table of people"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([tr("Tables") + " (*.csv *.txt *.tsv)", tr("All files") + " (*)"])
        chooser.fileSelected.connect(lambda name: self.roster_chosen.emit(Path(name)))
        chooser.open()
