"""Who may do what in a shared library: three roles of the database, which refuses what a role may not do."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Connection, text

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.store.postgres_tables import about_library
from cmc_desktop.model.store.rights import Rights
from cmc_desktop.model.store.tables import TABLES, journal

#: PostgreSQL's bound on the bytes of a name
_NAME_BYTES = 63


class Role(StrEnum):
    """Each may do what the one before may: read, write notes and lead workshops, sign."""

    READER = "reader"
    WRITER = "writer"
    SIGNER = "signer"


def role_name(database: str, role: Role) -> str:
    """The role's name on the server, which knows one set of names for all its databases."""
    return f"{database}_{role}"


def grant_roles(connection: Connection) -> None:
    """Make the roles that are missing and give each what it may do. Raises LibraryTrouble."""
    database = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
    quote = connection.dialect.identifier_preparer.quote_identifier
    names = {role: role_name(database, role) for role in Role}
    _make_missing(connection, names)
    reader, writer, signer = (quote(names[role]) for role in Role)
    signed = TABLES[SignOff].name
    for statement in (
        f"REVOKE CONNECT, TEMPORARY ON DATABASE {quote(database)} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {quote(database)} TO {reader}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {reader}",
        f"GRANT {reader} TO {writer}",
        f"GRANT {writer} TO {signer}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader}",
        f"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {writer}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {writer}",
        f"REVOKE INSERT, UPDATE, DELETE ON {about_library.name}, {signed} FROM {writer}",
        f"REVOKE UPDATE ON {journal.name} FROM {writer}",
        f"GRANT INSERT, UPDATE, DELETE ON {signed} TO {signer}",
    ):
        connection.exec_driver_sql(statement)
    _revoke_foreign(connection, {*names.values()})


def _revoke_foreign(connection: Connection, roles: set[str]) -> None:
    """Take away what a dump of another database brought along: rights of anybody but the owner and the three roles."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    query = (
        "SELECT DISTINCT c.relname, coalesce(r.rolname, '') FROM pg_class c "
        "CROSS JOIN aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S') AND a.grantee <> c.relowner"
    )
    for name, grantee in connection.exec_driver_sql(query).all():
        if grantee not in roles:
            whom = quote(grantee) if grantee else "PUBLIC"
            connection.exec_driver_sql(f"REVOKE ALL ON {quote(name)} FROM {whom} CASCADE")


def _make_missing(connection: Connection, names: dict[Role, str]) -> None:
    if any(len(name.encode()) > _NAME_BYTES for name in names.values()):
        raise LibraryTrouble(
            tr("The name of the database is too long to make roles of it."),
            safe=tr("Nothing was changed."),
            todo=tr("Choose a name of at most {count} letters.", count=_NAME_BYTES - 1 - len(Role.READER)),
        )
    there = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
    missing = [name for name in names.values() if name not in there]
    may = connection.exec_driver_sql("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
    if missing and not may.scalar_one():
        raise LibraryTrouble(
            tr("This user may not make the roles {names}.", names=", ".join(missing)),
            safe=tr("Nothing was changed."),
            todo=tr("Let an administrator of the server make them with CREATE ROLE, or use an account that may."),
        )
    for name in missing:
        quoted = connection.dialect.identifier_preparer.quote_identifier(name)
        connection.exec_driver_sql(f"CREATE ROLE {quoted} NOLOGIN")


def rights_of_user(connection: Connection) -> Rights:
    """What the user of this connection may do."""
    query = text("SELECT has_table_privilege('notes', 'INSERT'), has_table_privilege(:signed, 'INSERT')")
    write, sign = connection.execute(query, {"signed": TABLES[SignOff].name}).one()
    return Rights(write=bool(write), sign=bool(write and sign))
