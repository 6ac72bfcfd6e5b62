"""Pictures of finishes, made in the thumbnails' child process."""

from __future__ import annotations

from opus_studio.engine.materials.sheet import render_ball

__all__ = ["render_ball"]
