"""The card on the right: what the chosen canvas is, how full it is, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.ui.board_sketch import BoardSketch
from cmc_desktop.ui.library.rows import LibraryRow
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import in_a_row, tr, trn
from cmc_desktop.ui.when import when

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas

#: so many characters of the seal number are enough to recognise it
_SEAL_SHORT = 19
_COPIES_TOLD = 3


class PreviewCard(QFrame):
    """Shows one canvas; the buttons act on it.

    Signals:
        open_chosen(), handouts_chosen(), export_chosen(): the user pressed the button.
        compare_chosen(list): the canvases with these ids, variants of one, are to be shown side by side.
    """

    open_chosen = Signal()
    handouts_chosen = Signal()
    export_chosen = Signal()
    compare_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "sheet")
        self.setAccessibleName(tr("The chosen canvas"))
        self._title = _label("title")
        self._about = _label("muted")
        self._sketch = BoardSketch(look.theme)
        self._open = _button(tr("Open"), self.open_chosen, "primary")
        self._handouts = _button(tr("Hand-outs…"), self.handouts_chosen)
        self._export = _button(tr("Export…"), self.export_chosen)
        self._variants = _label("")
        self._compare = QPushButton(tr("Compare the v&ariants…"))
        self._compare.clicked.connect(self._on_compare_clicked)
        self._beside: list[Head] = []
        self._heading = _label("caps")
        self._lines = _label("")
        self._lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row: LibraryRow | None = None
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._handouts, self._export):
            buttons.addWidget(button)
        self._open.setMinimumHeight(34)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addSpacing(4)
        layout.addWidget(self._sketch)
        layout.addSpacing(10)
        layout.addWidget(self._open)
        layout.addSpacing(2)
        layout.addLayout(buttons)
        layout.addSpacing(2)
        layout.addWidget(self._variants)
        layout.addWidget(self._compare)
        layout.addSpacing(14)
        layout.addWidget(self._heading)
        layout.addWidget(self._lines)
        layout.addStretch(1)

    @property
    def title(self) -> str:
        """The title of the canvas that is shown."""
        return self._title.text()

    @property
    def lines(self) -> str:
        """What the card says below its buttons."""
        return self._lines.text()

    def shows(self, row: LibraryRow, variants: Sequence[Head] = ()) -> bool:
        """Whether the card shows this canvas and its variants as they are now."""
        shown = self._row
        if [(one.id, one.session) for one in variants] != [(one.id, one.session) for one in self._beside]:
            return False
        return shown is not None and (shown.head, shown.notes, shown.changed_at) == (
            row.head,
            row.notes,
            row.changed_at,
        )

    def show_canvas(self, row: LibraryRow, canvas: Canvas, now: int, variants: Sequence[Head] = ()) -> None:
        """Show `canvas`, which `row` stands for, and beside which `variants` stand."""
        self._row = row
        self._beside = list(variants)
        names = ", ".join(f"“{one.session}”" for one in variants)
        self._variants.setText(tr("Also: {names}", names=names) if variants else "")
        for widget in (self._variants, self._compare):
            widget.setVisible(bool(variants))
        head = canvas.head
        self._title.setText(head.title)
        notes = trn("{n} note", "{n} notes", canvas.note_count())
        parts = [head.city, canvas.template.title]
        where = in_a_row(parts, " · ")
        version = in_a_row((notes, tr("version {n}", n=head.version), head.session), " · ")
        self._about.setText(upright(f"{where}\n{version}"))
        self._sketch.show_board(canvas.template, {key: canvas.note_count(key) for key in canvas.template.walk})
        going_on = head.state in (CanvasState.IN_WORKSHOP, CanvasState.AGREED)
        self._open.setText(tr("Continue the workshop") if going_on else tr("Open"))
        if row.deleted:
            self._open.setText(tr("Bring back"))
        for button in (self._handouts, self._export):
            button.setVisible(not row.deleted)
        heading, lines = _facts(canvas, now)
        lines += _copies(canvas, now)
        self._heading.setText(heading.upper())
        self._lines.setText("\n".join(lines))
        self._heading.setVisible(bool(lines))
        self.show()

    def _on_compare_clicked(self) -> None:
        if self._row is not None:
            self.compare_chosen.emit([self._row.id, *(one.id for one in self._beside)])


def _facts(canvas: Canvas, now: int) -> tuple[str, list[str]]:
    if canvas.head.deleted_at:
        away = tr("Deleted {when}.", when=when(canvas.head.deleted_at, now))
        return tr("Deleted"), [away, tr("Nothing of it is lost; it can be brought back at any time.")]
    if canvas.sign_off is not None:
        seal = seal_number(canvas.sign_off.content_hash)[:_SEAL_SHORT]
        return tr("Signed"), [
            tr("Agreed and signed {when}.", when=when(canvas.sign_off.at, now)),
            tr("Seal number: {seal} …", seal=seal),
            tr("The words do not change any more; a new version continues from them."),
        ]
    people = [person for person in canvas.people if not person.left_at]
    lines = []
    item = canvas.current_item
    if item is not None:
        lines.append(tr("Now: {phase}", phase=item.title))
        present = sum(person.present for person in people)
        lines.append(trn("{n} person in the room", "{n} people in the room", present))
        return tr("Workshop"), lines
    if people:
        lines.append(trn("{n} person on the roster", "{n} people on the roster", len(people)))
    if canvas.agenda:
        minutes = sum(item.minutes for item in canvas.agenda)
        phases = trn("{n} phase", "{n} phases", len(canvas.agenda))
        lines.append(tr("Agenda: {phases}, {time}", phases=phases, time=f"{minutes // 60}:{minutes % 60:02d} h"))
    return tr("Workshop"), lines


def _copies(canvas: Canvas, now: int) -> list[str]:
    """Who took or sent copies, the latest of each, newest first: one quiet line, or none."""
    last: dict[str, int] = {}
    for one in canvas.all(Checkpoint):
        if one.why in (Why.COPY, Why.SENT_BACK):
            last[one.by] = max(one.at, last.get(one.by, 0))
    if not last:
        return []
    newest = sorted(last.items(), key=lambda item: (-item[1], item[0]))
    told = [f"{name}, {when(at, now)}" if name else when(at, now) for name, at in newest[:_COPIES_TOLD]]
    more = len(newest) - len(told)
    told += [trn("and {n} more", "and {n} more", more)] if more else []
    return [tr("Copies: {who}", who=" · ".join(told))]


def _label(look: str) -> QLabel:
    label = dressed(QLabel(), look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _button(text: str, chosen: SignalInstance, look: str = "") -> QPushButton:
    button = dressed(QPushButton(text), look)
    button.clicked.connect(lambda: chosen.emit())
    return button
