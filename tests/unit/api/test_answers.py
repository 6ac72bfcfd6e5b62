"""The body of an error, in every shape, and what it is turned into."""

from __future__ import annotations

import pytest

from opus_studio.api.answers import ErrorBody, read_error_body
from opus_studio.api.errors import InvalidRequest, Unreachable
from opus_studio.api.results import JobResult
from opus_studio.protocol import JobStatus


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ("No.", ErrorBody("No.")),
        ({"error": {"code": "c", "message": "m", "field": "f"}}, ErrorBody("m", "c", "f")),
        ({"error": "m", "code": "c", "field": "f"}, ErrorBody("m", "c", "f")),
        ({"detail": "m"}, ErrorBody("m")),
        ({"message": "m"}, ErrorBody("m")),
        ({"detail": [{"loc": ["body", "seed"], "msg": "m"}]}, ErrorBody("m", "", "seed")),
        ({"detail": [{"loc": [], "msg": "m", "field": "f"}]}, ErrorBody("m", "", "f")),
        ({"detail": {"detail": "m"}, "code": "c"}, ErrorBody("m", "c")),
        ({"error": {"code": "c"}}, ErrorBody("", "c")),
        ({"code": "c", "field": "f"}, ErrorBody("", "c", "f")),
        ({"error": {}, "message": "m"}, ErrorBody("m")),
        ([1], ErrorBody()),
        (None, ErrorBody()),
    ],
)
def test_every_shape_is_read(data: object, body: ErrorBody):
    assert read_error_body(data) == body


def test_a_report_has_what_is_known_and_no_more():
    whole = InvalidRequest("Bad.", code="c", field="f", status=422)
    assert whole.report() == "Bad.\nCode: c\nField: f\nHTTP status: 422"
    assert Unreachable("Gone.").report() == "Gone.\nCode: unreachable"


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        (["COMPLETED", "COMPLETED"], JobStatus.COMPLETED),
        (["COMPLETED", "FAILED"], JobStatus.COMPLETED),
        (["CANCELLED", "FAILED"], JobStatus.FAILED),
        (["FAILED"], JobStatus.FAILED),
        (["PENDING", "COMPLETED"], JobStatus.IN_PROGRESS),
        (["PENDING", "PENDING"], JobStatus.PENDING),
    ],
)
def test_the_state_of_the_whole_follows_from_its_parts(statuses: list[str], whole: JobStatus):
    data = {"results": [{"status": status} for status in statuses]}
    assert JobResult.read(data, "job").status is whole
