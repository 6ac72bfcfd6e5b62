"""A small model for the preview's tests: a wooden block with a glass cap, and a way to crash."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.scene import Mesh, Node, Part, Scene
from opus_studio.engine.schema import Asset, Model, Resolved, Slot, choice, length


@dataclass(frozen=True)
class Body(Asset, name="block_body_plain"):
    """A block."""

    width: float = length(1.0, 0.1, 5.0, "Width.")
    height: float = length(1.0, 0.1, 5.0, "Height.")
    mood: str = choice("calm", ("calm", "slow", "crash"), "What it does.", typical=("calm",))


@dataclass(frozen=True)
class Cap(Asset, name="block_cap_plain"):
    """A thin sheet on top."""

    thickness: float = length(0.02, 0.01, 0.1, "Thickness.")


BODY = Slot("block_body", Body)
CAP = Slot("block_cap", Cap)


def box(size: tuple[float, float, float], bottom: float) -> Mesh:
    half = np.array(size) / 2
    corners, normals, uvs, triangles = [], [], [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            u, v = (axis + 1) % 3, (axis + 2) % 3
            square = np.zeros((4, 3))
            square[:, axis] = sign * half[axis]
            square[:, u] = np.array([-1, 1, 1, -1]) * half[u] * sign
            square[:, v] = np.array([-1, -1, 1, 1]) * half[v]
            start = 4 * len(corners)
            corners.append(square)
            normal = np.zeros((4, 3))
            normal[:, axis] = sign
            normals.append(normal)
            uvs.append(square[:, [u, v]])
            triangles.append([[start, start + 1, start + 2], [start, start + 2, start + 3]])
    positions = np.concatenate(corners) + np.array([0, bottom + half[1], 0])
    return Mesh(
        positions.astype(np.float32),
        np.concatenate(normals).astype(np.float32),
        np.concatenate(uvs).astype(np.float32),
        np.concatenate(triangles).astype(np.uint32),
    )


def build(resolved: Resolved) -> Scene:
    body, cap = resolved[BODY], resolved[CAP]
    if body.mood == "crash":
        os._exit(3)
    if body.mood == "slow":
        time.sleep(0.25)
    wood = resolved.material(BODY, "Wood", "oak")
    glass = resolved.material(CAP, "Glass", "clear_glass")
    nodes = (
        Node("Body", (Part(box((body.width, body.height, 0.5), 0.0), wood),), slot=BODY.name),
        Node(
            "Cap",
            (Part(box((body.width, cap.thickness, 0.5), body.height), glass),),
            slot=CAP.name,
        ),
    )
    return Scene(Node("Block", children=nodes))


MODEL = Model("Block", "Tests", "A block.", (BODY, CAP), build)
