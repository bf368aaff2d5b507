"""Views in which nothing is wrong are not read again by an audit of the same text, the same rules and the same code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ea_repo.finding import Finding
from ea_repo.load import load, snapshot
from ea_repo.repository import flaws
from ea_repo.repository.open_workspace import OpenWorkspace
from tests.check.workspaces import SETTINGS, written

VIEW = """title: {fr: a, en: a}
question: {fr: a, en: a}
empty: {fr: a, en: a}
show: {kind: flow}
"""
OF_A_RULE = VIEW + "colour: findings\nrule: no-files\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(snapshot.FOLDER, str(tmp_path / "kept"))
    root = tmp_path / "root"
    root.mkdir()
    written(root)
    write(root, VIEW)
    return root


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The workspaces whose views are read from now on."""
    roots: list[Path] = []
    look = flaws._flaws_of_views

    def watch(opened: OpenWorkspace, rules: Sequence[str]) -> list[Finding]:
        roots.append(opened.root)
        return [*look(opened, rules)]

    monkeypatch.setattr(flaws, "_flaws_of_views", watch)
    return roots


def write(root: Path, text: str, name: str = "cartography/mine.yaml") -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def wrong(root: Path, *, kept: bool = True) -> list[str]:
    """What is wrong in the views, as it is told with what was kept and without."""
    told = []
    for keeps in (kept, False):
        opened = OpenWorkspace(root, read=load)
        opened.keeps_answers = keeps
        told.append([f"{flaw.at} {flaw.message.en}" for flaw in flaws.broken(opened) if flaw.rule == "wrong-view"])
    assert told[0] == told[1]
    return told[0]


def times(root: Path, read: list[Path]) -> int:
    """How often views are read by an audit that keeps, beside the one that does not."""
    read.clear()
    wrong(root)
    return len(read) - 1


def test_sound_views_are_read_once(root: Path, read: list[Path]) -> None:
    assert [times(root, read) for _ in range(3)] == [1, 0, 0]


def test_the_starter_s_views_are_too(root: Path, read: list[Path]) -> None:
    (root / "cartography" / "mine.yaml").unlink()
    assert [times(root, read) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (VIEW + "# one more line\n", "cartography/mine.yaml"),
        (VIEW, "cartography/other.yaml"),
        (SETTINGS + "fields: {application: {colour: {type: text}}}\n", "workspace.yaml"),
    ],
    ids=["another text", "another file", "other kinds"],
)
def test_what_they_rest_on_has_them_read_again(root: Path, read: list[Path], text: str, name: str) -> None:
    wrong(root)
    write(root, text, name)
    assert [times(root, read) for _ in range(2)] == [1, 0]


def test_another_code_reads_them_again(root: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    wrong(root)
    monkeypatch.setattr(snapshot, "code_digest", lambda: b"an older one")
    assert times(root, read) == 1


def test_wrong_views_are_told_each_time(root: Path, read: list[Path]) -> None:
    wrong(root)
    write(root, VIEW + "tilte: x\n")
    assert [wrong(root) != [], wrong(root) != [], times(root, read)] == [True, True, 1]


def test_a_rule_that_goes_away_is_missed_by_its_view(root: Path, read: list[Path]) -> None:
    write(root, OF_A_RULE)
    assert wrong(root) == []
    (root / "rules" / "no-files.yaml").unlink()
    assert wrong(root) != []
