"""The folder of an audience ends with who looks at it, however that ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.running import ENVIRONMENT

_LOOKING = (
    "from ea_repo.repository.published_folder import PublishedFolder\n"
    "folder = PublishedFolder()\nprint(folder.path, flush=True)\ninput()\n"
)


def _looking(temporary: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _LOOKING],
        env={**ENVIRONMENT, "TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _path(process: subprocess.Popen[str]) -> Path:
    assert process.stdout is not None
    return Path(process.stdout.readline().strip())


def test_what_a_killed_process_left_goes_at_the_next_start_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "ea-published-file").touch()
    (tmp_path / "ea-published-elsewhere").symlink_to(tmp_path.parent)
    with _looking(tmp_path) as killed, _looking(tmp_path) as living:
        left, looked_at = _path(killed), _path(living)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert left.is_dir()
        with _looking(tmp_path) as next_one:
            made = _path(next_one)
            assert (left.exists(), looked_at.is_dir(), made.is_dir()) == (False, True, True)
            next_one.communicate("\n")
        living.communicate("\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ea-published-elsewhere", "ea-published-file"]
