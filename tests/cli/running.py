"""The command line as a shell runs it: a process of its own, with the environment one chooses."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from ea_repo.cli.main import main
from ea_repo.cli.shared.net import FAULT
from tests.texts import keyboard

ENVIRONMENT = {"EA_TRACEBACK": "1", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "COLUMNS": "100"}


@dataclass(frozen=True)
class Said:
    """What a command printed, what it complained of, and its exit code.

    The signs of French typography are those of a keyboard here; tests/test_typography.py holds them.
    """

    out: str
    error: str
    code: int
    printed: str = field(default="", compare=False)
    """What was printed, with the signs of typography."""


def process(folder: Path, *words: str, **environment: str) -> Said:
    """A command in a new process, from a folder."""
    environment = ENVIRONMENT | {"HOME": str(folder), "EA_CACHE_DIR": os.environ["EA_CACHE_DIR"]} | environment
    command = [sys.executable, "-m", "ea_repo.cli.main", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode != FAULT, done.stderr
    return Said(keyboard(done.stdout.decode()), keyboard(done.stderr.decode()), done.returncode, done.stdout.decode())


def inside(folder: Path, *words: str, **environment: str) -> Said:
    """A command from a folder, in this process."""
    with contextlib.chdir(folder):
        return _called(words, environment)


def invoke(root: Path, *words: str, **environment: str) -> Said:
    """A command on the workspace `root`, in this process."""
    return _called(("-C", str(root), *words), environment)


def _called(words: Sequence[str], environment: Mapping[str, str]) -> Said:
    env = {
        "EA_TRACEBACK": "1",
        "COLUMNS": "100",
        "LANG": "C",
        "LC_ALL": "C",
        "EA_CACHE_DIR": os.environ["EA_CACHE_DIR"],
        **environment,
    }
    result = CliRunner().invoke(main, [*words], env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code != FAULT, result.stderr
    return Said(keyboard(result.stdout), keyboard(result.stderr), result.exit_code, result.stdout)
