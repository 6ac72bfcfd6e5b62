"""Small scenes for tests of what reads scenes."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.scene import Material, Mesh, Node, Part, Quaternion, Scene


def box(width: float, height: float, depth: float) -> Mesh:
    """A sharp box about the origin: 24 vertices, 12 triangles, UVs in metres."""
    size = np.array([width, height, depth])
    positions, normals, uvs, triangles = [], [], [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            normal = np.zeros(3)
            normal[axis] = sign
            u = np.zeros(3)
            u[(axis + 1) % 3] = 1.0
            v = np.cross(normal, u)
            first = len(positions)
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                positions.append((normal + a * u + b * v) * size / 2)
                normals.append(normal)
                uvs.append((a * abs(u @ size) / 2, b * abs(v @ size) / 2))
            triangles += [(first, first + 1, first + 2), (first, first + 2, first + 3)]
    return Mesh(
        np.array(positions, np.float32),
        np.array(normals, np.float32),
        np.array(uvs, np.float32),
        np.array(triangles, np.uint32),
    )


def sphere(radius: float, around: int, up: int) -> Mesh:
    """A smooth ball about the origin: `2 * around * (up - 1)` triangles."""
    u, v = np.meshgrid(np.linspace(0, 1, around + 1), np.linspace(0, 1, up + 1), indexing="ij")
    longitude, latitude = 2 * np.pi * u, np.pi * (v - 0.5)
    normals = np.stack(
        [
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
            np.cos(latitude) * np.cos(longitude),
        ],
        -1,
    )
    number = np.arange(normals[..., 0].size).reshape(u.shape)
    a, b = number[:-1, :-1], number[1:, :-1]
    c, d = number[1:, 1:], number[:-1, 1:]
    lower = np.stack([a, b, c], -1)[:, 1:]  # at a pole one of the two has no area
    upper = np.stack([a, c, d], -1)[:, :-1]
    return Mesh(
        (normals * radius).reshape(-1, 3).astype(np.float32),
        normals.reshape(-1, 3).astype(np.float32),
        np.stack([u * 2 * np.pi * radius, v * np.pi * radius], -1).reshape(-1, 2).astype("f4"),
        np.concatenate([lower.reshape(-1, 3), upper.reshape(-1, 3)]).astype(np.uint32),
    )


def turn(x: float, y: float, z: float, degrees: float) -> Quaternion:
    """A rotation about an axis."""
    axis = np.array([x, y, z]) / math.hypot(x, y, z)
    half = math.radians(degrees) / 2
    i, j, k = (axis * math.sin(half)).tolist()
    return (i, j, k, math.cos(half))


OAK = Material("Frame oak", "oak")
GLASS = Material("Glass", "clear_glass")
LINEN = Material("Seat linen", "linen", (0.30, 0.05, 0.04))
PAINT = Material("Käfer paint", "painted_metal", (0.02, 0.10, 0.30))
LAMP = Material("Lamp", "painted_metal", None, (1.0, 0.85, 0.6), 6.0)


def sample() -> Scene:
    """A sash that stands twice, with a handle; posts of one name; a lamp; an empty pivot.

    Instances, a shared mesh in two materials, several materials at one node, rotations in rotated
    frames, names with blanks, accents and repeats.
    """
    bar, pane, knob = box(0.06, 1.2, 0.08), box(0.5, 1.1, 0.006), sphere(0.02, 12, 6)
    handle = Node("Handle", (Part(knob, PAINT),), (), (0.2, 0.1, 0.05), turn(1, 2, 3, 40))
    sash = Node(
        "Sash",
        (Part(bar, OAK), Part(pane, GLASS)),
        (handle,),
        (0.4, 0.7, 0.0),
        turn(0, 1, 0, 30),
        "opening",
    )
    root = Node(
        "Window",
        (),
        (
            sash,
            sash.moved((-0.4, 0.7, 0.0), turn(0, 1, 0, 90)),
            Node("Post", (Part(bar, OAK),), (), (0.0, 0.6, 0.0)),
            Node("Post", (Part(bar, PAINT),), (), (0.9, 0.6, 0.0), turn(1, 0, 0, 90)),
            Node("Seat 2½", (Part(box(0.5, 0.1, 0.3), LINEN), Part(knob, LAMP))),
            Node("Pivot", translation=(1.0, 1.0, 1.0)),
        ),
    )
    return Scene(root)
