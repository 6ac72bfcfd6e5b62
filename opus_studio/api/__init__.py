"""The OPUS wire protocol: its messages, its client, its errors, its patience.

This room may import httpx, pydantic and tenacity. It knows neither Qt nor the engine, keeps no
settings and opens no database: addresses, keys and folders are handed to it.

`messages` has what is sent and received, `client.OpusClient` the calls, `polling.follow` the
waiting for a job, `download.fetch` its files, `errors.OpusError` the root of all that can go wrong.
The names below load their module when first used, so that a process that needs only the messages
does not load HTTP.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opus_studio.api.archive import Limits, unpack
    from opus_studio.api.client import VENDOR_ADDRESS, OpusClient
    from opus_studio.api.download import Package, fetch
    from opus_studio.api.errors import VENDOR_CONTACT, OpusError
    from opus_studio.api.messages import (
        Attributes,
        GenerationRequest,
        JobResult,
        JobStatus,
        JobTicket,
        ModelKind,
        ModelNames,
        VariantResult,
    )
    from opus_studio.api.polling import follow

__all__ = [
    "VENDOR_ADDRESS",
    "VENDOR_CONTACT",
    "Attributes",
    "GenerationRequest",
    "JobResult",
    "JobStatus",
    "JobTicket",
    "Limits",
    "ModelKind",
    "ModelNames",
    "OpusClient",
    "OpusError",
    "Package",
    "VariantResult",
    "fetch",
    "follow",
    "unpack",
]

_MODULES = {
    "Limits": "archive",
    "unpack": "archive",
    "OpusClient": "client",
    "VENDOR_ADDRESS": "client",
    "Package": "download",
    "fetch": "download",
    "OpusError": "errors",
    "VENDOR_CONTACT": "errors",
    "follow": "polling",
}


def __getattr__(name: str) -> object:
    """The public name out of the module that has it; most are messages."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'messages')}"), name)
