"""Measure the mean colours of the maps, and rewrite `measured.py`: run as a module after a change.

`python -m opus_studio.engine.materials.measure`
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.registry import ALL, finish, recipe
from opus_studio.engine.materials.synth import paint_maps, srgb_to_linear

RESOLUTION = 1024
"""Edge of the maps that are measured."""

_HEAD = '''"""Mean linear colour, mean of the neutral map, and mean roughness of each finish.

Written by `measure`, from the maps themselves; run that after changing a recipe.
"""

from __future__ import annotations

MEANS: dict[str, tuple[float, float, float, float, float]] = {
'''

_LINEAR = srgb_to_linear(np.arange(256) / 255.0)


def mean_linear(color_map: NDArray[np.uint8]) -> NDArray[np.float64]:
    """`(3)` mean linear RGB of an sRGB map; where it has opacity, of what is opaque."""
    linear = _LINEAR[color_map[..., :3]]
    if color_map.shape[2] == 3:
        return linear.mean(axis=(0, 1))
    weight = color_map[..., 3:].astype(np.float64)
    return (linear * weight).sum(axis=(0, 1)) / weight.sum()


def measure(name: str, resolution: int = RESOLUTION) -> tuple[float, float, float, float, float]:
    """Mean linear red, green, blue; mean of the neutral map; mean roughness."""
    described, chosen = finish(name), recipe(name)
    own = paint_maps(described, chosen, resolution, neutral=False, threads=2)
    red, green, blue = (round(value, 4) for value in mean_linear(own.base_color).tolist())
    described = replace(described, color=(red, green, blue))
    neutral = paint_maps(described, chosen, resolution, neutral=True, threads=2)
    grey = float(mean_linear(neutral.base_color).mean())
    return red, green, blue, grey, float(own.orm[..., 1].mean() / 255.0)


def main() -> None:
    """Rewrite `measured.py` beside this file."""
    lines = [
        f'    "{name}": ({", ".join(f"{value:.4f}" for value in measure(name))}),\n'
        for name, described in ALL.items()
        if described.textured
    ]
    target = Path(__file__).with_name("measured.py")
    target.write_text(_HEAD + "".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
