"""From the catalogue to the form: the models of the service, and the attributes of the chosen."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from opus_studio.api.errors import OpusError
from opus_studio.api.messages import Attributes, GenerationRequest, ModelKind, ModelNames
from opus_studio.ui.catalogue import CataloguePane
from opus_studio.ui.controllers.form_states import FormStatesController
from opus_studio.ui.form.form_pane import FormPane
from opus_studio.ui.services import Services
from opus_studio.ui.tasks import cancel_tasks, spawn

logger = logging.getLogger(__name__)

FIRST_MODEL = "Window"
"""What a new user sees first, where the service has it."""


class ModelsController(QObject):
    """Loads the catalogue and each chosen model's form."""

    model_shown = Signal(str)
    """The form of this model is shown."""

    def __init__(
        self, services: Services, catalogue: CataloguePane, form: FormPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._catalogue = catalogue
        self._form = form
        self.form_states = FormStatesController(services.form_states, form, self)
        self._names = ModelNames()
        self._attributes: dict[str, Attributes] = {}
        self._chosen = ""
        self._fetching: set[str] = set()
        catalogue.model_chosen.connect(self.choose)
        catalogue.favorite_toggled.connect(services.favorites.set_favorite)
        catalogue.retry_requested.connect(self.load)
        services.thumbnails.made.connect(self._on_thumbnail)
        catalogue.follow(services.favorites)

    @property
    def names(self) -> tuple[str, ...]:
        """The models of the catalogue."""
        return (*self._names.components, *self._names.structures)

    @property
    def chosen(self) -> str:
        """The model whose form is shown or on its way."""
        return self._chosen

    def load(self) -> None:
        """Read the catalogue of the service in use, anew."""
        self._attributes.clear()
        self._fetching.clear()
        self._catalogue.show_loading()
        spawn(self._load(), "models.load", owner=self)

    def choose(self, name: str) -> None:
        """Show a model's form; its picture and its preview follow by themselves."""
        self._chosen = name
        self._catalogue.select(name)
        known = self._attributes.get(name)
        if known is not None:
            self._show(name, known)
            return
        self._form.show_loading()
        if name in self._fetching:  # a second answer would undo what the user has set by then
            return
        self._fetching.add(name)
        spawn(self._fetch(name), "models.attributes", owner=self)

    def reuse(self, request: GenerationRequest) -> None:
        """Show a model's form with the choices of a request."""
        self._form.load_request(request)
        if request.name != self._chosen:
            self.choose(request.name)

    def kind_of(self, name: str) -> ModelKind:
        """Component or structure; a component when the catalogue does not know it."""
        return self._names.kind_of(name) or ModelKind.COMPONENT

    async def stop(self) -> None:
        """Before the window closes."""
        self.form_states.flush()
        await cancel_tasks(self)

    async def _load(self) -> None:
        try:
            client = await self._services.connect()
            self._names = await client.get_model_names()
        except OpusError as error:
            self._catalogue.show_error(error.message)
            return
        self._catalogue.set_models(self._names)
        names = self.names
        self._order_thumbnails(names)
        if not self._chosen and names:
            wanted = [self._services.settings.last_model, FIRST_MODEL, names[0]]
            self.choose(next(name for name in wanted if name in names))
        for name in names:
            await self._describe(name)

    async def _describe(self, name: str) -> None:
        """Bring a model's words into the catalogue's search; what fails here fails quietly."""
        try:
            attributes = await self._attributes_of(name)
        except OpusError as error:
            logger.info("The attributes of %s were not read: %s", name, error)
            return
        model = attributes.main
        self._catalogue.set_about(name, model.label, model.category, model.description)
        words = {word for slot in attributes.slots for word in slot.keywords}
        self._catalogue.set_words(name, sorted(words))

    async def _fetch(self, name: str) -> None:
        try:
            attributes = await self._attributes_of(name)
        except OpusError as error:
            if name == self._chosen:
                self._form.show_error(error.message, partial(self.choose, name))
            return
        finally:
            self._fetching.discard(name)
        if name == self._chosen:
            self._show(name, attributes)

    async def _attributes_of(self, name: str) -> Attributes:
        if name not in self._attributes:
            client = await self._services.connect()
            self._attributes[name] = await client.get_attributes(name)
        return self._attributes[name]

    def _show(self, name: str, attributes: Attributes) -> None:
        kept = self.form_states.switch_to(self._services.settings.service_name, name)
        self._form.load(attributes, self.kind_of(name), kept)
        self._services.favorites.used(name)
        self._services.settings.last_model = name
        self.model_shown.emit(name)

    def _order_thumbnails(self, names: tuple[str, ...]) -> None:
        folder = self._services.model_thumbnails
        for name in reversed(names):
            picture = folder / f"{name}.png"
            if picture.is_file():
                self._catalogue.set_thumbnail(name, picture)
            elif self._services.preview.knows(name):
                folder.mkdir(parents=True, exist_ok=True)
                self._services.thumbnails.of_model(name, picture)

    def _on_thumbnail(self, picture: Path) -> None:
        if picture.parent == self._services.model_thumbnails:
            self._catalogue.set_thumbnail(picture.stem, picture)
