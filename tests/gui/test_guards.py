"""The guards of the window's tests notice what they shall notice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent

PROVOCATIONS = {
    "partial": """
def test_it(qtbot):
    from functools import partial
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(partial(lambda name, checked: None, "clay"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
""",
    "slot": """
def test_it(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: 1 / 0)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
""",
    "event": """
def test_it(qtbot):
    class Broken(QPushButton):
        def mousePressEvent(self, event):
            raise ValueError("broken")
    button = Broken()
    qtbot.addWidget(button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
""",
    "message": """
def test_it(qtbot):
    QPainter().save()
""",
    "descriptor": """
def test_it():
    os.write(2, b"said by a library\\n")
""",
    "child": """
def test_it():
    subprocess.run([sys.executable, "-c", "import sys; sys.stderr.write('said by a child')"])
""",
    "thread": """
def test_it():
    threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
""",
    "teardown": """
@pytest.fixture
def noisy():
    yield
    os.write(2, b"said at the end\\n")

def test_it(noisy):
    pass
""",
}

HEAD = """
import os, subprocess, sys, threading, time
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
"""


def outcome(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    """Run a test file under the guards alone."""
    (folder / "conftest.py").write_text(
        "from guards import no_thread_leak, pytest_runtest_makereport\n"
    )
    (folder / "test_inner.py").write_text(HEAD + program)
    settings = HERE.parent.parent / "pyproject.toml"
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-c", settings, "--rootdir", folder, folder],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{HERE}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
    )


@pytest.mark.parametrize("kind", PROVOCATIONS)
def test_what_is_provoked_fails(kind: str, tmp_path: Path) -> None:
    done = outcome(tmp_path, PROVOCATIONS[kind])
    assert done.returncode == 1, done.stdout + done.stderr


def test_what_is_expected_passes(tmp_path: Path) -> None:
    done = outcome(
        tmp_path,
        '@pytest.mark.expects_stderr("said by .* library")\n'
        '@pytest.mark.qt_log_ignore("QPainter::")\n'
        "def test_it(qtbot):\n"
        "    QPainter().save()\n"
        "    os.write(2, b'said by a library')\n",
    )
    assert done.returncode == 0, done.stdout + done.stderr
