"""A file is there whole or not at all, whoever writes beside, whatever stands in its place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ea_repo.write import NotWritten, alone, change, write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "c.txt", "é\r\n")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == "é\r\n".encode()
    assert names(tmp_path / "a" / "b") == ["c.txt"]


def test_a_file_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("before")
    file.chmod(0o640)
    write(file, "after")
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("after", 0o640)


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("before")
    (tmp_path / "link").symlink_to("folder/file")
    write(tmp_path / "link", "after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / "file").read_text() == "after"
    assert names(tmp_path / "folder") == ["file"]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        ("mkdir", "it is a folder"),
        ("mkfifo", "not a regular file"),
        ("device", "not a regular file"),
        ("loop", "not a regular file"),
        ("below a file", "a file stands in the place of a folder"),
    ],
)
@pytest.mark.parametrize("writing", [lambda file: write(file, "x"), lambda file: change(file, lambda _: b"x")])
def test_what_is_no_regular_file_stays_and_a_sentence_says_so(
    tmp_path: Path, make: str, sentence: str, writing: object
) -> None:
    file = tmp_path / "it"
    if make == "mkdir":
        file.mkdir()
    elif make == "mkfifo":
        os.mkfifo(file)
    elif make == "device":
        file.symlink_to("/dev/null")
    elif make == "loop":
        file.symlink_to(file)
    else:
        file.write_text("mine")
        file = file / "below"
    before = (tmp_path / "it").lstat()
    with pytest.raises(NotWritten, match=sentence):
        writing(file)  # type: ignore[operator]
    after = (tmp_path / "it").lstat()
    assert (after.st_ino, after.st_mode, after.st_mtime_ns) == (before.st_ino, before.st_mode, before.st_mtime_ns)
    assert names(tmp_path) == ["it"]


def test_a_change_that_fails_leaves_the_file_and_makes_no_folder(tmp_path: Path) -> None:
    def fails(before: bytes) -> bytes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        change(tmp_path / "a" / "file", fails)
    assert names(tmp_path) == []


def test_changes_at_once_all_count(tmp_path: Path) -> None:
    file = tmp_path / "count"
    threads = [threading.Thread(target=change, args=(file, lambda before: before + b"x")) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_bytes() == b"x" * 12
    assert names(tmp_path) == ["count"]


def test_one_waits_no_longer_than_one_may_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("before")
    with alone(tmp_path), pytest.raises(NotWritten, match=r"another command has been writing there for 0\.1 s"):
        change(tmp_path / "file", lambda _: b"after", patience=0.1)
    assert (tmp_path / "file").read_text() == "before"


def test_what_an_editor_saves_in_between_is_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("before")

    def slow(before: bytes) -> bytes:
        file.write_text("the editor's")
        return b"ours"

    with pytest.raises(NotWritten, match="somebody has just changed it"):
        change(file, slow)
    assert file.read_text() == "the editor's"


KILLED = """
import os, signal, sys
from pathlib import Path
from ea_repo.write import {module} as module, write
setattr(module.os, "{call}", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
write(Path(sys.argv[1]), "after")
"""


@pytest.mark.parametrize("call", ["fsync", "chown"])
def test_who_is_killed_leaves_the_old_file_and_the_next_one_takes_the_rest_away(tmp_path: Path, call: str) -> None:
    file = tmp_path / "file"
    file.write_text("before")
    code = KILLED.format(module="file", call=call)
    done = subprocess.run([sys.executable, "-c", code, str(file)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert file.read_text() == "before"
    assert len(names(tmp_path)) == 2
    write(file, "after")
    assert (file.read_text(), names(tmp_path)) == ("after", ["file"])
