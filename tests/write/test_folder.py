"""A new folder is there whole or not at all; one where a command was killed counts as new."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ea_repo.write import NotWritten, replace_folder, write_new_folder
from tests.write.disks import interrupted_at


def fill(new: Path) -> int:
    (new / "model").mkdir()
    (new / "model" / "a.yaml").write_text("a")
    (new / "last").write_text("last")
    return 1


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


WHOLE = ["last", "model", "model/a.yaml"]


@pytest.mark.parametrize("place", ["new", "a/b/new", "there"])
def test_a_new_or_empty_folder_is_filled(tmp_path: Path, place: str) -> None:
    (tmp_path / "there").mkdir()
    before = (tmp_path / "there").stat().st_ino
    assert write_new_folder(tmp_path / place, fill, "last") == 1
    assert everything(tmp_path / place) == WHOLE
    assert (tmp_path / "there").stat().st_ino == before
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.parametrize("place", ["new", "a/b/new", "there"])
def test_what_fails_leaves_nothing(tmp_path: Path, place: str) -> None:
    def fails(new: Path) -> None:
        fill(new)
        raise OSError(28, "No space left on device")

    (tmp_path / "there").mkdir()
    with pytest.raises(NotWritten, match=f"{tmp_path / place}: nothing is written, the disk is full"):
        write_new_folder(tmp_path / place, fails, "last")
    assert everything(tmp_path) == ["there"]


KILLED = """
import os, signal, sys
from pathlib import Path
from ea_repo.write import folder
from tests.write.test_folder import fill
moves = 0
def move(self, target, usual=Path.{call}):
    global moves
    moves += 1
    return os.kill(os.getpid(), signal.SIGKILL) if moves == {when} else usual(self, target)
Path.{call} = move
folder.write_new_folder(Path(sys.argv[1]), fill, "last")
"""

SWAP = """
from ea_repo.write import swap
swap._exchanged = lambda *_: False
folder.replace_folder(Path(sys.argv[1]), fill, lambda _: None)
"""


@pytest.mark.parametrize(
    ("place", "call", "when"),
    [("new", "replace", 1), ("a/b", "replace", 1), ("there", "rename", 1), ("there", "rename", 2)],
)
def test_where_one_was_killed_a_second_try_works(tmp_path: Path, place: str, call: str, when: int) -> None:
    (tmp_path / "there").mkdir()
    code = KILLED.format(call=call, when=when)
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / place)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / place / "last").exists()
    write_new_folder(tmp_path / place, fill, "last")
    assert everything(tmp_path / place) == WHOLE
    assert not list(tmp_path.rglob(".*"))


def test_what_somebody_wrote_since_is_never_taken_away(tmp_path: Path) -> None:
    code = KILLED.format(call="rename", when=2)
    (tmp_path / "there").mkdir()
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there")], check=False)
    (moved,) = [path for path in (tmp_path / "there").iterdir() if not path.name.startswith(".")]
    (moved / "mine").write_text("mine")
    with pytest.raises(NotWritten, match="not empty"):
        write_new_folder(tmp_path / "there", fill, "last")
    assert (moved / "mine").read_text() == "mine"


def test_of_two_at_once_one_is_refused_and_the_other_whole(tmp_path: Path) -> None:
    def second(new: Path) -> int:
        write_new_folder(tmp_path / "new", fill, "last")
        return fill(new)

    with pytest.raises(NotWritten, match="not empty"):
        write_new_folder(tmp_path / "new", second, "last")
    assert everything(tmp_path) == ["new", *(f"new/{name}" for name in WHOLE)]


@pytest.mark.parametrize("move", [1, 2])
@pytest.mark.parametrize("moved", [False, True])
def test_interrupted_between_the_two_moves_a_replaced_folder_is_the_old_one_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, move: int, *, moved: bool
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").write_text("old")
    monkeypatch.setattr("ea_repo.write.swap._exchanged", lambda *_: False)
    interrupted_at(monkeypatch, move, moved=moved)
    with pytest.raises(KeyboardInterrupt):
        replace_folder(tmp_path / "site", fill, lambda _: None)
    assert everything(tmp_path / "site") == (WHOLE if (move, moved) == (2, True) else ["old"])
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_moved_aside_is_put_back_by_whoever_writes_beside_it_next(tmp_path: Path) -> None:
    code = KILLED.format(call="rename", when=2).rsplit("\n", 2)[0] + SWAP
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").write_text("old")
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "site")], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "site").exists()
    write_new_folder(tmp_path / "new", fill, "last")
    assert everything(tmp_path / "site") == ["old"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "site"]
