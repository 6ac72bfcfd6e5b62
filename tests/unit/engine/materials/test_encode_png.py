"""The PNG encoder: lossless for every shape; the memory around the picture changes nothing."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from opus_studio.engine.materials import encode_png

shapes = st.tuples(st.integers(1, 70), st.integers(1, 70), st.sampled_from([0, 1, 3, 4]))


@settings(max_examples=80, deadline=None)
@given(shape=shapes, seed=st.integers(0, 2**32 - 1), smooth=st.booleans())
def test_reads_back_bit_exact(shape: tuple[int, int, int], seed: int, smooth: bool) -> None:
    height, width, channels = shape
    rng = np.random.default_rng(seed)
    size = (height, width, channels) if channels else (height, width)
    array = rng.integers(0, 256, size, dtype=np.uint8)
    if smooth:
        array //= 64
    with Image.open(io.BytesIO(encode_png(array))) as image:
        image.load()
        assert image.size == (width, height)
        read = np.asarray(image)
    assert np.array_equal(read, array[..., 0] if channels == 1 else array)


def test_views_encode_like_copies() -> None:
    array = np.random.default_rng(2).integers(0, 256, (40, 60, 4), dtype=np.uint8)
    view = array[::2, 5:50, :3]
    assert encode_png(view) == encode_png(np.ascontiguousarray(view))


def test_what_lies_in_memory_behind_a_picture_changes_nothing() -> None:
    rng = np.random.default_rng(3)
    array = rng.integers(0, 9, (40, 60, 3), dtype=np.uint8)
    found = set()
    for _ in range(20):
        around = rng.integers(0, 256, (60, 60, 3), dtype=np.uint8)
        around[:40] = array
        found.add(encode_png(around[:40]))
    assert found == {encode_png(array)}


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((4, 4, 2), np.uint8),
        np.zeros((4, 4, 3), np.uint16),
        np.zeros((0, 4, 3), np.uint8),
        np.zeros(4, np.uint8),
    ],
)
def test_what_is_not_a_picture_is_refused(array: np.ndarray) -> None:
    with pytest.raises(ValueError, match="picture"):
        encode_png(array)
