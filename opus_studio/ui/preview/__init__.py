"""Live preview: the window's one door to the engine.

`Preview` (in `client`) runs two warm processes: one resolves and builds, one paints small textures.
`build_preview` (in `build`) does the same work in the caller's own process, for the command line
and for thumbnails. Importing this package, or `client`, imports no engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opus_studio.ui.preview.result import (
    ChosenValue,
    Draw,
    MeshArrays,
    PreviewFailure,
    PreviewResult,
    Statistics,
    Surface,
    TextureArrays,
)

if TYPE_CHECKING:
    from opus_studio.ui.preview.build import build_preview
    from opus_studio.ui.preview.client import Preview

__all__ = [
    "ChosenValue",
    "Draw",
    "MeshArrays",
    "Preview",
    "PreviewFailure",
    "PreviewResult",
    "Statistics",
    "Surface",
    "TextureArrays",
    "build_preview",
]


def __getattr__(name: str) -> Any:
    """`Preview` needs Qt and `build_preview` the engine: neither burdens the other's process."""
    if name == "Preview":
        from opus_studio.ui.preview.client import Preview

        return Preview
    if name == "build_preview":
        from opus_studio.ui.preview.build import build_preview

        return build_preview
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
