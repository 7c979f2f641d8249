"""Makes a library ready to be opened in a moment: what takes longer is done off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job, Tasks


class LibraryReadying:
    """A file of an older app is brought up to date, a server is reached; one library at a time, with `tasks`."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._address: LibraryAddress | None = None

    def once_ready(
        self, address: LibraryAddress, go_on: Callable[[], object], failed: Callable[[CmcError], object]
    ) -> None:
        """Carry out `go_on` when the library at `address` can be opened in a moment; at once, where it can be now.

        Nothing is done for one that is being made ready already.
        """
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.bringing_up_to_date import takes_time

        if self._address == address:
            return
        if isinstance(address, Path) and not takes_time(address):
            go_on()
            return

        def done(_nothing: None) -> None:
            self._address = None
            go_on()

        def not_done(error: CmcError) -> None:
            self._address = None
            failed(error)

        self._address = address
        label = tr("Bringing the library up to date.") if isinstance(address, Path) else connecting(address)
        self._tasks.run(label, lambda job: _make_ready(address, job), done, not_done)


def _make_ready(address: LibraryAddress, job: Job) -> None:
    if not isinstance(address, Path):
        reach_server(address, job)
        return
    # as above
    from cmc_desktop.model.services.bringing_up_to_date import bring_up_to_date

    def tell(done: int, of: int) -> None:
        job.progress(tr("{n} of {all}", n=done, all=of))

    bring_up_to_date(address, job.stop_if_cancelled, tell)


def reach_server(address: ServerAddress, job: Job) -> None:
    """For a worker: wait for the server until it answers or the work is stopped. Raises CutOff, Cancelled."""
    # loads the driver of a server
    from cmc_desktop.model.store.opening import reach

    reach(address, job.stop_if_cancelled)


def connecting(address: ServerAddress) -> str:
    """What is said while a server is reached."""
    return tr("Connecting to {library}.", library=address.shown)
