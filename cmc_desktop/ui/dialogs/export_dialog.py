"""Giving a canvas out: as what, and where to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.ui.dialogs.file_dialog import FileDialog
from cmc_desktop.ui.dialogs.form_dialog import plain_label


@dataclass(frozen=True)
class ExportKind:
    """One way to give a canvas out; `paper` is empty where there is none."""

    suffix: str
    paper: str
    label: str
    about: str


def export_kinds(*, signed: bool) -> tuple[ExportKind, ...]:
    """The ways, the most wanted first."""
    if signed:
        pdf = tr("The signed record: the board, the people with their answers, and the seal number.")
    else:
        pdf = tr("The board with every note. Each page is stamped “draft, not agreed”, as it is not signed.")
    return (
        ExportKind(".pdf", "A3", tr("PDF, A3"), pdf),
        ExportKind(".pdf", "A4", tr("PDF, A4"), pdf),
        ExportKind(
            ".cmc",
            "",
            tr("Canvas file (.cmc)"),
            tr("To go on with it on another computer. It holds everything, the people and their answers too."),
        ),
        ExportKind(".json", "", tr("JSON"), tr("Title and notes by box, for other programs; no people.")),
        ExportKind(".csv", "", tr("CSV"), tr("A table of box and note, for a spreadsheet; no people.")),
    )


class ExportDialog(FileDialog):
    """Asks for kind and place and gives path, paper and whether a record is to have the minutes to `export`, which may
    raise CmcError."""

    def __init__(
        self,
        suggestion: Path,
        export: Callable[[Path, str, bool], object],
        *,
        signed: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Export"), tr("Export"), suggestion.with_suffix(".pdf"), parent)
        self._export = export
        self._kinds = export_kinds(signed=signed)
        self.kind = QComboBox()
        for kind in self._kinds:
            self.kind.addItem(kind.label)
        self._about = plain_label("muted")
        self._about.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._signed = signed
        self.minutes = QCheckBox(tr("With the &minutes, in the canvas file attached to it"))
        self.minutes.setToolTip(
            tr(
                "The minutes are no part of what was agreed on, and are left out of a record. With this, the lines "
                "that stand go into it, without deleted lines and older wordings."
            )
        )
        self.minutes.setAccessibleDescription(self.minutes.toolTip())
        self.add_row(tr("&As"), self.kind)
        self.form.addRow("", self._about)
        self.form.addRow("", self.minutes)
        self.add_place()
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self._on_kind_changed(0)
        self.setMinimumWidth(560)

    def _on_kind_changed(self, place: int) -> None:
        self._about.setText(self._kinds[place].about)
        self.kind.setAccessibleDescription(self._kinds[place].about)
        self.place.set_suffix(self._kinds[place].suffix)
        self.form.setRowVisible(self.minutes, self._is_record)

    @property
    def _is_record(self) -> bool:
        return self._signed and self._kinds[self.kind.currentIndex()].suffix == ".pdf"

    def accept(self) -> None:
        if self.attempt(self._wish):
            super().accept()

    def _wish(self) -> None:
        self.check_place()
        with_minutes = self._is_record and self.minutes.isChecked()
        self._export(self.path, self._kinds[self.kind.currentIndex()].paper, with_minutes)
