"""Child processes of the window: what the live preview and the thumbnails share.

`client.ChildProcess` is the window's end: it keeps one child alive and passes JSON lines to and
fro. `server.serve` is the child's end. Knows neither the engine nor the viewport.
"""
