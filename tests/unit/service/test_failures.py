"""Why a model could not be made, in words."""

from __future__ import annotations

import errno

import pytest

from opus_studio.service import failures


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_called_one(code):
    assert failures.disk(OSError(code, "x")).message.startswith("The disk of the service is full")


def test_another_trouble_is_told_in_the_systems_words():
    failure = failures.disk(OSError(errno.EACCES, "Permission denied"))
    assert (failure.code, failure.message) == (
        "disk",
        "The service could not write the files: Permission denied.",
    )
    assert "FileNotFoundError" in failures.disk(FileNotFoundError()).message
