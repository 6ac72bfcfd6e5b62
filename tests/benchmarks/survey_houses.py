"""Many houses, and what must hold of each: openings, roof, way in, and nothing in the air.

    python tests/benchmarks/survey_houses.py [SEEDS]

Prints what is wrong; the search for what hangs in the air takes seconds a house. `survey_seeds`
looks over the geometry itself.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from opus_studio.engine import catalog
from opus_studio.engine.schema import Request
from opus_studio.engine.structures.house.context import HouseContext
from opus_studio.engine.structures.house.openings import layout
from tests.tools.floating import floating
from tests.tools.house_facts import misplaced_openings, roof_gaps, way_in


def main(count: int) -> int:
    wrong = 0
    for seed in range(count):
        resolved = catalog.resolve_request(Request("House", seed=seed))
        context, scene = HouseContext(resolved), catalog.build(resolved)
        plan = layout(context)
        problems = [
            *misplaced_openings(context, plan),
            *roof_gaps(context),
            *way_in(context, plan, scene),
            *(f"{name} hangs in the air" for name in floating(scene)),
        ]
        for problem in problems:
            print(f"seed {seed}: {problem}", flush=True)
        wrong += bool(problems)
    print(f"{count} houses, {wrong} with something wrong")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
