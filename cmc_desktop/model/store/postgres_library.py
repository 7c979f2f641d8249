"""A library in a database on a server: made and brought up to date by its administrator, opened by everybody.

Opening never changes the schema: an app that is newer than the library would else lock out all the others in the
middle of their work.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, select

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.store import search
from cmc_desktop.model.store.closing import close_for_good
from cmc_desktop.model.store.index_check import misfits
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress
from cmc_desktop.model.store.migrating import MIGRATIONS, migrate
from cmc_desktop.model.store.postgres_engine import Gate, open_engine
from cmc_desktop.model.store.postgres_leading import PostgresLeading, new_presence
from cmc_desktop.model.store.postgres_news import PostgresNews
from cmc_desktop.model.store.postgres_roles import grant_roles, rights_of_user
from cmc_desktop.model.store.postgres_tables import APPLICATION, about_library, missing_of, tell_changes
from cmc_desktop.model.store.postgres_tables import metadata as own_metadata
from cmc_desktop.model.store.rights import Rights
from cmc_desktop.model.store.tables import SCHEMA_VERSION, metadata, overview, search_state
from cmc_desktop.model.store.trouble import told_plainly

#: advisory lock that whoever makes or migrates a library holds: "CMCD"
_MAKING = 0x434D4344


class PostgresLibrary:
    """An open library on a server, which has this app's schema. Raises LibraryTrouble."""

    def __init__(self, address: ServerAddress) -> None:
        self._address = address
        self._gate = Gate(address)
        self._presence = new_presence()
        self._news: PostgresNews | None = None
        self.engine = open_engine(address, self._gate)
        with ExitStack() as half_opened:
            half_opened.callback(self.close)  # so that no connection is left open where anything is refused
            with told_plainly(reading=True), self.engine.connect() as connection:
                _check_version(_version(connection), address)
                self._rights = rights_of_user(connection)
            half_opened.pop_all()

    @property
    def rights(self) -> Rights:
        return self._rights

    @property
    def news(self) -> PostgresNews:
        """What comes in by itself; listening begins when it is first asked for."""
        if self._news is None:
            self._gate.is_of_a_window = True
            self._news = PostgresNews(self._gate, self._presence)
        return self._news

    @cached_property
    def leading(self) -> PostgresLeading:
        return PostgresLeading(self.engine, self._presence)

    def renew(self, address: LibraryAddress) -> None:
        """Go on with another password. Raises LibraryTrouble when the server does not take it."""
        if not isinstance(address, ServerAddress):
            return
        with told_plainly(reading=True):
            trial = open_engine(address)
            try:
                trial.connect().close()
            finally:
                trial.dispose()
        self._gate.address = address
        self._gate.open()
        if self._news is not None:
            self._news.try_again()

    def check(self) -> str:
        """'ok' when every row can be read and nothing is missing; the server looks after its own files."""
        with told_plainly(reading=True), self.engine.connect() as connection:
            missing = missing_of(connection)
            if missing:
                return tr("{names} missing; “library create” makes it again", names=", ".join(missing))
            for table in metadata.sorted_tables:
                for _ in connection.execute(select(table), execution_options={"yield_per": 500}):
                    pass
        return "ok"

    def close(self) -> None:
        if self._news is not None:
            self._news.close()
        close_for_good(self.engine)


def create_library(address: ServerAddress, *, scripts: Path = MIGRATIONS, target: int = SCHEMA_VERSION) -> bool:
    """Make an empty library in the database and the three roles, or bring the library there up to date.

    One transaction, which waits for another that does the same. True when a library was made, False when there was
    one. Raises LibraryTrouble; then everything is as it was.
    """
    engine = open_engine(address)
    try:
        with told_plainly(), _alone(engine) as connection:
            version = _version(connection)
            if version is None:
                _make(connection)
            elif version > target:
                raise _too_new(address)
            elif version < target:
                migrate(connection, version, target, scripts)
                connection.execute(about_library.update().values(schema_version=target))
            if version is not None:
                _heal(connection)
            tell_changes(connection)
            grant_roles(connection)
        return version is None
    finally:
        engine.dispose()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that began when nobody else made or migrated this library; it sees what they left."""
    with engine.connect() as waiting:
        waiting = waiting.execution_options(isolation_level="READ COMMITTED")
        with waiting.begin():
            waiting.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
            waiting.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MAKING})")
            yield waiting


def _version(connection: Connection) -> int | None:
    """The schema version of the library in the database; None when there is none."""
    if not inspect(connection).has_table(about_library.name):
        return None
    query = select(about_library.c.schema_version).where(about_library.c.application == APPLICATION)
    found = connection.execute(query).scalar()
    return None if found is None else int(found)


def _make(connection: Connection) -> None:
    taken = {*metadata.tables, about_library.name} & set(inspect(connection).get_table_names())
    if taken:
        raise LibraryTrouble(
            tr("The database holds tables of something else: {names}.", names=", ".join(sorted(taken))),
            safe=tr("Nothing was changed."),
            todo=tr("Choose an empty database."),
        )
    metadata.create_all(connection)
    own_metadata.create_all(connection)
    search.create_index(connection)
    connection.execute(insert(about_library), {"application": APPLICATION, "schema_version": SCHEMA_VERSION})


def _heal(connection: Connection) -> None:
    """Make again what can be: who leads, and the index of words. What people wrote is never made anew."""
    own_metadata.create_all(connection)
    metadata.create_all(connection, tables=[overview, search_state])
    if not inspect(connection).has_table("overview_words"):
        search.create_words(connection)
    if not search.is_sound(connection) or misfits(connection):
        search.begin_anew(connection)


def _check_version(version: int | None, address: ServerAddress) -> None:
    if version is None:
        raise LibraryTrouble(
            tr("There is no library in the database {shown}.", shown=address.shown),
            safe=tr("Nothing was changed."),
            todo=tr("An administrator makes one with: cmc-desktop library create {url}", url=address.url),
        )
    if version > SCHEMA_VERSION:
        raise _too_new(address)
    if version < SCHEMA_VERSION:
        raise LibraryTrouble(
            tr("The shared library {shown} is of an older CMC Desktop.", shown=address.shown),
            safe=tr("Nothing was changed."),
            todo=tr("An administrator brings it up to date with: cmc-desktop library create {url}", url=address.url),
        )


def _too_new(address: ServerAddress) -> LibraryTrouble:
    return LibraryTrouble(
        tr("The shared library {shown} was written by a newer CMC Desktop.", shown=address.shown),
        safe=tr("Nothing was changed."),
        todo=tr("Open it with the newer version of the app."),
    )
