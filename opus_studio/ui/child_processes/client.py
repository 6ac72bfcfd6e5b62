"""A child process that answers JSON lines, started again when it dies. Qt only, no threads."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import opus_studio

logger = logging.getLogger(__name__)

_FIRST_WAIT, _LONGEST_WAIT = 50, 5_000
"""Milliseconds before a dead child is started again; doubled each time it dies before answering."""


def child_command(module: str, *arguments: str) -> list[str]:
    """How to start a child; in a frozen build the program itself takes the interpreter's place.

    Args:
        module: Its `main` takes the arguments.
        arguments: For the child.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "child", module, *arguments]
    # -P: a file in the current folder that is called like a module is not one of ours.
    return [sys.executable, "-P", "-m", module, *arguments]


class ChildProcess(QObject):
    """Keeps one child alive and passes lines to and fro.

    Args:
        command: How to start it.
        parent: The owner.
    """

    answered = Signal(dict)
    """A line from the child."""
    died = Signal()
    """The child ended by itself; a new one is being started."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._wait = _FIRST_WAIT
        self._wanted = self._resting = False
        self._process = QProcess(self)
        self._process.setProcessEnvironment(_environment())
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._restart_later)
        self._process.errorOccurred.connect(self._note_error)
        self._restart = QTimer(self)
        self._restart.setSingleShot(True)
        self._restart.timeout.connect(self.start)

    @property
    def pid(self) -> int:
        """Of the child; 0 while none runs."""
        return int(self._process.processId())

    def start(self) -> None:
        """Start the child unless it runs."""
        self._wanted = True
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self._process.start(self._command[0], self._command[1:])

    def send(self, request: Mapping[str, Any]) -> None:
        """Pass a request on; one sent while no child runs is lost, see `died`."""
        self._process.write(json.dumps(request).encode() + b"\n")

    def rest(self) -> None:
        """Let the child end when it has nothing more to do; `start` brings a new one."""
        self._wanted = False
        self._restart.stop()
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._resting = True
            self._process.closeWriteChannel()

    def stop(self) -> None:
        """End the child, and wait for that: close its input, and kill it if it lingers."""
        self._wanted = False
        self._restart.stop()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(300):
            self._process.kill()
            self._process.waitForFinished(1000)

    def _read(self) -> None:
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            try:
                answer = json.loads(line)
            except ValueError:
                logger.warning("A child process wrote %r", line)
                continue
            if answer.get("event") != "ready":
                self._wait = _FIRST_WAIT
            self.answered.emit(answer)

    def _restart_later(self) -> None:
        rested, self._resting = self._resting, False
        if not self._wanted:
            return
        if rested:
            self.start()
            return
        logger.warning(
            "The child process %s ended (code %d)", self._command[-1], self._process.exitCode()
        )
        self.died.emit()
        self._restart.start(self._wait)
        self._wait = min(self._wait * 2, _LONGEST_WAIT)

    def _note_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._wanted:
            logger.error("A child process could not be started: %s", self._process.errorString())
            self._restart.start(_LONGEST_WAIT)


def _environment() -> QProcessEnvironment:
    """Ours, so that the child finds this very package."""
    environment = QProcessEnvironment.systemEnvironment()
    root = str(Path(opus_studio.__file__).resolve().parents[1])
    paths = [root, *filter(None, environment.value("PYTHONPATH").split(os.pathsep))]
    environment.insert("PYTHONPATH", os.pathsep.join(dict.fromkeys(paths)))
    return environment
