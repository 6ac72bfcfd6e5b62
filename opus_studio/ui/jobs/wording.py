"""Figures and times in words: durations, sizes on disk, moments, statuses."""

from __future__ import annotations

from datetime import datetime, timedelta

from opus_studio.api.messages import JobStatus
from opus_studio.library.asset_record import AssetRecord
from opus_studio.library.job_record import JobRecord
from opus_studio.ui.form.labels import model_name

STATUS_WORDS = {
    JobStatus.PENDING: "Waiting",
    JobStatus.IN_PROGRESS: "Running",
    JobStatus.COMPLETED: "Completed",
    JobStatus.FAILED: "Failed",
    JobStatus.CANCELLED: "Cancelled",
}
"""What the user reads for a status."""

_STAGES = {
    "geometry": "Building",
    "textures": "Textures",
    "export": "Writing files",
    "download": "Downloading",
}


def spoken_duration(span: timedelta) -> str:
    """A span in its two largest units: `0.8 s`, `12 s`, `3 min 05 s`, `2 h 10 min`."""
    seconds = max(0.0, span.total_seconds())
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def running_duration(span: timedelta) -> str:
    """A span that is still growing, in whole seconds."""
    return spoken_duration(timedelta(seconds=int(span.total_seconds()))).replace(".0 s", " s")


def spoken_size(size: int) -> str:
    """Bytes as people read them: `640 KB`, `12.4 MB`, `1.20 GB` (steps of 1000)."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB" if size else "0 KB"
    if size < 1_000_000_000:
        return f"{size / 1e6:.1f} MB" if size < 99_950_000 else f"{size / 1e6:.0f} MB"
    return f"{size / 1e9:.2f} GB"


def spoken_time(moment: datetime, now: datetime) -> str:
    """When it was, on the user's clock: `14:05` today, else `12 Nov 14:05`, else with the year."""
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if local.date() == (today - timedelta(days=1)).date():
        return f"Yesterday {local:%H:%M}"
    if local.year == today.year:
        return f"{local.day} {local:%b %H:%M}"
    return f"{local.day} {local:%b %Y}"


def status_words(job: JobRecord) -> str:
    """Status, stage and progress in one line, for the screen reader."""
    words = STATUS_WORDS[job.status]
    if job.status is JobStatus.IN_PROGRESS:
        return f"{words}, {stage_words(job)}".rstrip(", ")
    return words


def stage_words(job: JobRecord) -> str:
    """What is being done to it, with per cent: `Textures 45 %`."""
    stage = _STAGES.get(job.stage, job.stage.capitalize())
    return f"{stage} {round(job.progress * 100)} %".strip()


def details(job: JobRecord) -> str:
    """Seed, count, formats and resolution of a job, short."""
    request = job.request
    seeds = f"Seed {job.seed}"
    if request.count > 1:
        seeds = f"{request.count} variations from seed {job.seed}"
    return f"{seeds}  ·  {' '.join(request.extensions)}  ·  {request.texture_resolution} px"


def counted(number: int, one: str, many: str) -> str:
    """`1 asset`, `12 assets`."""
    return f"{number} {one if number == 1 else many}"


def asset_name(asset: AssetRecord) -> str:
    """What an asset is called: the user's own name, or its model's and the seed."""
    if asset.name == f"{asset.model} {asset.seed}":
        return f"{model_name(asset.model)} {asset.seed}"
    return asset.name
