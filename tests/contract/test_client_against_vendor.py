"""The client against a double of the vendor's service: its spellings, its moods, its manners."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from vendor_double import ADDRESS, KEY, UID, VendorDouble

from opus_studio.api.client import OpusClient
from opus_studio.api.download import fetch
from opus_studio.api.errors import (
    CancelUnsupported,
    InvalidRequest,
    NotFound,
    OpusError,
    QuotaExceeded,
    ResultExpired,
    ServiceUnavailable,
    StructureDisabled,
    Unauthorized,
)
from opus_studio.api.messages import (
    GenerationRequest,
    JobResult,
    JobStatus,
    JobTicket,
    ModelKind,
)
from opus_studio.api.polling import follow

SOFA = GenerationRequest(name="Sofa", extensions=("glb", "usd"), keywords={"*": ("small",)})
HOUSE = GenerationRequest(name="House", kind=ModelKind.STRUCTURE)


class Naps:
    """A sleep that takes no time and remembers what was asked of it."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def naps() -> Naps:
    return Naps()


def client_of(vendor: VendorDouble, naps: Naps, key: str = KEY) -> OpusClient:
    return OpusClient(ADDRESS, key, transport=vendor.transport(), sleep=naps)


async def finished(client: OpusClient, ticket: JobTicket) -> list[JobResult]:
    return [result async for result in follow(client, ticket, ModelKind.COMPONENT)]


async def test_names_and_attributes_arrive(naps: Naps):
    async with client_of(VendorDouble(), naps) as client:
        names = await client.get_model_names()
        assert names.components == ("Sofa", "Window")
        assert names.kind_of("House") is ModelKind.STRUCTURE
        sofa = (await client.get_attributes("Sofa")).main
    circular, square = sofa.slots[0].assets
    assert circular.parameters[0].key == "sofa_arm_circular/arm_height"
    assert circular.parameters[0].limits == (0.4, 0.8)
    assert square.parameters == ()


async def test_an_unknown_model_is_told_in_the_services_words(naps: Naps):
    async with client_of(VendorDouble(), naps) as client:
        with pytest.raises(NotFound, match="No model named Sofaa"):
            await client.get_attributes("Sofaa")


async def test_a_wrong_key_is_told_and_never_shown(naps: Naps):
    async with client_of(VendorDouble(), naps, "wrong-key") as client:
        with pytest.raises(Unauthorized) as caught:
            await client.get_model_names()
    assert "not subscribed" in caught.value.message
    assert "wrong-key" not in caught.value.report()
    assert naps.seconds == []


@pytest.mark.parametrize(
    ("request_", "path"),
    [
        (SOFA, "/create_opus_component"),
        (HOUSE, "/create_opus_structure"),
        (SOFA.model_copy(update={"count": 4}), "/create_opus_batch_component"),
        (HOUSE.model_copy(update={"count": 4}), "/create_opus_batch_structure"),
    ],
)
async def test_kind_and_count_choose_the_route(request_: GenerationRequest, path: str, naps: Naps):
    vendor = VendorDouble()
    async with client_of(vendor, naps) as client:
        assert (await client.create(request_)).uid == UID
    assert vendor.calls == [("POST", path, request_.body())]


@pytest.mark.parametrize(
    "ticket",
    [
        UID,
        {"batch_job_id": UID},
        {"result_uid": UID},
        {"job_uid": UID},
        {"job_id": UID, "status": "Queued"},
        {"batch_id": UID, "status": "Pending"},
    ],
)
async def test_every_spelling_of_the_identifier_is_read(ticket: object, naps: Naps):
    async with client_of(VendorDouble(ticket=ticket), naps) as client:
        answer = await client.create(SOFA)
        assert (answer.uid, answer.status) == (UID, JobStatus.PENDING)
        assert (await client.variate(UID, 12)).uid == UID


@pytest.mark.parametrize(
    "statuses",
    [
        ("PENDING", "IN_PROGRESS", "COMPLETED"),
        ("Queued", "Running", "Completed"),
        ("Suspended", "running", "completed"),
    ],
)
@pytest.mark.parametrize("status_field", ["overall_status", "status", "job_status"])
@pytest.mark.parametrize("urls_as", ["object", "list", "top"])
async def test_a_job_is_followed_to_its_links_in_every_spelling(
    statuses: tuple[str, ...], status_field: str, urls_as: str, naps: Naps
):
    vendor = VendorDouble(statuses=statuses, status_field=status_field, urls_as=urls_as)
    async with client_of(vendor, naps) as client:
        results = await finished(client, await client.create(SOFA))
    assert [result.status for result in results] == [
        JobStatus.PENDING,
        JobStatus.IN_PROGRESS,
        JobStatus.COMPLETED,
    ]
    assert set(results[-1].urls) == {"glb", "usd"}


async def test_the_vendors_wish_for_the_first_poll_is_met(naps: Naps):
    async with client_of(VendorDouble(statuses=("PENDING",) * 9 + ("FAILED",)), naps) as client:
        await finished(client, JobTicket(uid=UID))
    assert naps.seconds[0] == 15
    assert naps.seconds[1:] == sorted(naps.seconds[1:])
    assert naps.seconds[-1] == 60


async def test_the_services_own_time_goes_first(naps: Naps):
    vendor = VendorDouble(statuses=("PENDING", "PENDING", "COMPLETED"), retry_on_results="2.5")
    async with client_of(vendor, naps) as client:
        await finished(client, JobTicket(uid=UID, retry_after=0.5))
    assert naps.seconds == [0.5, 2.5, 2.5]


async def test_a_full_quota_is_waited_for(naps: Naps):
    vendor = VendorDouble(busy=2)
    async with client_of(vendor, naps) as client:
        assert (await client.create(SOFA)).uid == UID
    assert naps.seconds == [7, 7]


async def test_a_quota_that_lasts_is_told(naps: Naps):
    async with client_of(VendorDouble(busy=1, retry_after="86400"), naps) as client:
        with pytest.raises(QuotaExceeded, match="rate limit") as caught:
            await client.get_model_names()
    assert caught.value.retry_after == 86400
    assert naps.seconds == []


async def test_a_moments_fault_is_lived_through_where_nothing_is_created(naps: Naps):
    vendor = VendorDouble(faults=2)
    async with client_of(vendor, naps) as client:
        assert (await client.get_model_names()).structures == ("House",)
    assert vendor.asked("/get_model_names") == 3


async def test_a_creation_is_not_sent_twice_after_a_fault(naps: Naps):
    vendor = VendorDouble(faults=1)
    async with client_of(vendor, naps) as client:
        with pytest.raises(ServiceUnavailable):
            await client.create(SOFA)
    assert vendor.asked("/create_opus_component") == 1


async def test_disabled_structures_are_told_in_plain_words(naps: Naps):
    async with client_of(VendorDouble(structures_off=True), naps) as client:
        with pytest.raises(StructureDisabled, match="does not create structures"):
            await client.create(HOUSE)
        assert (await client.create(SOFA)).uid == UID


async def test_a_refused_value_names_its_field(naps: Naps):
    request = SOFA.model_copy(update={"parameters": {"a/b": "sofa_arm"}})
    async with client_of(VendorDouble(), naps) as client:
        with pytest.raises(InvalidRequest, match="not a number") as caught:
            await client.create(request)
    assert (caught.value.field, caught.value.status) == ("parameters", 422)


async def test_cancelling_where_there_is_no_such_thing_says_so(naps: Naps):
    async with client_of(VendorDouble(), naps) as client:
        with pytest.raises(CancelUnsupported, match="no longer followed"):
            await client.cancel(UID)


async def test_an_unknown_job_ends_the_following(naps: Naps):
    async with client_of(VendorDouble(), naps) as client:
        with pytest.raises(NotFound, match="no such job"):
            await finished(client, JobTicket(uid="other"))


async def test_outages_while_following_are_lived_through_and_told(naps: Naps):
    vendor = VendorDouble(faults=9)
    troubles: list[OpusError] = []
    async with client_of(vendor, naps) as client:
        road = follow(client, JobTicket(uid=UID), ModelKind.COMPONENT, on_trouble=troubles.append)
        results = [result async for result in road]
    assert results[-1].status is JobStatus.COMPLETED
    assert [type(trouble) for trouble in troubles] == [ServiceUnavailable] * 2


async def test_an_endless_outage_is_given_up(naps: Naps):
    async with client_of(VendorDouble(faults=10**6), naps) as client:
        road = follow(client, JobTicket(uid=UID), ModelKind.COMPONENT, most_failures=3)
        with pytest.raises(ServiceUnavailable):
            [result async for result in road]


async def test_the_whole_road_ends_in_a_folder_and_the_key_stays_home(naps: Naps, tmp_path: Path):
    vendor = VendorDouble()
    told: list[tuple[int, int | None]] = []
    async with client_of(vendor, naps) as client:
        result = (await finished(client, await client.create(SOFA)))[-1]
        package = await fetch(
            client, result, "glb", tmp_path / "sofa", progress=lambda *now: told.append(now)
        )
    assert package.model_file == tmp_path / "sofa" / "Sofa.glb"
    assert (tmp_path / "sofa/textures/fabric.png").read_bytes() == b"picture" * 100
    assert package.output_file is not None
    assert json.loads(package.output_file.read_text())["seed"] == 42
    assert told[-1] == (package.archive_bytes, package.archive_bytes)
    assert names_in(tmp_path) == ["sofa"]
    assert vendor.keys_at_files == []


@pytest.mark.parametrize("status", [403, 404, 410])
async def test_an_expired_link_is_asked_for_anew(status: int, naps: Naps, tmp_path: Path):
    vendor = VendorDouble(statuses=("COMPLETED",), expired=1, expired_status=status)
    async with client_of(vendor, naps) as client:
        package = await fetch(client, await client.get_result(UID), "usd", tmp_path / "sofa")
    assert package.model_file == tmp_path / "sofa" / "Sofa.usd"
    assert [query for _, path, query in vendor.calls if path.startswith("/files")] == [
        {"1": ""},
        {"2": ""},
    ]


async def test_a_link_that_stays_expired_is_told(naps: Naps, tmp_path: Path):
    vendor = VendorDouble(statuses=("COMPLETED",), expired=9)
    async with client_of(vendor, naps) as client:
        with pytest.raises(ResultExpired):
            await fetch(client, await client.get_result(UID), "glb", tmp_path / "sofa")
    assert names_in(tmp_path) == []
    assert vendor.asked("/files/glb.zip") == 2


async def test_a_connection_that_never_came_about_is_tried_again_even_for_a_creation(naps: Naps):
    attempts = 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal attempts
        attempts += 1
        if attempts < 3:
            raise httpx.ConnectError("refused", request=request)
        return httpx.Response(200, json={"batch_job_id": UID})

    async with OpusClient(
        ADDRESS, KEY, transport=httpx.MockTransport(answer), sleep=naps
    ) as client:
        assert (await client.create(SOFA)).uid == UID
    assert attempts == 3
