"""The validators that come with USD, all of them, on a stage and its package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pxr import Usd, UsdValidation


@cache
def _context() -> UsdValidation.ValidationContext:
    registry = UsdValidation.ValidationRegistry()
    return UsdValidation.ValidationContext(registry.GetOrLoadAllValidators())


def findings(path: Path) -> list[str]:
    """Everything that the validators have to say, errors and warnings alike."""
    stage = Usd.Stage.Open(str(path))
    return [
        f"{error.GetName()}: {error.GetMessage()} at "
        + ", ".join(str(site.GetPrim().GetPath()) for site in error.GetSites() if site.IsPrim())
        for error in _context().Validate(stage)
    ]
