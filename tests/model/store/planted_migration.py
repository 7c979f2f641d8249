"""A migration that there is not yet: the app's own and one more, to the next version of the schema."""

from __future__ import annotations

from pathlib import Path

from cmc_desktop.model.store.migrating import MIGRATIONS
from cmc_desktop.model.store.tables import SCHEMA_VERSION

NEXT = SCHEMA_VERSION + 1

_SCRIPT = f'''
import sqlalchemy as sa
from alembic import op

revision = "{NEXT:04}"
down_revision = "{SCHEMA_VERSION:04}"


def upgrade() -> None:
    op.create_table("things", sa.Column("id", sa.Text(), primary_key=True))
    with op.batch_alter_table("canvases") as canvases:
        canvases.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default="blue"))
    op.execute("UPDATE notes SET text = text || ' (migrated)'")
'''


def scripts_with_one_more(folder: Path) -> Path:
    """The scripts in a new `folder`. The last makes a table `things` and a new column, and touches every note."""
    (folder / "versions").mkdir(parents=True)
    for script in ["env.py", *(f"versions/{path.name}" for path in (MIGRATIONS / "versions").glob("*.py"))]:
        (folder / script).write_text((MIGRATIONS / script).read_text())
    _planted(folder).write_text(_SCRIPT)
    return folder


def let_it_also(folder: Path, step: str) -> None:
    """Let the last of the scripts do one thing more at its end: a line of Python over `op`, which is Alembic's."""
    with _planted(folder).open("a") as script:
        script.write(f"    {step}\n")


def _planted(folder: Path) -> Path:
    return folder / "versions" / f"{NEXT:04}_planted.py"
