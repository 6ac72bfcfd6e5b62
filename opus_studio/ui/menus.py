"""The main window's menus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar

from opus_studio.ui.actions import Actions


def make_menus(menu_bar: QMenuBar, actions: Actions) -> None:
    """Fill a menu bar."""
    menus: tuple[tuple[str, Sequence[Sequence[QAction]]], ...] = (
        (
            "&File",
            (
                (actions.open_asset, actions.open_assets_folder),
                (actions.settings,),
                (actions.quit,),
            ),
        ),
        ("&Edit", (actions.pane_edit,)),
        (
            "&Go",
            (
                (
                    *actions.pane_go,
                    actions.live_preview,
                    actions.show_jobs,
                    actions.show_library,
                ),
            ),
        ),
        ("&Help", ((actions.shortcuts,),)),
    )
    for title, groups in menus:
        menu = menu_bar.addMenu(title)
        menu.setObjectName(f"menu_{title.strip('&').lower()}")
        for number, group in enumerate(groups):
            if number:
                menu.addSeparator()
            menu.addActions(list(group))
