"""Giving a canvas out: as what, with whom, and where to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from cmc_desktop.model.export.paper import Paper
from cmc_desktop.model.services.export_formats import export_formats
from cmc_desktop.ui.dialogs.export_choice import ExportChoice, about_kind, kind_groups
from cmc_desktop.ui.dialogs.file_dialog import FileDialog
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.paper_rows import PaperRows
from cmc_desktop.ui.paper.page_preview import PagePreview
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

#: a window so wide leaves room for a preview beside the fields
_WIDE = 1100
_SIZE = QSize(1060, 600)
_FIELDS = 430
#: what looks like the pages of the PDF
_PAGES = (".pdf", ".png", ".svg")

Export = Callable[[Path, ExportChoice], object]
#: the pages of a choice, made on a worker's thread
Show = Callable[[ExportChoice, Job], Paper]
#: what the file is called by default, without names or with them
Suggest = Callable[[bool], Path]


class ExportDialog(FileDialog):
    """Asks for kind, sheet and place and gives path and choice to `export`, which may raise CmcError.

    The dialog stays open while a Job that `export` gives goes on, see `WorkingDialog.begin`.

    With `show`, and where `parent` is a wide window, the pages are seen beside the fields.
    """

    def __init__(
        self,
        suggest: Suggest,
        export: Export,
        *,
        signed: bool,
        chosen: ExportChoice | None = None,
        show: Show | None = None,
        parent: QWidget | None = None,
    ) -> None:
        chosen = chosen or ExportChoice()
        self._suggest = suggest
        self._suggested = suggest(chosen.roles_only).with_suffix(chosen.suffix)
        super().__init__(tr("Export"), tr("Export"), self._suggested, parent)
        self._export = export
        self._signed = signed
        self._show = show
        self._kind_before = ""
        self._formats = {row.suffix: row for row in export_formats()}
        self.kind = QComboBox()
        self._fill_kinds()
        self._about = plain_label("muted")
        self._about.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.add_row(tr("&As"), self.kind)
        self.form.addRow("", self._about)
        self.sheet = PaperRows(self, self._formats[chosen.suffix].papers)
        self.roles = QCheckBox(tr("&Roles only: nobody is named"))
        self.roles.setToolTip(
            tr("Instead of names there are roles, such as “Participant 1”, in the file and its name.")
        )
        self.minutes = QCheckBox(tr("With the &minutes, in the canvas file attached to it"))
        self.minutes.setToolTip(
            tr(
                "The minutes are no part of what was agreed on, and are left out of a record. With this, the lines "
                "that stand go into it, without deleted lines and older wordings."
            )
        )
        for box in (self.roles, self.minutes):
            box.setAccessibleDescription(box.toolTip())
            self.form.addRow("", box)
        self.add_place()
        self.preview = self._make_preview(parent)
        self._show_chosen(chosen)
        self._connect()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.roles.toggled.connect(self._on_roles_toggled)
        self.minutes.toggled.connect(lambda _on: self._show_pages())
        self.sheet.changed.connect(self._show_pages)

    def _fill_kinds(self) -> None:
        """The kinds below the names of their groups, which cannot be chosen."""
        model = QStandardItemModel(self.kind)
        for group, suffixes in kind_groups():
            heading = QStandardItem(group)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            bold = self.font()
            bold.setBold(True)
            heading.setFont(bold)
            model.appendRow(heading)
            for suffix in suffixes:
                item = QStandardItem(self._formats[suffix].label)
                item.setData(suffix, Qt.ItemDataRole.UserRole)
                model.appendRow(item)
        self.kind.setModel(model)
        self.kind.setMaxVisibleItems(model.rowCount())

    def _make_preview(self, parent: QWidget | None) -> PagePreview | None:
        if self._show is None or parent is None or parent.window().width() < _WIDE:
            self.setMinimumWidth(560)
            return None
        preview = PagePreview()
        self.add_beside(preview)
        self.place.setFixedWidth(_FIELDS - 60)
        self.resize_on_screen(_SIZE.width(), _SIZE.height())
        return preview

    def _show_chosen(self, chosen: ExportChoice) -> None:
        self.kind.setCurrentIndex(self.kind.findData(chosen.suffix))
        self.sheet.way.setCurrentIndex(int(chosen.upright))
        self.sheet.boxes.setCurrentIndex(max(0, self.sheet.boxes.findData(chosen.layout)))
        self.roles.setChecked(chosen.roles_only)
        self._fit_kind(chosen.paper)

    # --- what is chosen

    def choose(self, suffix: str) -> None:
        """Mean a file of this kind."""
        self.kind.setCurrentIndex(self.kind.findData(suffix))

    @property
    def choice(self) -> ExportChoice:
        """What the fields say."""
        sheet = self.sheet
        return ExportChoice(
            str(self.kind.currentData()),
            sheet.name,
            sheet.upright,
            sheet.layout,
            self.roles.isChecked(),
            self._is_record and self.minutes.isChecked(),
        )

    @property
    def _is_record(self) -> bool:
        return self._signed and self.kind.currentData() == ".pdf"

    def _fit_kind(self, paper: str = "") -> None:
        """Show the rows, the words and the suffix of the kind that is chosen."""
        made_as = self._formats[str(self.kind.currentData())]
        self._about.setText(about_kind(made_as.suffix, signed=self._signed))
        self.kind.setAccessibleDescription(self._about.text())
        # a picture and a PDF share their sheets; a slide on A3 is not meant by a board on A3
        kept = self.sheet.name if {made_as.suffix, self._kind_before} <= set(_PAGES) else ""
        self._kind_before = made_as.suffix
        self.sheet.set_papers(made_as.papers, paper or kept)
        self.sheet.show_rows(
            paper=made_as.has_paper,
            way=made_as.has_way,
            boxes=made_as.suffix in _PAGES,
        )
        self.form.setRowVisible(self.minutes, self._is_record)
        self.place.set_suffix(made_as.suffix)
        self._suggested = self._suggested.with_suffix(made_as.suffix)
        self._show_pages()

    def _on_kind_changed(self, _place: int) -> None:
        if self.kind.currentData() not in self._formats:  # the name of a group is no kind
            self.kind.setCurrentIndex(self.kind.findData(self._kind_before))
            return
        self._fit_kind()

    def _on_roles_toggled(self, roles_only: bool) -> None:
        untouched = self.path == self._suggested
        self._suggested = self._suggest(roles_only).with_suffix(str(self.kind.currentData()))
        if untouched:
            self.place.line.setText(str(self._suggested))
        self._show_pages()

    def _show_pages(self) -> None:
        if self.preview is None or self._show is None:
            return
        choice, show = self.choice, self._show
        seen = choice.suffix == ".pdf" or (choice.suffix in _PAGES and not self._signed)
        if seen:
            # a picture shows what the PDF of an unsigned board shows, page below page; a record's PDF shows more
            pages = replace(choice, suffix=".pdf")
            self.preview.show_pdf(lambda job: show(pages, job))
        else:
            self.preview.show_words(tr("There is no preview of this kind of file."))
        self._fit_preview(seen)

    def _fit_preview(self, seen: bool) -> None:
        """Without pages to see the dialog is as large as its form."""
        assert self.preview is not None
        if self.preview.isHidden() is not seen:
            return
        self.preview.setVisible(seen)
        layout = self.layout()
        if seen:
            self.resize_on_screen(_SIZE.width(), _SIZE.height())
        elif layout is not None:
            layout.activate()
            self.resize(self.minimumSizeHint().expandedTo(QSize(_FIELDS + 120, 0)))

    def accept(self) -> None:
        self.begin(self._wish, tr("Writing the file…"))

    def _wish(self) -> object:
        self.check_place()
        return self._export(self.path, self.choice)
