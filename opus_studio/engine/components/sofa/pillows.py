"""Throw pillows and bolsters, lying against back and arms as they are left after use."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.components.shared.upholstery import padded
from opus_studio.engine.components.sofa.context import SofaContext
from opus_studio.engine.components.sofa.pillow_assets import (
    PILLOW,
    Bolsters,
    LumbarPillow,
    SquarePillows,
)
from opus_studio.engine.components.sofa.plan import Run
from opus_studio.engine.geometry import (
    Stuffing,
    circle,
    cushion,
    merge,
    multiply,
    quaternion,
    turn,
    with_uv_offset,
)
from opus_studio.engine.geometry.build import limits, percentile
from opus_studio.engine.scene import Mesh, Node, Part

_PIPED = 0.004


def pillows(context: SofaContext, run: Run) -> list[Node]:
    """The pillows on the main run."""
    asset = context.resolved[PILLOW]
    if isinstance(asset, SquarePillows):
        return _squares(context, run, asset)
    if isinstance(asset, LumbarPillow):
        return _lumbars(context, run, asset)
    if isinstance(asset, Bolsters):
        return _bolsters(context, run, asset)
    return []


def _room(context: SofaContext, run: Run) -> tuple[float, float]:
    """Where pillows may lie along the run; a corner's far side has back cushions of its own."""
    low, high = run.seats[0].x0, run.seats[-1].x1
    if run.name == "Main":
        taken = context.back_cushion
        low, high = (low, high - taken) if run.corner > 0 else (low + taken, high)
    return low, high


@dataclass(frozen=True)
class _Pose:
    """How a pillow lies: degrees back, to the side and about its middle; metres forward."""

    lean: float
    yaw: float
    roll: float
    forward: float = 0.0


def _squares(context: SofaContext, run: Run, asset: SquarePillows) -> list[Node]:
    low, high = _room(context, run)
    # Not wider than a third of the seat, nor much higher than the back.
    size = min(asset.pillow_size, 0.36 * (high - low), context.height - context.seat_top + 0.08)
    stream = context.resolved.stream("pillows")
    # Corner pillows first, then a smaller one before each, then one more.
    spots = [(-1, 0), (1, 0), (-1, 1), (1, 1), (-1, 2)][: asset.pillow_count]
    if asset.pillow_count == 1:
        spots = [(1 if stream.random() < 0.5 else -1, 0)]
    made: dict[int, Mesh] = {}
    nodes: list[Node] = []
    for number, (side, layer) in enumerate(spots, 1):
        edge = size * (1.0, 0.86, 0.74)[layer]
        if layer not in made:
            made[layer] = _pillow(context, edge, edge, 0.40 * edge, f"pillow {layer}")
        swing = stream.uniform(-1.0, 1.0, 3)
        pose = _Pose(
            16.0 + 6.0 * layer + 3.0 * swing[2],
            side * (-14.0 + 5.0 * layer) + 5.0 * swing[0],
            (3.0 + 5.0 * layer) * swing[1],
            0.085 * layer,
        )
        finish = asset.second_finish if layer == 1 else asset.pillow_finish
        nodes.append(_leaning(context, made[layer], pose, number, finish))
        # Against the arm, or so far before its neighbour.
        reach = _reach(nodes[-1], side) + 0.012 + 0.48 * size * layer
        if context.is_chesterfield:
            reach += context.slope * 0.2 + 0.02
        nodes[-1] = _beside(nodes[-1], low + reach if side < 0 else high - reach)
    return nodes


def _lumbars(context: SofaContext, run: Run, asset: LumbarPillow) -> list[Node]:
    low, high = _room(context, run)
    stream = context.resolved.stream("pillows")
    long = min(asset.pillow_length, 0.42 * (high - low))
    mesh = _pillow(context, long, 0.56 * long, 0.17 * long + 0.04, "pillow")
    nodes = []
    for number, share in enumerate([0.5] if asset.pillow_count == 1 else [0.25, 0.75], 1):
        swing = stream.uniform(-1.0, 1.0, 2)
        pose = _Pose(20.0, 3.0 * swing[0], 2.0 * swing[1])
        node = _leaning(context, mesh, pose, number, asset.pillow_finish)
        nodes.append(_beside(node, low + (high - low) * share))
    return nodes


def _reach(node: Node, side: int) -> float:
    """How far a pillow reaches to one side of its middle, metres."""
    points = node.parts[0].mesh.positions @ node.matrix[:3, :3].T
    return float((side * points[:, 0]).max())


def _beside(node: Node, x: float) -> Node:
    """The pillow at another place along the seat."""
    return node.moved((x, *node.translation[1:]), node.rotation)


def _pillow(context: SofaContext, wide: float, tall: float, thick: float, name: str) -> Mesh:
    """A knife-edged pillow lying flat, fuller below than above."""
    stream = context.resolved.stream(name)
    made = cushion(
        wide,
        tall,
        thick,
        stream,
        form="knife",
        stuffing=Stuffing(pull=0.075, wrinkles=0.0035, sag=0.014, corner=0.03),
        piping=_PIPED if context.cord else 0.0,
        detail=context.soft_detail,
    )
    return made.whole


def _leaning(context: SofaContext, mesh: Mesh, pose: _Pose, number: int, finish: str) -> Node:
    """A pillow stood on the seat in the middle of the run, its back against the back."""
    # It leans at least as the back does.
    lean = max(pose.lean, math.degrees(math.atan(context.slope)) + 4.0)
    stand = multiply(quaternion("x", 90.0 - lean), quaternion("y", pose.roll))
    turned = multiply(quaternion("y", pose.yaw), stand)
    placed = turn(mesh, turned)
    drop = context.seat_top - 0.02 - float(limits(placed.positions)[0, 1])
    points = placed.positions + np.array([0.0, drop, 0.0], np.float32)
    rear = context.front_of_back - 0.012 + context.slope * (context.seat_top - points[:, 1])
    # It sinks a little into what it leans on.
    z = -percentile(points[:, 2] - rear, 0.6) + pose.forward
    offset = context.resolved.stream(f"cut pillow {number}").random(2) * 8.0
    body = Part(with_uv_offset(mesh, offset), context.material(PILLOW, "Pillow", finish))
    return Node(f"Pillow {number}", (body,), translation=(0.0, drop, z), rotation=turned)


def _bolsters(context: SofaContext, run: Run, asset: Bolsters) -> list[Node]:
    low, high = _room(context, run)
    r = asset.bolster_diameter / 2.0
    front = context.depth - 0.08
    rear = context.front_of_back + 0.02
    long = min(front - rear, 0.5)
    ring = circle(r, 24).points
    stations = np.linspace(-long / 2.0 + 0.03, long / 2.0 - 0.03, 7)
    swell = 1.0 - 0.035 * (stations / (long / 2.0)) ** 2
    rings = np.empty((len(stations), len(ring), 3))
    rings[..., :2] = ring * swell[:, None, None]
    rings[..., 2] = stations[:, None]
    made = padded(
        rings,
        rim=0.014,
        dome=0.016,
        cord=_PIPED if context.cord else 0.0,
        detail=context.soft_detail,
    )
    mesh = merge(made.body, made.cords) if len(made.cords.triangles) else made.body
    material = context.material(PILLOW, "Bolster", asset.pillow_finish)
    ends = (low + r + 0.004, high - r - 0.004)
    return [
        Node(
            f"Bolster {number}",
            (Part(mesh, material),),
            translation=(x, context.seat_top + r - 0.022, (front + rear) / 2.0),
            rotation=quaternion("z", 37.0 * number),
        )
        for number, x in enumerate(ends, 1)
    ]
