"""The same request gives the same bytes, whatever process makes it and whatever ran before."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from opus_studio.engine.export import EXTENSIONS
from opus_studio.engine.export.fbx_binary import Record

PROGRAM = """
import hashlib, sys
from pathlib import Path
import numpy as np
from opus_studio.engine.export import export
from opus_studio.engine.materials import TextureCache
from tools.scenes import sample
# What a process did before leaves traces in the memory that is handed out again.
noise = np.random.default_rng(int(sys.argv[2]))
for size in (512, 4096, 65536, 300000):
    noise.integers(0, 256, size).astype(np.uint8)
threads = 1 + int(sys.argv[2]) % 3
files = export(sample(), Path(sys.argv[1]), name="Sample", extensions=sys.argv[3:], resolution=64,
               textures=TextureCache(None, threads=threads), extras={"seed": 1}).files
for path in sorted({path for paths in files.values() for path in paths}):
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_every_format_is_the_same_from_fresh_processes(tmp_path: Path) -> None:
    answers = set()
    for run in range(4):
        environment = os.environ | {"PYTHONHASHSEED": str(run), "NUMBA_NUM_THREADS": "1"}
        environment["PYTHONPATH"] = os.pathsep.join(
            (str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH", ""), os.getcwd())
        )
        command = [sys.executable, "-c", PROGRAM, str(tmp_path / str(run)), str(run), *EXTENSIONS]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=300, check=True
        )
        answers.add(done.stdout)
    (answer,) = answers
    assert len(answer.splitlines()) > len(EXTENSIONS)


@pytest.mark.parametrize("length", [17, 48, 49, 200])
def test_an_fbx_array_does_not_show_what_lies_behind_it_in_memory(length: int, tmp_path) -> None:
    import numpy as np

    noise = np.random.default_rng(length)
    values = noise.integers(0, 40, length).astype(np.float64)
    digests = set()
    for run in range(40):
        around = noise.integers(0, 2**63, length + 64).view(np.float64)
        around[run % 32 : run % 32 + length] = values
        path = tmp_path / "record"
        with path.open("wb") as stream:
            Record("Vertices", (around[run % 32 : run % 32 + length],)).write(stream)
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1
