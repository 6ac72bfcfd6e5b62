"""The fields of an asset: one function for each kind of parameter."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from opus_studio.engine.schema.parameters import Kind, Options, Range, Span, Switch
from opus_studio.engine.values import Value


def tagged(**ranges: Any) -> Mapping[str, Any]:
    """What a parameter draws from when a keyword holds: `tagged(small=(0.4, 0.8))`."""
    return ranges


def length(
    default: float,
    low: float,
    high: float,
    description: str,
    *,
    step: float = 0.01,
    typical: Span | None = None,
    tags: Mapping[str, Span] | None = None,
    correlated_with: str = "",
) -> Any:
    """A length in metres between `low` and `high`.

    Args:
        default: The value of a typical product.
        low: Least allowed value.
        high: Greatest allowed value.
        description: One sentence for the user.
        step: Resolution of random values and of the slider.
        typical: What is drawn at random without a keyword; the whole range when None.
        tags: What is drawn when a keyword holds; see `tagged`.
        correlated_with: Name of a shared stream: all parameters of that name lie at nearly the same
            place of their ranges (a wide window is also a high one).
    """
    return _field(
        default, Range(low, high, step, "m", typical, tags or {}, correlated_with), description
    )


def angle(
    default: float,
    low: float,
    high: float,
    description: str,
    *,
    step: float = 1.0,
    typical: Span | None = None,
    tags: Mapping[str, Span] | None = None,
    correlated_with: str = "",
) -> Any:
    """An angle in degrees; see `length`."""
    return _field(
        default, Range(low, high, step, "deg", typical, tags or {}, correlated_with), description
    )


def ratio(
    default: float,
    low: float,
    high: float,
    description: str,
    *,
    step: float = 0.01,
    typical: Span | None = None,
    tags: Mapping[str, Span] | None = None,
    correlated_with: str = "",
) -> Any:
    """A share or factor without a unit; see `length`."""
    kind = Range(low, high, step, "ratio", typical, tags or {}, correlated_with)
    return _field(default, kind, description)


def count(
    default: int,
    low: int,
    high: int,
    description: str,
    *,
    typical: Span | None = None,
    tags: Mapping[str, Span] | None = None,
    correlated_with: str = "",
) -> Any:
    """A whole number; see `length`."""
    kind = Range(low, high, 1, "count", typical, tags or {}, correlated_with, whole=True)
    return _field(default, kind, description)


def flag(
    default: bool,
    description: str,
    *,
    chance: float = 0.5,
    tags: Mapping[str, float] | None = None,
    correlated_with: str = "",
) -> Any:
    """Yes or no; `chance` (and per keyword `tags`) is the probability of yes."""
    return _field(default, Switch(chance, tags or {}, correlated_with), description)


def choice(
    default: str,
    options: tuple[str, ...],
    description: str,
    *,
    typical: tuple[str, ...] | None = None,
    tags: Mapping[str, tuple[str, ...]] | None = None,
    correlated_with: str = "",
) -> Any:
    """One of several words."""
    return _field(default, Options(options, typical, tags or {}, correlated_with), description)


def finish(
    default: str,
    options: tuple[str, ...],
    description: str,
    *,
    typical: tuple[str, ...] | None = None,
    tags: Mapping[str, tuple[str, ...]] | None = None,
    correlated_with: str = "palette",
) -> Any:
    """What a surface is made of: a finish's name, or `finish/color` such as `painted_wood/white`.

    Finishes are correlated by the stream `palette` unless said otherwise: declare the
    options of every slot in the same order, and the parts of one asset belong together.
    """
    kind = Options(options, typical, tags or {}, correlated_with, unit="finish")
    return _field(default, kind, description)


def _field(default: Value, kind: Kind, description: str) -> Any:
    kind.check(default)
    return dataclasses.field(
        default=default, metadata={"kind": kind, "description": " ".join(description.split())}
    )
