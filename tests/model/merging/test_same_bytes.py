"""9: the same copies give the same bytes on every computer, however Python orders its sets there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import builders

HERE = Path(__file__).parent


def test_histories_give_the_same_bytes_under_every_hash_seed() -> None:
    folders = os.pathsep.join(map(str, (HERE, Path(builders.__file__).parent, HERE.parents[2])))
    running = [
        subprocess.Popen(
            [sys.executable, str(HERE / "same_bytes.py")],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": folders},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("0", "4242")
    ]
    told = {one.communicate()[0] for one in running}
    assert [one.returncode for one in running] == [0, 0]
    assert len(told) == 1
    assert len(told.pop().strip()) == 64
