"""Why a variant could not be made, in words for the person who asked for it."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from opus_studio.service.records import Failure

WORKER_DIED: Final = Failure(
    "worker_died",
    "The program that makes the model ended unexpectedly several times; the computer may be short"
    " of memory. Try a smaller texture resolution, or other values.",
)
SERVICE_DIED: Final = Failure(
    "service_died",
    "The service ended unexpectedly several times while it made this model. Try a smaller texture"
    " resolution, or other values.",
)
TOOK_TOO_LONG: Final = Failure(
    "time_limit",
    "The model took longer than is allowed here and was given up. Try a smaller texture"
    " resolution, or fewer parts.",
)
NO_WORKER: Final = Failure(
    "no_worker",
    "The work could not be started: the computer is out of memory or processes.",
)
INTERNAL: Final = Failure(
    "internal", "The model could not be made because of an error in the service."
)


def disk(error: OSError) -> Failure:
    """The files could not be written."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return Failure(
            "disk", "The disk of the service is full. Free some space there, then try again."
        )
    reason = error.strerror or type(error).__name__
    return Failure("disk", f"The service could not write the files: {reason}.")


def formats(reasons: Mapping[str, str]) -> Failure:
    """Some formats could not be written; the others were.

    Args:
        reasons: Why, by extension.
    """
    told = "; ".join(f"{extension}: {reason.rstrip('.')}" for extension, reason in reasons.items())
    return Failure("format_failed", f"Not every format could be written. {told}.")
