"""Random numbers that depend on the seed and a name only.

Setting one parameter, or adding one to the code, changes no other's number.
"""

from __future__ import annotations

import hashlib

import numpy as np


def uniform(seed: int, name: str) -> float:
    """A number 0..1 (1 excluded) that depends on the seed and the name only."""
    return int.from_bytes(_digest(seed, name)[:8], "little") / 2**64


def generator(seed: int, name: str) -> np.random.Generator:
    """Random numbers for surface irregularity, the same for the same seed and name."""
    entropy = int.from_bytes(_digest(seed, name), "little")
    return np.random.default_rng(np.random.SeedSequence(entropy))


def _digest(seed: int, name: str) -> bytes:
    return hashlib.blake2b(f"{seed}:{name}".encode(), digest_size=16).digest()
