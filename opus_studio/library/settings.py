"""Every setting of the studio, declared once; `settings_file` keeps what the user changed."""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from opus_studio.library.errors import SettingError
from opus_studio.library.observers import Observers
from opus_studio.library.setting import Choice, Setting
from opus_studio.library.settings_file import SettingsFile

logger = logging.getLogger(__name__)

RAPIDAPI_ADDRESS = "https://opus5.p.rapidapi.com/"
"""The vendor's service."""

EMBEDDED = "embedded"
"""The service that the studio starts by itself; also its name in a job's row."""

GROUPS: dict[str, str] = {
    "service": "Service",
    "files": "Files",
    "appearance": "Appearance",
    "performance": "Performance",
    "viewport": "Viewport",
    "window": "Window",
}
"""The groups in the dialog's order, with what the user reads."""


@dataclass(frozen=True)
class SettingChanged:
    """A setting has a new value."""

    key: str
    value: str | int | float | bool


class Settings:
    """The user's settings: `settings.theme`, `settings.theme = "dark"`.

    Attributes:
        problems: One sentence for each value of the file that was not usable and for which the
            default applies.
    """

    service_kind = Setting(
        "service.kind",
        EMBEDDED,
        "Service",
        "Who generates the assets. The built-in service works offline and needs no key.",
        choices=(
            Choice(EMBEDDED, "Built in (offline)"),
            Choice("rapidapi", "OPUS on RapidAPI"),
            Choice("other", "Another address"),
        ),
    )
    address = Setting(
        "service.address",
        "",
        "Address",
        "The service's address, such as http://studio-server:8000/. Used with 'Another address'.",
        kind="address",
    )
    proxy = Setting(
        "service.proxy",
        "",
        "Proxy",
        "Address of the proxy on the way to the internet; empty uses the system's.",
        kind="address",
    )
    ca_bundle = Setting(
        "service.ca_bundle",
        "",
        "Certificates (CA bundle)",
        "A PEM file with your organisation's own certificates; empty uses the usual ones.",
        kind="file",
    )
    assets_folder = Setting(
        "files.assets_folder",
        "",
        "Folder for assets",
        "Where finished assets are kept; empty means the usual folder.",
        kind="folder",
    )
    units = Setting(
        "appearance.units",
        "m",
        "Units",
        "The unit in which lengths are shown and typed.",
        choices=(Choice("m", "Metres"), Choice("cm", "Centimetres"), Choice("in", "Inches")),
    )
    theme = Setting(
        "appearance.theme",
        "system",
        "Theme",
        "Light, dark, or as the system says.",
        choices=(
            Choice("system", "As the system"),
            Choice("light", "Light"),
            Choice("dark", "Dark"),
        ),
    )
    language = Setting(
        "appearance.language",
        "",
        "Language",
        "Code of the language, such as en or de; empty means the system's.",
    )
    notifications = Setting(
        "appearance.notifications",
        True,
        "Notify when a job is done",
        "Shows a system notification when the window is not in front.",
    )
    workers = Setting(
        "performance.workers",
        0,
        "Workers",
        "How many assets the built-in service makes at the same time; 0 chooses by itself.",
        minimum=0,
        maximum=64,
    )
    cache_size = Setting(
        "performance.cache_size",
        2048,
        "Cache size",
        "How much disk the thumbnails and texture sets that can be made again may take.",
        minimum=64,
        maximum=1_048_576,
        unit="MB",
    )
    shading = Setting("viewport.shading", "material")
    light = Setting("viewport.light", "studio")
    brightness = Setting("viewport.brightness", 1.0, minimum=0.1, maximum=4.0)
    background = Setting("viewport.background", "")
    show_grid = Setting("viewport.show_grid", False)
    show_shadow = Setting("viewport.show_shadow", True)
    show_figure = Setting("viewport.show_figure", False)
    show_dimensions = Setting("viewport.show_dimensions", False)
    show_edges = Setting("viewport.show_edges", False)
    perspective = Setting("viewport.perspective", True)
    first_start_done = Setting("window.first_start_done", False)
    geometry = Setting("window.geometry", "")
    layout = Setting("window.layout", "")
    last_model = Setting("window.last_model", "")

    def __init__(self, path: Path) -> None:
        """Read the file; a missing one is not an error.

        Args:
            path: The settings file. It is written at the first change.
        """
        self._file = SettingsFile(path)
        self._observers: Observers[SettingChanged] = Observers()
        self.problems: tuple[str, ...] = tuple(self._check_stored())
        for problem in self.problems:
            logger.warning("%s: %s", path, problem)

    @property
    def path(self) -> Path:
        """The settings file."""
        return self._file.path

    @property
    def set_aside(self) -> Path | None:
        """Where a file that could not be read was kept, else None."""
        return self._file.set_aside

    @classmethod
    def declared(cls) -> tuple[Setting[Any], ...]:
        """Every setting in the order of its declaration: what a dialog is made from."""
        return tuple(item for item in vars(cls).values() if isinstance(item, Setting))

    @classmethod
    def find(cls, key: str) -> Setting[Any]:
        """The declaration of a key.

        Raises:
            SettingError: There is no such setting.
        """
        for setting in cls.declared():
            if setting.key == key:
                return setting
        raise SettingError(f"There is no setting named {key!r}.")

    def get(self, key: str) -> str | int | float | bool:
        """The value of a setting: the user's, else the default.

        Raises:
            SettingError: There is no such setting.
        """
        setting = self.find(key)
        try:
            return setting.check(self._file.values[key])  # type: ignore[no-any-return]
        except (KeyError, SettingError):
            return setting.default  # type: ignore[no-any-return]

    def set(self, key: str, value: object) -> None:
        """Check, keep, save and announce a value. Setting the value it has does nothing.

        Raises:
            SettingError: No such setting, or a value that it cannot take; the old one stays.
            DiskFullError: No room to save; the old one stays.
            OSError: The file cannot be written; the old one stays.
        """
        setting = self.find(key)
        checked = setting.check(value)
        if setting.kind == "address" and checked:
            _check_address(setting.label, checked)
        if checked == self.get(key) and key in self._file.values:
            return
        before = self.get(key)
        self._file.save({key: checked})
        if checked != before:
            self._observers.tell(SettingChanged(key, checked))

    def reset(self, key: str) -> None:
        """Give a setting its default back.

        Raises:
            SettingError: There is no such setting.
            DiskFullError: No room to save.
            OSError: The file cannot be written.
        """
        setting = self.find(key)
        before = self.get(key)
        if key in self._file.values:
            self._file.save({}, drop=(key,))
        if before != setting.default:
            self._observers.tell(SettingChanged(key, setting.default))

    def subscribe(self, callback: Callable[[SettingChanged], None]) -> Callable[[], None]:
        """Call `callback` after every change; returns what ends that."""
        return self._observers.subscribe(callback)

    @property
    def damage_message(self) -> str:
        """What to tell the user about a broken file; empty when there was none."""
        if self.set_aside is None:
            return ""
        return (
            "The settings could not be read, so the usual ones apply. The broken file was kept "
            f"as {self.set_aside}."
        )

    @property
    def service_address(self) -> str:
        """The address of the service in use; empty for the embedded one."""
        if self.service_kind == "rapidapi":
            return RAPIDAPI_ADDRESS
        return self.address if self.service_kind == "other" else ""

    @property
    def service_name(self) -> str:
        """What a job's row names as its service: `embedded` or the address."""
        return self.service_address or EMBEDDED

    def assets_in(self, usual: Path) -> Path:
        """The folder for assets: the user's own, else the usual one."""
        return Path(self.assets_folder).expanduser() if self.assets_folder else usual

    @property
    def window_geometry(self) -> bytes:
        """The window's geometry as Qt gave it; empty when none (or a damaged one) is kept."""
        return _decoded(self.geometry)

    @window_geometry.setter
    def window_geometry(self, value: bytes) -> None:
        self.geometry = base64.b64encode(value).decode("ascii")

    @property
    def window_layout(self) -> bytes:
        """The state of the window's docks and splitters; empty when none is kept."""
        return _decoded(self.layout)

    @window_layout.setter
    def window_layout(self, value: bytes) -> None:
        self.layout = base64.b64encode(value).decode("ascii")

    def _check_stored(self) -> list[str]:
        problems = []
        for setting in self.declared():
            if setting.key in self._file.values:
                try:
                    setting.check(self._file.values[setting.key])
                except SettingError as error:
                    problems.append(str(error))
        return problems


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _check_address(label: str, address: str) -> None:
    """Refuse what no client could call.

    Raises:
        SettingError: Not an http or https address with a host.
    """
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise SettingError(
            f"{label}: {address!r} is not an address. It should look like https://example.org/."
        )
