"""What the commands of the command line do, behind its argument parser."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from opus_studio.engine import catalog
from opus_studio.engine.errors import RequestError
from opus_studio.engine.request import read_extensions, read_request
from opus_studio.engine.schema import Request
from opus_studio.library.paths import Paths
from opus_studio.protocol import (
    COLOR,
    DRAWN_SEEDS,
    EVERYTHING,
    EXTENSIONS,
    MAX_SEED,
    following_seed,
    overall_progress,
)

FILE_FORMATS: Final = (*EXTENSIONS, "usdz", "stl")
"""What `generate` can write: the API's formats and two of our own."""

VIEWS: Final = ("iso", "front", "back", "left", "right", "top")

Progress = Callable[[str, float], None]
"""Called with the stage and how much of all the work is done, 0..1."""


def read_command_request(
    name: str,
    settings: Sequence[str],
    keywords: Sequence[str],
    texture_resolution: int,
    extensions: Sequence[str],
    seed: int | None,
) -> Request:
    """A checked request from the words of a command line.

    Raises:
        RequestError: Something is malformed, unknown or out of range.
    """
    catalog.model(name)
    formats = read_extensions(
        [part for text in extensions for part in text.split(",")], FILE_FORMATS
    )
    spoken: dict[str, list[str]] = {}
    for text in keywords:
        slot, word = _split(text, "keyword", "SLOT=WORD")
        spoken.setdefault(slot, []).extend(word.split(","))
    body = {
        "name": name,
        "texture_resolution": texture_resolution,
        "extensions": ["glb"],
        "parameters": dict(_setting(text) for text in settings),
        "keywords": spoken,
        "seed": seed,
    }
    request = replace(read_request(body, seed=secrets.randbelow(DRAWN_SEEDS)), extensions=formats)
    catalog.resolve_request(request)
    return request


def _split(text: str, field: str, shape: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator or not key:
        raise RequestError("invalid_value", f"--{field} {text!r} must look like {shape}.", field)
    return key, value


def _setting(text: str) -> tuple[str, Any]:
    """One `KEY=VALUE`: a number, yes or no, a colour, or a word."""
    key, value = _split(text, "set", "KEY=VALUE")
    if key.endswith(f"/{COLOR}"):
        try:
            return key, [json.loads(part) for part in value.split(",")]
        except ValueError:
            return key, value
    if value.lower() in ("true", "yes", "on", "false", "no", "off"):
        return key, value.lower() in ("true", "yes", "on")
    for kind in (int, float):
        try:
            return key, kind(value)
        except ValueError:
            continue
    return key, value


def generate_assets(
    request: Request, count: int, out: Path, *, check: bool, progress: Progress | None
) -> list[dict[str, Any]]:
    """Generate consecutive seeds into `OUT/<Name>-<seed>/`; one result for each."""
    from opus_studio.engine.generate import generate
    from opus_studio.engine.materials import TextureCache

    textures = TextureCache(Paths.from_environment().textures)
    results = []
    out.mkdir(parents=True, exist_ok=True)  # what cannot be written is told before the work
    for index in range(count):
        single = replace(request, seed=following_seed(request.seed, index))

        def report(stage: str, fraction: float, done: int = index) -> None:
            if progress is not None:
                progress(stage, (done + overall_progress(stage, fraction)) / count)

        directory = out / f"{single.name}-{single.seed}"
        made = generate(
            catalog.resolve_request(single), directory, textures=textures, progress=report
        )
        results.append(
            {
                "seed": single.seed,
                "directory": str(directory),
                "files": {kind: str(paths[0]) for kind, paths in made.files.items()},
                "failures": dict(made.failures),
                "size_m": [round(edge, 6) for edge in made.size_m],
                "nominal_size_m": [round(edge, 6) for edge in made.nominal_size_m],
                "triangles": made.triangles,
                "seconds": {stage: round(spent, 4) for stage, spent in made.seconds.items()},
                **({"findings": findings(single)} if check else {}),
            }
        )
    return results


def findings(request: Request) -> list[str]:
    """What the geometry checker says of an asset, one line each."""
    from opus_studio.engine.geometry import CLEARANCE, check_scene, floating

    scene = catalog.build(catalog.resolve_request(request))
    loose = [f"  - {piece}." for piece in floating(scene, CLEARANCE)]
    return [*str(check_scene(scene)).splitlines(), *loose]


def read_size(text: str) -> tuple[int, int]:
    """`1280x960` as pixels.

    Raises:
        RequestError: It does not look like that, or is not between 16 and 8192.
    """
    width, _, height = text.lower().partition("x")
    if not (
        width.isdigit() and height.isdigit() and all(16 <= int(n) <= 8192 for n in (width, height))
    ):
        raise RequestError(
            "invalid_value", f"--size {text!r} must look like 1280x960, 16 to 8192 pixels.", "size"
        )
    return int(width), int(height)


def read_view(text: str) -> str:
    """The name of a view.

    Raises:
        RequestError: There is no such view.
    """
    if text not in VIEWS:
        raise RequestError(
            "invalid_value", f"--view {text!r} is not known; allowed is {', '.join(VIEWS)}.", "view"
        )
    return text


@contextmanager
def written(path: Path) -> Iterator[None]:
    """Something writes a file there; a new one is removed when that fails.

    Raises:
        OSError: Nothing can be written there: told before the work.
    """
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.open("ab").close()
    try:
        yield
    except BaseException:
        if is_new:
            path.unlink(missing_ok=True)
        raise


def whole_number(text: str) -> int:
    """A seed as it is typed: digits, with a sign or not, as the service takes it.

    Raises:
        RequestError: It is something else, `1.0` among it.
    """
    sign, digits = (text[:1], text[1:]) if text[:1] in "+-" else ("", text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 20):
        raise RequestError(
            "invalid_value",
            f"--seed {text!r}: allowed is a whole number from 0 to {MAX_SEED}.",
            "seed",
        )
    return int(sign + digits)


@contextmanager
def terminal_progress() -> Iterator[Progress]:
    """A bar on the terminal that appears when the work takes longer than half a second."""
    import time

    from rich.console import Console
    from rich.progress import Progress as Bar

    started = time.monotonic()
    bar = Bar(console=Console(stderr=True), transient=True)
    task = bar.add_task("geometry", total=1.0)

    def report(stage: str, fraction: float) -> None:
        if time.monotonic() - started > 0.5:
            bar.start()
        bar.update(task, description=stage, completed=fraction)

    try:
        yield report
    finally:
        bar.stop()


def render_model_sheet(
    name: str,
    out: Path,
    count: int,
    seed: int,
    views: int,
    settings: Sequence[str],
    keywords: Sequence[str],
    *,
    templates: bool,
) -> None:
    """Seeds (or all templates) of a model side by side in one picture.

    Raises:
        RequestError: The request is wrong, or `views` is neither 1 nor 4.
    """
    from opus_studio.ui.preview.build import build_preview
    from opus_studio.ui.viewport.offscreen import render_sheet

    if views not in (1, 4):
        raise RequestError("invalid_value", f"--views {views}: allowed is 1 or 4.", "views")
    request = read_command_request(name, settings, keywords, 1024, ["glb"], seed)
    if templates:
        words = [template.name for template in catalog.model(name).templates]
        variants = [(word, seed, {**request.keywords, EVERYTHING: (word,)}) for word in words]
    else:
        seeds = [following_seed(seed, index) for index in range(count)]
        variants = [(f"seed {number}", number, dict(request.keywords)) for number in seeds]
    previews = [
        build_preview(name, parameters=request.parameters, keywords=spoken, seed=number)
        for _, number, spoken in variants
    ]
    labels = [
        f"{label}   {' x '.join(f'{edge:.2f}' for edge in preview.statistics.size)} m   "
        f"{preview.statistics.triangles} tris"
        for (label, _, _), preview in zip(variants, previews, strict=True)
    ]
    sides = ("iso",) if views == 1 else ("iso", "front", "right", "back")
    with written(out):
        render_sheet(previews, out, columns=4 if views == 1 else 1, views=sides, labels=labels)


def list_finishes(sheet: Path | None, *, as_json: bool) -> None:
    """Print every finish, and render the sheet of them when one is wanted."""
    from opus_studio.engine.materials import FINISHES

    if as_json:
        rows = [
            {"name": f.name, "family": f.family, "label": f.label, "tile_m": f.tile}
            for f in FINISHES.values()
        ]
        print(json.dumps(rows))
    else:
        for finish in FINISHES.values():
            print(f"{finish.family:12} {finish.name:24} {finish.description}")
    if sheet is not None:
        from opus_studio.engine.materials.sheet import render_sheet

        with written(sheet):
            render_sheet(sheet)
