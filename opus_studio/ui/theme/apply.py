"""Dressing the application in a theme, at start and at run-time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QDir, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from opus_studio.ui.theme.current import theme_state
from opus_studio.ui.theme.icons import svg
from opus_studio.ui.theme.stylesheet import SHEET_ICONS, style_sheet
from opus_studio.ui.theme.tokens import THEMES, Tokens

_FAMILIES = ("Inter", "SF Pro Text", "Segoe UI Variable", "Segoe UI", "Cantarell", "Noto Sans")
"""Faces that are good for small interface text, in order; the system's own comes after."""

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class _Wardrobe:
    """What must outlive a call of `apply_theme`: the sheet's pictures and the wish."""

    def __init__(self, app: QApplication) -> None:
        self.wish = "system"
        self.folder = QTemporaryDir()
        self.face = QFont(app.font())
        # Addressing the pictures by a search path keeps quoting and drive letters out of the sheet.
        QDir.setSearchPaths("opustheme", [self.folder.path()])
        app.styleHints().colorSchemeChanged.connect(partial(_follow_system, app))


_wardrobes: dict[int, _Wardrobe] = {}


def apply_theme(app: QApplication, name: str = "system") -> Tokens:
    """Dress the application. May be called again at any time to change the theme.

    Args:
        app: The application.
        name: `light`, `dark`, or `system` to follow the desktop, also later.

    Returns:
        The tokens now in force.

    Raises:
        ValueError: there is no theme of that name.
    """
    if name not in _SCHEMES:
        raise ValueError(f"unknown theme {name!r}: use one of {', '.join(_SCHEMES)}")
    wardrobe = _wardrobes.get(id(app))
    if wardrobe is None:
        wardrobe = _wardrobes[id(app)] = _Wardrobe(app)
    wardrobe.wish = name
    app.styleHints().setColorScheme(_SCHEMES[name])
    return _dress(app, wardrobe)


def _follow_system(app: QApplication, _scheme: Qt.ColorScheme) -> None:
    wardrobe = _wardrobes[id(app)]
    if wardrobe.wish == "system":
        _dress(app, wardrobe)


def _dress(app: QApplication, wardrobe: _Wardrobe) -> Tokens:
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    wanted = wardrobe.wish if wardrobe.wish in THEMES else ("dark" if dark else "light")
    theme = THEMES[wanted]
    state = theme_state()
    sheet = style_sheet(theme)
    if state.tokens is theme and app.styleSheet() == sheet:
        return theme
    state.tokens = theme
    if app.style().name() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(_font(wardrobe.face, theme))
    app.setPalette(_palette(theme))
    _write_pictures(wardrobe.folder, theme)
    app.setStyleSheet(sheet)
    state.changed.emit()
    return theme


def _font(face: QFont, theme: Tokens) -> QFont:
    font = QFont(face)
    font.setFamilies([*_FAMILIES, *face.families()])
    font.setPixelSize(theme.font_size)
    return font


def _write_pictures(folder: QTemporaryDir, theme: Tokens) -> None:
    """Write the pictures that the sheet names: it takes them from files only."""
    for name, role in SHEET_ICONS:
        with open(folder.filePath(f"{theme.name}-{name}-{role}.svg"), "wb") as file:
            file.write(svg(name, str(getattr(theme, role))))


def _palette(theme: Tokens) -> QPalette:
    """What Fusion itself draws with, where the style sheet says nothing."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.panel,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.field,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.on_accent,
        QPalette.ColorRole.PlaceholderText: theme.text_dim,
        QPalette.ColorRole.Highlight: theme.accent_fill,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Accent: theme.accent_fill,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.hover,
        QPalette.ColorRole.Mid: theme.border_strong,
        QPalette.ColorRole.Dark: theme.border,
        QPalette.ColorRole.Shadow: theme.window,
    }
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.HighlightedText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.text_disabled))
    palette.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(theme.pressed)
    )
    return palette
