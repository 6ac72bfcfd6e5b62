"""The catalogue: every model as a picture, searched as you type.

Knows the library's favourites and the messages of the API; fetches nothing itself.
"""

from opus_studio.ui.catalogue.model import CatalogueModel, CatalogueRole
from opus_studio.ui.catalogue.pane import CataloguePane

__all__ = ["CatalogueModel", "CataloguePane", "CatalogueRole"]
