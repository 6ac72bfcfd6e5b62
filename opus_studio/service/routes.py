"""The HTTP endpoints of the OPUS API. Everything in front of them stands in `middleware.py`."""

from __future__ import annotations

import hmac
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
from opus_studio.engine.errors import RequestError
from opus_studio.engine.request import read_request
from opus_studio.protocol import (
    DRAWN_SEEDS,
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
from opus_studio.service.job_store import JobStore, NewVariant, Variant
from opus_studio.service.middleware import AuthMiddleware, address
from opus_studio.service.paths import ServicePaths
from opus_studio.service.results import Answers, retry_after
from opus_studio.service.variations import variations

_log = logging.getLogger(__name__)


class Endpoints:
    """One method for each endpoint.

    Args:
        store: The jobs.
        queue: What runs them.
        paths: Where the finished zips lie.
    """

    def __init__(self, store: JobStore, queue: JobQueue, paths: ServicePaths) -> None:
        self._store = store
        self._queue = queue
        self._paths = paths
        self._answers = Answers(queue)

    async def health(self, request: HttpRequest) -> Response:
        """GET /health: the service is there, and how much it has to do. Needs no key."""
        return JSONResponse({"status": "ok", "version": __version__, **self._queue.counts})

    async def model_names(self, request: HttpRequest) -> Response:
        """GET /get_model_names."""
        return JSONResponse(catalog.names())

    async def attributes(self, request: HttpRequest) -> Response:
        """GET /get_attributes_with_name?name=, with `&details=true` (ours) texts and units too."""
        name = bodies.read_text(request.query_params, "name")
        details = bodies.read_flag(request.query_params, "details")
        answer = catalog.attributes(name)
        return JSONResponse(answer if details else without_details(answer))

    async def create(self, kind: ModelKind, request: HttpRequest) -> Response:
        """POST /create_opus_component and /create_opus_structure."""
        return self._accept(request, [self._read(await bodies.read_json(request), kind)])

    async def create_batch(self, kind: ModelKind, request: HttpRequest) -> Response:
        """POST /create_opus_batch_component and /create_opus_batch_structure."""
        body = await bodies.read_json(request)
        order = self._read(body, kind)
        count = bodies.read_count(body, MAX_COUNT)
        return self._accept(request, bodies.consecutive(order, count))

    async def variate(self, request: HttpRequest) -> Response:
        """POST /variate_opus_result."""
        body = await bodies.read_json(request)
        base = self._job(bodies.read_text(body, "base_job_uid"), "base_job_uid")[0]
        count = bodies.read_count(body, MAX_VARIATIONS)
        order = Order(read_request(base.request, seed=0), base.chosen)
        return self._accept(request, variations(order, count))

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
        """GET /results/{uid}/{number}/{extension}.zip?token=."""
        uid, extension = request.path_params["uid"], request.path_params["extension"]
        number = request.path_params["number"]
        # The path on disk is made from what the store knows, never from what the caller wrote.
        found = next((v for v in self._store.job(uid) if str(v.number) == number), None)
        if found is None:
            raise ServiceError("not_found", "There is no such file.")
        token = request.query_params.get("token", "")
        if not hmac.compare_digest(token.encode(errors="replace"), found.token.encode()):
            raise ServiceError("unauthorized", "The link is not complete.", status=403)
        known = found.extensions if found.status is JobStatus.COMPLETED else ()
        if found.status is JobStatus.COMPLETED and extension not in known:
            raise ServiceError("not_found", "The job has no file of this format.")
        for name in known:
            path = self._paths.result(found.uid, found.number) / f"{name}.zip"
            if name == extension and path.is_file():
                title = f"{found.request['name']}-{found.request['seed']}-{name}.zip"
                return FileResponse(path, media_type="application/zip", filename=title)
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

    def _accept(self, request: HttpRequest, orders: Sequence[Order]) -> Response:
        uid = str(uuid.uuid4())
        self._queue.add(
            uid,
            [
                NewVariant(order.request.wire(), order.chosen, secrets.token_urlsafe(24))
                for order in orders
            ],
        )
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
    return AuthMiddleware(app, key)


async def _on_service_error(request: HttpRequest, error: Exception) -> Response:
    assert isinstance(error, ServiceError)
    return JSONResponse(error.body(), error.status)


async def _on_request_error(request: HttpRequest, error: Exception) -> Response:
    assert isinstance(error, RequestError)
    return await _on_service_error(request, ServiceError(error.code, error.message, error.field))


async def _on_http_error(request: HttpRequest, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "invalid_request")
    told = ServiceError(code, f"{request.method} {request.url.path}: {error.detail}.")
    return JSONResponse(told.body(), error.status_code, headers=error.headers)


async def _on_store_error(request: HttpRequest, error: Exception) -> Response:
    _log.error("The jobs cannot be read or written: %s", error)
    told = ServiceError("unavailable", "The job store cannot be used; is the disk full?")
    return JSONResponse(told.body(), told.status)
