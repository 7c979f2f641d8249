"""The model works from a plain Python prompt: without Qt, and its domain without a database."""

import subprocess
import sys

import pytest

_BLOCKED = """
import sys
from importlib.abc import MetaPathFinder

class Blocked(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ImportError("blocked: " + name)

sys.meta_path.insert(0, Blocked())
"""

_EVERY_MODULE = """
import importlib, pkgutil
import cmc_desktop.{package} as package
names = [package.__name__, *(m.name for m in pkgutil.walk_packages(package.__path__, package.__name__ + "."))]
for name in names:
    importlib.import_module(name)
print(len(names))
"""

_A_LIFE = """
import tempfile
from pathlib import Path
from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.services.clock import SystemClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.paths import resources_folder
with tempfile.TemporaryDirectory() as folder:
    library = Library.open(Path(folder) / "library.cmcdb", load_templates(resources_folder()), SystemClock())
    session = library.session(library.new("Night bus"))
    session.do(AddNote("value", "Home safely"))
    print(library.search("safe")[0].notes[0].text)
    library.close()
"""


def run(blocked: set[str], code: str) -> str:
    """What `code` prints in a fresh Python in which the modules `blocked` cannot be imported."""
    ran = subprocess.run(
        [sys.executable, "-c", _BLOCKED.format(blocked=blocked) + code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


QT = {"PySide6", "shiboken6", "PyQt6"}


def test_the_whole_model_imports_without_qt() -> None:
    assert int(run(QT, _EVERY_MODULE.format(package="model"))) > 40


def test_a_canvas_lives_without_qt() -> None:
    assert run(QT, _A_LIFE) == "Home safely"


def test_the_domain_imports_without_any_database_or_paper() -> None:
    blocked = {*QT, "sqlalchemy", "sqlite3", "_sqlite3", "alembic", "reportlab", "pikepdf", "platformdirs"}
    assert int(run(blocked, _EVERY_MODULE.format(package="model.domain"))) > 20


@pytest.mark.parametrize("blocked", ["json", "cmc_desktop.paths"])
def test_a_blocked_module_is_missed(blocked: str) -> None:
    with pytest.raises(AssertionError, match="blocked"):
        run({blocked.partition(".")[0]}, _EVERY_MODULE.format(package="model.domain"))
