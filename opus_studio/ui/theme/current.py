"""Which theme is on: the one piece of state that the theme room has."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from opus_studio.ui.theme.tokens import LIGHT, Tokens


class ThemeState(QObject):
    """Holds the tokens in force and says when they change.

    Widgets that paint themselves need not listen: a theme change repaints every widget. The
    signal is for those that keep colours elsewhere, such as the viewport's actors.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT


_state = ThemeState()


def theme_state() -> ThemeState:
    """The application's theme state."""
    return _state


def tokens() -> Tokens:
    """The tokens in force."""
    return _state.tokens
