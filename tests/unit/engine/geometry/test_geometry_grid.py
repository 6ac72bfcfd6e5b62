"""Grids: their triangles fit their normals, however the cells are cut."""

from __future__ import annotations

import numpy as np
import pytest

from opus_studio.engine.geometry.build import limits, percentile
from opus_studio.engine.geometry.grid import (
    cut_faces,
    grid_faces,
    grid_normals,
    run_lengths,
    turned_faces,
)


def _summed(points: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """Vertex normals the slow way: each triangle's area added to its corners."""
    flat = points.reshape(-1, 3)
    total = np.zeros_like(flat)
    for a, b, c in faces.reshape(-1, 3).astype(int):
        area = np.cross(flat[b] - flat[a], flat[c] - flat[a])
        for corner in (a, b, c):
            total[corner] += area
    return total / np.linalg.norm(total, axis=1)[:, None]


def _hills(rows: int, columns: int) -> np.ndarray:
    stream = np.random.default_rng(7)
    x, z = np.meshgrid(np.arange(columns) * 0.1, np.arange(rows) * -0.1)
    return np.stack([x, stream.uniform(0.0, 0.05, x.shape), z], -1)


@pytest.mark.parametrize("cut", ["plain", "other", "mixed"])
def test_normals_are_those_of_the_triangles(cut: str) -> None:
    points = _hills(6, 9)
    other = {
        "plain": np.zeros((5, 8), bool),
        "other": np.ones((5, 8), bool),
        "mixed": np.random.default_rng(3).random((5, 8)) < 0.5,
    }[cut]
    normals = grid_normals(points, other)
    expected = _summed(points, cut_faces(6, 9, other))
    assert np.abs(normals.reshape(-1, 3) - expected).max() < 1e-5
    assert (normals[..., 1] > 0.0).all()


def test_a_ring_is_smooth_over_its_seam() -> None:
    angle = np.linspace(0.0, 2.0 * np.pi, 13)
    points = np.empty((4, 13, 3))
    points[..., 0], points[..., 2] = np.sin(angle), np.cos(angle)
    points[..., 1] = np.arange(4)[:, None]
    points[:, -1] = points[:, 0]
    normals = grid_normals(points, ring=True)
    assert np.array_equal(normals[:, 0], normals[:, -1])
    assert np.abs(normals[1:-1] - points[1:-1] * (1.0, 0.0, 1.0)).max() < 1e-5


def test_turned_triangles_face_the_other_side() -> None:
    assert np.array_equal(turned_faces(3, 4), grid_faces(3, 4)[..., ::-1])


def test_shared_triangles_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        grid_faces(3, 4)[0] = 0


def test_lengths_run_along_either_axis() -> None:
    points = np.zeros((3, 4, 3))
    points[..., 0] = np.arange(4) * 0.2
    points[..., 2] = np.arange(3)[:, None] * 0.5
    assert np.allclose(run_lengths(points, 1), np.arange(4) * 0.2)
    assert np.allclose(run_lengths(points, 0), np.arange(3)[:, None] * 0.5)


def test_percentiles_and_limits_are_those_of_numpy() -> None:
    values = np.random.default_rng(5).random((101, 3))
    for percent in (0.0, 0.6, 4.0, 50.0, 100.0):
        assert percentile(values[:, 0], percent) == pytest.approx(
            np.percentile(values[:, 0], percent)
        )
    assert np.array_equal(limits(values), [values.min(0), values.max(0)])
