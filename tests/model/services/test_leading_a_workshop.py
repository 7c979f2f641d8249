"""Of two laptops with one canvas open, one leads the workshop and the other reads it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing

import builders
import pytest
from sqlalchemy import event

from cmc_desktop.model.domain.changes import AddNote, EndWorkshop, StartWorkshop
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services import leading
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.leading import Lead
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store import postgres_news
from cmc_desktop.model.store.library_address import ServerAddress


def until(fact: Callable[[], object], seconds: float = 10) -> None:
    """Wait for what another thread or the server brings about."""
    patience = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < patience
        time.sleep(0.01)


class Laptop:
    """A laptop with a canvas open."""

    def __init__(self, library: Library, canvas_id: str, name: str) -> None:
        store = library.store
        assert store.leading is not None
        assert store.news is not None
        self.library, self.news = library, store.news
        until(lambda: self.news.connections)
        self.session: Session = library.session(canvas_id)
        self.lead = Lead(self.session, store.leading, store.news, name)


@pytest.fixture
def laptops(shared_library: ServerAddress) -> Iterator[tuple[Laptop, Laptop]]:
    with (
        closing(Library.open(shared_library, builders.TEMPLATES, ManualClock())) as one,
        closing(Library.open(shared_library, builders.TEMPLATES, ManualClock())) as other,
    ):
        canvas_id = one.new("Night bus")
        yield Laptop(one, canvas_id, "Mo’s laptop"), Laptop(other, canvas_id, "Nora’s laptop")


def started(laptops: tuple[Laptop, Laptop]) -> tuple[Laptop, Laptop]:
    """A workshop that the first laptop began."""
    here, there = laptops
    builders.set_agenda(here.session)
    here.session.do(StartWorkshop())
    here.lead.begin()
    until(there.session.look)
    return laptops


def test_before_a_workshop_everybody_writes(laptops: tuple[Laptop, Laptop]) -> None:
    here, there = laptops
    here.session.do(AddNote("value", "From here"))
    there.session.do(AddNote("value", "From there"))
    assert here.lead.elsewhere == there.lead.elsewhere == ""


def test_a_workshop_is_read_on_the_laptop_that_does_not_lead_it(laptops: tuple[Laptop, Laptop]) -> None:
    here, there = started(laptops)
    until(lambda: there.lead.elsewhere == "Mo’s laptop")
    with pytest.raises(Refusal, match=r"led from another laptop: Mo’s laptop.*Lead from here"):
        there.session.do(EndWorkshop())
    assert here.lead.elsewhere == ""
    here.session.do(EndWorkshop())
    until(there.session.look)
    there.session.do(AddNote("value", "After it"))


def test_who_took_over_leads_and_the_other_one_reads(laptops: tuple[Laptop, Laptop]) -> None:
    here, there = started(laptops)
    there.lead.take_over()
    until(lambda: here.lead.elsewhere == "Nora’s laptop")
    with pytest.raises(Refusal, match="Nora’s laptop"):
        here.session.do(EndWorkshop())
    assert here.session.canvas.workshop.active
    there.session.do(EndWorkshop())


def test_what_could_be_undone_can_still_be_once_it_is_led_from_here_again(laptops: tuple[Laptop, Laptop]) -> None:
    here, there = laptops
    builders.add_person(here.session, "Ada", arrived=False)
    started(laptops)
    builders.add_person(here.session, "Ben", arrived=False)
    until(there.session.look)
    there.lead.take_over()
    until(lambda: here.lead.elsewhere)
    with pytest.raises(Refusal, match="Nora’s laptop"):
        here.session.undo()
    here.lead.take_over()
    assert here.session.undo() is not None
    assert [person.name for person in here.session.canvas.people] == ["Ada"]


def test_a_laptop_that_is_gone_is_noticed_by_those_who_only_read(
    laptops: tuple[Laptop, Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_news, "_HEARTBEAT_S", 0.2)
    here, there = started(laptops)
    until(lambda: there.lead.elsewhere == "Mo’s laptop")
    here.library.close()
    until(lambda: there.lead.elsewhere == "")


def test_who_only_reads_asks_nothing_as_long_as_nothing_is_told(
    laptops: tuple[Laptop, Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that falls silent would hold the window of everybody who asks."""
    _, there = started(laptops)
    until(lambda: there.lead.elsewhere == "Mo’s laptop")
    asked: list[str] = []
    engine = there.library.store.engine
    event.listen(engine, "before_cursor_execute", lambda *arguments: asked.append(str(arguments[2])))
    monkeypatch.setattr(leading, "_PATIENCE_S", -1)
    assert there.lead.elsewhere == "Mo’s laptop"
    assert asked == []


def test_a_workshop_whose_laptop_is_gone_is_led_by_who_does_something_next(laptops: tuple[Laptop, Laptop]) -> None:
    here, there = started(laptops)
    until(lambda: there.lead.elsewhere)
    here.lead.close()
    until(lambda: not there.lead.elsewhere)
    there.session.do(EndWorkshop())
