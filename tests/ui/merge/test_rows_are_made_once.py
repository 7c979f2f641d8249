"""The rows of the page of a copy are made once for each look at the canvas, however often they are listed."""

from __future__ import annotations

from pathlib import Path

from copies_apart import everyday
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import SettleConflict
from cmc_desktop.ui.merge.element_list import EVERY
from cmc_desktop.ui.merge.looked_over import LookedOver
from cmc_desktop.ui.merge.rows import Stand
from cmc_desktop.ui.session_bridge import SessionBridge


def test_rows_stay_until_the_canvas_is_read_anew(qtbot: QtBot, tmp_path: Path) -> None:
    apart = everyday(tmp_path)
    apart.join()
    over = LookedOver(SessionBridge(apart.here), None, "Bo Lind")
    over.refresh()
    over.elements()
    rows, _ = over.rows(EVERY)
    first = rows[0]
    again, _ = over.rows(first.contest.box)
    assert again[0] is first
    apart.here.do(SettleConflict(first.contest.id, first.contest.choices[0].value))
    over.refresh()
    assert over.rows(EVERY)[0][0].stand is Stand.SETTLED
