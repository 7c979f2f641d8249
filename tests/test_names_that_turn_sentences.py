"""Names and titles with signs of direction do not turn the app's own sentences round."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import given_copy, open_library, put

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.changes import KeepCheckpoint
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.importing import import_file

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("sign", TURNING)
def test_a_sign_that_turns_what_follows_is_told_by_its_code(sign: str) -> None:
    told = f"[U+{ord(sign):04X}]"
    assert tr("{name}’s copy of “{title}”", name=f"Olli {sign}gro", title="x") == f"Olli {told}gro’s copy of “x”"
    assert trn("{n} of {name}", "{n} of {name}", 2, name=sign) == f"2 of {told}"


@pytest.mark.parametrize("name", ["مريم", "שרה לוי", "نسیم\u200cآباد", "Zoë \u200fשרה", "👩\u200d🌾"])
def test_names_that_are_read_leftward_stay_as_they_are(name: str) -> None:
    assert tr("by {name}", name=name) == f"by {name}"


def test_the_history_names_whoever_made_a_point_and_what_it_is_called_upright(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    session = library.session(library.new("Quiet streets"))
    session.do(KeepCheckpoint(by="Olli \u202egro", name="\u202eevil"))
    session.do(KeepCheckpoint(why="copy", by="Olli \u202egro"))
    told = [f"{point.title} {point.words} {point.maker}" for point in History(library, session).points]
    assert not set(TURNING) & set("".join(told))
    assert "copy given to Olli [U+202E]gro" in told[1]
    assert told[2].startswith("[U+202E]evil")


def test_a_copy_opened_beside_keeps_a_title_that_a_file_may_have(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    session = library.session(library.new("\u202e" * 280 + "x"))
    path = given_copy(library.store, session, tmp_path / "copy.cmc", "Ada")
    put(session, "costs", "Signs")
    found = import_file(library, path, separate=True)
    assert len(library.session(found.canvas_id).canvas.head.title) <= 300
