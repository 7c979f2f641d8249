"""The script: the day by the clock, each phase with its card, each element with its own, own words among them."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest

from cmc_desktop.model.domain.changes import EditCard
from cmc_desktop.model.export.document import Block, Document, Facts, Heading, Paragraph, Table, Together
from cmc_desktop.model.export.document_text import document_text
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_elements, load_protocols
from cmc_desktop.model.services.script import clock, script
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder

PROTOCOLS = load_protocols(resources_folder())
NOW = 1_790_000_000_000


def flat(blocks: object) -> Iterator[Block]:
    for block in blocks:  # type: ignore[attr-defined]
        if isinstance(block, Together):
            yield from flat(block.blocks)
        else:
            yield block


def of(session: Session, **settings: object) -> Document:
    return script(session.canvas, PROTOCOLS, now=NOW, **settings)  # type: ignore[arg-type]


def day(document: Document) -> list[tuple[str, ...]]:
    (table,) = (block for block in flat(document.blocks) if isinstance(block, Table))
    return list(table.rows)


def headings(document: Document, level: int) -> list[str]:
    return [block.text for block in flat(document.blocks) if isinstance(block, Heading) and block.level == level]


def test_the_day_is_told_by_the_clock_with_minutes_and_pace(session: Session) -> None:
    builders.set_agenda(session)
    builders.add_people(session, participants=17)
    rows = day(of(session))
    assert rows[0] == ("09:00–09:30", "Present the canvas", "30", "2:09 min an element")
    assert rows[3] == ("10:35–12:05", "Contribute", "90", "6:26 min an element, 23 s a person")
    assert rows[7] == ("14:20–16:20", "Agree", "120", "8:34 min an element")
    assert rows[-1][0] == "16:20–16:30"


def test_a_day_that_begins_later_ends_later_even_after_midnight(session: Session) -> None:
    builders.set_agenda(session, [("round", "Night round", 90), ("signoff", "Seal", 10)])
    assert [row[0] for row in day(of(session, begins=23 * 60))] == ["23:00–00:30", "00:30–00:40"]
    assert clock(24 * 60 + 5) == "00:05"


def test_every_card_that_the_desk_shows_is_in_the_script_once(session: Session) -> None:
    builders.set_agenda(session)
    said = [
        words
        for block in flat(of(session).blocks)
        if isinstance(block, Facts)
        for _, value in block.pairs
        for words in ((value,) if isinstance(value, str) else value)
    ]
    for plan in load_elements(resources_folder()).values():
        for words in (*plan.say, plan.move_on):
            assert said.count(words) == 1
    for phase in PROTOCOLS["agreement-workshop"].phases:
        assert set(phase.say) <= set(said)


def test_every_element_has_its_question_in_each_phase_that_goes_through_them(session: Session) -> None:
    builders.set_agenda(session)
    document = of(session)
    labels = [box.label for box in builders.CMC.in_walk_order]
    assert headings(document, 2) == labels * 5
    asked = [block.text for block in flat(document.blocks) if isinstance(block, Paragraph)]
    for box in builders.CMC.in_walk_order:
        assert asked.count(box.question) == 4
        assert asked.count(f"{box.question}\n{box.explanation}") == 1


def test_without_the_elements_it_is_the_phases_alone(session: Session) -> None:
    builders.set_agenda(session)
    document = of(session, elements=False)
    assert headings(document, 2) == []
    assert headings(document, 1)[1:4] == ["1 Present the canvas", "2 Clarify", "3 Work alone"]


def test_own_words_are_printed_in_place_of_the_app_s(session: Session) -> None:
    builders.set_agenda(session)
    session.do(EditCard("round", "value", "Value: go!\nOne each.", "No speeches.", "At the bell."))
    text = document_text(of(session))
    assert (
        "- **What to say:** Value: go!\\\n  One each.\n- **Rule:** No speeches.\n- **When to go on:** At the bell."
        in text
    )
    assert "Number 2, the value." not in text


def test_another_canvas_has_the_phase_s_cards_and_the_questions_of_its_elements(library: Library) -> None:
    session = library.session(library.new("Sheds", "Riverton", "business-model-canvas"))
    builders.set_agenda(session)
    document = of(session)
    boxes = session.canvas.template.in_walk_order
    assert headings(document, 2)[: len(boxes)] == [box.label for box in boxes]
    text = document_text(document)
    assert "I type what you say" in text
    assert {box.question for box in boxes} <= {one.text for one in flat(document.blocks) if isinstance(one, Paragraph)}


def test_without_an_agenda_it_is_that_of_the_whole_workshop_and_says_so(session: Session) -> None:
    document = of(session)
    assert [row[1] for row in day(document)] == [name for _, name, _ in builders.AGENDA]
    assert "No agenda is chosen yet" in document_text(document)


def test_no_name_of_a_person_is_in_it(session: Session) -> None:
    builders.set_agenda(session)
    builders.add_people(session)
    text = document_text(of(session))
    assert "3 people who contribute" in text
    assert not [person.name for person in session.canvas.people if person.name in text]


@pytest.mark.parametrize("title", ["<para>", "Plan | B", "# 1"])
def test_the_canvas_is_named_as_it_is_called(library: Library, title: str) -> None:
    session = library.session(library.new(title, "Riverton"))
    document = of(session)
    assert document.subtitle == f"{title} · Riverton · City Model Canvas"
    assert document.foot == f"{title} · printed 2026-09-21"
