"""A small double of the vendor's service, with its moods and its older spellings."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

KEY = "a-key-of-the-vendor"
ADDRESS = "https://opus5.example.test/"
FILES = "https://files.example.test"
UID = "5a3c1d52-0d0c-4a52-9f0e-5cf3a0d4b7aa"

ATTRIBUTES: dict[str, Any] = {
    "Sofa": {
        "sofa_arm": {
            "assets": [
                {
                    "name": "sofa_arm_circular",
                    "tags": ["modern", "small"],
                    "templates": ["lounge"],
                    "parameters": [
                        {
                            "name": "arm_height",
                            "type": "float",
                            "attribute": "arm_height",
                            "range": [0.4, 0.8],
                        }
                    ],
                },
                {"name": "sofa_arm_square"},
            ]
        }
    }
}


def package(extension: str = "glb") -> bytes:
    """A package as the vendor's links give it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(f"Sofa.{extension}", b"model" * 100)
        archive.writestr("textures/fabric.png", b"picture" * 100)
        archive.writestr("opus_output.json", json.dumps({"name": "Sofa", "seed": 42}))
    return buffer.getvalue()


@dataclass
class VendorDouble:
    """The service, and what it was asked.

    Attributes:
        ticket: The answer to a creation: an object, or a bare string.
        statuses: What each poll tells in turn; the last one stays.
        status_field: How the overall status is spelled.
        urls_as: `object`, `list`, or `top`.
        busy: How many calls get a 429 first, with `retry_after`.
        retry_after: The header of those; None leaves it out.
        faults: How many calls get a 503 first.
        structures_off: Create Structure is disabled.
        expired: How many downloads get the error of an expired link first.
        expired_status: Which one.
        retry_on_results: A `Retry-After` header on unfinished results, or None.
        calls: Every call as (method, path, parsed body or query).
        keys_at_files: Keys that reached the host of the files; there should be none.
    """

    ticket: Any = field(
        default_factory=lambda: {"overall_status": "PENDING", "batch_job_id": UID, "results": []}
    )
    statuses: tuple[str, ...] = ("PENDING", "IN_PROGRESS", "COMPLETED")
    status_field: str = "overall_status"
    urls_as: str = "object"
    busy: int = 0
    retry_after: str | None = "7"
    faults: int = 0
    structures_off: bool = False
    expired: int = 0
    expired_status: int = 403
    retry_on_results: str | None = None
    calls: list[tuple[str, str, Any]] = field(default_factory=list)
    keys_at_files: list[str] = field(default_factory=list)
    polls: int = 0

    def transport(self) -> httpx.ASGITransport:
        """The double in place of the network."""
        creations = (
            "create_opus_component",
            "create_opus_structure",
            "create_opus_batch_component",
            "create_opus_batch_structure",
            "variate_opus_result",
        )
        routes = [
            Route("/get_model_names", self._guarded(self._names)),
            Route("/get_attributes_with_name", self._guarded(self._attributes)),
            Route("/get_opus_job_result", self._guarded(self._result)),
            Route("/files/{name}", self._file),
            *(
                Route(f"/{name}", self._guarded(self._create), methods=["POST"])
                for name in creations
            ),
        ]
        return httpx.ASGITransport(app=Starlette(routes=routes))

    def asked(self, path: str) -> int:
        """How often a path was called."""
        return sum(called == path for _, called, _ in self.calls)

    def _guarded(self, endpoint: Any) -> Any:
        async def guard(request: Request) -> Response:
            body = await request.json() if request.method == "POST" else dict(request.query_params)
            self.calls.append((request.method, request.url.path, body))
            if request.headers.get("x-rapidapi-key") != KEY:
                return JSONResponse(
                    {"message": "You are not subscribed to this API."}, status_code=403
                )
            if request.headers.get("x-rapidapi-host") != "opus5.example.test":
                return JSONResponse({"message": "Host missing"}, status_code=400)
            if self.faults > 0:
                self.faults -= 1
                return PlainTextResponse("upstream", status_code=503)
            if self.busy > 0:
                self.busy -= 1
                headers = {} if self.retry_after is None else {"Retry-After": self.retry_after}
                return JSONResponse(
                    {"message": "You have exceeded the rate limit per minute"},
                    status_code=429,
                    headers=headers,
                )
            return await endpoint(request, body)

        return guard

    async def _names(self, request: Request, body: Any) -> Response:
        return JSONResponse({"Structures": ["House"], "Components": ["Sofa", "Window"]})

    async def _attributes(self, request: Request, body: Any) -> Response:
        if body.get("name") != "Sofa":
            return JSONResponse({"detail": f"No model named {body.get('name')}"}, status_code=404)
        return JSONResponse(ATTRIBUTES)

    async def _create(self, request: Request, body: Any) -> Response:
        if self.structures_off and request.url.path.endswith("structure"):
            return JSONResponse({"message": "Disabled temporarily."}, status_code=400)
        if "sofa_arm" in body.get("parameters", {}).values():
            return JSONResponse(
                {"detail": [{"loc": ["body", "parameters"], "msg": "not a number"}]},
                status_code=422,
            )
        return JSONResponse(self.ticket)

    async def _result(self, request: Request, body: Any) -> Response:
        if body.get("result_uid") != UID:
            return JSONResponse(
                {"error": {"code": "unknown_job", "message": "There is no such job."}},
                status_code=404,
            )
        status = self.statuses[min(self.polls, len(self.statuses) - 1)]
        self.polls += 1
        answer: dict[str, Any] = {self.status_field: status}
        finished = status.casefold() == "completed"
        if finished:
            links = {ext: f"{FILES}/files/{ext}.zip?{self.polls}" for ext in ("glb", "usd")}
            urls = {
                "object": links,
                "top": links,
                "list": [{"extension": f".{ext}", "url": url} for ext, url in links.items()],
            }[self.urls_as]
            if self.urls_as == "top":
                answer["urls"] = urls
            else:
                answer["results"] = [{"status": status, "urls": urls}]
        headers = {"Retry-After": self.retry_on_results} if self.retry_on_results else {}
        return JSONResponse(answer, headers={} if finished else headers)

    async def _file(self, request: Request) -> Response:
        self.calls.append(("GET", request.url.path, dict(request.query_params)))
        if key := request.headers.get("x-rapidapi-key"):
            self.keys_at_files.append(key)
        if self.expired > 0:
            self.expired -= 1
            return Response(
                "<Error><Code>AccessDenied</Code></Error>",
                status_code=self.expired_status,
                media_type="application/xml",
            )
        return Response(package(request.path_params["name"].partition(".")[0]))
