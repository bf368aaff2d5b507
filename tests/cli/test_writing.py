"""Every command that writes: killed, several at once, on a full disk, where one may not write, on what is no file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.check.workspaces import MODEL, written
from tests.cli.running import ENVIRONMENT, Said, inside, invoke
from tests.write.disks import needs_disks, on_a_disk

ACCEPT = ("accept", "", "--until", "2022", "--by", "dsi", "--reason", "decided")
AT_ONCE = 6


@pytest.fixture
def root(tmp_path: Path) -> Path:
    flows = "".join(f"  f{number}: {{source: a, target: b, mode: file}}\n" for number in range(AT_ONCE - 1))
    folder = tmp_path / "si"
    folder.mkdir()
    return written(folder, MODEL + flows)


def accept(root: Path) -> tuple[str, ...]:
    """The words that accept the finding of the first flow."""
    return (ACCEPT[0], fingerprints(root)[0], *ACCEPT[2:])


def fingerprints(root: Path) -> list[str]:
    audit = json.loads(invoke(root, "check", "--format", "json").out)
    return [finding["fingerprint"] for finding in audit["findings"] if finding["rule"] == "no-files"]


def tree(folder: Path) -> dict[str, bytes | None]:
    """All that there is below a folder, with what files hold."""
    paths = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in paths}


def state(path: Path) -> tuple[int, int, int]:
    """Which file stands there, of which kind and rights, changed when; a link as itself."""
    there = path.lstat()
    return there.st_ino, there.st_mode, there.st_mtime_ns


def refused(said: Said, *words: str) -> None:
    assert (said.code, said.out) == (2, ""), said
    assert said.error.count("\n") == 1
    assert said.error.startswith("ea: ")
    assert all(word in said.error for word in words), said.error


# Several at once


def test_of_those_that_accept_at_once_none_is_lost(root: Path) -> None:
    prints = fingerprints(root)
    assert len(prints) == AT_ONCE
    environment = ENVIRONMENT | {"HOME": str(root), "EA_CACHE_DIR": os.environ["EA_CACHE_DIR"]}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "ea_repo.cli.main", "accept", print_, *ACCEPT[2:]],
            cwd=root, env=environment, stdout=subprocess.DEVNULL,
        )
        for print_ in prints
    ]  # fmt: skip
    assert [process.wait() for process in running] == [0] * AT_ONCE
    summary = json.loads(invoke(root, "check", "--format", "json").out)["summary"]
    assert summary["accepted"] == AT_ONCE
    assert sorted(path.name for path in (root / "rules").iterdir()) == [
        "charter.yaml", "derogations.yaml", "no-files.yaml", "one-owner.yaml",
    ]  # fmt: skip


def test_of_those_that_begin_in_one_folder_one_does_and_the_others_are_told(tmp_path: Path) -> None:
    environment = ENVIRONMENT | {"HOME": str(tmp_path), "EA_CACHE_DIR": os.environ["EA_CACHE_DIR"]}
    words = [sys.executable, "-m", "ea_repo.cli.main", "init", "si"]
    running = [subprocess.Popen(words, cwd=tmp_path, env=environment, stderr=subprocess.PIPE) for _ in range(AT_ONCE)]
    complaints = [process.communicate()[1].decode() for process in running]
    assert sorted(process.returncode for process in running) == [0] + [2] * (AT_ONCE - 1)
    assert all("not empty" in complaint for complaint in complaints if complaint)
    assert [path.name for path in tmp_path.iterdir()] == ["si"]
    assert inside(tmp_path, "-C", "si", "check").code == 0


# Killed

KILLED = """
import os, signal, sys
usual, count = os.fsync, 0
def fsync(handle):
    global count
    count += 1
    if count == {when}:
        os.kill(os.getpid(), signal.SIGKILL)
    usual(handle)
os.fsync = fsync
from ea_repo.cli.main import run
sys.argv = ["ea", *{words!r}]
run()
"""


def killed(folder: Path, when: int, *words: str) -> None:
    """Runs a command that is killed when the disk is asked for the `when`-th time to take what was written."""
    environment = ENVIRONMENT | {"HOME": str(folder), "EA_CACHE_DIR": os.environ["EA_CACHE_DIR"]}
    code = KILLED.format(when=when, words=words)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.mark.parametrize("when", [1, 2])
@pytest.mark.parametrize("command", ["accept", "baseline", "answer"])
def test_a_command_that_was_killed_leaves_nothing_or_all_and_may_be_run_again(
    root: Path, command: str, when: int
) -> None:
    words = {
        "accept": accept(root),
        "baseline": ("check", "--write-baseline", "known.json"),
        "answer": ("check", "--fail-on", "never", "-o", "audit.json"),
    }[command]
    before = tree(root)
    killed(root, when, *words)
    seen = {name: content for name, content in tree(root).items() if ".ea-new-" not in name}
    assert inside(root, *words).code == 0
    after = tree(root)
    assert not [name for name in after if ".ea-new-" in name]
    assert seen == before or seen.keys() == after.keys()


@pytest.mark.parametrize("when", [1, 20])
@pytest.mark.parametrize("words", [("init", "si"), ("demo", "-o", "si", "--applications", "100")], ids=["init", "demo"])
@pytest.mark.parametrize("there", [False, True])
def test_a_workspace_whose_beginning_was_killed_begins_again(
    tmp_path: Path, words: tuple[str, ...], when: int, there: bool
) -> None:
    if there:
        (tmp_path / "si").mkdir()
    killed(tmp_path, when, *words)
    assert not (tmp_path / "si" / "workspace.yaml").exists()
    said = inside(tmp_path, *words)
    assert said.code == 0, said.error
    assert [path.name for path in tmp_path.iterdir()] == ["si"]
    assert not [name for name in tree(tmp_path) if ".ea-new-" in name]


# Full, and closed

FULL = "size=1m"
FILL = "head -c 900000 /dev/zero > filler; mkdir mine; while echo x >> mine/more; do :; done 2>/dev/null"
COMMANDS = {
    "init": ("init", "new"),
    "demo": ("demo", "-o", "new", "--applications", "100"),
    "accept": ("-C", "si", *ACCEPT),
    "baseline": ("-C", "si", "check", "--write-baseline", "known.json"),
    "answer": ("-C", "si", "check", "--fail-on", "never", "-o", "audit.html"),
    "draw": ("-C", "si", "draw", "--all", "-o", "maps"),
}


def on_this_disk(root: Path, command: str, options: str, prepare: str) -> Said:
    words = [print_ if word == "" else word for word in COMMANDS[command] for print_ in fingerprints(root)[:1]]
    disk, before = root.parent / "disk", root.parent / "before"
    disk.mkdir()
    prepare = f"cp -r '{root}' si; {prepare}; find . | sort > '{before}'"
    return on_a_disk(disk, options, prepare, *words, then=f"find . | sort | diff '{before}' - >&2")


@needs_disks
@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_full_disk_a_sentence_and_nothing_is_left(root: Path, command: str) -> None:
    said = on_this_disk(root, command, FULL, FILL)
    assert said.code == 2, said
    assert said.error.startswith("ea: ") and "the disk is full" in said.error
    assert said.error.count("\n") == 1, "what is left"


@needs_disks
@pytest.mark.parametrize("command", COMMANDS)
def test_where_one_may_not_write_a_sentence_says_so(root: Path, command: str) -> None:
    said = on_this_disk(root, command, "size=5m,ro", "true")
    assert said.code == 2, said
    assert said.error.startswith("ea: ") and "the disk is read-only" in said.error
    assert said.error.count("\n") == 1, "what is left"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
@pytest.mark.parametrize("command", ["accept", "baseline", "init"])
def test_in_a_folder_that_is_closed_a_sentence_says_so(root: Path, command: str) -> None:
    baseline = ("check", "--write-baseline", "rules/known.json")
    words = {"accept": accept(root), "baseline": baseline, "init": ("init", "rules/new")}
    (root / "rules").chmod(0o500)
    try:
        refused(inside(root, *words[command]), "not allowed")
    finally:
        (root / "rules").chmod(0o700)


# What is no regular file, or not ours to replace


@pytest.mark.parametrize("kind", ["device", "pipe", "folder", "model", "notes", "loop", "below a file"])
def test_a_baseline_takes_the_place_of_a_baseline_only(root: Path, kind: str) -> None:
    file = root / "known.json"
    match kind:
        case "device":
            file.symlink_to("/dev/null")
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
        case "model":
            file = root / "model" / "all.yaml"
        case "notes":
            file.write_text("Notes of a meeting.\n")
        case "loop":
            file.symlink_to(file)
        case _:
            file = root / "workspace.yaml" / "known.json"
    before = [(path.name, state(path)) for path in root.iterdir()]
    said = inside(root, "check", "--write-baseline", str(file))
    assert (said.code, said.out) == (2, "")
    assert "Traceback" not in said.error
    assert [(path.name, state(path)) for path in root.iterdir()] == before


def test_a_baseline_through_a_link_stays_one(root: Path) -> None:
    (root / "kept").mkdir()
    (root / "known.json").symlink_to("kept/known.json")
    for _ in range(2):
        assert inside(root, "check", "--write-baseline", "known.json").code == 0
    assert (root / "known.json").is_symlink()
    assert inside(root, "check", "--baseline", "known.json").code == 0


def test_a_derogation_follows_a_link_and_keeps_line_ends_and_rights(root: Path) -> None:
    file = root / "derogations-of-ours.yaml"
    file.write_bytes(b"# Ours.\r\nderogation:\r\n  old: {rule: no-files, subjects: [f], by: dsi, reason: x}\r\n")
    file.chmod(0o640)
    (root / "rules" / "derogations.yaml").symlink_to("../derogations-of-ours.yaml")
    assert inside(root, *accept(root)).code == 0
    assert (root / "rules" / "derogations.yaml").is_symlink()
    data = file.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 8
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda file: file.mkdir(), "it is a folder"),
        (lambda file: os.mkfifo(file), "not a regular file"),
        (lambda file: file.write_bytes(b"derogation:\n  a: {reason: \xe9}\n"), "not in UTF-8"),
    ],
    ids=["folder", "pipe", "latin"],
)
def test_derogations_to_which_nothing_can_be_added_stay(root: Path, make: object, sentence: str) -> None:
    file = root / "rules" / "derogations.yaml"
    words = accept(root)
    make(file)  # type: ignore[operator]
    before = state(file)
    refused(inside(root, *words), sentence)
    assert state(file) == before


# What is written is read


@pytest.mark.parametrize("text", ["a\u2028b", "a\x7fb", "\ufeffa", "a\x85b", "a\x1bb", "a\nb", "a: b # c", "\u202ea"])
def test_what_a_command_writes_is_read_as_the_same_text(root: Path, text: str) -> None:
    assert inside(root, "init", "new", "--name", text).code == 0
    assert json.loads(inside(root, "-C", "new", "check", "--format", "json").out)["workspace"] == text
    assert inside(root, *accept(root)[:-1], text).code == 0
    shown = json.loads(inside(root, "show", "no-files-f", "--format", "json").out)
    assert text in json.dumps(shown, ensure_ascii=False) or json.dumps(text)[1:-1] in json.dumps(shown)
    assert not json.loads(inside(root, "check", "--format", "json").out)["summary"]["error"] > AT_ONCE
