"""Set up Opus Studio in this folder and start it, or run its checks and tests.

    python3 packaging/bootstrap.py run [ARGS]           the application, with ARGS handed on
    python3 packaging/bootstrap.py test [PYTEST ARGS]   all checks and tests (with ARGS: only those)

Needs nothing but Python 3.11 or later. The first time it makes a virtual environment in `.venv` and
installs what is missing; on Debian and Ubuntu also the system packages that a window needs, when it
may (as root), else it prints the command. Later starts only compare a stamp.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
OLDEST = (3, 11)

WINDOW_PACKAGES = [
    "fonts-dejavu-core",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libgl1-mesa-dri",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
]
TEST_PACKAGES = ["xvfb"]


def main(arguments: list[str]) -> int:
    """Do what the command line says; the exit code of what was run."""
    if sys.version_info < OLDEST:
        return _say(f"Opus Studio needs Python {OLDEST[0]}.{OLDEST[1]} or later, not {sys.version}")
    if not arguments or arguments[0] not in ("run", "test"):
        return _say(str(__doc__))
    command, rest = arguments[0], arguments[1:]
    testing = command == "test"
    _prepare(testing)
    python = _python()
    if testing:
        with _display() as environment:
            return _test(python, rest, environment)
    return subprocess.call([python, "-m", "opus_studio", *rest])


def _say(text: str) -> int:
    print(text, file=sys.stderr)
    return 2


# --- setting up ---------------------------------------------------------------------------------


def _prepare(testing: bool) -> None:
    """Install what is missing, unless the stamp says that nothing is."""
    wanted = _fingerprint()
    extra = "dev" if testing else ""
    stamps = [ENVIRONMENT / f".ready-{kind}" for kind in ([extra] if extra else ["", "dev"])]
    if any(stamp.is_file() and stamp.read_text() == wanted for stamp in stamps):
        return
    _install_system_packages(testing)
    if not Path(_python()).exists():
        print("Making the virtual environment ...", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    print("Installing what Opus Studio needs (once, a minute or two) ...", flush=True)
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    subprocess.run(
        [_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", target],
        check=True,
    )
    (ENVIRONMENT / f".ready-{extra}").write_text(wanted)


def _fingerprint() -> str:
    """Changes when the dependencies, this file, the place or the Python do."""
    parts = [(ROOT / "pyproject.toml").read_bytes(), Path(__file__).read_bytes()]
    place = f"{sys.version} {ROOT}".encode()
    return hashlib.sha256(b"".join([*parts, place])).hexdigest()


def _python() -> str:
    """The virtual environment's interpreter."""
    scripts = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
    return str(scripts / ("python.exe" if os.name == "nt" else "python"))


def _install_system_packages(testing: bool) -> None:
    """On Debian and its kin: install the missing ones as root, else say the command."""
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    wanted = [*WINDOW_PACKAGES, *(TEST_PACKAGES if testing else [])]
    if testing and not shutil.which("npm"):
        wanted += ["nodejs", "npm"]
    if not _has_ensurepip():
        wanted.append("python3-venv")
    missing = [name for name in wanted if not _installed(name)]
    if not missing:
        return
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing]
    if os.geteuid() != 0:  # type: ignore[attr-defined,unused-ignore]
        print(f"The window needs system packages. Install them with:\n  sudo {' '.join(install)}")
        return
    print(f"Installing system packages: {' '.join(missing)} ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], install):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def _installed(package: str) -> bool:
    asked = ["dpkg-query", "-W", "-f", "${Status}", package]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.endswith("ok installed")


def _has_ensurepip() -> bool:
    asked = [sys.executable, "-c", "import ensurepip"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


# --- checks and tests ---------------------------------------------------------------------------


def _test(python: str, arguments: list[str], environment: dict[str, str]) -> int:
    """The checks and every test; with arguments only pytest, with these."""
    checks = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["importlinter.cli", "lint"],
    ]
    for check in [] if arguments else checks:
        print(f"--- {' '.join(check)}", flush=True)
        code = subprocess.call([python, *_module(check)], cwd=ROOT, env=environment)
        if code:
            return code
    return subprocess.call([python, "-m", "pytest", *arguments], cwd=ROOT, env=environment)


def _module(check: list[str]) -> list[str]:
    if check[0] == "importlinter.cli":
        return ["-c", "from importlinter.cli import lint_imports_command as run; run()"]
    return ["-m", *check]


@contextlib.contextmanager
def _display() -> Iterator[dict[str, str]]:
    """The environment with a virtual screen, where there is such a thing."""
    environment = dict(os.environ)
    if sys.platform != "linux" or not shutil.which("Xvfb"):
        yield environment
        return
    screen = ["-screen", "0", "1600x1000x24", "+extension", "GLX", "+render", "-noreset"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", *screen, "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        yield {**environment, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
