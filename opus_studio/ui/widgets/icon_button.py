"""Quiet buttons that show an icon only, with a name for those who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from opus_studio.ui.theme import icon, tokens


def icon_button(
    icon_name: str,
    text: str,
    object_name: str,
    *,
    role: str = "text_dim",
    checkable: bool = False,
    size: int = 0,
    parent: QWidget | None = None,
) -> QToolButton:
    """A tool button with an icon of the theme.

    Args:
        icon_name: A name of `ui.theme.icon`.
        text: What it does: tooltip and accessible name.
        object_name: For tests and style.
        role: The `Tokens` colour of the icon.
        checkable: Whether it stays down.
        size: Side of the icon; the theme's usual one when 0.
        parent: The owner.
    """
    button = QToolButton(parent)
    button.setObjectName(object_name)
    button.setIcon(icon(icon_name, role))
    side = size or tokens().icon_size
    button.setIconSize(QSize(side, side))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
