"""Writes a record pack on a disk of one megabyte that is nearly full, then with room; started by a test.

unshare --mount python tests/model/services/full_disk_pack.py FOLDER LIBRARY CANVAS
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.record_pack import PackWish, make_pack, pack_source
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.model.services.signing_keys import SigningKeys
from cmc_desktop.paths import resources_folder


def main(folder: Path, library_path: Path, canvas: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=True)
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(990_000))
    clock, resources = ManualClock(), resources_folder()
    with closing(Library.open(library_path, load_templates(resources), clock)) as library:
        source = pack_source(library, library.session(canvas).canvas)

    def pack() -> str:
        keys = SigningKeys(folder / "keys", clock)
        try:
            make_pack(source, folder, PackWish(), fonts=resources / "fonts", clock=clock, keys=keys)
        except CmcError as error:
            return str(error)
        return ""

    told = pack()
    left = sorted(path.name for path in folder.iterdir())
    ballast.write_bytes(b"")
    pack()
    print(json.dumps({"told": told, "left": left, "then": sorted(path.name for path in folder.iterdir())}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
