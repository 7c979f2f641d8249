"""The projector takes the display the desk is not on, and is a window to rehearse in where there is only one."""

from __future__ import annotations

from pathlib import Path

import screens
from displays import running_app
from screens import offscreen, offscreen_display

LAPTOP = offscreen_display("laptop", screens.LAPTOP)
PROJECTOR = offscreen_display("projector", screens.PROJECTOR)


def test_a_second_display_is_filled_by_the_projector_and_the_keys_stay_with_the_desk(tmp_path: Path) -> None:
    with running_app(tmp_path, offscreen(tmp_path, LAPTOP, PROJECTOR)) as app:
        facts = app.do("projector", shown=True)

    assert facts["full_screen"]
    assert facts["wall"] == [1366, 0, 1920, 1080]
    assert facts["words"] == "Wall: whole board"
    assert facts["desk_has_keys"]


def test_the_projector_takes_the_first_display_when_the_desk_is_on_the_second(tmp_path: Path) -> None:
    with running_app(tmp_path, offscreen(tmp_path, LAPTOP, PROJECTOR)) as app:
        app.do("desk to 1500,20")
        assert app.do("projector", shown=True)["wall"] == [0, 0, 1366, 768]

        moved = app.do("desk to 20,20", wall=[1366, 0, 1920, 1080])

    assert moved["full_screen"]


def test_a_sharp_second_display_is_filled_too(tmp_path: Path) -> None:
    with running_app(tmp_path, offscreen(tmp_path, LAPTOP, PROJECTOR | {"dpr": 2})) as app:
        facts = app.do("projector", shown=True)

    assert facts["wall"] == facts["displays"]["projector"]


def test_with_one_display_the_projector_is_a_window_to_rehearse_in(tmp_path: Path) -> None:
    with running_app(tmp_path, offscreen(tmp_path, LAPTOP)) as app:
        facts = app.do("projector", shown=True)

    assert not facts["full_screen"]
    assert facts["wall"][2:] == [960, 540]
    assert facts["title"] == "Rehearsal of the projector"
    assert facts["words"] == "Rehearsal: whole board"


def test_a_display_that_shows_the_same_as_the_desk_is_no_second_one(tmp_path: Path) -> None:
    with running_app(tmp_path, offscreen(tmp_path, LAPTOP, LAPTOP | {"name": "mirror"})) as app:
        facts = app.do("projector", shown=True)

    assert not facts["full_screen"]
    assert facts["place"] == "window"
