"""What a server may have stored or not: it went away, or a window waited long enough, before it said so."""

from __future__ import annotations

from sqlalchemy import Connection

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import MaybeStored
from cmc_desktop.model.store.together import goes_on


def check_ended(connection: Connection, transaction: str, made: str) -> None:
    """Raise MaybeStored as long as the server still carries out this `transaction` of an earlier one."""
    if goes_on(connection, transaction):
        raise maybe_stored(tr("The server of the shared library has not answered yet."), made, transaction)


def maybe_stored(happened: str, made: str, transaction: str) -> MaybeStored:
    """`made` is the id of a canvas that was to be made."""
    if made:
        todo = tr("When the server is back, the canvas stands in the library. If it is not there then, do it again.")
    else:
        todo = tr("When the server is back, the board shows it. If it is not there then, do it again.")
    return MaybeStored(
        happened,
        safe=tr("Everything stored before is safe; whether this last change was stored too is not known yet."),
        todo=todo,
        made=made,
        transaction=transaction,
    )
