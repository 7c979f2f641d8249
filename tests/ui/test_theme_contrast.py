"""Every colour in which words are written stands out from paper and card by 4.5 to 1 at least, in both themes."""

from __future__ import annotations

import pytest
from colour_contrast import contrast
from PySide6.QtGui import QColor

from cmc_desktop.ui.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@THEMES
def test_text_is_read_on_paper_and_card(theme: Theme) -> None:
    inks = (theme.ink, theme.muted, theme.accent, theme.focus, theme.warning, theme.good, theme.overrun)
    grounds = (theme.paper, theme.card)
    weak = [(ink, ground) for ink in inks for ground in grounds if contrast(QColor(ink), QColor(ground)) < 4.5]
    assert not weak


@THEMES
def test_the_numbers_of_the_boxes_are_read_on_their_cards(theme: Theme) -> None:
    weak = [part for part, tone in theme.tones.items() if contrast(QColor(tone), QColor(theme.card)) < 4.5]
    assert not weak


@THEMES
def test_the_words_on_the_first_button_are_read(theme: Theme) -> None:
    assert contrast(QColor(theme.accent_ink), QColor(theme.accent)) >= 4.5
