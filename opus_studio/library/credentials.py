"""The service's key: in the system's key store, or in memory for this session. Never in a file.

The key store is asked through keyring, under the service name `opus-studio` with the service's
address as the user. Backends that would write the key in plain text, or throw it away, are refused.
A key store may ask the user to unlock it: call these from a thread, not from the window's own.
"""

from __future__ import annotations

import enum
import logging
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

# keyring itself is imported where it is used: it takes long to load, and the window is painted
# before any key is needed.

logger = logging.getLogger(__name__)

SERVICE_NAME = "opus-studio"
"""The name under which the key store files our keys."""

_REFUSED = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
_LEAST_PRIORITY = 1.0
"""keyring recommends backends of this priority and above; below are plain text and the like."""


class KeyPlace(enum.Enum):
    """Where a key is kept."""

    SYSTEM = "system"
    SESSION = "session"
    NONE = "none"


@dataclass(frozen=True)
class KeyStatus:
    """Where the key of an address is kept, in words for the user.

    Attributes:
        place: Where it is.
        message: One or two sentences to show beside the field.
    """

    place: KeyPlace
    message: str


class Credentials:
    """Keys by service address."""

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        """Choose the key store.

        Args:
            backend: A key store to use in place of the system's own. It is held to the same rules.
        """
        self._given = backend
        self._session: dict[str, str] = {}
        self._trouble = ""

    @cached_property
    def _backend(self) -> KeyringBackend | None:
        """The key store, looked for at the first need: that takes a tenth of a second and more."""
        import keyring

        return _secure(keyring.get_keyring() if self._given is None else self._given)

    def __repr__(self) -> str:
        store = type(self._backend).__name__ if self._backend is not None else "session only"
        return f"<Credentials: {store}, keys hidden>"

    @property
    def persistent(self) -> bool:
        """Whether a key outlives this session."""
        return self._backend is not None

    def key(self, address: str) -> str | None:
        """The key for an address, or None when the user has given none."""
        user = _user(address)
        if user in self._session:
            return self._session[user]
        if self._backend is None:
            return None
        try:
            return self._backend.get_password(SERVICE_NAME, user) or None
        except Exception as error:
            self._note("read", error)
            return None

    def set_key(self, address: str, key: str) -> KeyStatus:
        """Keep a key (surrounding space is dropped); an empty one is forgotten.

        Returns:
            Where it is kept now. When the key store refuses, the key works for this session.
        """
        key = key.strip()
        user = _user(address)
        if not key:
            return self.forget(address)
        self._session[user] = key
        if self._backend is not None:
            try:
                self._backend.set_password(SERVICE_NAME, user, key)
            except Exception as error:
                self._note("write", error)
            else:
                del self._session[user]
                self._trouble = ""
        return self.status(address)

    def forget(self, address: str) -> KeyStatus:
        """Delete the key of an address everywhere; not having one is not an error."""
        user = _user(address)
        self._session.pop(user, None)
        if self._backend is not None:
            try:
                if self._backend.get_password(SERVICE_NAME, user) is not None:
                    self._backend.delete_password(SERVICE_NAME, user)
            except Exception as error:
                self._note("delete", error)
        return self.status(address)

    def status(self, address: str) -> KeyStatus:
        """Where the key of an address is kept."""
        if _user(address) in self._session:
            return KeyStatus(
                KeyPlace.SESSION,
                f"{self._why()} The key is kept until you close Opus Studio and asked for again "
                "next time.",
            )
        if self.key(address) is not None:
            return KeyStatus(KeyPlace.SYSTEM, "The key is kept in the system's key store.")
        if self._backend is None or self._trouble:
            return KeyStatus(
                KeyPlace.NONE,
                f"No key. {self._why()} A key that you enter is kept until you close Opus Studio.",
            )
        return KeyStatus(
            KeyPlace.NONE, "No key. It will be kept in the system's key store when you enter one."
        )

    def _why(self) -> str:
        return self._trouble or "This system has no secure key store."

    def _note(self, what: str, error: Exception) -> None:
        """Remember that the key store failed, without a word of what it holds.

        Backends raise more than `KeyringError` (D-Bus and platform errors), and their text may
        quote the call; so only the kind of error is logged.
        """
        from keyring.errors import KeyringError

        logger.warning("The key store failed to %s a key: %s", what, type(error).__name__)
        locked = isinstance(error, KeyringError) and "lock" in type(error).__name__.lower()
        self._trouble = (
            "The system's key store is locked."
            if locked
            else "The system's key store did not answer."
        )


def _user(address: str) -> str:
    """One spelling for an address, with and without the closing slash."""
    return address.strip().rstrip("/").lower()


def _secure(backend: KeyringBackend) -> KeyringBackend | None:
    """The backend, or the first of a chain, that keeps a key safely; None when there is none."""
    for candidate in getattr(backend, "backends", None) or (backend,):
        kind = type(candidate)
        if kind.__module__.startswith(_REFUSED):
            continue
        try:
            trusted = float(kind.priority) >= _LEAST_PRIORITY
        except Exception as error:  # a backend's priority runs its own probing code
            logger.debug("Key store %s is not usable: %s", kind.__name__, type(error).__name__)
            continue
        if trusted:
            return candidate
    return None
