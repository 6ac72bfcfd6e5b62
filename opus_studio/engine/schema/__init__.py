"""What a model is: models, slots, assets, their parameters, tags and templates.

A model's author writes each alternative of a slot as a frozen dataclass and each parameter as one
of its fields, made by `length`, `angle`, `ratio`, `count`, `flag`, `choice` or `finish`. Everything
that others need to know of a parameter (range, unit, step, text, how it is drawn) is declared there
once; the API's attributes, the form, the validation and the randomiser all read it.

    @dataclass(frozen=True)
    class Casement(Asset, name="window_opening_casement", tags=("classic", "modern")):
        \"\"\"One or two side-hung sashes.\"\"\"
        sashes: int = count(1, 1, 2, "Number of sashes.")
        opening_angle: float = angle(0, 0, 110, "How far the sashes stand open.", typical=(0, 0))

    OPENING = Slot("window_opening", Casement, Fixed)

May import the scene, colours and random streams.
"""

from __future__ import annotations

from opus_studio.engine.schema.asset import Asset, Parameter, Slot, Use, use, words
from opus_studio.engine.schema.fields import (
    angle,
    choice,
    count,
    finish,
    flag,
    length,
    ratio,
    tagged,
)
from opus_studio.engine.schema.keywords import (
    SIZES,
    STYLES,
    words_of_asset,
    words_of_model,
    words_of_slot,
)
from opus_studio.engine.schema.model import Model, Nested, Resolved, Template
from opus_studio.engine.schema.parameters import (
    InvalidValueError,
    Kind,
    Options,
    OutOfRangeError,
    Range,
    Span,
    Switch,
)
from opus_studio.engine.schema.request import Request, Setting

__all__ = [
    "SIZES",
    "STYLES",
    "Asset",
    "InvalidValueError",
    "Kind",
    "Model",
    "Nested",
    "Options",
    "OutOfRangeError",
    "Parameter",
    "Range",
    "Request",
    "Resolved",
    "Setting",
    "Slot",
    "Span",
    "Switch",
    "Template",
    "Use",
    "angle",
    "choice",
    "count",
    "finish",
    "flag",
    "length",
    "ratio",
    "tagged",
    "use",
    "words",
    "words_of_asset",
    "words_of_model",
    "words_of_slot",
]
