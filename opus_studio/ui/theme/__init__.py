"""The theme: palette, spacing, style sheet and icons of the whole window, light and dark.

`apply_theme(app, name)` dresses the application (`system`, `light` or `dark`) and may be called
again at any time; `tokens()` gives the figures in force; `icon(name)` gives an icon that follows
the theme. Imports Qt only.

The style sheet knows these dynamic properties; set them before a widget is first shown:

- `kind` on `QPushButton`: `primary`, `quiet`, `danger`. Without it: the ordinary button.
- `kind` on `QLabel`: `title`, `display`, `dim`, `small`, `error`, `warning`.
- `surface` on `QWidget` or `QFrame`: `panel`, `raised`, `window`, `card`, `error`.
"""

from opus_studio.ui.theme.apply import apply_theme
from opus_studio.ui.theme.current import ThemeState, theme_state, tokens
from opus_studio.ui.theme.icons import app_icon, icon, icon_names, resource
from opus_studio.ui.theme.tokens import DARK, LIGHT, Tokens, contrast

__all__ = [
    "DARK",
    "LIGHT",
    "ThemeState",
    "Tokens",
    "app_icon",
    "apply_theme",
    "contrast",
    "icon",
    "icon_names",
    "resource",
    "theme_state",
    "tokens",
]
