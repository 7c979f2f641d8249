"""What a PostgreSQL server complains about, told as what happened, what is safe and what to do."""

from __future__ import annotations

import psycopg
from psycopg import errors

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import ChangedElsewhere, CmcError, CutOff, LibraryTrouble, PasswordWanted


def translated(error: BaseException, kept: str) -> CmcError:
    """`kept` tells what is safe."""
    if isinstance(error, (errors.SerializationFailure, errors.DeadlockDetected)):
        return ChangedElsewhere(
            tr("The canvas was changed by another window at the same moment."),
            safe=tr("Nothing was overwritten."),
            todo=tr("Look at it as it is now and try again."),
        )
    if isinstance(error, errors.InsufficientPrivilege):
        return LibraryTrouble(
            tr("The database does not allow you this."),
            safe=kept,
            todo=tr("Ask whoever looks after the shared library for the role of a reader, writer or signer."),
        )
    if isinstance(error, errors.LockNotAvailable):
        return LibraryTrouble(
            tr("Another program holds the shared library."), safe=kept, todo=tr("Try again in a moment.")
        )
    if isinstance(error, (errors.DiskFull, errors.OutOfMemory)):
        return LibraryTrouble(
            tr("The server has no space left."), safe=kept, todo=tr("Tell whoever looks after the shared library.")
        )
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return LibraryTrouble(
            tr("The server is read-only at the moment."),
            safe=kept,
            todo=tr("Try again later, or ask whoever looks after the shared library."),
        )
    if isinstance(error, (errors.UndefinedTable, errors.UndefinedColumn)):
        return LibraryTrouble(
            tr("The shared library is of another version of CMC Desktop."),
            safe=kept,
            todo=tr("Open it again; if it is refused then, use the version of the app that it is of."),
        )
    if isinstance(error, errors.QueryCanceled):
        return LibraryTrouble(
            tr("The server broke off, as it would have taken longer than it allows this user."),
            safe=kept,
            todo=tr("Try again; if it happens again, ask whoever looks after the shared library for more time."),
        )
    if isinstance(error, psycopg.OperationalError):
        return _no_connection(error, kept)
    return LibraryTrouble(
        tr("The shared library could not be read or written ({why}).", why=type(error).__name__),
        safe=kept,
        todo=tr("Try again; if it happens again, tell whoever looks after the shared library."),
    )


def _no_connection(error: psycopg.OperationalError, kept: str) -> CmcError:
    connection = error.pgconn
    if connection is not None and connection.needs_password:
        return PasswordWanted(tr("The shared library asks for a password."), safe=tr("Nothing was changed."))
    if wants_password(error):
        return PasswordWanted(tr("The server did not take the user or the password."), safe=tr("Nothing was changed."))
    if _was_refused(error):
        return LibraryTrouble(
            tr("The server refused the connection: {why}.", why=what_it_said(error)),
            safe=tr("Nothing was changed."),
            todo=tr("Check server, database and user, or ask whoever looks after the shared library."),
        )
    spoken = what_it_said(error)
    return CutOff(
        tr("The server of the shared library cannot be reached ({why}).", why=spoken)
        if spoken
        else tr("The server of the shared library cannot be reached."),
        safe=kept,
        todo=tr("Try again in a moment. If it stays away, ask whoever looks after the shared library."),
    )


#: what a server says of a password alone: a user without a role, or a wrong name of a database, is another matter
_PASSWORD_STATES = ("28P01", "28000")
_PASSWORD_WORDS = ("password authentication failed", "authentication failed for user")


def wants_password(error: psycopg.Error) -> bool:
    """Whether the server wants a password, or another one than it was given."""
    connection = error.pgconn
    if connection is None or not isinstance(error, psycopg.OperationalError):
        return False
    if connection.needs_password:
        return True
    if not connection.used_password:
        return False
    return error.sqlstate in _PASSWORD_STATES or any(words in what_it_said(error) for words in _PASSWORD_WORDS)


#: classes of SQLSTATE with which a server that was reached says no: authorisation, and no such database
_REFUSALS = ("28", "3D")
#: the same where the driver hands over words alone; a server that speaks another language is told as one that is away
_REFUSING_WORDS = ("does not exist", "pg_hba.conf", "not permitted to log in", "permission denied", "authentication")


def _was_refused(error: psycopg.OperationalError) -> bool:
    """Whether the server was reached and said no, rather than being away, starting or stopping."""
    if error.sqlstate:
        return error.sqlstate.startswith(_REFUSALS)
    return any(words in what_it_said(error) for words in _REFUSING_WORDS)


def what_it_said(error: BaseException) -> str:
    """What the server itself said when it let nobody in; empty when it said nothing."""
    _, spoke, words = str(error).strip().rpartition("FATAL:")
    return words.strip().partition("\n")[0].rstrip(".") if spoke else ""
