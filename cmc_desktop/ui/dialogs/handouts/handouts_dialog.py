"""The hand-out kit: what to print, for whom and on which paper, with a true preview beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QTime, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import CmcError, Refusal
from cmc_desktop.model.export.paper import PAPERS, Paper
from cmc_desktop.model.services.handout_kit import HandoutKit, sheets_in_words
from cmc_desktop.model.services.kit_wish import POSTERS, TILE_PAPERS, KitPart, KitPerson, KitRoster, KitWish
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.handouts.part_list import PartList
from cmc_desktop.ui.dialogs.handouts.whom_field import Whom, WhomField
from cmc_desktop.ui.dialogs.print_button import PrintButton
from cmc_desktop.ui.dialogs.working_dialog import WorkingDialog
from cmc_desktop.ui.look import dressed, roomy
from cmc_desktop.ui.paper.background import Background
from cmc_desktop.ui.paper.page_preview import PagePreview
from cmc_desktop.ui.paper.print_place import PrintPlace
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

#: so long after the last choice the sheets are counted
_PAUSE_MS = 250
_LEAST_OVERLAP, _MOST_OVERLAP = 5, 40

#: makes kits for a job, which it asks whether they are still wanted
MakeKit = Callable[[Job], HandoutKit]
Write = Callable[[KitWish, Path], object]
Print = Callable[[KitWish, PrintPlace], Job]


@dataclass(frozen=True)
class HandoutDesk:
    """What the dialog works with.

    `canvases` are to choose from, one for each template, or the one canvas meant; `suggestion` is a PDF where files
    went last. `write` and `write_folder` take the wish and the place and may give a Job that goes on; `print_it` takes
    the wish; `read` reads a roster. All may raise CmcError.
    """

    canvases: Sequence[Canvas]
    wish: KitWish
    people: tuple[KitPerson, ...]
    suggestion: Path
    kit: MakeKit
    write: Write
    write_folder: Write
    print_it: Print
    read: Callable[[Path], KitRoster] = field(repr=False)


class HandoutsDialog(WorkingDialog):
    """Asks what is wanted and gives it to the desk's `write` or `write_folder`; stays open until that is written."""

    def __init__(self, desk: HandoutDesk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Hand-outs"), tr("Make PDF…"), parent)
        self._desk = desk
        self._background = Background(self)
        self._counting: Job | None = None
        offered = [part for part in KitPart if desk.wish.canvas.id or part is not KitPart.GREY]
        self.parts = PartList(offered, desk.wish.parts, self)
        self.sheets = plain_label("muted")
        self.sheets.setAccessibleName(tr("How many sheets"))
        self._add_fields()
        self.preview = PagePreview()
        self.kit = QPushButton(tr("Make kit…"))
        self.kit.setToolTip(tr("Each part in a file of its own, in a new folder"))
        self.kit.clicked.connect(self._on_kit_clicked)
        self._lay_out()
        self.add_button(self.kit)
        self.print = PrintButton(self, self._start_print)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._count)
        self._connect()
        self._on_wish_changed()
        self.resize_on_screen(1080, 700)

    # what is asked

    def _add_fields(self) -> None:
        wish = self._desk.wish
        # its parent from the first: for one canvas there is no row that would take it in
        self.template = QComboBox(self)
        self.template.setAccessibleName(tr("Canvas"))
        self.template.setVisible(len(self._desk.canvases) > 1)
        for canvas in self._desk.canvases:
            self.template.addItem(canvas.template.title)
        self.whom = WhomField(self._desk.people)
        self.paper = QComboBox()
        self.paper.addItem(tr("Usual for each part"), "")
        for name in PAPERS:
            self.paper.addItem(name, name)
        self.turned = QComboBox()
        for words, lying in ((tr("Usual for each part"), None), (tr("Landscape"), True), (tr("Portrait"), False)):
            self.turned.addItem(words, lying)
        self.questions = QCheckBox(tr("Print the &question of each element"))
        self.questions.setChecked(wish.questions)
        self.poster = _names(POSTERS, tr("Size of the poster"))
        self.tiles_on = _names(TILE_PAPERS, tr("Paper of the tiles"))
        self.overlap = roomy(QSpinBox())
        self.overlap.setRange(_LEAST_OVERLAP, _MOST_OVERLAP)
        self.overlap.setValue(round(wish.overlap_mm))
        self.overlap.setSuffix(" " + tr("mm"))
        self.overlap.setMinimumWidth(84)
        self.overlap.setAccessibleName(tr("Overlap of the tiles in millimetres"))
        self.begins = roomy(QTimeEdit(QTime(wish.begins // 60 % 24, wish.begins % 60)))
        self.begins.setDisplayFormat("HH:mm")
        self.begins.setMaximumWidth(120)
        if len(self._desk.canvases) > 1:
            self.add_row(tr("&Canvas"), self.template)
        self.add_row(tr("&For"), self.whom)
        self.add_row(tr("&Paper"), self.paper)
        self.add_row(tr("&Way up"), self.turned)
        self.form.addRow("", self.questions)
        on, by = (dressed(QLabel(words), "muted") for words in (tr("tiles on"), tr("overlap")))
        self.add_row(tr("P&oster"), _beside(self.poster, on, self.tiles_on, by, self.overlap))
        self.add_row(tr("The day &begins at"), self.begins)
        self.add_progress()

    def _lay_out(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.removeItem(self.form)
        self.form.setParent(None)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self.parts, 1)
        left.addLayout(self.form)
        left.addWidget(self.sheets)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(left, 5)
        both.addWidget(self.preview, 6)
        layout.takeAt(0)  # the room that would go to nobody
        layout.insertLayout(0, both, 1)

    def _connect(self) -> None:
        changed = self._on_wish_changed
        self.parts.parts_changed.connect(self._count_soon)
        self.parts.part_shown.connect(self._show)
        self.whom.people_changed.connect(changed)
        self.whom.roster_chosen.connect(self._on_roster_chosen)
        for field_ in (self.template, self.paper, self.turned, self.poster, self.tiles_on):
            field_.currentIndexChanged.connect(lambda _place: changed())
        self.questions.toggled.connect(lambda _on: changed())
        self.overlap.valueChanged.connect(lambda _mm: changed())
        self.begins.timeChanged.connect(lambda _time: changed())

    @property
    def wish(self) -> KitWish:
        """What is chosen now."""
        time = self.begins.time()
        return replace(
            self._desk.wish,
            canvas=self._desk.canvases[max(0, self.template.currentIndex())],
            parts=self.parts.chosen,
            people=self.whom.people,
            paper=self.paper.currentData(),
            lying=self.turned.currentData(),
            questions=self.questions.isChecked(),
            poster=self.poster.currentText(),
            tiles_on=self.tiles_on.currentText(),
            overlap_mm=float(self.overlap.value()),
            begins=time.hour() * 60 + time.minute(),
        )

    # what is shown

    def _on_wish_changed(self) -> None:
        self.forget_trouble()
        self._show()
        self._count_soon()

    def _show(self) -> None:
        """Preview the part in front as it would be made now."""
        wish, kit = replace(self.wish, parts=(self.parts.shown,)), self._desk.kit

        def make(job: Job) -> Paper:
            return kit(job).make(wish)

        self.preview.show_pdf(make)

    def _count_soon(self) -> None:
        self.button.setEnabled(bool(self.parts.chosen))
        self.kit.setEnabled(bool(self.parts.chosen))
        self.print.set_wanted(bool(self.parts.chosen))
        self._timer.start()

    def _count(self) -> None:
        if self.preview.busy:  # two workers at once would leave the window too little of the processor
            self._timer.start()
            return
        wish, kit = self.wish, self._desk.kit
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        if not wish.parts:
            self.sheets.setText(tr("Tick what you want to hand out."))
            return

        def told(count: dict[str, int]) -> None:
            self.sheets.setText(tr("All that is ticked: {sheets}.", sheets=sheets_in_words(count)))

        def failed(error: CmcError) -> None:
            if self._counting is job:
                self.sheets.setText(str(error))

        job = self._background.run("", lambda job: kit(job).count(wish), told, failed)
        self._counting = job

    def _on_roster_chosen(self, path: Path) -> None:
        read = self._desk.read
        self.forget_trouble()
        self._background.run(
            "", lambda _job: read(path), lambda roster: self.whom.set_roster(path.name, roster), self.tell_trouble
        )

    # what is done

    def accept(self) -> None:
        if not self._ready():
            return
        chooser = QFileDialog(self, tr("Make PDF"), str(self._desk.suggestion))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter("*.pdf")
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(self._desk.suggestion.name)
        chooser.fileSelected.connect(lambda name: self._write(self._desk.write, Path(name)))
        chooser.open()

    def _on_kit_clicked(self) -> None:
        if not self._ready():
            return
        chooser = QFileDialog(self, tr("Make a folder with the kit in this folder"), str(self._desk.suggestion.parent))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda name: self._write(self._desk.write_folder, Path(name)))
        chooser.open()

    def _ready(self) -> bool:
        """Whether there is something to make; what lacks is told."""
        return self.attempt(self._check)

    def _check(self) -> None:
        """Raises Refusal when something lacks."""
        if not self.parts.chosen:
            raise Refusal(tr("No part of the kit is chosen."), todo=tr("Choose at least one."))
        if self.whom.whom is Whom.ROSTER and not self.whom.people:
            raise Refusal(tr("No table of people is chosen yet."), todo=tr("Choose its file, or somebody else."))

    def _start_print(self, place: PrintPlace) -> Job:
        self._check()
        return self._desk.print_it(self.wish, place)

    def _write(self, write: Write, place: Path) -> None:
        self.begin(lambda: write(self.wish, place), tr("Making the hand-outs."))

    def resting_widgets(self) -> Iterator[QWidget]:
        yield from super().resting_widgets()
        yield from (self.parts, self.kit, self.print)


def _names(names: Sequence[str], told: str) -> QComboBox:
    field_ = QComboBox()
    field_.addItems(list(names))
    field_.setAccessibleName(told)
    return field_


def _beside(*widgets: QWidget) -> QWidget:
    """Widgets in one row of the form."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    row.setFocusProxy(widgets[0])
    return row
