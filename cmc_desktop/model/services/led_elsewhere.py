"""A canvas that is changed without being open, from the list or the command line, while another laptop leads."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CutOff, LedElsewhere
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.leading import Leading


def check_not_led(session: Session, leading: Leading) -> None:
    """Raise LedElsewhere while the workshop of the session's canvas is led from another laptop."""
    if not session.canvas.workshop.active:
        return
    try:
        leader = leading.leader(session.canvas.id)
    except CutOff:
        return  # whatever is done is refused by the library itself, with better words
    if leader is not None and not leader.is_here:
        raise LedElsewhere(
            tr("A workshop goes on in this canvas, led from another laptop: {name}.", name=leader.name),
            safe=tr("Nothing was changed."),
            todo=tr("Wait until it has ended, or let it be done there."),
            leader=leader.name,
        )
