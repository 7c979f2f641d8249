"""The cable is pulled and put back while the app runs, on a real (virtual) screen, where one can be started."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pytest
from displays import App, running_app
from screens import LAPTOP, PROJECTOR, Cables, laptop_with_cables

from cmc_desktop.model.domain.phase_rules import PhaseKind

DAY = [name for _, name, _ in builders.AGENDA]


@pytest.fixture
def cables() -> Iterator[Cables]:
    """A laptop's display, and room for a projector's beside it."""
    with laptop_with_cables() as cables:
        yield cables


@pytest.fixture
def app(cables: Cables, tmp_path: Path) -> Iterator[App]:
    """The app on the laptop's display."""
    with running_app(tmp_path, "xcb", DISPLAY=cables.name) as app:
        yield app


def test_the_picture_goes_with_the_cable_and_returns_with_it_while_the_desk_goes_on(app: App, cables: Cables) -> None:
    cables.plug("Projector", PROJECTOR)
    app.do(displays={"Laptop": LAPTOP, "Projector": PROJECTOR})
    app.do("projector", shown=True, full_screen=True, wall=PROJECTOR)

    cables.pull("Projector")
    gone = app.do(shown=False, words="Second display gone")
    assert gone["open"]
    assert gone["desk"][:2] == [0, 0]
    app.do("write", notes=11)

    cables.plug("Projector", PROJECTOR)
    back = app.do(shown=True, full_screen=True, wall=PROJECTOR)
    assert back["words"] == "Wall: whole board"


def test_the_keys_stay_with_the_desk_when_the_picture_returns(app: App, cables: Cables) -> None:
    cables.plug("Projector", PROJECTOR)
    app.do("projector", shown=True, wall=PROJECTOR, desk_has_keys=True)
    cables.pull("Projector")
    app.do(shown=False, desk_has_keys=True)

    cables.plug("Projector", PROJECTOR)
    app.do(shown=True, wall=PROJECTOR, desk_has_keys=True)

    app.do("activate the wall", desk_has_keys=True)


def test_what_was_held_or_blank_is_so_when_the_picture_returns(app: App, cables: Cables) -> None:
    cables.plug("Projector", PROJECTOR)
    app.do("projector", shown=True, wall=PROJECTOR)
    app.do("projector_hold", words="Wall on hold: whole board")
    cables.pull("Projector")
    app.do(shown=False)
    app.do("projector_blank")

    cables.plug("Projector", PROJECTOR)
    app.do(shown=True, words="Wall blank")
    app.do("projector_blank", words="Wall on hold: whole board")


def test_a_rehearsal_moves_to_the_second_display_when_it_appears(app: App, cables: Cables) -> None:
    app.do("projector", shown=True, full_screen=False)

    cables.plug("Projector", PROJECTOR)

    app.do(full_screen=True, wall=PROJECTOR, words="Wall: whole board")


def test_the_wall_fills_its_display_when_the_resolution_changes(app: App, cables: Cables) -> None:
    cables.plug("Projector", PROJECTOR)
    app.do("projector", shown=True, wall=PROJECTOR)

    smaller = [1366, 0, 1280, 720]
    cables.pull("Projector")
    app.do(shown=False)
    cables.plug("Projector", smaller)

    app.do(shown=True, full_screen=True, wall=smaller)


def test_mirrored_displays_never_put_the_wall_before_the_desk(app: App, cables: Cables) -> None:
    cables.plug("Projector", PROJECTOR)
    app.do("projector", shown=True, wall=PROJECTOR)

    cables.pull("Projector")
    app.do(shown=False, place="gone")
    cables.plug("Projector", LAPTOP)
    app.do(shown=False, place="mirrored", words="Mirrored: the room sees the desk")

    cables.pull("Projector")
    app.do(shown=False, place="gone")
    cables.plug("Projector", PROJECTOR)
    app.do(shown=True, wall=PROJECTOR)


def test_a_desk_on_a_display_that_vanishes_comes_back_within_reach(app: App, cables: Cables) -> None:
    cables.plug("Projector", PROJECTOR)
    app.do("desk to 2000,100", displays={"Laptop": LAPTOP, "Projector": PROJECTOR})
    app.do("projector", shown=True, wall=LAPTOP)

    cables.pull("Projector")

    app.do(desk_within_reach=True, shown=False)
    app.do("write", notes=11)


def test_the_cable_may_be_loose(app: App, cables: Cables) -> None:
    app.do("projector", shown=True)
    for _ in range(10):
        cables.plug("Projector", PROJECTOR)
        cables.pull("Projector")
    app.do("write", notes=11)

    cables.plug("Projector", PROJECTOR)

    app.do(shown=True, full_screen=True, wall=PROJECTOR)


def test_through_a_whole_day_the_cable_is_pulled_in_every_phase_and_the_room_sees_each_picture(
    app: App, cables: Cables
) -> None:
    cables.plug("Projector", PROJECTOR)
    app.do("begin the day", phase="present")
    app.do("projector", shown=True, wall=PROJECTOR)
    for kind, title in zip(PhaseKind, DAY, strict=True):
        app.do(phase=kind.value, shown=True, wall=PROJECTOR)
        cables.pull("Projector")
        app.do(shown=False, words="Second display gone")

        cables.plug("Projector", PROJECTOR)
        facts = app.do(shown=True, full_screen=True, wall=PROJECTOR)
        assert any(text.split(" · ")[0] == title for text in facts["seen"]), facts["seen"]
        if kind is not PhaseKind.SIGNOFF:
            app.do("next_phase")
