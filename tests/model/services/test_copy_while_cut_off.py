"""Cut off from the server, the open canvas is given as a copy from memory, worked on, and joined when it is back."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import builders
import pytest
from builders import given_copy, put, texts
from postgres_server import PostgresServer

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import CutOff
from cmc_desktop.model.services.bringing_back import bring_back, read_copy_file
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.last_point import keep_a_first_point
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.store.library_address import ServerAddress


def test_what_was_written_in_a_copy_while_the_server_was_away_comes_back_to_it(
    shared_library: ServerAddress, postgres: PostgresServer, tmp_path: Path
) -> None:
    with (
        closing(Library.open(shared_library, builders.TEMPLATES, ManualClock())) as library,
        closing(builders.open_library(tmp_path / "laptop")) as laptop,
    ):
        session = library.session(library.new("Night bus", "Port Alder"))
        put(session, "value", "Free rides at night")
        news = library.store.news
        assert news is not None
        keep_a_first_point(session)  # as the window does when it opens one
        found = news.connections
        postgres.stop()
        with pytest.raises(CutOff):
            session.do(AddNote("value", "Not stored"))
        path = given_copy(library.store, session, tmp_path / "copy.cmc", "Ada")
        away = laptop.session(take(laptop, read_file(path, laptop.templates)).canvas_id)
        put(away, "value", "Written in the copy")
        back = given_copy(laptop.store, away, tmp_path / "back.cmc", "Ada")
        postgres.start()
        pause = threading.Event()
        while news.cut_off or news.connections == found:
            pause.wait(0.05)  # the app finds the server again by itself
        put(session, "costs", "Written on the server meanwhile")
        looked = look_at(library, read_copy_file(back, library.templates).canvas)
        assert looked.copy is not None
        bring_back(library, session, looked.copy, "Bo", agreed=True)
        stored = library.session(session.canvas.id)
        assert texts(stored, "value") == ["Free rides at night", "Written in the copy"]
        assert texts(stored, "costs") == ["Written on the server meanwhile"]


def test_a_reader_of_a_shared_library_may_take_a_copy(
    shared_library: ServerAddress, postgres: PostgresServer, tmp_path: Path
) -> None:
    with closing(Library.open(shared_library, builders.TEMPLATES, ManualClock())) as library:
        session = library.session(library.new("Night bus", "Port Alder"))
        put(session, "value", "Free rides at night")
        keep_a_first_point(session)
    postgres.run("CREATE ROLE takes_along LOGIN")
    postgres.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO takes_along", database=shared_library.database)
    reader = Library.open(replace(shared_library, user="takes_along"), builders.TEMPLATES, ManualClock())
    try:
        session = reader.session(session.canvas.id)
        path = given_copy(reader.store, session, tmp_path / "copy.cmc", "Ada")
        copied = read_copy_file(path, reader.templates).canvas
        assert [note.text for note in copied.notes_in("value")] == ["Free rides at night"]
    finally:
        reader.close()
        postgres.run("DROP OWNED BY takes_along", database=shared_library.database)
        postgres.run("DROP ROLE takes_along")
