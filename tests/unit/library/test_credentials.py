from __future__ import annotations

import logging

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked

from opus_studio.library.credentials import SERVICE_NAME, Credentials, KeyPlace

ADDRESS = "https://opus5.p.rapidapi.com/"
SECRET = "s3cr3t-key"


class MemoryKeyring(KeyringBackend):
    """A key store that lasts as long as the test."""

    priority = 5.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class LockedKeyring(MemoryKeyring):
    """A key store whose user has not typed the password; its errors are indiscreet."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"locked while storing {password}")

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")


class PlainTextKeyring(MemoryKeyring):
    """What keyrings.alt does: a file that anybody can read."""

    priority = 0.5  # type: ignore[assignment]


class Chain(MemoryKeyring):
    """Several key stores behind one, as keyring's own chainer."""

    priority = 10.0  # type: ignore[assignment]

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()
        self.backends = backends


def test_a_key_is_kept_in_the_key_store_under_the_address() -> None:
    store = MemoryKeyring()
    status = Credentials(store).set_key(ADDRESS, f" {SECRET}\n")
    assert status.place is KeyPlace.SYSTEM
    assert list(store.kept.values()) == [SECRET]
    ((service, user),) = store.kept
    assert service == SERVICE_NAME
    assert user in ADDRESS
    assert Credentials(store).key(ADDRESS.rstrip("/")) == SECRET


def test_each_address_has_its_own_key() -> None:
    credentials = Credentials(MemoryKeyring())
    credentials.set_key(ADDRESS, SECRET)
    assert credentials.key("http://studio:8000/") is None


def test_forgetting_removes_it_everywhere_and_may_be_repeated() -> None:
    store = MemoryKeyring()
    credentials = Credentials(store)
    credentials.set_key(ADDRESS, SECRET)
    assert credentials.forget(ADDRESS).place is KeyPlace.NONE
    assert credentials.set_key(ADDRESS, "  ").place is KeyPlace.NONE
    assert store.kept == {}


@pytest.mark.parametrize("backend", [FailKeyring(), NullKeyring(), PlainTextKeyring()])
def test_an_insecure_key_store_is_refused_and_the_key_lasts_for_the_session(
    backend: KeyringBackend,
) -> None:
    credentials = Credentials(backend)
    assert not credentials.persistent
    status = credentials.set_key(ADDRESS, SECRET)
    assert status.place is KeyPlace.SESSION
    assert "until you close" in status.message
    assert credentials.key(ADDRESS) == SECRET
    assert getattr(backend, "kept", {}) == {}
    assert Credentials(backend).key(ADDRESS) is None


def test_of_a_chain_the_first_secure_one_is_used() -> None:
    plain, secure = PlainTextKeyring(), MemoryKeyring()
    Credentials(Chain(FailKeyring(), plain, secure)).set_key(ADDRESS, SECRET)
    assert plain.kept == {}
    assert list(secure.kept.values()) == [SECRET]


def test_a_locked_key_store_is_told_and_nothing_secret_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    credentials = Credentials(LockedKeyring())
    status = credentials.set_key(ADDRESS, SECRET)
    assert status.place is KeyPlace.SESSION
    assert "locked" in status.message
    assert credentials.key(ADDRESS) == SECRET
    assert SECRET not in caplog.text
    assert SECRET not in repr(credentials)
    assert SECRET not in status.message


class BrokenKeyring(MemoryKeyring):
    """A key store whose daemon has gone."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("no bus")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError(f"no bus for {password}")


def test_what_is_wrong_with_the_key_store_is_told(caplog: pytest.LogCaptureFixture) -> None:
    for store, words in ((BrokenKeyring(), "did not answer"), (LockedKeyring(), "is locked")):
        caplog.clear()
        credentials = Credentials(store)
        assert credentials.key(ADDRESS) is None
        assert words in credentials.status(ADDRESS).message
        assert credentials.status(ADDRESS).place is KeyPlace.NONE
        status = credentials.set_key(ADDRESS, SECRET)
        assert (status.place, credentials.key(ADDRESS)) == (KeyPlace.SESSION, SECRET)
        assert words in status.message
        told = [record.getMessage() for record in caplog.records]
        assert any("failed to read a key: " in text for text in told)
        assert any("failed to write a key: " in text for text in told)
        assert SECRET not in caplog.text
        forgotten = credentials.forget(ADDRESS)
        assert forgotten.place is KeyPlace.NONE
        assert credentials.key(ADDRESS) is None
        assert "failed to delete a key: " in caplog.text
        assert type(store).__name__ in repr(credentials)
        assert SECRET not in repr(credentials)


def test_where_a_key_will_be_kept_is_told_before_there_is_one() -> None:
    status = Credentials(MemoryKeyring()).status(ADDRESS)
    assert status.place is KeyPlace.NONE
    assert "will be kept in the system's key store" in status.message
    without = Credentials(NullKeyring())
    assert "session only" in repr(without)
    assert "no secure key store" in without.status(ADDRESS).message
    assert not without.persistent


def test_a_key_store_that_works_again_is_no_longer_complained_of() -> None:
    store = MemoryKeyring()
    credentials = Credentials(store)
    store.set_password = LockedKeyring.set_password.__get__(store)  # type: ignore[method-assign]
    assert credentials.set_key(ADDRESS, SECRET).place is KeyPlace.SESSION
    del store.set_password
    assert credentials.set_key(ADDRESS, SECRET).place is KeyPlace.SYSTEM
    assert "will be kept" in credentials.forget(ADDRESS).message


def test_one_unusable_key_store_of_several_does_not_hide_the_others() -> None:
    class Probing(MemoryKeyring):
        @property
        def priority(self) -> float:  # type: ignore[override]
            raise RuntimeError("no desktop")

    Probing.priority = property(lambda self: 1 / 0)  # type: ignore[assignment]
    good = MemoryKeyring()
    credentials = Credentials(Chain(Probing(), PlainTextKeyring(), good))
    assert credentials.set_key(ADDRESS, SECRET).place is KeyPlace.SYSTEM
    assert list(good.kept) == [(SERVICE_NAME, ADDRESS.rstrip("/"))]
