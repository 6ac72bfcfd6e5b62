"""The Khronos glTF validator (npm `gltf-validator`), run by node on any number of files at once.

Installed on first use into a cache folder of the user's; where there is no node, `available` says
so and tests skip.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

VERSION = "2.0.0-dev.3.10"

# Found when the module is imported: a test's own home has no cache worth keeping.
_FOLDER = Path(platformdirs.user_cache_dir("opus-studio-tests")) / f"gltf-validator-{VERSION}"

# Addresses of files arrive on stdin as a JSON list; one JSON object a line goes out for each.
_SCRIPT = """
const fs = require('fs');
const path = require('path');
const validator = require('gltf-validator');
async function main() {
  for (const file of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    const report = await validator.validateBytes(new Uint8Array(fs.readFileSync(file)), {
      uri: path.basename(file),
      maxIssues: 50,
      externalResourceFunction: async (uri) => new Uint8Array(
        fs.readFileSync(path.resolve(path.dirname(file), decodeURIComponent(uri)))),
    });
    process.stdout.write(JSON.stringify(report) + '\\n');
  }
}
main().catch((error) => { console.error(String(error)); process.exit(1); });
"""


@dataclass(frozen=True)
class Report:
    """What the validator says of one file."""

    path: Path
    errors: int
    warnings: int
    infos: int
    hints: int
    messages: tuple[str, ...]
    info: dict[str, Any]

    @property
    def clean(self) -> bool:
        """No errors and no warnings."""
        return self.errors == 0 and self.warnings == 0


def available() -> bool:
    """Whether node and npm are there."""
    return shutil.which("node") is not None and shutil.which("npm") is not None


def validate(paths: Iterable[Path]) -> list[Report]:
    """Validate glTF and GLB files with one node process; the reports in the files' order."""
    files = list(paths)
    folder = _installed()
    run = subprocess.run(
        ["node", "-e", _SCRIPT],
        input=json.dumps([str(path.resolve()) for path in files]),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        raise RuntimeError(run.stderr)
    lines = run.stdout.splitlines()
    return [_report(path, json.loads(line)) for path, line in zip(files, lines, strict=True)]


def _report(path: Path, data: dict[str, Any]) -> Report:
    issues = data["issues"]
    return Report(
        path=path,
        errors=issues["numErrors"],
        warnings=issues["numWarnings"],
        infos=issues["numInfos"],
        hints=issues["numHints"],
        messages=tuple(
            f"{m['code']}: {m['message']} at {m.get('pointer', '')}" for m in issues["messages"]
        ),
        info=data.get("info", {}),
    )


def _installed() -> Path:
    if not (_FOLDER / "node_modules" / "gltf-validator" / "package.json").is_file():
        _FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund",
             "--prefix", str(_FOLDER), f"gltf-validator@{VERSION}"],
            cwd=_FOLDER,
            check=True,
            capture_output=True,
            timeout=240,
        )  # fmt: skip
    return _FOLDER
