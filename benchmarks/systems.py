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
LIMITS = "\nlimits: {bytes: 1000000000, elements: 2000000}\n"
"""For the largest one, of which the usual limits would leave something unread."""
EA = [sys.executable, "-m", "ea_repo.cli.main"]


@contextmanager
def generated(applications: int) -> Iterator[Path]:
    """A folder with a system of so many applications in its folder `system`, for the time of the block."""
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder, "system")
        subprocess.run([*EA, "demo", "-n", str(applications), "-o", system], capture_output=True, check=True)  # noqa: S603
        with (system / "workspace.yaml").open("a", encoding="utf-8") as settings:
            settings.write(LIMITS)
        yield Path(folder)
