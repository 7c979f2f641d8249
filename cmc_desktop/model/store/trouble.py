"""What the database complains about, told as what happened, what is safe and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, MultipleResultsFound, NoResultFound

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import ChangedElsewhere, CmcError, DamagedLibrary, LibraryTrouble

#: what the driver says about damage without a name for it
_DAMAGE = ("malformed", "Could not decode", "no such table", "no such column")

#: characters of what is told as a detail
_DETAIL = 60


@contextmanager
def told_plainly(*, reading: bool = False) -> Iterator[None]:
    """Turn errors of the database into LibraryTrouble or ChangedElsewhere; `reading` tells that nothing is written."""
    try:
        yield
    except IntegrityError as error:
        if _is_of_the_journal(error.orig):
            raise ChangedElsewhere(
                tr("The canvas was changed by another window at the same moment."),
                safe=tr("Nothing was overwritten."),
                todo=tr("Look at it as it is now and try again."),
            ) from error
        raise damaged() from error
    except DBAPIError as error:
        raise _translated(error.orig, reading) from error
    except sqlite3.Error as error:
        raise _translated(error, reading) from error
    except (NoResultFound, MultipleResultsFound) as error:  # no row or several where this app keeps one
        raise damaged() from error
    except UnicodeDecodeError as error:  # the driver's own message quoted damaged bytes
        raise damaged() from error


def _is_of_the_journal(error: BaseException | None) -> bool:
    """Whether another window wrote the entry that was to be written: the database says of which table it speaks."""
    diagnosis = getattr(error, "diag", None)  # of a server, whose words may be of any language
    return diagnosis.table_name == "journal" if diagnosis is not None else "journal" in str(error)


@contextmanager
def damage_noticed() -> Iterator[None]:
    """Around making things out of rows: what cannot be one tells that the file is damaged."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise damaged() from error


def _translated(error: BaseException | None, reading: bool) -> CmcError:
    name = str(getattr(error, "sqlite_errorname", "") or "")
    kept = _kept(error, reading=reading)
    if error is not None and any(kind.__module__.startswith("psycopg") for kind in type(error).mro()):
        # loads the driver of a server, which a library in a file never needs
        from cmc_desktop.model.store.postgres_trouble import translated

        return translated(error, kept)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryTrouble(
            tr("The library is in use by another program."),
            safe=kept,
            todo=tr("Close the other program and try again."),
        )
    if name.startswith("SQLITE_READONLY"):
        return LibraryTrouble(
            tr("The library is read-only."), safe=kept, todo=tr("Check the permissions of the file and its folder.")
        )
    if name == "SQLITE_FULL":
        return LibraryTrouble(tr("The disk is full."), safe=kept, todo=tr("Free some space and try again."))
    if name.startswith("SQLITE_CANTOPEN"):
        return LibraryTrouble(
            tr("The library cannot be opened."),
            safe=tr("Nothing was changed."),
            todo=tr("Check that its folder exists."),
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or any(sign in str(error) for sign in _DAMAGE):
        return damaged()
    return LibraryTrouble(
        tr("The library could not be read or written ({why}).", why=error),
        safe=kept,
        todo=tr("Try again; if it happens again, put back a backup if there is one."),
    )


def _kept(error: BaseException | None, *, reading: bool) -> str:
    if reading:
        return tr("Everything stored before is safe.")
    if getattr(error, "may_be_stored", False):  # told by a server's connection
        return tr("Everything stored before is safe; whether this last change was stored too is not known yet.")
    return tr("Everything stored before is safe; this last change was not stored.")


def briefly(found: object) -> str:
    """The first thing the database says of damage, as a short detail: without its headings and further lines."""
    lines = [line.strip() for line in str(found).splitlines()]
    told = next((line for line in lines if line and not line.startswith("***")), "")
    return told if len(told) <= _DETAIL else told[: _DETAIL - 1] + "…"


def damaged() -> DamagedLibrary:
    """The file is there, but not what the app wrote."""
    return DamagedLibrary(
        tr("The library is damaged."),
        safe=tr("It was left as it is."),
        todo=tr("Keep it for rescue, and put back a backup if there is one."),
    )
