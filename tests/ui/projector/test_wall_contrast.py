"""Every text on the wall stands out from its ground by 4.5 to 1 at least, measured on the picture itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from wall_reader import go_to

from cmc_desktop.model.domain.changes import AddNote, AddRemark, AgreeElement, EditNote, GiveAnswer, SetElement
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.projector.card_list import CardList
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Stage
from cmc_desktop.ui.theme import DARK, LIGHT, mixed

LEAST = 4.5


def luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2.2."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def contrast_in(image: QImage, place: QRect) -> float:
    """The contrast of the strongest colour in a stretch of the picture to the commonest one, which is the ground."""
    seen = Counter(
        image.pixel(x, y) for x in range(place.left(), place.right(), 2) for y in range(place.top(), place.bottom(), 2)
    )
    ground = QColor(seen.most_common(1)[0][0])
    return max(contrast(QColor(pixel), ground) for pixel in seen)


def texts_with_places(window: ProjectorWindow) -> Iterator[tuple[str, QRect]]:
    """Every text that can be seen, and where."""
    for label in window.findChildren(QLabel):
        if label.text() and label.isVisible():
            yield label.text(), _in_window(label, label.rect(), window)
    for cards in window.findChildren(CardList):
        for row, card in enumerate(cards.cards):
            yield card.text, _in_window(cards.viewport(), cards.visualRect(cards.model().index(row, 0)), window)


def _in_window(widget: QWidget, rect: QRect, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, rect.topLeft()), rect.size()).intersected(QRect(QPoint(), window.size()))


def check(window: ProjectorWindow) -> None:
    window.refresh()
    QApplication.processEvents()
    image = window.grab().toImage()
    found = list(texts_with_places(window))
    assert len(found) > 2
    weak = [(text, round(ratio, 2)) for text, place in found if (ratio := contrast_in(image, place)) < LEAST]
    assert weak == []


@pytest.mark.parametrize("kind", list(PhaseKind))
def test_every_text_of_every_phase_stands_out(
    window: ProjectorWindow, stage: Stage, session: Session, kind: PhaseKind
) -> None:
    go_to(session, kind)
    session.do(SetElement("value"))
    check(window)
    stage.toggle_zoom()
    check(window)


@pytest.mark.parametrize("tone", list(LIGHT.tones))
def test_notes_and_names_stand_out_in_the_colours_of_every_part(
    window: ProjectorWindow, stage: Stage, session: Session, tone: str
) -> None:
    go_to(session, PhaseKind.ROUND)
    element = next(box.key for box in session.canvas.template.in_walk_order if box.tone == tone and not box.single)
    session.do(SetElement(element))
    session.do(AddNote(element, "From somebody", author=session.canvas.people[2].id))
    stage.toggle_names()
    check(window)
    stage.toggle_zoom()
    check(window)


def test_the_note_alone_the_question_and_the_states_stand_out(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    session.do(SetElement("value"))
    session.do(AgreeElement("value"))
    note = session.canvas.notes_in("value")[0]
    session.do(GiveAnswer(session.canvas.people[2].id, "satisfied"))
    check(window)
    session.do(AddRemark(note.id, "objection", "Not so", session.canvas.people[3].id), slip="for the test")
    stage.show_note(note.id)
    stage.toggle_names()
    check(window)
    session.do(EditNote(note.id, "Said in other words"))
    stage.set_asking(True)
    check(window)


@pytest.mark.parametrize("minutes", [5, 87, 95])
def test_the_clock_stands_out_in_time_in_its_last_minutes_and_over_time(
    window: ProjectorWindow, session: Session, clock: ManualClock, minutes: int
) -> None:
    go_to(session, PhaseKind.ROUND)
    clock.forward(minutes=minutes)
    check(window)


@pytest.mark.parametrize("ground", [LIGHT.card, LIGHT.paper])
@pytest.mark.parametrize("words", [LIGHT.ink, LIGHT.muted, LIGHT.good, LIGHT.overrun])
def test_what_changed_stands_out_in_each_of_its_colours(words: str, ground: str) -> None:
    assert contrast(QColor(words), QColor(ground)) >= LEAST


def test_words_and_names_stand_out_on_the_tint_of_every_part() -> None:
    for tone in LIGHT.tones:
        on_sheet, on_board = mixed(QColor(LIGHT.card), LIGHT.tone(tone), 0.10), DARK.tint(tone, 0.22)
        for words, ground in (
            (LIGHT.ink, on_sheet),
            (LIGHT.muted, on_sheet),
            (DARK.ink, on_board),
            (DARK.muted, on_board),
        ):
            assert contrast(QColor(words), ground) >= LEAST, (tone, words)


def test_a_weak_text_would_be_found(window: ProjectorWindow, session: Session) -> None:
    go_to(session, PhaseKind.ROUND)
    window.refresh()
    weak = QLabel("hardly to be read", window)
    weak.setStyleSheet(f"font-size: 40px; color: #4a5a68; background: {DARK.card};")
    weak.setGeometry(0, 0, 600, 80)
    weak.show()

    assert contrast_in(window.grab().toImage(), weak.geometry()) < LEAST
