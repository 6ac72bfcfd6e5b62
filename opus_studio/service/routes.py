"""The HTTP endpoints of the OPUS API. Everything in front of them stands in `middleware.py`."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import logging
import secrets
import sqlite3
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.types import ASGIApp

from opus_studio import __version__
from opus_studio.engine import catalog
from opus_studio.engine.attributes import describe
from opus_studio.engine.errors import RequestError
from opus_studio.engine.request import read_request
from opus_studio.protocol import (
    DRAWN_SEEDS,
    EXTENSIONS,
    MAX_COUNT,
    MAX_VARIATIONS,
    Endpoint,
    JobStatus,
    ModelKind,
    create_endpoint,
)
from opus_studio.service import bodies
from opus_studio.service.attributes import without_details
from opus_studio.service.bodies import Order
from opus_studio.service.errors import UNKNOWN_JOB, ServiceError
from opus_studio.service.job_queue import JobQueue
from opus_studio.service.job_store import JobStore
from opus_studio.service.links import LinkSigner
from opus_studio.service.middleware import AuthMiddleware, ErrorMiddleware, address
from opus_studio.service.paths import ServicePaths
from opus_studio.service.records import NewVariant, Variant
from opus_studio.service.results import JobAnswers, retry_after
from opus_studio.service.variations import variations

_log = logging.getLogger(__name__)


class Endpoints:
    """One method for each endpoint.

    Args:
        store: The jobs.
        queue: What runs them.
        paths: Where the finished zips lie.
        links: Signs and checks the download links.
    """

    def __init__(
        self, store: JobStore, queue: JobQueue, paths: ServicePaths, links: LinkSigner
    ) -> None:
        self._store = store
        self._queue = queue
        self._paths = paths
        self._links = links
        self._answers = JobAnswers(queue, links)

    async def health(self, request: HttpRequest) -> Response:
        """GET /health: the service is there, and how much it has to do. Needs no key.

        `idempotency` tells a client that a creation may be sent again under the same key.
        """
        answer = {"status": "ok", "version": __version__, "idempotency": True}
        return JSONResponse(answer | dict(self._queue.counts))

    async def model_names(self, request: HttpRequest) -> Response:
        """GET /get_model_names; in a thread, since the first call may read the models in."""
        return JSONResponse(await asyncio.to_thread(catalog.names))

    async def attributes(self, request: HttpRequest) -> Response:
        """GET /get_attributes_with_name?name=, with `&details=true` (ours) texts and units too."""
        name = bodies.read_text(request.query_params, "name")
        details = bodies.read_flag(request.query_params, "details")
        answer = describe(name)
        return JSONResponse(answer if details else without_details(answer))

    async def create(self, kind: ModelKind, request: HttpRequest) -> Response:
        """POST /create_opus_component and /create_opus_structure."""
        body = await bodies.read_json(request)
        return self._accept(request, body, lambda: [self._read(body, kind)])

    async def create_batch(self, kind: ModelKind, request: HttpRequest) -> Response:
        """POST /create_opus_batch_component and /create_opus_batch_structure."""
        body = await bodies.read_json(request)

        def orders() -> list[Order]:
            order = self._read(body, kind)
            return bodies.consecutive(order, bodies.read_count(body, MAX_COUNT))

        return self._accept(request, body, orders)

    async def variate(self, request: HttpRequest) -> Response:
        """POST /variate_opus_result."""
        body = await bodies.read_json(request)

        def orders() -> list[Order]:
            base = self._job(bodies.read_text(body, "base_job_uid"), "base_job_uid")[0]
            count = bodies.read_count(body, MAX_VARIATIONS)
            return variations(Order(read_request(base.request, seed=0), base.chosen), count)

        return self._accept(request, body, orders)

    async def job_result(self, request: HttpRequest) -> Response:
        """GET /get_opus_job_result?result_uid=."""
        uid = bodies.read_text(request.query_params, "result_uid")
        return self._answer(request, self._job(uid, "result_uid"))

    async def cancel(self, request: HttpRequest) -> Response:
        """POST /cancel_opus_job (ours)."""
        uid = bodies.read_text(await bodies.read_json(request), "result_uid")
        self._job(uid, "result_uid")
        self._queue.cancel(uid)
        return self._answer(request, self._job(uid, "result_uid"))

    async def download(self, request: HttpRequest) -> Response:
        """GET /results/{uid}/{number}/{extension}.zip?expires=&token=, whole or a range of it."""
        uid, extension = request.path_params["uid"], request.path_params["extension"]
        number = request.path_params["number"]
        # The path on disk is made from what the store knows, never from what the caller wrote.
        found = next((v for v in self._store.job(uid) if str(v.number) == number), None)
        known = {name: name for name in EXTENSIONS}.get(extension)
        if found is None or known is None:
            raise ServiceError("not_found", "There is no such file.")
        given = request.query_params
        self._links.check(*found.key, known, given.get("expires", ""), given.get("token", ""))
        path = self._paths.result(*found.key) / f"{known}.zip"
        if found.status is JobStatus.COMPLETED and known in found.extensions and path.is_file():
            title = f"{found.request['name']}-{found.request['seed']}-{known}.zip"
            return FileResponse(
                path,
                headers=_digest(found.digests.get(known)),
                media_type="application/zip",
                filename=title,
            )
        raise ServiceError("expired_link", "The files of this job are no longer kept.")

    def _read(self, body: Mapping[str, Any], kind: ModelKind) -> Order:
        order = bodies.read_order(body, secrets.randbelow(DRAWN_SEEDS))
        model = catalog.model(order.request.name)
        if model.kind != kind:
            raise ServiceError(
                "unknown_model",
                f"{model.name} is a {model.kind}: use {create_endpoint(model.kind)}.",
                "name",
            )
        catalog.resolve_request(order.request)
        return order

    def _accept(
        self, request: HttpRequest, body: Mapping[str, Any], orders: Callable[[], list[Order]]
    ) -> Response:
        """Take a creation, once for each `Idempotency-Key`.

        Args:
            request: The call.
            body: What it carries; with the path it tells a repetition from another call.
            orders: Reads the body against the models; not called for a repetition.
        """
        key = bodies.read_idempotency_key(request.headers.get("Idempotency-Key"))
        fingerprint = _fingerprint(request.url.path, body) if key else ""
        known = self._store.find_call(key) if key else None
        if known is not None:
            uid, before = known
            if before != fingerprint:
                raise ServiceError(
                    "idempotency_key_reused",
                    "This Idempotency-Key was used for another request within the last 24 hours.",
                    "Idempotency-Key",
                )
            return self._answer(request, self._store.job(uid))
        accepted = [NewVariant(order.request.to_json(), order.chosen) for order in orders()]
        uid = str(uuid.uuid4())
        self._queue.add(uid, accepted, idempotency_key=key, fingerprint=fingerprint)
        return self._answer(request, self._store.job(uid))

    def _job(self, uid: str, field: str) -> list[Variant]:
        variants = self._store.job(uid)
        if not variants:
            raise ServiceError(UNKNOWN_JOB, f"There is no job {uid[:64]!r}.", field)
        return variants

    def _answer(self, request: HttpRequest, variants: Sequence[Variant]) -> Response:
        answer = self._answers.job(variants, address(request.scope))
        seconds = answer.get("retry_after")
        return JSONResponse(answer, headers=retry_after(seconds) if seconds else None)


def create_app(endpoints: Endpoints, key: str) -> ASGIApp:
    """The whole application: key check, routes, and errors in the documented shape."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    routes: dict[tuple[str, str], Callable[[HttpRequest], Awaitable[Response]]] = {
        ("GET", f"/{Endpoint.HEALTH}"): endpoints.health,
        ("GET", f"/{Endpoint.MODEL_NAMES}"): endpoints.model_names,
        ("GET", f"/{Endpoint.ATTRIBUTES}"): endpoints.attributes,
        ("GET", f"/{Endpoint.JOB_RESULT}"): endpoints.job_result,
        ("GET", "/results/{uid}/{number}/{extension}.zip"): endpoints.download,
        ("POST", f"/{Endpoint.VARIATE}"): endpoints.variate,
        ("POST", f"/{Endpoint.CANCEL}"): endpoints.cancel,
    }
    for kind in ModelKind:
        routes["POST", f"/{create_endpoint(kind)}"] = partial(endpoints.create, kind)
        batch = f"/{create_endpoint(kind, MAX_COUNT)}"
        routes["POST", batch] = partial(endpoints.create_batch, kind)
    for (method, path), endpoint in routes.items():
        app.add_route(path, endpoint, methods=[method])
    app.add_exception_handler(ServiceError, _on_service_error)
    app.add_exception_handler(RequestError, _on_request_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(sqlite3.Error, _on_store_error)
    return ErrorMiddleware(AuthMiddleware(app, key))


def _fingerprint(path: str, body: Mapping[str, Any]) -> str:
    """The same for the same call, whatever the order of its fields."""
    text = path + json.dumps(body, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(known: str | None) -> dict[str, str]:
    """The header with a zip's SHA-256 (RFC 9530), so that a caller can tell a whole file."""
    if not known:
        return {}
    return {"Repr-Digest": f"sha-256=:{base64.b64encode(bytes.fromhex(known)).decode()}:"}


async def _on_service_error(request: HttpRequest, error: Exception) -> Response:
    assert isinstance(error, ServiceError)
    wait = {"Retry-After": "60"} if error.status == 429 else None
    return JSONResponse(error.body(), error.status, headers=wait)


async def _on_request_error(request: HttpRequest, error: Exception) -> Response:
    assert isinstance(error, RequestError)
    return await _on_service_error(request, ServiceError(error.code, error.message, error.field))


async def _on_http_error(request: HttpRequest, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "invalid_request")
    told = ServiceError(code, f"{request.method} {request.url.path}: {error.detail}.")
    return JSONResponse(told.body(), error.status_code, headers=error.headers)


async def _on_store_error(request: HttpRequest, error: Exception) -> Response:
    _log.warning("The jobs cannot be read or written: %s", error)
    told = ServiceError(
        "unavailable", "The service cannot write its jobs at the moment; its disk may be full."
    )
    return JSONResponse(told.body(), told.status, headers={"Retry-After": "5"})
