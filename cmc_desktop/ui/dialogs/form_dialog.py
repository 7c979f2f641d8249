"""What the app's dialogs share: fields with labels, a place for a refusal, and a right default."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr

#: what a window's frame and title take around a dialog
_FRAME = QSize(16, 48)


class FormDialog(QDialog):
    """A question with fields. `wish` is carried out on accepting; when it is refused, the dialog stays open with
    everything typed and says why."""

    def __init__(self, title: str, accept: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(upright(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(12)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._trouble = plain_label("warning")
        self._trouble.hide()
        box = self._box = QDialogButtonBox()
        self._buttons: list[QPushButton] = []
        self.button = dressed(QPushButton(accept), "primary")
        box.addButton(self.button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.cancel.setAutoDefault(False)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addLayout(self.form)
        layout.addStretch(1)
        layout.addWidget(self._trouble)
        layout.addWidget(box)
        # only now does the button know its dialog
        self.button.setDefault(True)

    @property
    def trouble(self) -> str:
        """Why the wish was refused; empty when it was not."""
        return self._trouble.text()

    def forget_trouble(self) -> None:
        """Take away what was said of a refusal: it does not hold any more."""
        self._trouble.clear()
        self._trouble.hide()

    def add_row(self, label: str, field: QWidget) -> None:
        """A field with its label; the label's letter reaches it and a screen reader says it."""
        buddy = QLabel(label)
        name = label.replace("&", "").rstrip(":")
        field.setAccessibleName(name)
        # Of several widgets in one row the letter means the first: the row itself takes no keys.
        target = field
        while (proxy := target.focusProxy()) is not None:
            target = proxy
        buddy.setBuddy(target)
        if not target.accessibleName():
            target.setAccessibleName(name)
        self.form.addRow(buddy, field)

    def add_beside(self, widget: QWidget) -> None:
        """Something to look at on the right of the fields; it takes the room that they leave."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.removeItem(self.form)
        self.form.setParent(None)
        layout.takeAt(0)  # the stretch below the fields
        fields = QVBoxLayout()
        fields.addLayout(self.form)
        fields.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(fields)
        both.addWidget(widget, 1)
        layout.insertLayout(0, both, 1)

    def add_button(self, button: QPushButton) -> None:
        """One more beside the dialog's own; Tab comes to it after that one."""
        button.setAutoDefault(False)
        self._box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.append(button)

    def attempt(self, wish: Callable[[], object]) -> bool:
        """Carry out `wish`; False when it was refused, which is then said in the dialog."""
        try:
            wish()
        except CmcError as error:
            self.tell_trouble(error)
            return False
        return True

    def tell_trouble(self, error: CmcError) -> None:
        """Say in the dialog why something is refused, and let it grow so that nothing is squeezed for it."""
        self._trouble.setText(str(error))
        self._trouble.show()
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.resize_on_screen(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
        QAccessible.updateAccessibility(QAccessibleEvent(self._trouble, QAccessible.Event.Alert))

    def resize_on_screen(self, width: int, height: int) -> None:
        """Be so large, or as large as the screen has room for with the window's frame."""
        room = self.screen().availableGeometry().size() - _FRAME
        self.resize(QSize(width, height).boundedTo(room))

    def _put_buttons_last(self) -> None:
        """Fields are made after the buttons, so Tab would come to these first."""
        fields = [one for one in self._in_order_of_tab() if not isinstance(one.parentWidget(), QDialogButtonBox)]
        if fields:
            QWidget.setTabOrder(fields[-1], self.button)
            fields[0].setFocus()
        for before, after in pairwise([self.button, *self._buttons, self.cancel]):
            QWidget.setTabOrder(before, after)

    def _in_order_of_tab(self) -> list[QWidget]:
        """What the keys can come to in the dialog."""
        found: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            found.append(widget)
            widget = widget.nextInFocusChain()
        # PySide takes all that is come to on this way, the dialog as well, from their parents, and nothing in Python
        # holds them then: they would be garbage while they are seen. A parent asked for its children holds them again.
        for parent in {one.parentWidget() for one in [self, *found]}:
            if parent is not None:
                parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def showEvent(self, event: QShowEvent) -> None:
        self._put_buttons_last()
        super().showEvent(event)


def plain_label(look: str = "", text: str = "") -> QLabel:
    """A wrapping label that shows its text as it is, never as markup."""
    label = dressed(QLabel(text), look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
