"""What a parameter came to, and why: shared by the schema and the scene."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = float | int | str | bool
"""A concrete value of a parameter."""


class Origin(StrEnum):
    """Where a final value comes from."""

    SET = "set"
    TEMPLATE = "template"
    KEYWORD = "keyword"
    RANDOM = "random"
    DERIVED = "derived"


@dataclass(frozen=True)
class ResolvedValue:
    """The final value of one parameter."""

    key: str
    value: Value
    origin: Origin
    slot: str
    asset: str
    model: str
