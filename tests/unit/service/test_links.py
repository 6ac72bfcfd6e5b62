"""Links: they open their own file, for a time, also after a restart."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from opus_studio.service.errors import ServiceError
from opus_studio.service.links import LinkSigner, link_secret

SECRET = bytes(32)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def given(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


def refusal(signer: LinkSigner, uid: str, number: int, extension: str, **query: str) -> int | None:
    try:
        signer.check(uid, number, extension, **query)
    except ServiceError as error:
        return error.status
    return None


def test_a_link_opens_its_own_file_until_it_expires():
    clock = Clock()
    signer = LinkSigner(SECRET, 60, clock)
    query = given(signer.query("a", 0, "glb"))
    assert refusal(signer, "a", 0, "glb", **query) is None
    for other in (("b", 0, "glb"), ("a", 1, "glb"), ("a", 0, "usd")):
        assert refusal(signer, *other, **query) == 403
    clock.now += 59
    assert refusal(LinkSigner(SECRET, 60, clock), "a", 0, "glb", **query) is None
    clock.now += 2
    assert refusal(signer, "a", 0, "glb", **query) == 410
    assert refusal(signer, "a", 0, "glb", **given(signer.query("a", 0, "glb"))) is None


@pytest.mark.parametrize(
    "change",
    [{"expires": "99999"}, {"token": ""}, {"token": "\udce9"}, {"expires": ""}, {"expires": "x"}],
)
def test_a_link_that_was_changed_opens_nothing(change):
    signer = LinkSigner(SECRET, 60, Clock())
    query = given(signer.query("a", 0, "glb")) | change
    assert refusal(signer, "a", 0, "glb", **query) == 403


def test_another_service_has_other_links():
    clock = Clock()
    query = given(LinkSigner(bytes(31) + b"x", 60, clock).query("a", 0, "glb"))
    assert refusal(LinkSigner(SECRET, 60, clock), "a", 0, "glb", **query) == 403


def test_the_secret_stays_the_same_and_is_its_owners_alone(tmp_path):
    path = tmp_path / "link-secret"
    secret = link_secret(path)
    assert len(secret) == 32
    assert link_secret(path) == secret
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(b"short")
    assert link_secret(path) not in (secret, b"short")
    assert path.stat().st_mode & 0o777 == 0o600
