"""Where the app looks for the files that come with it: in a checkout, and installed among other packages."""

from __future__ import annotations

import shutil
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from cmc_desktop import paths


@pytest.fixture
def there(tmp_path: Path) -> ModuleType:
    """The module of paths as it runs from a package in `tmp_path`."""
    package = tmp_path / "cmc_desktop"
    package.mkdir()
    copy = shutil.copy(paths.__file__, package)
    spec = spec_from_file_location("paths_elsewhere", copy)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    # its dataclass looks its own module up by name
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
    return module


def ours(folder: Path) -> Path:
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "city-model-canvas.json").write_text("{}")
    return folder


def test_an_installed_app_takes_the_files_inside_it_even_beside_a_folder_that_looks_like_a_checkouts(
    tmp_path: Path, there: ModuleType
) -> None:
    ours(tmp_path / "resources")
    inside = ours(tmp_path / "cmc_desktop" / "resources")
    assert there.resources_folder() == inside


def test_a_checkout_has_them_beside_the_package(tmp_path: Path, there: ModuleType) -> None:
    beside = ours(tmp_path / "resources")
    assert there.resources_folder() == beside


def test_a_folder_of_somebody_else_is_not_taken_for_ours(tmp_path: Path, there: ModuleType) -> None:
    (tmp_path / "resources" / "templates").mkdir(parents=True)
    (tmp_path / "resources" / "templates" / "letter.html").write_text("<p>")
    with pytest.raises(FileNotFoundError, match="install it again"):
        there.resources_folder()
