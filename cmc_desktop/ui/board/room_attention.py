"""The room looks at the element that is worked in: turning to a box of the board turns the room, where it may."""

from __future__ import annotations

from cmc_desktop.model.domain.changes import SetElement
from cmc_desktop.model.domain.phase_rules import PhaseKind, Verb, rules_now
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge


class RoomAttention:
    """Follows the person at the board with the room's element."""

    def __init__(self, bridge: SessionBridge) -> None:
        self._bridge = bridge
        #: the box of which was told that the room is not at it
        self._told_away = ""

    @property
    def in_round(self) -> bool:
        """Whether the round of contributions goes on: there the board does not turn the room."""
        item = self._bridge.canvas.current_item
        return item is not None and item.kind == PhaseKind.ROUND

    def go_to(self, key: str) -> None:
        """Turn the room to a box, where the phase lets the board be worked in at all.

        Not in the round: there another element is another person's turn, and a click on the board is only a look.
        """
        canvas = self._bridge.canvas
        if not canvas.workshop.active or canvas.workshop.element == key:
            return
        if self.in_round:
            self._tell_away(key)
        elif rules_now(canvas).allows & {Verb.ADD, Verb.REWORD}:
            self._bridge.do(SetElement(key))

    def tell_anew(self) -> None:
        """The next look at another box is told of again."""
        self._told_away = ""

    def _tell_away(self, key: str) -> None:
        if key != self._told_away:
            self._told_away = key
            element = self._bridge.canvas.template.box(self._bridge.canvas.workshop.element)
            self._bridge.told.emit(
                tr("The room is still at {element}. The next element comes with Ctrl+PgDown.", element=element.label)
            )
