"""What copies still differ about is found by either wording, as both are on the board."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import ids
from test_copies import TwoLaptops

from cmc_desktop.model.domain.changes import EditNote, SetMission, SettleConflict
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.services.library import Library

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("indexed", [False, True])
def test_both_wordings_are_found_until_one_is_chosen(tmp_path: Path, library: Library, indexed: bool) -> None:
    two = TwoLaptops(tmp_path, library)
    two.give()
    note = ids(two.here, "beneficiaries")[0]
    two.here.do(EditNote(note, "Grandmothers"))
    two.there.do(EditNote(note, "Uncles"))
    two.here.do(SetMission("mission", "Everybody sleeps"))
    two.there.do(SetMission("mission", "Walking at night"))
    two.bring_back(two.send_back())

    def found(words: str) -> list[str]:
        if indexed:
            library.finder.refresh()
        return [one.note_id for hit in library.search(words) for one in hit.notes]

    assert found("grandmothers") == found("uncles") == [note]
    (shown,) = ids(two.here, "mission")
    assert found("sleeps") == found("walking") == [shown]
    for conflict in open_conflicts(two.here.canvas).values():
        two.here.do(SettleConflict(conflict.id, "Uncles" if conflict.kind == "note" else shown))
    assert found("uncles") == [note]
    assert not found("grandmothers")
    gone, stays = ("walking", "sleeps") if "sleeps" in two.here.canvas.note(shown).text else ("sleeps", "walking")
    assert found(stays) == [shown]
    assert not found(gone)
    assert not library.search(gone)
