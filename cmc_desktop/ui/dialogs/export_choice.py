"""What was chosen about a canvas that is given out, and the kinds there are, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.ui.saying import tr


@dataclass(frozen=True)
class ExportChoice:
    """As what, on which sheet, with or without names and minutes; what a kind has no use for is left aside."""

    suffix: str = ".pdf"
    paper: str = ""
    upright: bool = False
    layout: Layout = Layout.STANDARD
    roles_only: bool = False
    with_minutes: bool = False


def kind_groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The suffixes by what somebody wants to do with the file, the most wanted first."""
    return (
        (tr("On paper"), (".pdf",)),
        (tr("For the office"), (".docx", ".pptx", ".xlsx", ".csv", ".md")),
        (tr("A picture"), (".png", ".svg")),
        (tr("To go on with it"), (".cmc", ".json")),
    )


def about_kind(suffix: str, *, signed: bool) -> str:
    """What a file of this kind holds, in a sentence."""
    record = tr("A copy of the record for reading: the board, the people with their answers, and the seal number.")
    abouts = {
        ".pdf": tr("The signed record: the board, the people with their answers, and the seal number.")
        if signed
        else tr("The board with every note. Each page is stamped “draft, not agreed”, as it is not signed."),
        ".docx": record if signed else tr("The notes by box as headings and lists, to write on with."),
        ".pptx": tr("The board as one slide; boxes and notes are text that can be changed."),
        ".xlsx": tr("A table of box and note; no people."),
        ".csv": tr("A table of box and note, for any spreadsheet; no people."),
        ".md": record if signed else tr("The notes by box as plain text."),
        ".png": tr("The board as dots, for slides and web pages."),
        ".svg": tr("The board as lines, sharp at any size."),
        ".cmc": tr("To go on with it on another computer. It holds everything, the people and their answers too."),
        ".json": tr("Title and notes by box, for other programs; no people."),
    }
    return abouts[suffix]
