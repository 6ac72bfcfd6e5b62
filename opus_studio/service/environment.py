"""What the service reads from its environment."""

from __future__ import annotations

from typing import Final

KEY_VARIABLE: Final = "OPUS_STUDIO_KEY"
"""Environment variable with the key that callers must send."""
