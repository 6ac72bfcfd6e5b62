"""Memory and time of a finished House with maps of 4096 pixels.

    python tests/benchmarks/bench_memory.py [FILE]

Without FILE the House is made first, in a process of its own, which takes a minute. Each step is
measured in a fresh process: the highest resident size, and that which stays while the result is
kept and after it is let go.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MODEL = "House"
RESOLUTION = 4096
SEED = 4


def say(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def resident() -> float:
    """Megabytes that this process has in memory now (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def peak() -> float:
    """The most megabytes that this process has had in memory (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def make(folder: str) -> None:
    """Write the House."""
    options = ["--texture-resolution", str(RESOLUTION), "--extension", "glb", "--seed", str(SEED)]
    command = [sys.executable, "-m", "opus_studio", "generate", MODEL, *options, "--out", folder]
    subprocess.run(command, check=True)


def read(file: str) -> None:
    """Read a file as the viewport does."""
    from opus_studio.ui.viewport.model_file import read_model

    before, started, busy = resident(), time.perf_counter(), time.process_time()
    model = read_model(Path(file))
    seconds, processor = time.perf_counter() - started, time.process_time() - busy
    maps = [a for m in model.textures.values() for a in (m.base, m.normal, m.orm) if a is not None]
    card = sum(a.shape[0] * a.shape[1] * 4 * 4 / 3 for a in maps) / 1e6
    kept = resident()
    figures = model.displayed.statistics
    del model, maps
    gc.collect()
    say(f"{figures.triangles} triangles, {figures.materials} materials, maps {card:.0f} MB on card")
    say(f"read in {seconds:.1f} s, {processor:.1f} s of processor time")
    say(f"before {before:.0f} MB, peak {peak():.0f} MB, kept {kept:.0f} MB, after {resident():.0f}")


STEPS: dict[str, Callable[[str], None]] = {"make": make, "read": read}
"""Steps by name; `make` takes a folder, the others the file."""


def main() -> None:
    """Run the steps, each in a process of its own."""
    if len(sys.argv) == 3:
        STEPS[sys.argv[1]](sys.argv[2])
        return
    with tempfile.TemporaryDirectory() as folder:
        file = sys.argv[1] if len(sys.argv) == 2 else f"{folder}/{MODEL}-{SEED}/{MODEL}.glb"
        for name in STEPS:
            if name == "make" and len(sys.argv) == 2:
                continue
            argument = folder if name == "make" else file
            subprocess.run([sys.executable, __file__, name, argument], check=True)


if __name__ == "__main__":
    main()
