"""Writing a document into a file: on paper as PDF, to edit it as DOCX, or as plain text. Safe on a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.export.document import Document
from cmc_desktop.model.export.document_text import document_text
from cmc_desktop.model.export.paper import Paper
from cmc_desktop.model.services.cancelling import Steps
from cmc_desktop.model.services.giving_out import Agree, Exported, give_out

#: on paper, to go on writing in it, and as Markdown
SUFFIXES = (".pdf", ".docx", ".md")


def check_suffix(path: Path) -> None:
    """Raises Refusal for a name that ends in none of the suffixes."""
    if path.suffix.lower() not in SUFFIXES:
        raise Refusal(
            tr("A document cannot be written as “{suffix}”.", suffix=path.suffix or path.name),
            safe=tr("Nothing was written."),
            todo=tr("End the name of the file in .pdf, .docx or .md."),
        )


def write_document(
    document: Document,
    path: Path,
    fonts: Path,
    *,
    paper: str = "A4",
    now: int,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[str], None] | None = None,
    agree: Agree | None = None,
) -> Exported:
    """Write `document` into `path`, as its suffix says; `fonts` is the folder of the typefaces.

    `now` in ms is the date in the file. `progress` is told each step in words, `cancelled` is asked between them,
    `agree` before the file is written when characters cannot be printed.
    Raises Refusal for another suffix or a paper there is not, FileTrouble when the file cannot be written; an older
    file is then intact.
    """
    check_suffix(path)
    step = Steps(cancelled, progress)
    if path.suffix.lower() == ".md":
        step(tr("Writing the file…"))
        return give_out(document_text(document).encode("utf-8"), path)
    step(tr("Setting the pages…"))
    made = _made(document, path.suffix.lower(), fonts, paper, now)
    step(tr("Writing the file…"))
    return give_out(made.data, path, made.missing, agree)


def _made(document: Document, suffix: str, fonts: Path, paper: str, now: int) -> Paper:
    # What sets pages is heavy: loaded with the first file of its kind.
    if suffix == ".docx":
        from cmc_desktop.model.export.office.document_docx import document_docx

        return document_docx(document, paper=paper, now=now)
    from cmc_desktop.model.export.document_pdf import document_pdf

    return document_pdf(document, fonts, paper=paper, now=now)
