"""The command line, a composition root: it builds the objects of the lower rooms and runs them.

Exit codes: 0; 2 with one clear sentence on stderr for a bad name, key, value, range, resolution or
extension; 1 for anything else.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from opus_studio import __version__
from opus_studio.engine.errors import RequestError

app = typer.Typer(
    name="opus-studio",
    help="Browse parametric 3D models, set a few values, and generate textured assets.",
    add_completion=False,
    pretty_exceptions_enable=False,
)

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
Name = Annotated[str, typer.Argument(help="A model's name, such as Window.")]
Seed = Annotated[
    str | None, typer.Option(metavar="INTEGER", help="Decides everything that is not set.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Set a parameter, or a color_rgb as r,g,b."),
]
Keywords = Annotated[
    list[str] | None,
    typer.Option("--keyword", metavar="SLOT=WORD", help="A tag or template; SLOT may be *."),
]

CHILD_MODULES = ("opus_studio.ui.preview.worker", "opus_studio.ui.thumbnails.worker")
"""What a frozen build starts itself as; imported by name, so a packager must be told of them."""


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A folder's name that the console cannot show must not end what has been done.
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except RequestError as error:
        print(error.message, file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        print(f"{named}{error.strerror or error}.", file=sys.stderr)
        sys.exit(2)


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Open the window."""
    if version:
        print(__version__)
        raise typer.Exit
    if context.invoked_subcommand is None:
        _need_display()
        from opus_studio.app import run

        raise typer.Exit(run())


@app.command()
def models(as_json: JsonFlag = False) -> None:
    """List the models."""
    from opus_studio.engine import catalog

    names = catalog.names()
    if as_json:
        print(json.dumps(names))
        return
    for kind, listed in names.items():
        print(f"{kind}: {', '.join(listed) or 'none'}")


@app.command()
def attributes(name: Name, as_json: JsonFlag = False) -> None:
    """Show what a model lets you set."""
    from opus_studio.engine.attributes import describe

    answer = describe(name)
    if as_json:
        print(json.dumps(answer))
        return
    for model, slots in answer.items():
        print(model)
        for slot, about in slots.items():
            if isinstance(about, dict):
                _print_slot(slot, about["assets"])


def _print_slot(slot: str, assets: list[dict[str, Any]]) -> None:
    print(f"  {slot}")
    for asset in assets:
        words = ", ".join([*asset["tags"], *asset["templates"]])
        print(f"    {asset['name']}  [{words}]")
        for parameter in asset["parameters"]:
            values = parameter["range"]
            span = (
                f"{values[0]}..{values[1]}" if parameter["type"] != "string" else "|".join(values)
            )
            unit = parameter["unit"]
            unit = f" {unit}" if unit in ("m", "deg") else ""
            print(f"      {asset['name']}/{parameter['name']}  {span}{unit}")


@app.command()
def generate(
    name: Name,
    settings: Settings = None,
    keyword: Keywords = None,
    texture_resolution: Annotated[int, typer.Option(help="1024, 2048 or 4096 pixels.")] = 1024,
    extension: Annotated[
        list[str] | None, typer.Option(help="glb, gltf, usd, usdz, fbx, obj or stl; repeatable.")
    ] = None,
    seed: Seed = None,
    count: Annotated[int, typer.Option(min=1, max=50, help="How many consecutive seeds.")] = 1,
    out: Annotated[Path, typer.Option(help="Where NAME-SEED folders are made.")] = Path(),
    check: Annotated[bool, typer.Option("--check", help="Check the geometry and say so.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Generate assets with the engine, without the service."""
    from opus_studio.commands import generate_assets, read_command_request, whole_number

    request = read_command_request(
        name,
        settings or [],
        keyword or [],
        texture_resolution,
        extension or ["glb"],
        None if seed is None else whole_number(seed),
    )
    with _progress(not as_json) as progress:
        results = generate_assets(request, count, out, check=check, progress=progress)
    failed = [
        f"{result['directory']}: no {extension}: {reason}"
        for result in results
        for extension, reason in result["failures"].items()
    ]
    for line in failed:
        print(line, file=sys.stderr)
    if as_json:
        print(json.dumps({"results": results}))
    else:
        _print_results(results)
    if failed:
        raise typer.Exit(1)


def _print_results(results: list[dict[str, Any]]) -> None:
    for result in results:
        width, height, depth = result["size_m"]
        print(
            f"{result['directory']}: {result['triangles']} triangles, "
            f"{width:.3f} x {height:.3f} x {depth:.3f} m"
        )
        for line in result.get("findings", []):
            print(f"  {line}")


@app.command()
def render(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A model file.")],
    out: Annotated[Path, typer.Option(help="The picture to write.")],
    size: Annotated[str, typer.Option(metavar="WxH", help="Pixels.")] = "1280x960",
    view: Annotated[str, typer.Option(help="iso, front, back, left, right or top.")] = "iso",
) -> None:
    """Render a picture of a model file, without a display."""
    from opus_studio.commands import read_size, read_view, written
    from opus_studio.ui.viewport.displayed_model import ModelFileError
    from opus_studio.ui.viewport.offscreen import render_file

    pixels, side = read_size(size), read_view(view)
    try:
        with written(out):
            render_file(file, out, size=pixels, view=side)
    except ModelFileError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error


@app.command()
def sheet(
    name: Name,
    out: Annotated[Path, typer.Option(help="The picture to write.")],
    count: Annotated[int, typer.Option(min=1, max=60, help="How many seeds.")] = 12,
    seed: Annotated[str, typer.Option(metavar="INTEGER", help="The first seed.")] = "0",
    views: Annotated[int, typer.Option(help="1, or 4 for all sides.")] = 1,
    settings: Settings = None,
    keyword: Keywords = None,
    templates: Annotated[bool, typer.Option("--templates", help="Templates, not seeds.")] = False,
) -> None:
    """Render seeds side by side in one picture, for looking at."""
    from opus_studio.commands import render_model_sheet, whole_number

    first = whole_number(seed)
    render_model_sheet(
        name, out, count, first, views, settings or [], keyword or [], templates=templates
    )


@app.command()
def finishes(
    sheet: Annotated[Path | None, typer.Option(help="Render them to this picture.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """List the finishes."""
    from opus_studio.commands import list_finishes

    list_finishes(sheet, as_json=as_json)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="0 takes a free one.")] = 0,
    data: Annotated[Path | None, typer.Option(help="Where jobs and results are kept.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Generating processes.")] = None,
    watch_stdin: Annotated[bool, typer.Option(hidden=True)] = False,
) -> None:
    """Run the OPUS service; the key comes from the environment variable OPUS_STUDIO_KEY."""
    from opus_studio.library.paths import service_directory
    from opus_studio.service.server import serve as run_service

    raise typer.Exit(
        run_service(
            host=host,
            port=port,
            data=data or service_directory(),
            workers=workers or max(1, (os.cpu_count() or 2) - 1),
            watch_stdin=watch_stdin,
        )
    )


@app.command()
def smoke(out: Annotated[Path, typer.Option(help="Where the picture and the model go.")]) -> None:
    """Open the window, generate a Window through the service, show it, and take a picture."""
    _need_display()
    from opus_studio.smoke import run

    raise typer.Exit(run(out))


@app.command("child", hidden=True)
def child(module: str, arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """A child process of the window, where the program is one frozen file."""
    if module not in CHILD_MODULES:
        raise typer.BadParameter(f"{module} is none of {', '.join(CHILD_MODULES)}.")
    importlib.import_module(module).main(*(arguments or ()))


@contextmanager
def _progress(wanted: bool) -> Iterator[Any]:
    """A progress bar on a terminal, shown when the work takes longer than half a second."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from opus_studio.commands import terminal_progress

    with terminal_progress() as progress:
        yield progress


def _need_display() -> None:
    """Say in one sentence what is missing when there is no screen."""
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        print(
            "There is no display to open the window on; use `opus-studio generate` and "
            "`opus-studio render` instead, or start it in a desktop session.",
            file=sys.stderr,
        )
        raise typer.Exit(1)
