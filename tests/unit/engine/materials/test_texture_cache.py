"""The cache of encoded sets: kept, limited, shared by processes, and healed."""

from __future__ import annotations

import io
import logging
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from opus_studio.engine.materials import EncodedSet, TextureCache, TextureKey, texture_set

OAK = TextureKey("oak")
SIZE = 64


def files(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.maps"))


def read(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image)


def test_pictures_are_the_maps(tmp_path: Path) -> None:
    found = TextureCache(tmp_path).encoded(OAK, SIZE)
    maps = texture_set("oak", SIZE)
    assert np.array_equal(read(found.base_color), maps.base_color)
    assert np.array_equal(read(found.normal), maps.normal)
    assert np.array_equal(read(found.orm), maps.orm)


def test_second_cache_reads_what_the_first_wrote(tmp_path: Path) -> None:
    first = TextureCache(tmp_path).encoded(OAK, SIZE)
    (stored,) = files(tmp_path)
    os.utime(stored, (1, 1))
    assert TextureCache(tmp_path).encoded(OAK, SIZE) == first
    assert stored.stat().st_mtime > 1, "its use was noted, so it was read"


def test_keys_do_not_collide(tmp_path: Path) -> None:
    cache = TextureCache(tmp_path)
    sets = {
        cache.encoded(TextureKey(name, neutral), size)
        for name in ("oak", "pine")
        for neutral in (False, True)
        for size in (32, 64)
    }
    assert len(sets) == len(files(tmp_path)) == 8


@pytest.mark.parametrize("damage", ["cut", "flip", "empty"])
def test_damaged_file_is_made_again(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    good = TextureCache(tmp_path).encoded(OAK, SIZE)
    (stored,) = files(tmp_path)
    data = bytearray(stored.read_bytes())
    if damage == "cut":
        del data[len(data) // 2 :]
    elif damage == "flip":
        data[len(data) // 2] ^= 0xFF
    else:
        data.clear()
    stored.write_bytes(data)
    with caplog.at_level(logging.WARNING):
        assert TextureCache(tmp_path).encoded(OAK, SIZE) == good
    assert "damaged" in caplog.text
    assert TextureCache(tmp_path).encoded(OAK, SIZE) == good
    assert len(files(tmp_path)) == 1


def test_limit_drops_what_was_not_used_for_longest(tmp_path: Path) -> None:
    roomy = TextureCache(tmp_path)
    names = ["oak", "pine", "walnut"]
    for age, name in enumerate(names):
        roomy.encoded(TextureKey(name), SIZE)
        (newest,) = [path for path in files(tmp_path) if path.stat().st_mtime > 1_000_000]
        os.utime(newest, (1000 + age, 1000 + age))
    oldest = min(files(tmp_path), key=lambda path: path.stat().st_mtime)
    total = sum(path.stat().st_size for path in files(tmp_path))
    TextureCache(tmp_path, limit_bytes=total).encoded(TextureKey("teak"), SIZE)
    assert oldest not in files(tmp_path)
    assert sum(path.stat().st_size for path in files(tmp_path)) <= total


def test_memory_alone_will_do() -> None:
    cache = TextureCache(None, limit_bytes=1 << 20)
    first = cache.encoded(OAK, SIZE)
    assert cache.encoded(OAK, SIZE) is first


def test_arrays_are_kept_and_read_only() -> None:
    cache = TextureCache(None)
    maps = cache.arrays(OAK, SIZE)
    assert cache.arrays(OAK, SIZE) is maps
    with pytest.raises(ValueError, match="read-only"):
        maps.normal[0, 0, 0] = 1


def test_directory_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    place = tmp_path / "cache"
    cache = TextureCache(place)
    place.rmdir()
    place.write_text("in the way", encoding="utf-8")
    assert cache.encoded(OAK, SIZE).base_color.startswith(b"\x89PNG")


def test_threads_share_one_cache(tmp_path: Path) -> None:
    cache = TextureCache(tmp_path)
    with ThreadPoolExecutor(6) as pool:
        sets = list(pool.map(lambda _: cache.encoded(OAK, SIZE), range(12)))
    assert len(set(sets)) == 1


def _from_process(directory: Path) -> list[EncodedSet]:
    cache = TextureCache(directory, limit_bytes=60_000)
    return [cache.encoded(TextureKey(name), 32) for name in ("oak", "pine", "brass", "linen") * 3]


def test_processes_share_one_directory(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(3, mp_context=context) as pool:
        results = list(pool.map(_from_process, [tmp_path] * 3))
    assert results[0] == results[1] == results[2]
    assert not list(tmp_path.glob("*.tmp"))
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 60_000
