"""A library on a PostgreSQL server holds canvases as one in a file does."""

from __future__ import annotations

import builders

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import LibraryAddress


def test_a_canvas_is_read_back_as_it_was_written(library_address: LibraryAddress, clock: ManualClock) -> None:
    library = Library.open(library_address, builders.TEMPLATES, clock)
    session = library.session(library.new("Night bus", "Port Alder"))
    builders.fill(session)
    library.close()
    again = Library.open(library_address, builders.TEMPLATES, clock)
    assert again.session(session.canvas.id).canvas.content_hash == session.canvas.content_hash
    assert [hit.listed.head.id for hit in again.search("everyone")] == [session.canvas.id]
    again.close()
