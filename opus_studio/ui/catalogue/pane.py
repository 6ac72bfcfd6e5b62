"""The pane of the catalogue: search, kinds, and the grid or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from opus_studio.api.messages import ModelKind, ModelNames
from opus_studio.library.favorites import Favorites, FavoritesChanged
from opus_studio.ui.catalogue.grid import CatalogueGrid
from opus_studio.ui.catalogue.model import CatalogueModel
from opus_studio.ui.catalogue.shelf import ShelfModel
from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets import EmptyState, LoadingState, SearchField, SegmentedControl


class CataloguePane(QWidget):
    """Every model as a picture. It fetches nothing: the main window fills it."""

    model_chosen = Signal(str)
    """The user wants this model."""
    favorite_toggled = Signal(str, bool)
    """The user marked or unmarked a model."""
    retry_requested = Signal()
    """The list could not be read, and the user wants another attempt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("catalogue_pane")
        self.setAccessibleName("Catalogue")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(200)
        self.model = CatalogueModel(self)
        self.shelf = ShelfModel(self.model, self)
        self._unsubscribe: Callable[[], None] | None = None
        self._latest_recents: Sequence[str] | None = None
        self._shown = ""
        self._build()
        self._message: QWidget | None = None
        self._state = ""
        self.find_action = self._action("search", "Search the catalogue", "Ctrl+F", self._find)
        self.star_action = self._action(
            "star", "Add to or remove from favourites", "Ctrl+D", self.grid.toggle_star
        )
        self.find_action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.show_loading()

    # What the main window does -------------------------------------------------------------------

    def follow(self, favorites: Favorites) -> None:
        """Show the favourites and recents of the library, now and after every change."""
        if self._unsubscribe is not None:
            self._unsubscribe()
        self._unsubscribe = unsubscribe = favorites.subscribe(self._on_favorites)
        self.destroyed.connect(lambda: unsubscribe())
        self.set_favorites(favorites.favorites())
        self.set_recents(favorites.recents())

    def set_models(self, names: ModelNames) -> None:
        """Offer these models."""
        self.model.set_models(names)
        self.shelf.refresh()
        self._state = ""
        self._refresh()
        if self._shown:
            self.select(self._shown)

    def set_about(self, name: str, label: str, category: str, description: str) -> None:
        """Tell what a model is called and where it belongs."""
        self.model.set_about(name, label, category, description)

    def set_words(self, name: str, words: Iterable[str]) -> None:
        """Tell a model's tags and templates, for the search."""
        self.model.set_words(name, words)

    def set_thumbnail(self, name: str, picture: Path | str | QPixmap | None) -> None:
        """Give a model its picture."""
        self.model.set_thumbnail(name, picture)

    def set_favorites(self, names: Iterable[str]) -> None:
        """Mark these models and no others."""
        self.model.set_favorites(names)

    def set_recents(self, names: Sequence[str]) -> None:
        """Tell which models were used lately, the latest first."""
        self.model.set_recents(names)

    def show_loading(self) -> None:
        """Say that the list is on its way; a list that is there stays in sight."""
        if self.model.rowCount():
            return
        self._state = "loading"
        self._say(LoadingState("Reading the catalogue…", "catalogue_loading"))

    def show_error(self, text: str) -> None:
        """Say why there is no list, with a button to try again."""
        self._state = "error"
        self._say(
            EmptyState(
                "warning",
                "Could not reach the service",
                text,
                "catalogue_error",
                action="Retry",
                callback=self.retry_requested.emit,
                role="warning",
            )
        )

    def select(self, name: str) -> None:
        """Mark a model as the one in the viewport and bring it into sight, without a signal."""
        self._shown = name
        self.grid.set_shown(name)
        self.shelf.refresh()
        row = self.shelf.row_of(name, self.grid.currentIndex().row())
        if row >= 0:
            index = self.shelf.index(row)
            self.grid.setCurrentIndex(index)
            self.grid.scrollTo(index)

    # Inside ------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = tokens()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(theme.space_m, theme.space_m, theme.space_m, theme.space_s)
        head.setSpacing(theme.space_s)
        outer.addLayout(head)
        self.search = SearchField("Search models", "catalogue_search", self)
        self.search.setToolTip("Searches names, categories, keywords and templates")
        self.search.installEventFilter(self)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._on_filter)
        head.addWidget(self.search)
        choices = [
            (None, "All"),
            (ModelKind.COMPONENT, "Components"),
            (ModelKind.STRUCTURE, "Structures"),
        ]
        self.kinds = SegmentedControl(choices, "catalogue_kind", "Kind of model", self)
        font = self.kinds.font()
        font.setPixelSize(theme.font_small)  # the three words side by side in a narrow pane
        self.kinds.setFont(font)
        self.kinds.value_changed.connect(self._on_filter)
        head.addWidget(self.kinds)
        body = QWidget(self)
        outer.addWidget(body, 1)
        self._stack = QStackedLayout(body)
        holder = QWidget(body)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(theme.space_m - 3, 0, 0, 0)
        self.grid = CatalogueGrid(self.shelf, holder)
        self.grid.chosen.connect(self._on_chosen)
        self.grid.star_clicked.connect(self._on_star)
        self.grid.typed.connect(self._on_typed)
        self.grid.pointer_left.connect(self._show_recents)
        inside.addWidget(self.grid)
        self._holder = holder
        self._stack.addWidget(holder)
        self.shelf.rowsInserted.connect(self._refresh)
        self.shelf.rowsRemoved.connect(self._refresh)

    def _action(
        self,
        icon_name: str,
        text: str,
        shortcut: str,
        slot: Callable[[], object],
    ) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setObjectName(f"catalogue_{icon_name}")
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: slot())
        self.addAction(action)
        return action

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: something happens to the search field."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._on_search_key(event.key())
        ):
            return True
        return super().eventFilter(watched, event)

    def _on_search_key(self, key: int) -> bool:
        """Down goes into the grid, Enter takes the first model found."""
        first = self.shelf.first_model()
        if first < 0 or self._state:
            return False
        if key == Qt.Key.Key_Down:
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.grid.current_name():
                self.grid.setCurrentIndex(self.shelf.index(first))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.text().strip():
            self._on_chosen(self.shelf.name_at(first))
            return True
        return False

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_typed(self, letters: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(letters)

    def _on_filter(self, _: object = None) -> None:
        self.shelf.set_filter(self.search.text(), self.kinds.value())
        self.grid.scrollToTop()
        self._refresh()

    def _on_chosen(self, name: str) -> None:
        self._shown = name
        self.grid.set_shown(name)
        self.model_chosen.emit(name)

    def _on_star(self, name: str, favorite: bool) -> None:
        marked = {entry.name for entry in self.model.entries() if entry.favorite}
        self.model.set_favorites(marked | {name} if favorite else marked - {name})
        self.favorite_toggled.emit(name, favorite)

    def _on_favorites(self, news: FavoritesChanged) -> None:
        self.set_favorites(news.favorites)
        self._latest_recents = news.recents
        if not self.grid.has_pointer:
            self._show_recents()

    def _show_recents(self) -> None:
        """Not while the pointer is there: a second click would hit another model."""
        if self._latest_recents is not None:
            self.set_recents(self._latest_recents)
            self._latest_recents = None

    def _refresh(self, *_: object) -> None:
        """Show the grid, or why it is empty."""
        if self._state:
            return
        searching = bool(self.search.text().strip())
        self.grid.set_best(self.shelf.name_at(self.shelf.first_model()) if searching else "")
        if not self.shelf.is_empty():
            self._drop_message()
            self._stack.setCurrentWidget(self._holder)
        elif self.model.rowCount():
            self._say_no_match()
        else:
            self._say(
                EmptyState(
                    "cube",
                    "No models",
                    "The service offers no models at the moment.",
                    "catalogue_empty",
                    action="Look again",
                    callback=self.retry_requested.emit,
                )
            )

    def _say_no_match(self) -> None:
        query = self.search.text().strip()
        what = f"Nothing matches “{query}”" if query else "Nothing here"
        self._say(
            EmptyState(
                "search",
                what,
                "The search looks at names, categories, keywords and templates.",
                "catalogue_no_match",
                action="Show all models",
                callback=self._show_all,
            )
        )

    def _show_all(self) -> None:
        self.kinds.set_value(None)
        self.search.clear()
        self._on_filter()

    def _say(self, message: QWidget) -> None:
        self._drop_message()
        self._message = message
        self._stack.addWidget(message)
        self._stack.setCurrentWidget(message)

    def _drop_message(self) -> None:
        if self._message is not None:
            self._stack.removeWidget(self._message)
            self._message.hide()
            self._message.deleteLater()
            self._message = None
