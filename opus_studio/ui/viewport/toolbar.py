"""The viewport's tool bar: it shows a look and says what the user wants of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.viewport.appearance import Look
from opus_studio.ui.widgets import icon_button

VIEWS: Final = (
    ("iso", "Corner", "1"),
    ("front", "Front", "2"),
    ("back", "Back", "3"),
    ("left", "Left", "4"),
    ("right", "Right", "5"),
    ("top", "Top", "6"),
)
SHADINGS: Final = (
    ("material", "sphere", "Materials"),
    ("clay", "clay", "Clay: the shape without materials"),
    ("wireframe", "wireframe", "Wireframe"),
    ("normals", "normals", "Normals"),
    ("uv", "checker", "UV checker"),
)
LIGHTS: Final = (
    ("studio", "studio", "Studio"),
    ("day", "sun", "Day"),
    ("evening", "moon", "Evening"),
)
BACKGROUNDS: Final = (
    ("soft", "Soft"),
    ("white", "White"),
    ("grey", "Grey"),
    ("dark", "Dark"),
    ("sky", "Sky"),
)
SURROUNDINGS: Final = (
    ("edges", "wireframe", "Edges over materials", "E"),
    ("shadow", "eye", "Ground shadow", ""),
    ("grid", "grid", "Grid in metres", "G"),
    ("person", "person", "Person of 1.75 m", "P"),
    ("dimensions", "ruler", "Dimensions", "D"),
)


class ViewportToolBar(QWidget):
    """Buttons and menus; it owns no state but what it shows."""

    view_chosen = Signal(str)
    fit_asked = Signal()
    parallel_changed = Signal(bool)
    turntable_changed = Signal(bool)
    look_changed = Signal(object)
    measure_changed = Signal(bool)
    compare_changed = Signal(bool)
    """Compare the preview with the finished file, or show one alone."""
    compare_chosen = Signal(str)
    """Compare what is shown with this asset of the library (its id)."""
    copy_asked = Signal()
    picture_chosen = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("viewport_toolbar")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._host = parent
        self._look = Look()
        self._actions: dict[tuple[str, str], QAction] = {}
        self._assets: Callable[[], Sequence[tuple[str, str]]] = tuple
        self._row = QHBoxLayout(self)
        space = tokens().space_xs
        self._row.setContentsMargins(space + 4, space, space + 4, space)
        self._row.setSpacing(2)
        self._add_view()
        self._separate()
        self._add_shading()
        self._separate()
        self._add_light()
        self._add_surroundings()
        self._measure = self._toggle(
            "measure", "Measure between two points", "measure", self.measure_changed, "M"
        )
        self._row.addStretch(1)
        self._add_compare()
        self._add_pictures()
        self.show_look(self._look)

    def show_look(self, look: Look) -> None:
        """Show what is in force."""
        self._look = look
        for (field, value), action in self._actions.items():
            current = getattr(look, field)
            action.setChecked(current == value if value else bool(current))
        for name, button in self._shading_buttons.items():
            button.setChecked(look.shading == name)
        pictures = {name: picture for name, picture, _ in LIGHTS}
        self._light_button.setIcon(icon(pictures[look.light], "text_dim"))
        self._brightness.blockSignals(True)
        self._brightness.setValue(round(look.brightness * 100))
        self._brightness.blockSignals(False)

    def show_parallel(self, on: bool) -> None:
        """Whether the view is orthographic."""
        self._parallel.setChecked(on)

    def show_measure(self, on: bool) -> None:
        """Whether clicks measure."""
        self._measure.setChecked(on)

    def show_compare(self, on: bool, *, possible: bool) -> None:
        """Whether two models are compared, and whether preview and finished file could be."""
        self._compare.setChecked(on)
        self._compare_both.setEnabled(possible)
        self._compare_end.setEnabled(on)

    def offer_assets(self, assets: Callable[[], Sequence[tuple[str, str]]]) -> None:
        """Tell what else can be compared.

        Args:
            assets: Answers id and title of each finished asset whenever the menu opens.
        """
        self._assets = assets

    def _add_view(self) -> None:
        menu = self._menu("View from", "view_menu")
        for name, text, key in VIEWS:
            self._action(menu, text, partial(self.view_chosen.emit, name), f"view_{name}", key)
        self._add(self._menu_button("cube", "View from a side", "view_button", menu))
        self._parallel = self._toggle(
            "orthographic", "Orthographic", "view_parallel", self.parallel_changed, "O"
        )
        fit = icon_button("fit", "Fit the model into the picture (F)", "view_fit")
        fit.clicked.connect(self.fit_asked)
        self._host.addAction(self._shortcut(fit, "F"))
        self._add(fit)
        self._toggle("turntable", "Turntable", "view_turntable", self.turntable_changed, "T")

    def _add_shading(self) -> None:
        self._shading_buttons: dict[str, QToolButton] = {}
        for name, picture, text in SHADINGS:
            button = icon_button(picture, text, f"shading_{name}", checkable=True)
            button.clicked.connect(partial(self._change, "shading", name))
            self._shading_buttons[name] = button
            self._add(button)

    def _add_light(self) -> None:
        menu = self._menu("Light", "light_menu")
        group = QActionGroup(menu)
        for name, picture, text in LIGHTS:
            action = self._choice(menu, group, "light", name, text)
            action.setIcon(icon(picture))
        menu.addSeparator()
        menu.addAction(self._brightness_action(menu))
        menu.addSeparator()
        menu.addAction(_heading(menu, "Background"))
        backgrounds = QActionGroup(menu)
        for name, text in BACKGROUNDS:
            self._choice(menu, backgrounds, "background", name, text)
        text = "Light and background"
        self._light_button = self._menu_button("studio", text, "light_button", menu)
        self._add(self._light_button)

    def _add_surroundings(self) -> None:
        menu = self._menu("Show", "show_menu")
        for field, picture, text, key in SURROUNDINGS:
            action = self._action(menu, text, None, f"show_{field}", key)
            action.setCheckable(True)
            action.setIcon(icon(picture))
            action.triggered.connect(partial(self._switch, field))
            self._actions[field, ""] = action
        self._add(self._menu_button("eye", "Show with the model", "show_button", menu))

    def _add_compare(self) -> None:
        menu = self._menu("Compare", "compare_menu")
        self._compare_both = self._action(
            menu, "The preview with the finished file", partial(self.compare_changed.emit, True),
            "compare_preview", "",
        )  # fmt: skip
        self._compare_end = self._action(
            menu, "One alone", partial(self.compare_changed.emit, False), "compare_end", ""
        )
        self._offered: list[QAction] = []
        menu.addSeparator()
        menu.addAction(_heading(menu, "What is shown with"))
        menu.aboutToShow.connect(self._list_assets)
        self._compare = self._menu_button("compare", "Compare side by side", "compare", menu)
        self._compare.setCheckable(True)
        self._add(self._compare)
        self.show_compare(False, possible=False)

    def _list_assets(self) -> None:
        menu = self._compare.menu()
        for action in self._offered:
            menu.removeAction(action)
            action.deleteLater()
        self._offered = []
        for asset_id, title in self._assets():
            action = menu.addAction(title)
            action.setObjectName(f"compare_with:{asset_id}")
            action.triggered.connect(partial(self.compare_chosen.emit, asset_id))
            self._offered.append(action)
        if not self._offered:
            nothing = menu.addAction("Nothing is finished yet: press Generate")
            nothing.setEnabled(False)
            self._offered.append(nothing)

    def _add_pictures(self) -> None:
        menu = self._menu("Picture", "picture_menu")
        self._action(menu, "Copy picture", self.copy_asked.emit, "picture_copy", "Ctrl+Shift+C")
        self._action(menu, "Save picture\u2026", partial(self._ask_path, False), "picture_save", "")
        self._action(
            menu, "Save without background\u2026", partial(self._ask_path, True),
            "picture_save_transparent", "",
        )  # fmt: skip
        self._add(self._menu_button("camera", "Picture", "picture_button", menu))

    def _ask_path(self, transparent: bool) -> None:
        """A dialog that runs beside everything else: no nested event loop."""
        dialog = QFileDialog(self._host, "Save picture", "picture.png", "Pictures (*.png *.jpg)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.picture_chosen.emit(path, transparent))
        dialog.open()

    def _change(self, field: str, value: Any) -> None:
        """One field of the look.

        Connected as a `functools.partial`, to which PySide6 hands no `checked` along.
        """
        self.look_changed.emit(replace(self._look, **{field: value}))

    def _switch(self, field: str) -> None:
        """One field of the look on or off, as its action is checked now."""
        self._change(field, self._actions[field, ""].isChecked())

    def _choice(
        self, menu: QMenu, group: QActionGroup, field: str, value: str, text: str
    ) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(f"{field}_{value}")
        action.setCheckable(True)
        group.addAction(action)
        action.triggered.connect(partial(self._change, field, value))
        self._actions[field, value] = action
        return action

    def _brightness_action(self, menu: QMenu) -> QWidgetAction:
        holder = QWidget(menu)
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 4, 14, 6)
        column.setSpacing(2)
        title = QLabel("Brightness", holder)
        title.setProperty("kind", "small")
        self._brightness = QSlider(Qt.Orientation.Horizontal, holder)
        self._brightness.setObjectName("brightness")
        self._brightness.setAccessibleName("Brightness of the light")
        self._brightness.setRange(25, 250)
        self._brightness.setMinimumSize(QSize(150, 20))
        self._brightness.valueChanged.connect(self._brighten)
        column.addWidget(title)
        column.addWidget(self._brightness)
        action = QWidgetAction(menu)
        action.setDefaultWidget(holder)
        return action

    def _brighten(self, percent: int) -> None:
        self._change("brightness", percent / 100)

    def _add(self, button: QToolButton) -> None:
        self._row.addWidget(button)

    def _separate(self) -> None:
        self._row.addSpacing(10)

    def _menu(self, title: str, name: str) -> QMenu:
        menu = QMenu(title, self)
        menu.setObjectName(name)
        return menu

    def _menu_button(self, picture: str, text: str, name: str, menu: QMenu) -> QToolButton:
        button = icon_button(picture, text, name)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _toggle(self, picture: str, text: str, name: str, changed: Any, key: str) -> QToolButton:
        button = icon_button(picture, f"{text} ({key})" if key else text, name, checkable=True)
        button.toggled.connect(changed)
        if key:
            self._host.addAction(self._shortcut(button, key))
        self._add(button)
        return button

    def _shortcut(self, button: QToolButton, key: str) -> QAction:
        action = QAction(button.accessibleName().partition(" (")[0], self._host)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(button.click)
        return action

    def _action(
        self, menu: QMenu, text: str, slot: Callable[[], object] | None, name: str, key: str
    ) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        if slot is not None:
            action.triggered.connect(lambda _=False: slot())
        if key:
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._host.addAction(action)
        return action


def _heading(menu: QMenu, text: str) -> QWidgetAction:
    """Small words above the entries of a menu."""
    label = QLabel(text, menu)
    label.setProperty("kind", "small")
    label.setContentsMargins(14, 4, 14, 2)
    action = QWidgetAction(menu)
    action.setDefaultWidget(label)
    action.setEnabled(False)
    return action
