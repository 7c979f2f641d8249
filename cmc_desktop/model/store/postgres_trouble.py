"""What a PostgreSQL server complains about, told as what happened, what is safe and what to do."""

from __future__ import annotations

import re

import psycopg
from psycopg import errors
from psycopg.pq.abc import PGconn

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import ChangedElsewhere, CmcError, CutOff, LibraryTrouble, PasswordWanted
from cmc_desktop.model.store.postgres_unreached import unreached


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
            tr("The server refused the connection: {why}.", why=_spoken(error)),
            safe=tr("Nothing was changed."),
            todo=tr("Check server, database and user, or ask whoever looks after the shared library."),
        )
    reason = unreached(error)
    if reason is not None:
        return CutOff(reason.happened, safe=kept, todo=reason.todo)
    spoken = _spoken(error)
    if _is_full(error):
        return CutOff(
            tr("The server of the shared library lets nobody else in at the moment: {why}.", why=spoken),
            safe=kept,
            todo=tr("Try again in a moment. If it happens often, ask whoever looks after it for more connections."),
        )
    return CutOff(
        tr("The server of the shared library cannot be reached ({why}).", why=spoken)
        if spoken
        else tr("The server of the shared library cannot be reached."),
        safe=kept,
        todo=tr("Try again in a moment. If it stays away, ask whoever looks after the shared library."),
    )


#: While somebody is let in or not, the driver hands over no SQLSTATE but words, in the language of the server. So what
#: they are about is told by the names in them, which are the same in every language: of the user, of the database.
_PASSWORD_STATES = ("28P01", "28000")
#: classes of SQLSTATE with which a server that was reached says no: authorisation, and no such database
_REFUSALS = ("28", "3D")
#: what only a server that speaks English tells apart from a wrong password, and a passing trouble from a refusal
_FULL = ("too many connections", "too many clients", "connection slots are reserved")
_NOT_THE_PASSWORD = (*_FULL, "not permitted to log in")
#: how the driver puts what a server said, whatever it calls its gravity: "… failed: FATAL:  the words"
_SPOKEN = re.compile(r'(?:^|failed: )[^:"\n]+:  ([^\n]*)')


def wants_password(error: psycopg.Error) -> bool:
    """Whether the server wants a password, or another one than it was given."""
    connection = error.pgconn
    if connection is None or not isinstance(error, psycopg.OperationalError):
        return False
    if connection.needs_password:
        return True
    if not connection.used_password:
        return False
    if error.sqlstate:
        return error.sqlstate in _PASSWORD_STATES
    user, database = _named(connection)
    said = _spoken(error)
    about_the_database = database != user and _speaks_of(said, database)
    return _speaks_of(said, user) and not about_the_database and not any(words in said for words in _NOT_THE_PASSWORD)


def refused_login(error: BaseException) -> bool:
    """Whether the server was reached and let nobody in: asking it again at once changes nothing."""
    return isinstance(error, psycopg.OperationalError) and (wants_password(error) or _was_refused(error))


def _was_refused(error: psycopg.OperationalError) -> bool:
    """Whether the server was reached and said no, rather than being away, full, starting or stopping."""
    if _is_full(error):
        return False
    if error.sqlstate:
        return error.sqlstate.startswith(_REFUSALS)
    connection = error.pgconn
    return connection is not None and any(_speaks_of(_spoken(error), name) for name in _named(connection))


def _is_full(error: psycopg.OperationalError) -> bool:
    """Whether as many are connected as the user, the database or the server may have: when one of them goes, the next
    is let in."""
    said = _spoken(error)
    return isinstance(error, errors.TooManyConnections) or any(words in said for words in _FULL)


def _named(connection: PGconn) -> tuple[str, str]:
    """User and database that were asked for."""
    return connection.user.decode(errors="replace"), connection.db.decode(errors="replace")


def _speaks_of(said: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) is not None


def what_it_said(error: BaseException) -> str:
    """Why nobody is let in, in a few words: the server's own, or why it is not spoken with. Empty when it is away."""
    reason = unreached(error)
    return _spoken(error) if reason is None else reason.why


def _spoken(error: BaseException) -> str:
    """What the server itself said when it let nobody in; empty when it said nothing."""
    said = _SPOKEN.findall(str(error).strip())
    return str(said[-1]).strip().rstrip(".") if said else ""
