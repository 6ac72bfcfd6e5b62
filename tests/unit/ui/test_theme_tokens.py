"""The figures of the theme keep to WCAG AA."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from opus_studio.ui.theme import DARK, LIGHT, Tokens, contrast, icon_names, resource
from opus_studio.ui.theme.stylesheet import SHEET_ICONS, style_sheet

SURFACES = ("panel", "raised", "field", "hover")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_is_readable_on_every_surface(theme: Tokens) -> None:
    for ink in ("text", "text_dim", "accent", "danger", "warning", "success"):
        for surface in SURFACES:
            ratio = contrast(getattr(theme, ink), getattr(theme, surface))
            assert ratio >= 4.5, (ink, surface, ratio)
    for ground in ("accent_fill", "accent_fill_hover", "accent_fill_pressed"):
        assert contrast(theme.on_accent, getattr(theme, ground)) >= 4.5, ground
    assert contrast(theme.text, theme.accent_soft) >= 4.5
    assert contrast(theme.accent, theme.accent_soft) >= 4.5
    assert contrast(theme.danger, theme.danger_soft) >= 4.5
    assert contrast(theme.text_dim, theme.pressed) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_focus_and_chosen_states_stand_out(theme: Tokens) -> None:
    for surface in (*SURFACES, "window"):
        assert contrast(theme.focus, getattr(theme, surface)) >= 3, surface
    for surface in ("panel", "raised"):
        assert contrast(theme.accent_fill, getattr(theme, surface)) >= 3, surface


def test_contrast_of_black_on_white_is_the_largest() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_sheet_names_only_pictures_that_are_written(theme: Tokens) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    written = {f"opustheme:{theme.name}-{name}-{role}.svg" for name, role in SHEET_ICONS}
    assert set(re.findall(r'url\("([^"]+)"\)', sheet)) <= written


def test_every_drawing_takes_the_colour_of_the_theme() -> None:
    assert {"dice", "lock", "star-filled", "structure", "turntable", "wireframe"} <= set(
        icon_names()
    )
    for name in icon_names():
        text = Path(resource("icons", f"{name}.svg")).read_text(encoding="utf-8")
        assert "currentColor" in text, name
        assert 'viewBox="0 0 24 24"' in text, name
