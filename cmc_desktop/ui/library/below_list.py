"""The words below the list: what a search found, or why nothing is shown."""

from __future__ import annotations

from cmc_desktop.ui.library.listing import Listing
from cmc_desktop.ui.library.shelf import Choice, Shelf
from cmc_desktop.ui.saying import tr, trn


def below_list(listing: Listing, choice: Choice, words: str, shown: int) -> str:
    """A line for the `shown` canvases on this shelf; `words` are those searched for, empty without a search."""
    if listing.filter and not words:
        return _narrowed(listing, choice, shown)
    if words:
        return _found(listing, choice, words, shown)
    if choice.shelf is Shelf.DELETED:
        return tr("Enter brings a canvas back, with everything that is in it.")
    if shown:
        return ""
    if choice.shelf is Shelf.ARCHIVE:
        return tr("The archive is empty. What you put here is out of the way, and nothing of it is lost.")
    if choice == Choice():
        return tr("Every canvas is in the archive. Look there on the left, or start a new one with Ctrl+N.")
    return tr("No canvas is here at present.")


def _narrowed(listing: Listing, choice: Choice, shown: int) -> str:
    if not shown:
        return tr("No canvas here passes the filters. “Clear filters” shows all.")
    return trn("{shown} of {n} canvas", "{shown} of {n} canvases", listing.total(choice), shown=shown)


def _found(listing: Listing, choice: Choice, words: str, shown: int) -> str:
    if shown:
        found = trn("{shown} of {n} canvas", "{shown} of {n} canvases", listing.total(choice), shown=shown)
        opens = tr("Enter brings it back") if choice.shelf is Shelf.DELETED else tr("Enter opens at the note")
        parts = [found, opens, tr("Esc shows all")]
    else:
        missing = tr("No canvas holds “{words}”, neither in a note, title or city nor in a person’s name.", words=words)
        parts = [missing, tr("Esc shows all")]
    put_away = listing.found_on(Shelf.ARCHIVE)
    if put_away and choice.shelf is not Shelf.ARCHIVE:
        parts.append(trn("{n} more in the archive", "{n} more in the archive", put_away))
    deleted = listing.found_on(Shelf.DELETED)
    if deleted and choice.shelf is not Shelf.DELETED:
        parts.append(trn("{n} more deleted", "{n} more deleted", deleted))
    return " · ".join(parts)
