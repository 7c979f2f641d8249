"""When a box was marked is told as every other time in the app."""

from __future__ import annotations

from cmc_desktop.model.domain.changes import MarkNoneIdentified
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_view import BoardView


def test_a_marked_box_says_the_day_in_the_order_year_month_day(board: BoardView, session: Session) -> None:
    session.do(MarkNoneIdentified("costs", "Ana"))
    assert board.view("costs").accessibleName().endswith(day_and_time(session.canvas.mark("costs").at))
