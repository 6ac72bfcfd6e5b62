"""What services answer to Get Attributes: a rich one with labels and units, and a bare one."""

from __future__ import annotations

from typing import Any

from opus_studio.api.messages import Attributes


def number(
    name: str,
    low: float,
    high: float,
    default: float,
    *,
    unit: str = "m",
    step: float | None = 0.005,
    kind: str = "float",
    label: str = "",
) -> dict[str, Any]:
    return {
        "name": name,
        "type": kind,
        "attribute": name,
        "range": [low, high],
        "default": default,
        "unit": unit,
        "step": step,
        "label": label or name.replace("_", " ").capitalize(),
        "description": f"The {name.replace('_', ' ')} of the part.",
    }


def count(name: str, low: int, high: int, default: int) -> dict[str, Any]:
    return number(name, low, high, default, unit="count", step=1, kind="int")


def switch(name: str, default: int = 0) -> dict[str, Any]:
    return number(name, 0, 1, default, unit="bool", step=None, kind="int")


def words(name: str, *choices: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": "string",
        "attribute": name,
        "range": list(choices),
        "default": choices[0],
        "label": name.replace("_", " ").capitalize(),
    }


def asset(
    name: str,
    label: str,
    parameters: list[dict[str, Any]],
    tags: tuple[str, ...] = (),
    templates: tuple[str, ...] = (),
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "tags": list(tags),
        "templates": list(templates),
        "parameters": parameters,
    }


FINISHES = ("painted_white", "painted_black", "oak_natural", "walnut_oiled", "aluminium_brushed")

WINDOW: dict[str, Any] = {
    "Window": {
        "label": "Window",
        "description": "A framed window for a wall opening.",
        "category": "Openings",
        "window_outer_frame": {
            "label": "Outer frame",
            "description": "The fixed frame in the wall.",
            "assets": [
                asset(
                    "window_outer_frame_gen",
                    "Frame",
                    [
                        number("frame_width", 0.4, 3.0, 1.2),
                        number("frame_height", 0.4, 3.0, 1.4),
                        number("frame_depth", 0.06, 0.2, 0.09),
                        number("profile_width", 0.035, 0.09, 0.055, step=0.001),
                        number("edge_bevel", 0.0005, 0.004, 0.002, step=0.0005),
                        words("finish", *FINISHES),
                    ],
                    ("small", "medium", "large", "simple", "modern", "classic", "rustic"),
                    ("picture_window", "portrait", "landscape"),
                )
            ],
        },
        "window_opening": {
            "label": "Opening",
            "assets": [
                asset("window_opening_fixed", "Fixed light", [], ("simple", "modern"), ()),
                asset(
                    "window_opening_casement",
                    "Casement",
                    [
                        count("sash_count", 1, 2, 2),
                        number("sash_width", 0.04, 0.09, 0.06),
                        number("opening_angle", 0, 110, 25, unit="deg", step=1),
                        switch("opens_inwards", 1),
                        number("glass_thickness", 0.004, 0.036, 0.024, step=0.001),
                    ],
                    ("classic", "hinged"),
                    ("french_casement", "single_casement"),
                ),
                asset(
                    "window_opening_double_hung",
                    "Double-hung sash",
                    [
                        number("lower_raise", 0.0, 1.0, 0.3, unit="ratio", step=0.01),
                        number("meeting_rail", 0.03, 0.06, 0.04),
                    ],
                    ("classic", "sliding"),
                    ("sash_6_over_6",),
                ),
            ],
        },
        "window_glazing_bars": {
            "label": "Glazing bars",
            "assets": [
                asset("window_glazing_bars_none", "None", [], ("simple", "modern")),
                asset(
                    "window_glazing_bars_colonial",
                    "Colonial grid",
                    [
                        count("bar_columns", 1, 6, 3),
                        count("bar_rows", 1, 6, 2),
                        number("bar_width", 0.012, 0.04, 0.022, step=0.001),
                    ],
                    ("classic", "grid"),
                    ("colonial",),
                ),
            ],
        },
        "window_sill": {
            "label": "Sill",
            "assets": [
                asset(
                    "window_sill_stone",
                    "Stone sill",
                    [
                        number("sill_projection", 0.0, 0.3, 0.12),
                        number("sill_thickness", 0.02, 0.1, 0.04),
                        number("sill_slope", 0, 15, 5, unit="deg", step=0.5),
                        words("sill_finish", "sandstone", "granite_grey", "concrete_smooth"),
                    ],
                    ("classic", "rustic"),
                )
            ],
        },
        "window_trim": {
            "label": "Trim",
            "assets": [
                asset(
                    "window_trim_casing",
                    "Casing",
                    [
                        number("casing_width", 0.04, 0.2, 0.09),
                        number("casing_thickness", 0.01, 0.04, 0.02),
                        number("head_height", 0.0, 0.3, 0.12),
                    ],
                    ("classic", "modern"),
                )
            ],
        },
        "window_shutters": {
            "label": "Shutters",
            "assets": [
                asset("window_shutters_none", "None", [], ("simple", "modern")),
                asset(
                    "window_shutters_louvred",
                    "Louvred",
                    [
                        number("louvre_pitch", 0.03, 0.08, 0.045),
                        number("louvre_angle", 10, 60, 35, unit="deg", step=1),
                        number("shutter_opening", 0, 180, 165, unit="deg", step=1),
                    ],
                    ("rustic", "louvred"),
                ),
            ],
        },
        "window_hardware": {
            "label": "Hardware",
            "assets": [
                asset(
                    "window_hardware_handle",
                    "Handle",
                    [
                        number("handle_height", 0.2, 0.8, 0.5, unit="ratio", step=0.01),
                        words("metal", "brass_polished", "steel_brushed", "iron_black"),
                        switch("has_stay"),
                        count("hinge_count", 2, 4, 3),
                    ],
                    ("classic", "modern"),
                )
            ],
        },
    }
}

VENDOR: dict[str, Any] = {
    "House": {
        "house_walls_layouts": {
            "assets": [
                {
                    "name": "house_walls_layouts_rectangle",
                    "tags": ["modern", "small"],
                    "parameters": [
                        {"name": "wall_height", "type": "float", "range": [2.4, 3.5]},
                        {"name": "floorCount", "type": "int", "range": [1, 4]},
                        {"name": "unbounded_offset", "type": "float"},
                        {"name": "facade_code", "type": "string"},
                    ],
                },
                {"name": "house_walls_layouts_lshape", "tags": ["classic"]},
            ]
        }
    },
    "Window": {
        "window_outer_frame": {
            "assets": [
                {
                    "name": "window_outer_frame_gen",
                    "tags": ["modern", "large"],
                    "parameters": [{"name": "frame_width", "type": "float", "range": [0.4, 3.0]}],
                }
            ]
        }
    },
    "Door": {"door_leaf": {"assets": ["door_leaf_flush", "door_leaf_panel"]}},
}


def window() -> Attributes:
    return Attributes.read(WINDOW, "Window")


def vendor_house() -> Attributes:
    return Attributes.read(VENDOR, "House")


def many_parameters(slots: int = 8, each: int = 10) -> Attributes:
    """A model of `slots * each` numeric parameters."""
    return Attributes.read(
        {
            "Big": {
                f"slot_{index}": {
                    "assets": [
                        asset(
                            f"asset_{index}",
                            f"Asset {index}",
                            [number(f"size_{at}", 0.1, 2.0, 1.0) for at in range(each)],
                            ("modern", "classic"),
                        )
                    ]
                }
                for index in range(slots)
            }
        }
    )


def finishes() -> Attributes:
    """A stool with a finish whose materials the service tells."""
    seat = words("finish", "oak", "walnut", "painted_steel/sage", "painted_steel/white")
    seat |= {"unit": "finish", "families": ["wood", "wood", "painted_metal", "painted_metal"]}
    slot = {"label": "Seat", "assets": [asset("stool_seat_board", "Board", [seat])]}
    return Attributes.read({"Stool": {"label": "Stool", "stool_seat": slot}}, "Stool")
