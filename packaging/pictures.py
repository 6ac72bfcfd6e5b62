"""Make the pictures of the README anew; needs a display: `python packaging/pictures.py`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from opus_studio.ui.preview.build import build_preview
from opus_studio.ui.viewport.offscreen import render_sheet

PICTURES = Path(__file__).resolve().parent.parent / "resources" / "pictures"

PORTRAITS = {
    "Window": 5,
    "Door": 1,
    "Stair": 403,
    "Fence": 303,
    "Porch": 32,
    "Balcony": 52,
    "Dormer": 31,
    "House": 4,
    "Sofa": 3,
    "Chair": 7,
    "Library": 2,
    "FloorLamp": 1,
}
"""The seed of each model in the picture of the models."""


def main() -> None:
    """Drive the window for its screenshot, and render the models."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "opus_studio", "smoke", "--out", folder]
        subprocess.run(command, check=True)
        _save(Path(folder) / "screenshot.png", "window")
        sheet = Path(folder) / "models.png"
        previews = [build_preview(name, seed=seed) for name, seed in PORTRAITS.items()]
        labels = [f"{name}, seed {seed}" for name, seed in PORTRAITS.items()]
        render_sheet(previews, sheet, columns=4, labels=labels, tile=(400, 320))
        _save(sheet, "models")


def _save(picture: Path, name: str) -> None:
    """As a JPEG: a fifth of the size, and nobody can tell."""
    with Image.open(picture) as image:
        image.convert("RGB").save(PICTURES / f"{name}.jpg", quality=90, optimize=True)


if __name__ == "__main__":
    main()
