"""The generated systems that are measured, in folders that end with their use."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
EA = [sys.executable, "-m", "ea_repo.cli.main"]


@contextmanager
def generated(applications: int) -> Iterator[Path]:
    """A folder with a system of so many applications in its folder `system`, for the time of the block."""
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder, "system")
        subprocess.run([*EA, "demo", "-n", str(applications), "-o", system], capture_output=True, check=True)  # noqa: S603
        yield Path(folder)
