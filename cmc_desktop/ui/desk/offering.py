"""Offers told with a button, and what their buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.changes import ComeBack, EveryoneArrives, GiveFloor
from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.ui.desk.offers import Offer, Way, offer_after
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class Offering(QObject):
    """Makes an offer where something written asks for one.

    Signals:
        offered(str, str, object): a sentence is to be told, with a button of these words, which calls the third value.
        lacking_wanted(): who had no turn is to be shown.
        taken(): an offer was taken, and the keys belong where the work goes on.
    """

    offered = Signal(str, str, object)
    lacking_wanted = Signal()
    taken = Signal()

    def __init__(self, bridge: SessionBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def follow(self, written: Written, *, left_round: bool) -> None:
        """Offer what `written` asks for, by which the round was left or not."""
        offer = offer_after(self._bridge.canvas, written, left_round=left_round)
        if offer is not None:
            self.offered.emit(offer.text, offer.action, lambda: self._take(offer))

    def _take(self, offer: Offer) -> None:
        if offer.way is Way.WHO_LACKS:
            self.lacking_wanted.emit()
            return
        if offer.way is Way.EVERYONE_HERE:
            self._bridge.do(EveryoneArrives())
        else:
            self._come_back(offer.person)
        self.taken.emit()

    def _come_back(self, person: str) -> None:
        """Take back that somebody left who had the floor, and give it back as long as that passes over nobody."""
        self._bridge.do(ComeBack(person))
        at = round_now(self._bridge.canvas)
        if at is not None and any(one.id == person for one in at.waiting):
            self._bridge.do(GiveFloor(person))
