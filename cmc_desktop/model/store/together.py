"""Several statements: a file takes them one by one, a server all at once, as each way there and back counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Executable

from cmc_desktop.model.store.statements import TRANSACTION, Values, Writing
from cmc_desktop.model.store.writing import WRITING


def read_together(connection: Connection, queries: Sequence[tuple[Executable, Values]]) -> list[Sequence[Any]]:
    """The rows of each query, in their order."""
    if connection.dialect.name == "postgresql":
        # loads the driver of a server, which a library in a file never needs
        from cmc_desktop.model.store.postgres_together import read

        return read(connection, queries)
    return [connection.execute(query, values).all() for query, values in queries]


def commit_together(engine: Engine, writings: Sequence[Writing], committing: Callable[[str], object]) -> bool:
    """Write all in their order, in one transaction; `committing` is called with its name when only its end is left.

    False when one that must hit did not: then nothing is written.
    """
    if engine.dialect.name == "postgresql":
        # as above
        from cmc_desktop.model.store.postgres_together import commit

        return commit(engine, writings, committing)
    with engine.execution_options(**WRITING).connect() as connection, connection.begin() as transaction:
        if not write(connection, writings):
            transaction.rollback()
            return False
        committing(transaction_of(connection))
    return True


def transaction_of(connection: Connection) -> str:
    """How a server calls the transaction that goes on; empty for a file, whose end is waited for."""
    if connection.dialect.name != "postgresql":
        return ""
    return str(connection.exec_driver_sql(TRANSACTION).scalar_one())


def goes_on(connection: Connection, transaction: str) -> bool:
    """Whether a server still carries out a transaction, which it may have come to the end of or not.

    What it has stored is seen by who begins to read after this said that it does not.
    """
    if not transaction:
        return False
    # as above
    from cmc_desktop.model.store.postgres_together import goes_on

    return goes_on(connection, transaction)


def write(connection: Connection, writings: Sequence[Writing]) -> bool:
    """Write one by one in a transaction that has begun; False after one that must hit and did not."""
    for writing in writings:
        rows = [dict(row) for row in writing.rows]
        done = connection.execute(writing.statement, rows if len(rows) > 1 else rows[0])
        if writing.must_hit and not done.rowcount:
            return False
    return True
