"""How answers are given: spoken, on paper, by show of hands, by phone. It stays as it was chosen last."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from cmc_desktop.model.domain.answer import How
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.ui.saying import tr


class HowChoice(QToolButton):
    """A button that says the present choice. Its key goes on to the next one; a click shows all of them."""

    KEY = "H"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._how = How.SPOKEN
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        menu = QMenu(self)
        self.actions_by_how: dict[How, QAction] = {}
        for how in How:
            action = menu.addAction(how.label)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, how=how: self.choose(how))
            self.actions_by_how[how] = action
        self.setMenu(menu)
        self.choose(How.SPOKEN)

    @property
    def how(self) -> How:
        return self._how

    def choose(self, how: How) -> None:
        self._how = how
        self.setText(f"{self.KEY}   {how.label}")
        self.setAccessibleName(tr("How the answer is given: {how}", how=how.label))
        self.setAccessibleDescription(tr("key {key}", key=self.KEY))
        self.setToolTip(self.accessibleName())
        for one, action in self.actions_by_how.items():
            action.setChecked(one is how)

    def choose_next(self) -> None:
        """The next of them, round and round."""
        ways = list(How)
        self.choose(ways[(ways.index(self._how) + 1) % len(ways)])

    def take_up(self, canvas: Canvas) -> None:
        """Begin with how the last answer was given; a show of hands is over when it has been recorded."""
        last = canvas.answers[-1].how if canvas.answers else How.SPOKEN
        self.choose(How(last) if last in set(How) and last != How.HANDS else How.SPOKEN)
