"""The quiet check before the spoken question: slips or raised fingers, entered as counts, for the moderator alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.changes import RecordQuietCheck
from cmc_desktop.model.domain.changes.elements import hash_of_check
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.quiet_check import CheckKind
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agreement.earlier_checks import EarlierChecks, checks_on, count_names

_MOST = 999


class CountField(QLineEdit):
    """How many people; empty is nobody. The number keys type it.

    Signals:
        entered(): Enter was pressed: on to the next count.
    """

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(QIntValidator(0, _MOST, self))
        self.setMaxLength(len(str(_MOST)))
        self.setPlaceholderText("0")
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(64)

    @property
    def count(self) -> int:
        return int(self.text() or 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)


class QuietCheckDialog(QDialog):
    """Counts for the element under discussion or the whole canvas, with the earlier checks on the same words."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        canvas = bridge.canvas
        self._element = canvas.workshop.element or canvas.template.walk[0]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Quiet check"))
        self.setAccessibleName(tr("Quiet check"))
        self.eyes = plain_label("badge", tr("For your eyes; not on the wall"))
        self.eyes.setWordWrap(False)
        self.element = QRadioButton(canvas.template.box(self._element).label)
        self.whole = QRadioButton(tr("The whole canvas"))
        self.slips = QRadioButton(CheckKind.SLIPS.label)
        self.fingers = QRadioButton(CheckKind.FINGERS.label)
        self.sum = plain_label("muted")
        self.refused = plain_label("warning")
        self.refused.hide()
        self.earlier = EarlierChecks(bridge)
        self.record = dressed(QPushButton(tr("Record")), "primary")
        self.close_button = QPushButton(tr("Close"))
        self.counts: list[CountField] = []
        self._lay_out()
        self.element.setChecked(True)
        (self.fingers if self._last_kind() is CheckKind.FINGERS else self.slips).setChecked(True)
        #: the hash of the words that the counts are about
        self._heard = hash_of_check(canvas, self.about)
        self._connect()
        self._show_counts()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(plain_label("title", tr("Quiet check")), 1)
        top.addWidget(self.eyes)
        choices = QGridLayout()
        choices.setHorizontalSpacing(16)
        for row, (caption, buttons) in enumerate(
            ((tr("About"), (self.element, self.whole)), (tr("Given by"), (self.slips, self.fingers)))
        ):
            choices.addWidget(dressed(QLabel(caption), "muted"), row, 0)
            group = QButtonGroup(self)
            for column, button in enumerate(buttons):
                group.addButton(button)
                choices.addWidget(button, row, column + 1)
        choices.setColumnStretch(3, 1)
        self._fields = QHBoxLayout()
        self._fields.setSpacing(12)
        box = QDialogButtonBox()
        box.addButton(self.record, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addLayout(choices)
        layout.addLayout(self._fields)
        layout.addWidget(self.sum)
        layout.addWidget(self.refused)
        layout.addWidget(self.earlier, 1)
        layout.addWidget(box)
        self.record.setAutoDefault(False)
        self.close_button.setAutoDefault(False)
        self.resize(540, 420)

    def _connect(self) -> None:
        for button in (self.slips, self.fingers):
            button.toggled.connect(lambda on: self._show_counts() if on else None)
        for button in (self.element, self.whole):
            button.toggled.connect(lambda on: self._turn_to_what_is_asked() if on else None)
        self.record.clicked.connect(self.record_counts)
        self._bridge.written.connect(self._show_earlier)

    @property
    def kind(self) -> CheckKind:
        return CheckKind.FINGERS if self.fingers.isChecked() else CheckKind.SLIPS

    @property
    def about(self) -> str:
        """The key of the element, empty for the whole canvas."""
        return "" if self.whole.isChecked() else self._element

    def _last_kind(self) -> CheckKind:
        known = checks_on(self._bridge.canvas)
        return CheckKind(known[-1].kind) if known else CheckKind.SLIPS

    def _show_counts(self) -> None:
        while (item := self._fields.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.counts = []
        for name in count_names(self.kind):
            self._add_count(name)
        self._fields.addStretch(1)
        fields = [*self.counts, self.record, self.close_button]
        for before, after in zip((self.fingers, *fields), fields, strict=False):
            QWidget.setTabOrder(before, after)
        self.counts[0].setFocus()
        self.counts[0].selectAll()
        self._show_sum()
        self._show_earlier()

    def _add_count(self, name: str) -> None:
        field = CountField(name)
        caption = QLabel(name)
        caption.setBuddy(field)
        caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fields.addWidget(holder)
        place = len(self.counts)
        field.entered.connect(lambda: self._on_count_entered(place))
        field.textChanged.connect(self._show_sum)
        self.counts.append(field)

    def _on_count_entered(self, place: int) -> None:
        if place + 1 < len(self.counts):
            self.counts[place + 1].setFocus()
            self.counts[place + 1].selectAll()
        else:
            self.record_counts()

    def _show_sum(self) -> None:
        total, here = sum(field.count for field in self.counts), len(agreement(self._bridge.canvas).in_room)
        words = tr("{n} of {all} in the room", n=total, all=here)
        odd = total > here
        self.sum.setText(tr("{words}: more than there are", words=words) if odd else words)
        redress(self.sum, "warning" if odd else "muted")

    def _turn_to_what_is_asked(self) -> None:
        self._heard = hash_of_check(self._bridge.canvas, self.about)
        self._show_earlier()

    def _show_earlier(self) -> None:
        self.earlier.show_checks(self.about)

    def record_counts(self) -> None:
        """Store the counts and begin anew at zero."""
        counts = tuple(field.count for field in self.counts)
        try:
            self._bridge.session.do(RecordQuietCheck(self.kind.value, counts, self.about, self._heard))
        except CmcError as error:
            self._heard = hash_of_check(self._bridge.canvas, self.about)  # that it changed has been told
            self.refused.setText(str(error))
            self.refused.show()
            return
        self.refused.hide()
        for field in self.counts:
            field.clear()
        self._turn_to_what_is_asked()
        self.close_button.setFocus()
