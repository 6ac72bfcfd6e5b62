"""PNGs of the materials, read back."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from opus_studio.engine.export.images import tinted
from opus_studio.engine.export.png_reader import Picture
from opus_studio.engine.materials import encode_png


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_every_channel_comes_back(channels):
    picture = np.random.default_rng(1).integers(0, 256, (33, 17, channels), np.uint8)
    read = Picture(encode_png(picture))
    assert read.shape == picture.shape
    for index in range(channels):
        np.testing.assert_array_equal(read.channel(index), picture[..., index])


def test_a_png_of_another_kind_is_refused():
    other = io.BytesIO()
    Image.fromarray(np.zeros((8, 8, 3), np.uint8)).save(other, "PNG")
    with pytest.raises(ValueError, match="SUB filter"):
        Picture(other.getvalue())
    with pytest.raises(ValueError, match="no PNG"):
        Picture(b"GIF89a")
    with pytest.raises(ValueError, match="no header"):
        Picture(other.getvalue()[:8])


def test_a_tint_multiplies_in_linear_light_and_keeps_alpha():
    picture = np.full((4, 4, 4), (255, 188, 100, 77), np.uint8)
    result = tinted(Picture(encode_png(picture)), (188, 255, 0))
    # 188 is half the light in sRGB: half of white is 188 again.
    np.testing.assert_array_equal(result[0, 0], (188, 188, 0, 77))
