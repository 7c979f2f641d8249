"""The same verbs on a library that is on a server, and the verbs for libraries as a whole."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import builders
import pytest
from commands import Command
from postgres_server import PASSWORD, WITH_PASSWORD, PostgresServer

from cmc_desktop.model.domain.changes import EndWorkshop, StartWorkshop
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.leading import Lead
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import ServerAddress


def test_the_verbs_work_on_a_shared_library(cmc: Command, shared_library: ServerAddress) -> None:
    def on_server(*arguments: object) -> str:
        done = cmc("--library", shared_library.url, *arguments)
        assert (done.status, done.err) == (0, "")
        return done.out.strip()

    canvas_id = on_server("new", "Night bus", "--city", "Port Alder")
    on_server("note", "add", canvas_id, "value", "Free rides at night")
    assert "Night bus" in on_server("list")
    assert canvas_id in on_server("search", "free")
    assert "Free rides at night" in on_server("show", canvas_id)


def test_a_workshop_led_from_a_laptop_is_not_changed_by_a_command(cmc: Command, shared_library: ServerAddress) -> None:
    canvas_id = cmc("--library", shared_library.url, "new", "Night bus").out.strip()
    note = ("--library", shared_library.url, "note", "add", canvas_id, "value", "Free rides")
    with closing(Library.open(shared_library, builders.TEMPLATES, ManualClock())) as laptop:
        session = laptop.session(canvas_id)
        builders.set_agenda(session)
        leading, news = laptop.store.leading, laptop.store.news
        assert leading is not None
        assert news is not None
        while not news.connections:
            pass  # its presence is shown by another thread
        lead = Lead(session, leading, news, "Mo’s laptop")
        assert cmc(*note).status == 0
        session.do(StartWorkshop())
        lead.begin()
        refused = cmc(*note)
        assert refused.status == 1
        assert "led from another laptop: Mo’s laptop." in refused.err
        session.catch_up()
        assert builders.texts(session, "value") == ["Free rides"]
        session.do(EndWorkshop())
        assert cmc(*note).status == 0


def test_a_library_is_made_checked_and_copied(cmc: Command, postgres: PostgresServer, tmp_path: Path) -> None:
    url = postgres.empty_database().url
    refused = cmc("--library", url, "list")
    assert refused.status == 1
    assert f"library create {url}" in refused.err
    assert cmc("library", "create", url).out.startswith("The library library_")
    assert "was there" in cmc("library", "create", url).out
    first = cmc("new", "Night bus").last_line
    here, back = tmp_path / "data" / "library.cmcdb", tmp_path / "back.cmcdb"
    assert cmc("library", "copy", here, url).status == 0
    copied = cmc("library", "copy", url, back)
    assert copied.out == "2 rows copied and compared.\n"
    checked = [cmc("library", "check", library) for library in (here, url, back)]
    assert [result.status for result in checked] == [0, 0, 0]
    assert len({result.out for result in checked}) == 1
    assert checked[0].out.startswith(first)
    assert "1 canvas checked" in checked[0].err


def test_a_library_in_a_file_is_not_made_by_hand(cmc: Command, tmp_path: Path) -> None:
    refused = cmc("library", "create", tmp_path / "mine.cmcdb")
    assert refused.status == 1
    assert "Only a library on a server" in refused.err
    assert cmc("library", "check", tmp_path / "mine.cmcdb").status == 1
    assert not (tmp_path / "mine.cmcdb").exists()


@pytest.mark.parametrize("address", ["https://council.example/x", "postgresql://host/db?password=x", "postgresql:///"])
def test_what_is_no_address_of_a_library_is_refused_without_quoting_it(cmc: Command, address: str) -> None:
    refused = cmc("--library", address, "list")
    assert refused.status == 2
    assert "not the address of a shared library" in refused.err
    assert address not in refused.err


def test_a_password_on_the_command_line_works_for_that_run_and_is_told_to_nobody(
    cmc: Command, postgres: PostgresServer, data: Path
) -> None:
    address = postgres.new_library()
    postgres.run(f"CREATE ROLE {WITH_PASSWORD} LOGIN SUPERUSER PASSWORD '{PASSWORD}'")
    try:
        url = postgres.address(address.database, WITH_PASSWORD).url
        asked = cmc("--library", url, "list")
        assert asked.status == 1
        assert "asks for a password" in asked.err
        with_password = url.replace(f"{WITH_PASSWORD}@", f"{WITH_PASSWORD}:{PASSWORD.replace(' ', '%20')}@")
        assert cmc("--library", with_password, "new", "Night bus").status == 0
        wrong = cmc("--library", with_password.replace("horse", "mule"), "list")
        assert "did not take the user or the password" in wrong.err
        written = "".join(path.read_text(errors="replace") for path in data.rglob("*") if path.is_file())
        for text in (asked.err, wrong.err, written):
            assert "horse" not in text
            assert "mule" not in text
    finally:
        postgres.drop(address)
        postgres.run(f"DROP ROLE {WITH_PASSWORD}")


def test_a_shared_library_is_backed_up_into_a_file_that_opens(
    cmc: Command, shared_library: ServerAddress, tmp_path: Path
) -> None:
    canvas_id = cmc("--library", shared_library.url, "new", "Night bus").out.strip()
    cmc("--library", shared_library.url, "note", "add", canvas_id, "value", "Free rides at night")
    file = tmp_path / "council.cmcdb"
    assert cmc("--library", shared_library.url, "backup", file).out.strip() == str(file)
    there, here = (cmc("--library", one, "show", canvas_id, "--json") for one in (shared_library.url, file))
    assert there.out == here.out
    assert "Free rides at night" in here.out
    assert cmc("--library", shared_library.url, "backup", file).status == 1


def test_a_backup_of_a_file_is_not_made_of_a_server(cmc: Command, shared_library: ServerAddress) -> None:
    refused = cmc("--library", shared_library.url, "backup")
    assert refused.status == 1
    assert "is on a server" in refused.err
