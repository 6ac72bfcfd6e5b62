"""What stands in front of the routes: the key, and answers when the service is at fault."""

from __future__ import annotations

import httpx
import pytest

from opus_studio.service.middleware import AuthMiddleware, ErrorMiddleware


@pytest.mark.expects_log_errors
async def test_a_bug_is_answered_in_the_documented_shape_and_tells_no_secrets(caplog):
    async def broken(scope, receive, send):
        raise ZeroDivisionError("the secret of the house")

    transport = httpx.ASGITransport(ErrorMiddleware(broken))
    async with httpx.AsyncClient(transport=transport, base_url="http://studio.test") as http:
        answer = await http.get("/get_model_names", headers={"X-RapidAPI-Key": "key"})
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "secret" not in answer.text
    assert "the secret of the house" in caplog.text


@pytest.mark.expects_log_errors
async def test_a_failure_in_mid_answer_begins_no_second_one(caplog):
    sent = []

    async def half(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ZeroDivisionError

    async def send(message):
        sent.append(message["type"])

    scope = {"type": "http", "method": "GET", "path": "/x", "headers": []}
    await ErrorMiddleware(half)(scope, None, send)
    assert sent == ["http.response.start"]
    assert "Error while serving GET /x" in caplog.text


@pytest.mark.parametrize("key", ["", "ke", "keyy", "KEY", "k\xe9y"])
async def test_a_key_must_be_the_very_one(key):
    async def never(scope, receive, send):
        pytest.fail("a stranger came in")

    transport = httpx.ASGITransport(AuthMiddleware(never, "key"))
    async with httpx.AsyncClient(transport=transport, base_url="http://studio.test") as http:
        answer = await http.get("/x", headers={"X-RapidAPI-Key": key.encode("latin-1")})
    assert answer.status_code == 403
