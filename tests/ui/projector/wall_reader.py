"""Reads the projector's window as a screen reader does: every text that it holds, shown or not."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.changes import BackPhase, NextPhase
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.session import Session

_KINDS = (
    QAccessible.Text.Name,
    QAccessible.Text.Value,
    QAccessible.Text.Description,
    QAccessible.Text.Help,
    QAccessible.Text.Accelerator,
)


def texts_of(window: QWidget) -> list[str]:
    """The texts of the accessibility tree, its window's title among them, in the order of the tree."""
    found: list[str] = []

    def walk(interface: QAccessibleInterface) -> None:
        found.extend(text for kind in _KINDS if (text := interface.text(kind)))
        for place in range(interface.childCount()):
            child = interface.child(place)
            if child is not None:
                walk(child)

    walk(QAccessible.queryAccessibleInterface(window))
    return found


def all_texts(window: QWidget) -> str:
    """The same as one text."""
    return "\n".join(texts_of(window))


def go_to(session: Session, kind: PhaseKind) -> None:
    """Bring the workshop on, or back, to the first phase of this kind."""
    agenda = session.canvas.agenda
    target = next(place for place, item in enumerate(agenda) if item.kind == kind)
    while (item := session.canvas.current_item) is not None and item.kind != kind:
        session.do(NextPhase() if agenda.index(item) < target else BackPhase())
