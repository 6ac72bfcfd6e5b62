"""The design's figures: colours, spacing, radii and text sizes of the light and the dark theme.

Everything that draws takes its figures from here, so that one edit changes the whole window.
Contrast follows WCAG 2.2 level AA: text 4.5:1 on every surface it stands on, focus rings and
meaningful graphics 3:1 (success criteria 1.4.3 and 1.4.11); `tests/unit/ui/test_theme_tokens.py`
checks the pairs. No Qt in this module.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """One theme. Colours are `#rrggbb`; lengths are device-independent pixels.

    Attributes:
        name: `light` or `dark`.
        window: Behind everything, and the gaps between panes.
        panel: The panes.
        raised: Cards, section heads, menus.
        field: Inside of fields that take text.
        hover: A row, card or quiet button under the pointer.
        pressed: The same while pressed, and the filled track of quiet toggles.
        border: Hairlines between surfaces.
        border_strong: Outlines of controls.
        text: What is read first, and values that the user set.
        text_dim: Labels, help, values that are automatic. Still 4.5:1.
        text_disabled: What cannot be used (exempt from contrast by WCAG).
        accent: Strokes, links, slider fill, the chosen state.
        accent_fill: Ground of the primary button and of chosen chips.
        accent_fill_hover: The same under the pointer.
        accent_fill_pressed: The same while pressed.
        on_accent: Text on `accent_fill`.
        accent_soft: Ground of selected rows.
        focus: The focus ring.
        danger: Errors and what destroys.
        danger_soft: Ground of an error's text.
        warning: What needs attention.
        success: What went well.
        viewport_top: Upper colour of the viewport's ground.
        viewport_bottom: Lower colour of the viewport's ground.
        shadow: Colour of drop shadows, with alpha `#aarrggbb`.
    """

    name: str
    window: str
    panel: str
    raised: str
    field: str
    hover: str
    pressed: str
    border: str
    border_strong: str
    text: str
    text_dim: str
    text_disabled: str
    accent: str
    accent_fill: str
    accent_fill_hover: str
    accent_fill_pressed: str
    on_accent: str
    accent_soft: str
    focus: str
    danger: str
    danger_soft: str
    warning: str
    success: str
    viewport_top: str
    viewport_bottom: str
    shadow: str

    space_xs: int = 4
    space_s: int = 8
    space_m: int = 12
    space_l: int = 16
    space_xl: int = 24
    radius: int = 6
    radius_large: int = 10
    control_height: int = 28
    button_height: int = 34
    icon_size: int = 16
    font_small: int = 11
    font_size: int = 13
    font_title: int = 15
    font_display: int = 18

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark ground."""
        return self.name == "dark"


LIGHT = Tokens(
    name="light",
    window="#e7e8eb",
    panel="#f8f8f9",
    raised="#ffffff",
    field="#ffffff",
    hover="#eceef1",
    pressed="#dfe2e7",
    border="#dcdee3",
    border_strong="#bfc3cb",
    text="#1b1d21",
    text_dim="#5a5f69",
    text_disabled="#a3a7af",
    accent="#3f5bd9",
    accent_fill="#3f5bd9",
    accent_fill_hover="#354fc6",
    accent_fill_pressed="#2c43ad",
    on_accent="#ffffff",
    accent_soft="#e3e8fc",
    focus="#3f5bd9",
    danger="#b3261e",
    danger_soft="#fbe9e7",
    warning="#8a5a00",
    success="#1d7440",
    viewport_top="#f3f4f6",
    viewport_bottom="#cfd3d9",
    shadow="#28000000",
)

DARK = Tokens(
    name="dark",
    window="#121315",
    panel="#1b1c1f",
    raised="#242529",
    field="#141517",
    hover="#2b2d32",
    pressed="#373a40",
    border="#2d2f34",
    border_strong="#464950",
    text="#eceef1",
    text_dim="#a2a7b1",
    text_disabled="#62666e",
    accent="#8ea2ff",
    accent_fill="#4c64de",
    accent_fill_hover="#526ae4",
    accent_fill_pressed="#3f56c8",
    on_accent="#ffffff",
    accent_soft="#2a3153",
    focus="#8ea2ff",
    danger="#ff8a80",
    danger_soft="#3a2221",
    warning="#f0b64a",
    success="#6ccf92",
    viewport_top="#3a3d43",
    viewport_bottom="#1f2124",
    shadow="#70000000",
)

THEMES = {"light": LIGHT, "dark": DARK}
"""Both themes by name."""


def contrast(first: str, second: str) -> float:
    """Contrast ratio 1..21 of two `#rrggbb` colours (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2, "relative luminance")."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
