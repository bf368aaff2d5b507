"""A writing that is killed: the workspace is the old one or the new one, and the next import tidies up."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ea_repo.exchange.importing import NotImported
from ea_repo.exchange.writing.swap import replace_files
from ea_repo.repository import Repository
from ea_repo.write import NotWritten, alone
from tests.exchange.importing import a_workspace, graph, imported, planned, source, texts
from tests.write.disks import interrupted_at

MAPPING = 'source: parc\nrecords: {"*": {kind: application, key: code, name: nom, fields: {supplier: editeur}}}\n'
MODEL = "actor: {agfa: {name: Agfa}}\napplication: {mine: {}}   # à moi\n"
MOMENTS = 10


def rows(number: int, role: str) -> str:
    return "code,nom,editeur\n" + "".join(f"{row},Application {role} {row},Agfa\n" for row in range(number))


def killed(root: Path, moment: int) -> tuple[int, int]:
    """The import of the second version, in a process that is killed at its nth call of the system in writing.

    How it ended, and how many calls it made where it did.
    """
    counted = root.parent / "calls"
    child = os.fork()
    if child == 0:
        try:
            plan = planned(root, root.parent / "source" / "second.csv", MAPPING)
            calls = 0

            def at(event: str, _: object) -> None:
                nonlocal calls
                if event.startswith(("os.", "open", "shutil.", "tempfile.", "ctypes.call", "fcntl.")):
                    calls += 1
                    if calls == moment:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(at)
            Repository(root).carry_out(plan)
            counted.write_text(str(calls), encoding="utf-8")
        finally:
            os._exit(0 if counted.exists() else 1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), int(counted.read_text(encoding="utf-8")) if counted.exists() else 0


def whole(root: Path) -> dict[str, bytes]:
    """What a workspace says, without the day on which it came."""
    return {name: data for name, data in texts(root).items() if name.startswith(("model/", "workspace"))}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process to kill can be made of this one here")
def test_killed_at_ten_moments_the_workspace_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    first = a_workspace(tmp_path, si=MODEL)
    imported(first, source(tmp_path, rows(30, "a")), MAPPING)
    (tmp_path / "source" / "second.csv").write_text(rows(40, "b"), encoding="utf-8")
    old = whole(first)
    roots = [tmp_path / str(number) / "si" for number in range(MOMENTS + 1)]
    for root in roots:
        shutil.copytree(first, root)
        shutil.copytree(tmp_path / "source", root.parent / "source")
    ended, calls = killed(roots[0], 0)
    new = whole(roots[0])
    assert (ended, new != old, calls >= MOMENTS) == (0, True, True)
    ends = []
    for number, root in enumerate(roots[1:], start=1):
        assert killed(root, calls * number // MOMENTS)[0] == -signal.SIGKILL
        is_new = whole(root) == new
        assert is_new or whole(root) == old, number
        ends.append(is_new)
        assert "mine" in graph(root)
        imported(root, root.parent / "source" / "second.csv", MAPPING)
        assert whole(root) == new
        assert sorted(path.name for path in root.iterdir()) == ["model", "workspace.yaml"], "nothing is left"
    assert ends == sorted(ends), "once it is the new one it stays so"
    assert not ends[0]


def test_a_disk_that_refuses_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    before = texts(root)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "the disk is full")

    monkeypatch.setattr("ea_repo.exchange.writing.swap._write", full)
    with pytest.raises(NotImported) as refused:
        imported(root, source(tmp_path, rows(3, "a")), MAPPING)
    assert "the disk is full" in refused.value.message.en
    assert texts(root) == before


def test_where_folders_cannot_change_places_the_old_one_is_moved_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    monkeypatch.setattr("ea_repo.write.swap._exchanged", lambda *_: False)
    replace_files(root, {"model/si.yaml": b"actor: {agfa: {}}\n", "model/new/a.yaml": b"actor: {b: {}}\n"})
    assert {name: data for name, data in texts(root).items() if "model" in name} == {
        "model/si.yaml": b"actor: {agfa: {}}\n",
        "model/new/a.yaml": b"actor: {b: {}}\n",
    }


@pytest.mark.parametrize("move", [1, 2])
@pytest.mark.parametrize("moved", [False, True])
def test_interrupted_between_the_two_moves_the_model_is_the_old_one_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, move: int, *, moved: bool
) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    old, new = (root / "model" / "si.yaml").read_bytes(), b"actor: {agfa: {}}\n"
    monkeypatch.setattr("ea_repo.write.swap._exchanged", lambda *_: False)
    interrupted_at(monkeypatch, move, moved=moved)
    with pytest.raises(KeyboardInterrupt):
        replace_files(root, {"model/si.yaml": new})
    assert (root / "model" / "si.yaml").read_bytes() == (new if (move, moved) == (2, True) else old)
    assert sorted(path.name for path in root.iterdir()) == ["model", "workspace.yaml"], "nothing is left"


def test_a_model_that_cannot_be_put_back_is_kept_and_put_back_by_the_next_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    model = root / "model"

    def stuck(path: Path, target: Path, usual: Callable[[Path, Path], Path] = Path.rename) -> Path:
        if target == model:
            raise PermissionError(13, "Permission denied")
        return usual(path, target)

    with monkeypatch.context() as refused:
        refused.setattr("ea_repo.write.swap._exchanged", lambda *_: False)
        refused.setattr(Path, "rename", stuck)
        with pytest.raises(PermissionError):
            replace_files(root, {"model/si.yaml": b"actor: {agfa: {}}\n"})
    replace_files(root, {"model/b.yaml": b"actor: {b: {}}\n"})
    assert (model / "si.yaml").read_text(encoding="utf-8") == MODEL
    assert sorted(path.name for path in root.iterdir()) == ["model", "workspace.yaml"], "nothing is left"


def test_two_imports_at_the_same_moment_never_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    fcntl = pytest.importorskip("fcntl")
    handle = os.open(root, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    monkeypatch.setattr("ea_repo.exchange.writing.swap.alone", partial(alone, patience=0.1))
    with pytest.raises(NotWritten, match="another command has been writing"):
        replace_files(root, {"model/si.yaml": b"{}\n"})
    os.close(handle)
    replace_files(root, {"model/si.yaml": b"{}\n"})
    assert (root / "model" / "si.yaml").read_bytes() == b"{}\n"
