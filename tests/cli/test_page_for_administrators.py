"""What the page for administrators says to type is typed here, in its order, and does what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Command
from postgres_server import HOST, PostgresServer, programs

_PAGE = (Path(__file__).parents[2] / "docs" / "shared-library.md").read_text(encoding="utf-8")
_SERVER = "db.council.example"
_NAMES = ("canvases", "canvases_old", "canvases_restored")


class Administrator:
    """Types what stands in the page's blocks of code, as a superuser where it is SQL."""

    def __init__(self, postgres: PostgresServer, cmc: Command, folder: Path) -> None:
        self._postgres = postgres
        self._cmc = cmc
        self._folder = folder

    def types(self, begin: str, *, database: str = "postgres") -> None:
        """All lines of the block in which a line begins like this."""
        for line in _block(begin):
            if line.startswith("cmc-desktop "):
                done = self._cmc(*shlex.split(self.here(line))[1:])
                assert done.status == 0, done.err
            elif re.match(r"(pg_|createdb|dropdb)", line):
                self._runs(line)
            else:
                self._postgres.run(line, database=database)

    def here(self, text: str) -> str:
        return text.replace(_SERVER, f"{HOST}:{self._postgres.port}")

    def address(self, user: str, database: str = "canvases") -> str:
        return self.here(f"postgresql+psycopg://{user}@{_SERVER}/{database}")

    def _runs(self, line: str) -> None:
        program, *words = shlex.split(line)
        found = programs()
        assert found is not None
        if not (found / program).exists():
            pytest.skip(f"{program} is not installed")
        there = {"PGHOST": HOST, "PGPORT": str(self._postgres.port)}
        subprocess.run([found / program, *words], env={**os.environ, **there}, cwd=self._folder, check=True)


def _block(begin: str) -> list[str]:
    blocks = re.findall(r"```(?:sql)?\n(.*?)```", _PAGE, re.DOTALL)
    (block,) = [one for one in blocks if re.search(f"^{re.escape(begin)}", one, re.MULTILINE)]
    return [line for line in block.splitlines() if line.strip()]


@pytest.fixture
def administrator(postgres: PostgresServer, cmc: Command, tmp_path: Path) -> Iterator[Administrator]:
    """One whose server has a library that was made as the page says, with a note-taker called Nora."""
    one = Administrator(postgres, cmc, tmp_path)
    one.types("CREATE ROLE canvases_admin")
    assert cmc("library", "create", one.address("canvases_admin")).status == 0
    one.types("CREATE ROLE nora")
    yield one
    for name in _NAMES:
        postgres.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    roles = [f"{name}_{kind}" for name in _NAMES for kind in ("reader", "writer", "signer")]
    postgres.run(f"DROP ROLE IF EXISTS nora, {', '.join(roles)}", "DROP ROLE canvases_admin")


def titles(administrator: Administrator, cmc: Command) -> str:
    """What Nora sees in her list."""
    done = cmc("--library", administrator.address("nora"), "list")
    assert done.status == 0, done.err
    return done.out


@pytest.mark.parametrize("given_to_officers", [False, True])
def test_a_dump_is_restored_looked_into_and_put_in_the_place_of_the_library(
    administrator: Administrator, postgres: PostgresServer, cmc: Command, given_to_officers: bool
) -> None:
    nora = administrator.address("nora")
    cmc("--library", nora, "new", "Before the dump")
    administrator.types("pg_dump")
    cmc("--library", nora, "new", "After the dump")
    administrator.types("createdb")
    restored = administrator.address("nora", "canvases_restored")
    assert cmc("--library", restored, "list").status == 1, "nobody but the administrator can read it"
    if given_to_officers:
        assert cmc("library", "create", administrator.address("canvases_admin", "canvases_restored")).status == 0

    administrator.types("ALTER DATABASE canvases WITH")
    told = cmc("--library", nora, "list")
    assert told.status == 1
    assert ("does not allow you this" in told.err) or (given_to_officers and "refused" in told.err)
    assert cmc("library", "create", administrator.address("canvases_admin")).status == 0
    if given_to_officers:
        administrator.types("DROP OWNED BY", database="canvases")
    assert "Before the dump" in titles(administrator, cmc)
    assert "After the dump" not in titles(administrator, cmc)
    assert cmc("library", "check", administrator.address("canvases_admin")).status == 0
    assert cmc("--library", nora, "new", "Written again").status == 0
    (may,) = postgres.rows("SELECT datacl::text FROM pg_database WHERE datname = 'canvases'")
    assert "canvases_reader=c" in str(may)
    assert "restored" not in str(may)
    assert not re.search("[{,]=", str(may)), "nobody without a role may connect"
