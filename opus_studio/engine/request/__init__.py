"""From a request to every final value: read, validate, resolve. Draws nothing else.

May import the schema.
"""

from __future__ import annotations

from opus_studio.engine.request.read import read_extensions, read_request
from opus_studio.engine.request.resolve import resolve

__all__ = ["read_extensions", "read_request", "resolve"]
