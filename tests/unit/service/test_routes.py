"""The endpoints as a caller meets them, in-process, over a pool that the test owns."""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import io
import json
import sqlite3
import zipfile
from concurrent.futures import Future
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opus_studio.protocol import MAX_SEED
from opus_studio.service.channel import Reporter
from opus_studio.service.job_store import JobStore
from opus_studio.service.service import StartError, running_service
from opus_studio.service.worker import Outcome, Task

KEY = "the-key"
ADDRESS = "http://studio.test:1234"
FRAME = "window_outer_frame_gen"
WINDOW = {"name": "Window", "extensions": ["glb"], "seed": 7}


class InstantPool:
    """Finishes a task at once with a small zip for each extension, or holds it when told to."""

    width = 2

    def __init__(self) -> None:
        self.hold = False
        self.tasks: list[Task] = []

    def submit(self, task: Task) -> Future[Outcome]:
        self.tasks.append(task)
        future: Future[Outcome] = Future()
        if not self.hold:
            archives = {}
            for extension in task.request["extensions"]:
                path = Path(task.directory) / f"{extension}.zip"
                with zipfile.ZipFile(path, "w") as archive:
                    archive.writestr("request.json", json.dumps(task.request))
                archives[extension] = str(path)
            future.set_result(Outcome(archives))
        return future

    def kill(self, future: Future[Outcome]) -> None:
        """Nothing to end."""

    def close(self) -> None:
        """Nothing to stop."""


class Caller:
    """A caller of a service over a fresh folder."""

    def __init__(self, client: httpx.AsyncClient, pool: InstantPool) -> None:
        self.http = client
        self.pool = pool

    async def post(self, route: str, body: object) -> httpx.Response:
        return await self.http.post(route, json=body)

    async def result(self, uid: str) -> dict:
        """How the job stands; when nothing is held back, how it ended."""
        async with asyncio.timeout(20):
            while True:
                answer = await self.http.get("/get_opus_job_result", params={"result_uid": uid})
                assert answer.status_code == 200
                result = answer.json()
                if self.pool.hold or "retry_after" not in result:
                    return result
                await asyncio.sleep(0)  # the in-process transport never lets the loop turn

    async def made(self, route: str, body: object) -> list[dict]:
        """The requests that the finished zips of a job were made from."""
        answer = await self.post(route, body)
        assert answer.status_code == 200, answer.text
        result = await self.result(answer.json()["batch_job_id"])
        requests = []
        for variant in result["results"]:
            (url,) = variant["urls"].values()
            raw = (await self.http.get(url)).content
            requests.append(json.loads(zipfile.ZipFile(io.BytesIO(raw)).read("request.json")))
        return requests


@pytest.fixture
async def caller(tmp_path):
    pool = InstantPool()
    async with (
        running_service(tmp_path, KEY, lambda: pool) as app,
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url=ADDRESS,
            headers={"X-RapidAPI-Key": KEY},
        ) as client,
    ):
        yield Caller(client, pool)


def assert_error(answer: httpx.Response, status: int, code: str) -> dict:
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert error["code"] == code
    assert error["message"]
    return error


async def test_every_call_needs_the_key(caller):
    for headers, status in (({}, 401), ({"X-RapidAPI-Key": "other"}, 403)):
        caller.http.headers = httpx.Headers(headers)
        for path in ("/get_model_names", "/nothing", "/get_opus_job_result?result_uid=x"):
            assert_error(await caller.http.get(path), status, "unauthorized")
        assert_error(await caller.post("/create_opus_component", WINDOW), status, "unauthorized")


async def test_the_header_with_the_key_is_read_in_any_case(caller):
    caller.http.headers = httpx.Headers({"x-RAPIDAPI-key": KEY})
    assert (await caller.http.get("/get_model_names")).status_code == 200


async def test_health_needs_no_key(caller):
    caller.http.headers = httpx.Headers()
    assert (await caller.http.get("/health")).json()["status"] == "ok"


async def test_nothing_else_is_open(caller):
    caller.http.headers = httpx.Headers()
    for route in ("/healthy", "/health/", "/results", "/openapi.json", "/docs", "/"):
        assert_error(await caller.http.get(route), 401, "unauthorized")
    for route in ROUTES:
        answer = await caller.post(route, WINDOW)
        assert_error(answer, 401, "unauthorized")
        assert answer.headers["Connection"] == "close", "what a stranger sends is not read"


async def test_names_and_attributes(caller):
    names = (await caller.http.get("/get_model_names")).json()
    assert "Window" in names["Components"]
    answer = await caller.http.get("/get_attributes_with_name", params={"name": "Window"})
    assert FRAME in answer.text
    unknown = await caller.http.get("/get_attributes_with_name", params={"name": "Windwo"})
    assert "Window" in assert_error(unknown, 404, "unknown_model")["message"]
    missing = await caller.http.get("/get_attributes_with_name")
    assert_error(missing, 422, "invalid_value")


async def test_a_job_from_its_creation_to_its_file(caller):
    answer = await caller.post("/create_opus_component", WINDOW | {"extensions": ["glb", "obj"]})
    assert answer.headers["Retry-After"] == "1"
    created = answer.json()
    assert created["overall_status"] == "PENDING"
    assert [variant["status"] for variant in created["results"]] == ["PENDING"]
    assert 0 < created["retry_after"] <= 1
    result = await caller.result(created["batch_job_id"])
    assert result["overall_status"] == "COMPLETED"
    (variant,) = result["results"]
    assert variant["seed"] == 7
    assert set(variant["urls"]) == {"glb", "obj"}
    assert all(url.startswith(ADDRESS + "/results/") for url in variant["urls"].values())
    caller.http.headers = httpx.Headers()  # the link carries its own secret
    download = await caller.http.get(variant["urls"]["glb"])
    assert download.status_code == 200
    assert download.headers["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(download.content)).testzip() is None
    part = await caller.http.get(variant["urls"]["glb"], headers={"Range": "bytes=10-"})
    assert part.status_code == 206
    assert part.content == download.content[10:]
    assert part.headers["ETag"] == download.headers["ETag"]


async def test_a_file_carries_its_digest(caller):
    content = b"the zip of another"
    digest = hashlib.sha256(content).digest()
    real = caller.pool.submit

    def submit(task: Task) -> Future[Outcome]:
        outcome = real(task).result()
        future: Future[Outcome] = Future()
        future.set_result(Outcome(outcome.archives, {"glb": digest.hex()}))
        return future

    caller.pool.submit = submit
    uid = (await caller.post("/create_opus_component", WINDOW)).json()["batch_job_id"]
    url = (await caller.result(uid))["results"][0]["urls"]["glb"]
    download = await caller.http.get(url)
    told = download.headers["Repr-Digest"]
    assert told == f"sha-256=:{base64.b64encode(digest).decode()}:"
    assert "Window-7-glb.zip" in download.headers["Content-Disposition"]


async def test_how_far_a_job_is_is_told(caller):
    caller.pool.hold = True
    body = WINDOW | {"count": 3}
    uid = (await caller.post("/create_opus_batch_component", body)).json()["batch_job_id"]
    fresh = await caller.result(uid)
    assert [result["progress"] for result in fresh["results"]] == [0.0] * 3
    assert fresh["progress"] == 0.0
    await asyncio.sleep(0)
    for task, fraction in zip(caller.pool.tasks, (0.9, 0.3), strict=True):
        reporter = Reporter(Path(task.directory), interval=1000)
        reporter(fraction, "textures")
        reporter.close()
    result = await caller.result(uid)
    assert [part["progress"] for part in result["results"]] == [0.9, 0.3, 0.0]
    assert result["progress"] == pytest.approx(0.4)
    assert (result["stage"], result["results"][2].get("stage")) == ("textures", None)
    assert result["overall_status"] == "IN_PROGRESS"
    assert result["retry_after"] < 0.5, "it is young: it is worth looking again soon"


async def test_files_that_are_gone_are_told_and_the_job_stays_completed(caller, tmp_path):
    uid = (await caller.post("/create_opus_component", WINDOW)).json()["batch_job_id"]
    url = (await caller.result(uid))["results"][0]["urls"]["glb"]
    (tmp_path / "results" / uid / "0" / "glb.zip").unlink()
    assert_error(await caller.http.get(url), 410, "expired_link")
    assert (await caller.result(uid))["overall_status"] == "COMPLETED"


async def test_links_are_on_the_address_that_the_caller_used(caller):
    uid = (await caller.post("/create_opus_component", WINDOW)).json()["batch_job_id"]
    await caller.result(uid)
    for host, start in (
        ("localhost:99", "http://localhost:99/results/"),
        ("[::1]:99", "http://[::1]:99/results/"),
        ("bad host/[", "http://studio.test:1234/results/"),
    ):
        answer = await caller.http.get(
            "/get_opus_job_result", params={"result_uid": uid}, headers={"Host": host}
        )
        assert answer.json()["results"][0]["urls"]["glb"].startswith(start)


async def test_a_link_opens_nothing_but_its_own_file(caller):
    uid = (await caller.post("/create_opus_component", WINDOW)).json()["batch_job_id"]
    url = (await caller.result(uid))["results"][0]["urls"]["glb"]
    path, query = url.removeprefix(ADDRESS).split("?")
    assert (await caller.http.get(path)).status_code == 403
    assert (await caller.http.get(f"{path}?{query}x")).status_code == 403
    assert (await caller.http.get(f"{path}?expires=99999999999&{query}")).status_code == 200
    assert (await caller.http.get(f"{path}?{query}&expires=99999999999")).status_code == 403
    assert (await caller.http.get(f"/results/{uid}/0/obj.zip?{query}")).status_code == 403
    for other in (
        f"/results/{uid}/1/glb.zip",
        f"/results/{uid}/00/glb.zip",
        f"/results/{uid}/-1/glb.zip",
        f"/results/{uid}/0/..%2F..%2Fglb.zip",
        f"/results/..%2F{uid}/0/glb.zip",
        "/results/..%2f..%2fjobs/0/sqlite3.zip",
        "/results/%00/0/glb.zip",
    ):
        assert (await caller.http.get(f"{other}?{query}")).status_code == 404, other


async def test_a_job_without_a_seed_reports_the_one_that_was_drawn(caller):
    request = {"name": "Window", "extensions": ["glb"]}
    seeds = {(await caller.made("/create_opus_component", request))[0]["seed"] for _ in range(5)}
    assert len(seeds) > 1


@pytest.mark.parametrize("seed", [-1, -(2**40)])
async def test_a_negative_seed_asks_for_one_to_be_drawn(caller, seed):
    made = [
        (await caller.made("/create_opus_component", WINDOW | {"seed": seed}))[0]["seed"]
        for _ in range(5)
    ]
    assert all(0 <= drawn < 2**53 for drawn in made)
    assert len(set(made)) > 1


@pytest.mark.parametrize("missing", [{}, {"extensions": None}])
async def test_without_extensions_a_model_comes_as_glb(caller, missing):
    body = {"name": "House", "keywords": {"*": ["classic"], "Window": ["modern"]}}
    (made,) = await caller.made("/create_opus_structure", body | missing)
    assert made["extensions"] == ["glb"]


PLUGIN_BODY = (
    '{\r\n    "name": "Window",\r\n    "texture_resolution": "1024",\r\n    "extensions": [\r\n'
    '        "fbx"\r\n    ],\r\n    "parameters": {\r\n    },\r\n    "keywords": {\r\n    },\r\n'
    '    "seed": -1\r\n}'
)


async def test_the_unreal_plug_in_is_served(caller):
    answer = await caller.http.post(
        "/create_opus_component",
        content=PLUGIN_BODY,
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 200, answer.text
    result = await caller.result(answer.json()["batch_job_id"])
    assert result["overall_status"] == "COMPLETED"
    assert result["results"][0]["urls"]["fbx"].startswith("http")


async def test_a_client_of_the_vendor_sees_nothing_but_slots(caller):
    for name in ("Window", "House"):
        answer = await caller.http.get("/get_attributes_with_name", params={"name": name})
        models = answer.json()
        assert next(iter(models)) == name
        for slots in models.values():
            for slot in slots.values():
                assert set(slot) == {"assets"}
                for asset in slot["assets"]:
                    assert set(asset) == {"name", "tags", "templates", "parameters"}
                    for parameter in asset["parameters"]:
                        assert {"name", "type", "attribute"} <= set(parameter)
                        assert set(parameter) <= {"name", "type", "attribute", "range"}


async def test_texts_come_when_they_are_asked_for(caller):
    params = {"name": "Window", "details": "true"}
    model = (await caller.http.get("/get_attributes_with_name", params=params)).json()["Window"]
    assert model["label"]
    assert model["description"]
    frame = next(asset for asset in model["window_outer_frame"]["assets"] if asset["name"] == FRAME)
    assert frame["parameters"][0]["unit"] == "m"
    bad = await caller.http.get("/get_attributes_with_name", params=params | {"details": "maybe"})
    assert_error(bad, 422, "invalid_value")


async def test_a_batch_has_consecutive_seeds(caller):
    made = await caller.made("/create_opus_batch_component", WINDOW | {"count": 4})
    assert [request["seed"] for request in made] == [7, 8, 9, 10]
    last = await caller.made(
        "/create_opus_batch_component", WINDOW | {"seed": MAX_SEED, "count": 2}
    )
    assert [request["seed"] for request in last] == [MAX_SEED, 0]


@pytest.mark.parametrize("count", [None, 0, 11, -1, 1.5, "3", True, [2]])
async def test_a_batch_has_one_to_ten(caller, count):
    answer = await caller.post("/create_opus_batch_component", WINDOW | {"count": count})
    assert_error(answer, 422, "invalid_count")


async def test_variations_keep_what_was_set_and_move_the_rest_a_little(caller):
    width, height = f"{FRAME}/frame_width", f"{FRAME}/frame_height"
    base = WINDOW | {"parameters": {width: 1.5}}
    uid = (await caller.post("/create_opus_component", base)).json()["batch_job_id"]
    order = {"base_job_uid": uid, "count": 12}
    made = await caller.made("/variate_opus_result", order)
    assert [request["parameters"][width] for request in made] == [1.5] * 12
    heights = [r["parameters"][height] for r in made if height in r["parameters"]]
    assert len(set(heights)) > 3
    assert max(heights) - min(heights) <= 2.6 * 0.24 + 0.02
    assert made == await caller.made("/variate_opus_result", order)
    again = (await caller.post("/variate_opus_result", order)).json()["batch_job_id"]
    further = await caller.made("/variate_opus_result", order | {"base_job_uid": again})
    assert {request["parameters"][width] for request in further} == {1.5}
    assert further != made


async def test_variations_of_nothing(caller):
    answer = await caller.post("/variate_opus_result", {"base_job_uid": "none", "count": 2})
    assert assert_error(answer, 404, "unknown_job")["field"] == "base_job_uid"


async def test_cancelling(caller):
    caller.pool.hold = True
    uid = (await caller.post("/create_opus_component", WINDOW)).json()["batch_job_id"]
    await asyncio.sleep(0)
    assert (await caller.result(uid))["overall_status"] == "IN_PROGRESS"
    answer = await caller.post("/cancel_opus_job", {"result_uid": uid})
    assert answer.json()["overall_status"] == "CANCELLED"
    assert "Retry-After" not in answer.headers
    assert_error(await caller.post("/cancel_opus_job", {"result_uid": "no"}), 404, "unknown_job")


async def test_a_batch_that_is_cancelled_half_way_is_cancelled(caller):
    body = WINDOW | {"count": 4}
    uid = (await caller.post("/create_opus_batch_component", body)).json()["batch_job_id"]
    while not caller.pool.tasks:  # noqa: ASYNC110 - the queue's first turn tells nobody
        await asyncio.sleep(0)
    caller.pool.hold = True
    await caller.post("/cancel_opus_job", {"result_uid": uid})
    result = await caller.result(uid)
    assert result["overall_status"] == "CANCELLED"
    assert "retry_after" not in result


async def test_the_same_key_makes_one_job(caller):
    headers = {"Idempotency-Key": "click-1"}

    async def create(body: object, route: str = "/create_opus_component") -> httpx.Response:
        return await caller.http.post(route, json=body, headers=headers)

    first = (await create(WINDOW)).json()["batch_job_id"]
    assert (await create(dict(reversed(WINDOW.items())))).json()["batch_job_id"] == first
    await caller.result(first)
    again = (await create(WINDOW)).json()
    assert (again["batch_job_id"], again["overall_status"]) == (first, "COMPLETED")
    assert len(caller.pool.tasks) == 1
    assert_error(await create(WINDOW | {"seed": 8}), 422, "idempotency_key_reused")
    batch = "/create_opus_batch_component"
    assert_error(await create(WINDOW, batch), 422, "idempotency_key_reused")
    headers["Idempotency-Key"] = "click-2"
    assert (await create(WINDOW)).json()["batch_job_id"] != first


async def test_the_same_key_draws_no_second_seed(caller):
    headers = {"Idempotency-Key": "click"}
    body = {"name": "Window", "seed": -1}
    answers = [
        (await caller.http.post("/create_opus_component", json=body, headers=headers)).json()
        for _ in range(3)
    ]
    assert len({answer["results"][0]["seed"] for answer in answers}) == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb", b"\xe9"])
async def test_a_key_that_is_none_is_told(caller, key):
    headers = {"Idempotency-Key": key}
    answer = await caller.http.post("/create_opus_component", json=WINDOW, headers=headers)
    assert_error(answer, 422, "invalid_value")


async def test_a_refused_creation_does_not_use_its_key_up(caller):
    headers = {"Idempotency-Key": "click"}
    bad = await caller.http.post(
        "/create_opus_component", json=WINDOW | {"name": "Windwo"}, headers=headers
    )
    assert_error(bad, 404, "unknown_model")
    good = await caller.http.post("/create_opus_component", json=WINDOW, headers=headers)
    assert good.status_code == 200


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"name": "Windwo"}, 404, "unknown_model"),
        ({"name": None}, 422, "invalid_value"),
        ({"name": {}}, 422, "invalid_value"),
        ({"extensions": []}, 422, "invalid_extensions"),
        ({"extensions": ["exe"]}, 422, "invalid_extensions"),
        ({"extensions": [{}]}, 422, "invalid_extensions"),
        ({"texture_resolution": "1000"}, 422, "invalid_texture_resolution"),
        ({"texture_resolution": True}, 422, "invalid_texture_resolution"),
        ({"seed": 2**53}, 422, "invalid_value"),
        ({"seed": -1.5}, 422, "invalid_value"),
        ({"seed": "7"}, 422, "invalid_value"),
        ({"parameters": {f"{FRAME}/frame_width": 99}}, 422, "out_of_range"),
        ({"parameters": {f"{FRAME}/frame_width": "wide"}}, 422, "invalid_value"),
        ({"parameters": {f"{FRAME}/frame_widht": 1}}, 422, "unknown_parameter"),
        ({"parameters": []}, 422, "invalid_value"),
        ({"parameters": {"Window/color_rgb": [1, 2]}}, 422, "invalid_value"),
        ({"keywords": {"*": ["nonsense"]}}, 422, "unknown_keyword"),
        ({"keywords": {"nowhere": ["modern"]}}, 422, "unknown_keyword"),
        ({"keywords": 5}, 422, "invalid_value"),
        ({"parameters": {f"{FRAME}/frame_width": 10**400}}, 422, "invalid_value"),
        ({"keywords": {"*": ["a\0b"]}}, 422, "invalid_value"),
    ],
)
async def test_what_is_wrong_is_told(caller, change, status, code):
    assert_error(await caller.post("/create_opus_component", WINDOW | change), status, code)


async def test_a_component_is_no_structure(caller):
    error = assert_error(await caller.post("/create_opus_structure", WINDOW), 404, "unknown_model")
    assert "create_opus_component" in error["message"]


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"", 400, "invalid_json"),
        (b"{", 400, "invalid_json"),
        (b"[]", 400, "invalid_json"),
        (b'"Window"', 400, "invalid_json"),
        (b"\xff\xfe\x00", 400, "invalid_json"),
        (b"[" * 200_000, 400, "invalid_json"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, 400, "invalid_json"),
        (b'{"name": ' + b"1" * 10_000 + b"}", 400, "invalid_json"),
        (b'{"a":' * 32 + b"1" + b"}" * 32, 422, "invalid_value"),
        (b'{"a":' * 33 + b"1" + b"}" * 33, 400, "invalid_json"),
        (b'{"name": "Window", "seed": NaN}', 422, "invalid_value"),
        (b'{"name": "Window", "seed": 1e999}', 422, "invalid_value"),
        (b'{"name": "\\ud800"}', 422, "invalid_value"),
        (b'{"\\ud800": 1}', 422, "invalid_value"),
        (b" " * (1 << 20) + b"{}", 413, "payload_too_large"),
    ],
)
async def test_bodies_that_are_no_request(caller, raw, status, code):
    answer = await caller.http.post("/create_opus_component", content=raw)
    assert_error(answer, status, code)


async def test_the_field_that_is_wrong_is_named_however_deep(caller):
    raw = b'{"name": "Window", "parameters": {"a/b": [1, {"c": NaN}]}}'
    answer = await caller.http.post("/create_opus_component", content=raw)
    assert assert_error(answer, 422, "invalid_value")["field"] == "parameters.a/b.c"


async def test_paths_and_methods_that_do_not_exist(caller):
    assert_error(await caller.http.get("/nothing"), 404, "not_found")
    assert_error(await caller.http.get("/create_opus_component"), 405, "method_not_allowed")
    assert_error(await caller.http.get("/get_model_names/"), 404, "not_found")


async def test_one_data_folder_serves_one_service(caller, tmp_path):
    with pytest.raises(StartError, match="Another OPUS service"):
        async with running_service(tmp_path, KEY, InstantPool, patience=0.01):
            pass


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"SQLite format 3\0 damaged"])
async def test_a_damaged_job_store_is_put_aside(tmp_path, content):
    (tmp_path / "jobs.sqlite3").write_bytes(content)
    async with running_service(tmp_path, KEY, InstantPool):
        pass
    (aside,) = tmp_path.glob("jobs.sqlite3.damaged-*")
    assert aside.read_bytes() == content


@pytest.mark.parametrize("name", ["lock", "link-secret", "results", "work", "cache"])
async def test_whatever_is_damaged_in_the_folder_it_starts(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x00garbage" * 1000)
    async with running_service(tmp_path, KEY, InstantPool):
        assert (tmp_path / "results").is_dir()


async def test_a_store_of_a_later_version_is_refused_and_kept(tmp_path):
    async with running_service(tmp_path, KEY, InstantPool):
        pass
    later = sqlite3.connect(tmp_path / "jobs.sqlite3")
    later.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(StartError, match="later version"):
        async with running_service(tmp_path, KEY, InstantPool):
            pass
    assert list(tmp_path.glob("*.damaged-*")) == []


async def test_nobody_else_can_read_the_folder(tmp_path):
    data = tmp_path / "data"
    async with running_service(data, KEY, InstantPool):
        assert data.stat().st_mode & 0o777 == 0o700
        assert (data / "results").stat().st_mode & 0o777 == 0o700


async def test_a_data_folder_that_cannot_be_used_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StartError, match="cannot be used"):
        async with running_service(tmp_path / "file" / "data", KEY, InstantPool):
            pass


async def test_a_full_disk_is_not_blamed_on_another_service(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "left").touch()

    def full(path):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("opus_studio.service.service.open_store", full)
    with pytest.raises(StartError, match="disk is full"):
        async with running_service(tmp_path, KEY, InstantPool):
            pass
    assert list((tmp_path / "work").iterdir()) == [], "room was made before anything was written"


async def test_a_disk_that_takes_no_job_is_told_and_the_service_lives_on(caller, monkeypatch):
    def full(*args, **named):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(JobStore, "add", full)
    answer = await caller.post("/create_opus_component", WINDOW)
    error = assert_error(answer, 503, "unavailable")
    assert "full" in error["message"]
    assert answer.headers["Retry-After"] == "5"
    monkeypatch.undo()
    (made,) = await caller.made("/create_opus_component", WINDOW)
    assert made["seed"] == 7


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=8)
    | st.sampled_from(["Window", "glb", "1024", "*", f"{FRAME}/frame_width", "Window/color_rgb"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["*", f"{FRAME}/frame_width", "Window/color_rgb", "x"])
            | st.text(max_size=4),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
BODIES = st.fixed_dictionaries(
    {"name": st.just("Window") | JSON},
    optional={
        name: st.just(good) | JSON
        for name, good in {
            "extensions": ["glb"],
            "texture_resolution": "1024",
            "parameters": {f"{FRAME}/frame_width": 1},
            "keywords": {"*": []},
            "seed": 5,
            "count": 2,
            "result_uid": "x",
            "base_job_uid": "x",
        }.items()
    },
)
ROUTES = [
    "/create_opus_component",
    "/create_opus_structure",
    "/create_opus_batch_component",
    "/create_opus_batch_structure",
    "/variate_opus_result",
    "/cancel_opus_job",
]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(route=st.sampled_from(ROUTES), body=BODIES | JSON)
async def test_no_body_makes_the_service_fail(caller, route, body):
    answer = await caller.http.post(route, content=json.dumps(body))
    assert answer.status_code in (200, 400, 404, 422), answer.text
    if answer.status_code != 200:
        error = answer.json()["error"]
        assert error["code"]
        assert error["message"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raw=st.binary(max_size=60))
async def test_no_bytes_make_the_service_fail(caller, raw):
    answer = await caller.http.post("/create_opus_component", content=raw)
    assert answer.status_code in (400, 422)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=30), route=st.sampled_from(["name", "result_uid", "path"]))
async def test_no_address_makes_the_service_fail(caller, text, route):
    if route == "path":
        answer = await caller.http.get("/results/" + quote(text, safe="/"))
    elif route == "name":
        answer = await caller.http.get("/get_attributes_with_name", params={"name": text})
    else:
        answer = await caller.http.get("/get_opus_job_result", params={"result_uid": text})
    assert answer.status_code in (403, 404, 422)
