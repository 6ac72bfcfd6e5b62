from __future__ import annotations

import json
import subprocess
import sys

import pytest

from opus_studio import protocol
from opus_studio.protocol import MAX_SEED, Endpoint, JobStatus, ModelKind


def test_the_vocabulary_brings_in_nothing_of_the_studio():
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, opus_studio.protocol;"
            "print([m for m in sys.modules if m.split('.')[0] in"
            " ('opus_studio', 'pydantic', 'numpy', 'httpx')])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.strip() == "['opus_studio', 'opus_studio.protocol']"


def test_every_seed_survives_a_reader_that_counts_in_doubles():
    assert int(float(json.dumps(MAX_SEED))) == MAX_SEED
    assert int(float(MAX_SEED + 2)) != MAX_SEED + 2


def test_seeds_go_round():
    assert protocol.following_seed(7, 3) == 10
    assert protocol.following_seed(MAX_SEED - 1, 1) == MAX_SEED
    assert protocol.following_seed(MAX_SEED, 1) == 0


def test_the_stages_fill_the_whole_without_a_gap():
    edges = [protocol.overall_progress(stage, f) for stage in protocol.STAGES for f in (0.0, 1.0)]
    assert edges[0] == 0.0
    assert edges[-1] == 1.0
    assert edges[1:-1:2] == edges[2::2]
    assert protocol.overall_progress("textures", 0.5) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("kind", "count", "endpoint"),
    [
        (ModelKind.COMPONENT, 1, "create_opus_component"),
        (ModelKind.COMPONENT, 2, "create_opus_batch_component"),
        (ModelKind.STRUCTURE, 1, "create_opus_structure"),
        (ModelKind.STRUCTURE, 10, "create_opus_batch_structure"),
    ],
)
def test_kind_and_number_choose_the_endpoint(kind, count, endpoint):
    assert protocol.create_endpoint(kind, count) is Endpoint(endpoint)


def test_three_states_are_final():
    assert {status for status in JobStatus if status.is_final} == {
        JobStatus.COMPLETED,
        JobStatus.FAILED,
        JobStatus.CANCELLED,
    }
