"""`library check` says that all is as it was stored only where that was looked at."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.moving import check_library, copy_library, opener
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress


def faults(library: Library) -> list[str]:
    return [one.fault for one in check_library(library.store) if one.fault]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE canvases SET template = 'gone'", "its template “gone” is not installed"),
        ("UPDATE protocols SET phases = 'rubbish'", "The saved agenda “Ours”"),
        ("UPDATE overview SET tags = 'rubbish'", "index of words is damaged"),
        ("DELETE FROM overview_words", "index of words is damaged"),
        ("UPDATE overview SET notes = 7", "index of words does not say what the canvases say"),
    ],
)
def test_what_belongs_to_no_canvas_is_looked_at_too(library: Library, damage: str, said: str) -> None:
    library.new("Night bus")
    library.save_protocol("Ours", builders.AGENDA)
    library.search("night")
    assert faults(library) == []
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql(damage)
    assert any(said in fault for fault in faults(library))


@pytest.mark.parametrize(
    "damage",
    ["DROP TABLE leaders", "DROP TRIGGER cmc_tell_change ON journal", "ALTER TABLE notes DISABLE TRIGGER ALL"],
)
def test_what_a_server_s_library_has_besides_is_missed(shared_library: ServerAddress, damage: str) -> None:
    store = opener(builders.TEMPLATES)(shared_library)
    with store.engine.begin() as connection:
        connection.exec_driver_sql(damage)
    found = [one.fault for one in check_library(store)]
    store.close()
    assert any("“library create” makes it again" in fault for fault in found)


def test_of_two_copies_into_one_new_file_one_is_made_and_the_other_refused(
    library: Library, library_address: LibraryAddress, tmp_path: Path
) -> None:
    library.new("Night bus")
    target = tmp_path / "copy.cmcdb"
    open_it = opener(builders.TEMPLATES)

    def meanwhile(done: int, total: int) -> None:
        if done == total and not target.exists():
            copy_library(library_address, target, open_it)

    with pytest.raises(Refusal, match="is there already"):
        copy_library(library_address, target, open_it, meanwhile)
    copied = open_it(target)
    assert [one.head.title for one in copied.listed()] == ["Night bus"]
    copied.close()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
