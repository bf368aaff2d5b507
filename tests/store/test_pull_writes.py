"""`ea pull` writes a workspace whole or not at all: killed, twelve at once, where a disk takes no more."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import invoke
from tests.store.test_backends import ADDRESS, ea, folder, root

__all__ = ["folder", "root"]
AT_ONCE = 12


@pytest.fixture
def pushed(folder: None, root: Path) -> Path:
    """A workspace whose model is on a server."""
    ea(root, "push", ADDRESS)
    return root


def begun(root: Path, place: Path, before: Callable[[], object] = lambda: None, complains: int | None = None) -> int:
    """Begins to pull in a process of its own, which ends with the command's exit code; returns its id.

    What the command complains of is written to the pipe `complains`.
    """
    child = os.fork()
    if child == 0:
        before()
        said = invoke(root, "pull", ADDRESS, "-o", str(place), "--lang", "en")
        if complains is not None:
            os.write(complains, said.error.encode())
        os._exit(said.code)
    return child


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die_when_the_disk_is_asked() -> None:
    setattr(os, "fsync", lambda _: os.kill(os.getpid(), signal.SIGKILL))  # noqa: B010 - its type names a parameter


@pytest.mark.parametrize("there", [False, True])
def test_where_one_was_killed_a_second_one_pulls(pushed: Path, tmp_path: Path, there: bool) -> None:
    place = tmp_path / "pulled"
    if there:
        place.mkdir()
    assert ended(begun(pushed, place, die_when_the_disk_is_asked)) == -signal.SIGKILL
    assert not (place / "workspace.yaml").exists()
    ea(pushed, "pull", ADDRESS, "-o", str(place))
    assert "siu" in ea(place, "list").out
    assert not list(tmp_path.rglob(".ea-new-*"))


def test_of_twelve_at_once_one_pulls_and_the_others_are_refused(pushed: Path, tmp_path: Path) -> None:
    place = tmp_path / "pulled"
    codes = [ended(child) for child in [begun(pushed, place) for _ in range(AT_ONCE)]]
    assert sorted(codes) == [0] + [2] * (AT_ONCE - 1)
    assert "siu" in ea(place, "list").out
    assert not list(tmp_path.rglob(".ea-new-*"))


def let_no_file_be_large() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def test_where_the_disk_takes_no_more_a_sentence_says_so_and_nothing_is_left(pushed: Path, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    assert ended(begun(pushed, tmp_path / "pulled", let_no_file_be_large, writing)) == 2
    os.close(writing)
    with os.fdopen(reading) as complaints:
        said = f"ea: {tmp_path}/pulled: nothing is written, the file is larger than is allowed\n"
        assert complaints.read() == said
    assert not (tmp_path / "pulled").exists()
    assert not list(tmp_path.rglob(".ea-new-*"))
