"""Two hundred seeds of every model: geometry checker, triangle budget, glTF validator.

    python tests/benchmarks/survey_seeds.py [SEEDS] [MODEL ...]

Prints what is wrong; takes minutes. The tests do the same with fewer seeds.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from opus_studio.engine import catalog
from tests.tools.survey import survey


def main(count: int, models: list[str]) -> int:
    wrong = 0
    for name in models or catalog.models():
        with tempfile.TemporaryDirectory() as folder:
            found = survey(name, range(count), Path(folder))
        print(f"{name}: {count} seeds, {len(found)} findings", flush=True)
        for finding in found:
            print(f"  seed {finding.seed}: {finding.text}")
        wrong += len(found)
    return min(wrong, 1)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(int(arguments[0]) if arguments else 200, arguments[1:]))
