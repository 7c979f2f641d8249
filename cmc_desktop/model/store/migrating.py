"""Carries out the schema's migrations on a connection, in the transaction it is in."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

#: Alembic's scripts; the revision of schema version 7 is called "0007"
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def migrate(connection: Connection, version: int, target: int, scripts: Path = MIGRATIONS) -> None:
    """Bring the schema from `version` to `target`."""
    # Here, because Alembic takes 0.4 s to load and is needed once per new version of the app.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    # The library's own version number is what counts; Alembic's table follows it.
    command.stamp(config, f"{version:04}", purge=True)
    command.upgrade(config, f"{target:04}")
