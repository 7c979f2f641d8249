"""What a record pack is to hold, where it goes, and how it is signed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.model.domain.errors import CmcError, Refusal
from cmc_desktop.model.export.certificate import Certificate, WrongPin
from cmc_desktop.model.export.paper import PAPERS
from cmc_desktop.model.services.names_left import names_left
from cmc_desktop.model.services.record_pack import Packed, PackSource, PackWish, pack_name
from cmc_desktop.model.services.signing_keys import SigningKeys
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.paper_rows import PaperRows
from cmc_desktop.ui.dialogs.working_dialog import WorkingDialog
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.records.key_dialog import KeyDialog
from cmc_desktop.ui.records.signing_choice import SigningChoice
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.services.without_names import WithoutNames

#: so many words that were left are told
_NAMED = 8
_USUAL_PAPER = "A3"

Make = Callable[[Path, PackWish, Job], Packed]


class PackDialog(WorkingDialog):
    """Asks, then has the pack made while it stays open; a refusal costs nothing that was typed but a wrong PIN.

    Signals:
        packed(Packed): it is written.
    """

    packed = Signal(object)

    def __init__(
        self,
        source: PackSource,
        folder: Path,
        keys: SigningKeys,
        tasks: Tasks,
        make: Make,
        *,
        council: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`make` writes the pack on the worker's thread; `council` is the name suggested for a certificate."""
        super().__init__(tr("Record pack"), tr("Write the pack"), parent)
        self._worker = tasks
        self._source = source
        self._keys = keys
        self._make = make
        self._council = council
        self._without: WithoutNames | None = None
        self._name, self._name_of_roles = pack_name(source), ""
        self._looking = False
        self.form.addRow(
            plain_label(
                "muted",
                tr("What goes into the council’s files: the record as PDF, the same data as .cmc, and a word on both."),
            )
        )
        self._add_place(folder)
        self.sheet = PaperRows(self, PAPERS, beside=True)
        self.sheet.paper.setCurrentText(_USUAL_PAPER)
        self._add_contents()
        self._add_names()
        self.signing = SigningChoice(folder)
        self.add_row(tr("&Sign with"), self.signing)
        self.signing.how.setAccessibleName(tr("Sign with"))
        self.add_progress()
        self.signing.making_chosen.connect(self._on_making_chosen)
        self.signing.saving_chosen.connect(self._on_saving_chosen)
        self.names.toggled.connect(self._on_names_toggled)
        self.folder.textChanged.connect(lambda _text: self._show_name())
        self.signing.changed.connect(self._show_left)
        self._show_name()
        self.setMinimumWidth(640)
        tasks.run(tr("Looking for a certificate."), lambda _job: keys.own(), self._on_own_found, self._on_look_failed)

    def _add_place(self, folder: Path) -> None:
        self.folder = QLineEdit(str(folder))
        choose = QPushButton(tr("Choose…"))
        choose.setAccessibleName(tr("Choose the folder"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose_clicked)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        place.setFocusProxy(self.folder)
        self.add_row(tr("Into the &folder"), place)
        self.folder.setAccessibleName(tr("Into the folder"))
        self.folder_told = plain_label("muted")
        self.form.addRow("", self.folder_told)

    def _add_contents(self) -> None:
        self.minutes = QCheckBox(tr("The &minutes"))
        self.minutes.setToolTip(tr("They go into the canvas file as well. Deleted lines stay out."))
        self.minutes.setAccessibleDescription(self.minutes.toolTip())
        self.fate = QCheckBox(tr("What became of the &notes of the round"))
        self._put_together(tr("With"), self.minutes, self.fate)

    def _add_names(self) -> None:
        self.names = dressed(QRadioButton(tr("With the names of the p&eople")), "choice")
        self.roles = dressed(QRadioButton(tr("&Roles only, such as “Participant 3”")), "choice")
        self.names.setChecked(True)
        both = QButtonGroup(self)
        both.addButton(self.names)
        both.addButton(self.roles)
        self._put_together(tr("People"), self.names, self.roles)
        self.left = plain_label("muted")
        self.form.addRow("", self.left)
        self.left.hide()

    def _put_together(self, label: str, *fields: QWidget) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for field in fields:
            column.addWidget(field)
        self.form.addRow(label, whole)

    @property
    def wish(self) -> PackWish:
        """What was chosen. Raises Refusal when something is missing."""
        return PackWish(
            self.minutes.isChecked(),
            self.fate.isChecked(),
            self.names.isChecked(),
            self.sheet.name,
            self.sheet.upright,
            self.sheet.layout,
            self.signing.wish,
        )

    def accept(self) -> None:
        if self.working or not self.attempt(self._begin):
            return

    def _begin(self) -> None:
        typed = self.folder.text().strip()
        if not typed:
            raise Refusal(tr("Choose a folder first."))
        folder, wish = Path(typed).expanduser(), self.wish
        label = tr("Writing the record pack.")
        self.work(self._worker, label, lambda job: self._make(folder, wish, job), self.packed.emit)

    def failed(self, error: CmcError) -> None:
        if isinstance(error, WrongPin):
            self.signing.refuse_pin()

    def _on_choose_clicked(self) -> None:
        chooser = QFileDialog(self, tr("Choose the folder"), self.folder.text())
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.fileSelected.connect(self.folder.setText)
        chooser.open()

    def _on_own_found(self, certificate: Certificate | None) -> None:
        if not self.gone:
            self.signing.show_own(certificate)

    def _on_look_failed(self, error: CmcError) -> None:
        if not self.gone:
            self.tell_trouble(error)

    def _on_making_chosen(self) -> None:
        dialog = KeyDialog(self._keys, self._worker, self._council, self)
        dialog.made.connect(self._on_key_made)
        dialog.open()

    def _on_saving_chosen(self, path: Path) -> None:
        keys = self._keys
        self.forget_trouble()
        self._worker.run(
            tr("Saving the certificate."),
            lambda _job: keys.export_certificate(path),
            lambda _certificate: None if self.gone else self.signing.tell_saved(path),
            self._on_look_failed,
        )

    def _on_key_made(self, certificate: Certificate) -> None:
        self._on_own_found(certificate)
        self.signing.choose_own()

    def _on_names_toggled(self, names: bool) -> None:
        self._show_name()
        self._show_left()
        if names or self._without is not None or self._looking:
            return
        self._looking = True
        source = self._source

        def look(_job: Job) -> tuple[WithoutNames, str]:
            return source.without_names(), pack_name(source, names=False)

        self._worker.run(tr("Looking for names."), look, self._on_names_found, self._on_names_not_found)

    def _on_names_not_found(self, error: CmcError) -> None:
        self._looking = False
        self._on_look_failed(error)

    def _on_names_found(self, found: tuple[WithoutNames, str]) -> None:
        if self.gone:
            return
        self._looking = False
        self._without, self._name_of_roles = found
        self._show_left()
        self._show_name()

    def _show_name(self) -> None:
        name = self._name if self.names.isChecked() else self._name_of_roles
        self.folder_told.setText(tr("A new folder “{name}” is made there.", name=name) if name else "")

    def _show_left(self) -> None:
        """What roles only means, and what it cannot do."""
        self.left.setVisible(self.roles.isChecked())
        self.grow()
        if not self.roles.isChecked():
            return
        lines = [tr("Names are taken out of everything that was typed: answers, minutes, notes, the title.")]
        lines.append(tr("Names that somebody had before are not known, nor nicknames that are not on the roster."))
        without = self._without
        if without is not None and without.mended:
            lines.append(
                trn(
                    "{n} agreed text names somebody. This copy says other words there, and says so; its seal number "
                    "can be checked with the original alone.",
                    "{n} agreed texts name somebody. This copy says other words there, and says so; its seal number "
                    "can be checked with the original alone.",
                    without.mended,
                )
            )
        if without is not None and without.left:
            lines.append(names_left(without.left, _NAMED))
        if self.signing.signs:
            lines.append(tr("The name in the certificate stays readable."))
        self.left.setText("\n".join(lines))
        self.grow()
