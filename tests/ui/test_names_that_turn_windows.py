"""Names and titles with signs of direction turn round nothing that a window says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import cmc_desktop.ui
from cmc_desktop.ui.saying import tr, trn

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: makes the reasons that are kept of a slip, and shows nothing itself
STORING = {"session_bridge.py"}


@pytest.mark.parametrize("sign", TURNING)
def test_a_window_says_a_sign_that_turns_what_follows_by_its_code(sign: str) -> None:
    told = f"[U+{ord(sign):04X}]"
    assert tr("Ask {name}…", name=f"Ada {sign}eerg") == f"Ask Ada {told}eerg…"
    assert tr("It is in {path}.", path=Path(f"{sign}plan")) == f"It is in {told}plan."
    assert trn("{n} of {name}", "{n} of {name}", 2, name=sign) == f"2 of {told}"
    assert tr("{n:02} and {name}", n=7, name="مريم") == "07 and مريم"


def test_every_window_has_its_words_from_where_they_are_made_upright() -> None:
    for path in Path(cmc_desktop.ui.__file__).parent.rglob("*.py"):
        if path.name not in STORING | {"saying.py"}:
            imports = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.ImportFrom))
            raw = [one.name for node in imports if node.module == "cmc_desktop.i18n" for one in node.names]
            assert not {"tr", "trn"} & set(raw), path
