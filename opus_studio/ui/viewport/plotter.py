"""A window of VTK's that nobody sees: it draws into memory, with or without a display."""

from __future__ import annotations

import sys

from vtkmodules.vtkRenderingCore import vtkRenderWindow


def hidden_window(size: tuple[int, int]) -> vtkRenderWindow:
    """A window of `size` pixels; the thread that first renders it must also end it."""
    if sys.platform.startswith("linux"):
        from vtkmodules.vtkRenderingOpenGL2 import vtkEGLRenderWindow

        window: vtkRenderWindow = vtkEGLRenderWindow()
    else:
        window = vtkRenderWindow()
    window.SetOffScreenRendering(True)
    window.SetShowWindow(False)
    window.SetMultiSamples(0)  # edges are smoothed by averaging pictures
    window.SetSize(*size)
    return window
