"""A charter that was kept says what it says when it is read: of the same text, with the same kinds and code."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ea_repo.check import kept_charter as kept_module
from ea_repo.check.charter import Charter, read_charter
from ea_repo.check.common_charter import RULES
from ea_repo.check.kept_charter import kept_charter
from ea_repo.load import Settings, snapshot
from ea_repo.load.settings_file import read_text
from tests.check.judging import COMMON_RULES, ROOT
from tests.check.workspaces import written

SETTINGS = Settings("Here")
OWN = read_text("name: Here\nfields: {application: {colour: {type: text}}}\n")


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, empty."""
    folder = tmp_path / "kept"
    monkeypatch.setenv(snapshot.FOLDER, str(folder))
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The workspaces whose charters are read from now on."""
    roots: list[Path] = []

    def watch(root: Path, *rest: object) -> Charter:
        roots.append(root)
        return read_charter(root, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(kept_module, "read_charter", watch)
    return roots


def everything(charter: Charter) -> dict[str, object]:
    return vars(charter) | {
        "order": [*charter.rules],
        "principles in order": [*charter.principles],
        "calls": [rule.call.values for rule in charter.rules.values()],
        "arguments": [rule.arguments for rule in charter.rules.values()],
    }


@pytest.mark.parametrize("root", [ROOT, COMMON_RULES.parent], ids=["AP-HP's", "the common one"])
def test_a_kept_charter_is_the_one_that_is_read(root: Path, read: list[Path]) -> None:
    once, again = kept_charter(root, SETTINGS), kept_charter(root, SETTINGS)
    assert read == [root]
    assert everything(again) == everything(once) == everything(read_charter(root))


def small(folder: Path) -> Path:
    """A workspace with a charter of its own, laid over nothing."""
    return written(folder)


def test_another_text_is_read(tmp_path: Path, read: list[Path]) -> None:
    root = small(tmp_path)
    kept_charter(root, SETTINGS)
    file = root / RULES / "charter.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# one more line\n", encoding="utf-8")
    assert everything(kept_charter(root, SETTINGS)) == everything(read_charter(root))
    assert len(read) == 2


def test_rules_under_other_kinds_are_judged_again(tmp_path: Path, read: list[Path]) -> None:
    root = small(tmp_path)
    for settings in (SETTINGS, OWN, OWN):
        kept_charter(root, settings)
    assert len(read) == 2


def test_another_code_reads_again(tmp_path: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = small(tmp_path)
    kept_charter(root, SETTINGS)
    monkeypatch.setattr(kept_module, "code_that_judges", lambda: b"an older one")
    kept_charter(root, SETTINGS)
    assert len(read) == 2


def test_what_is_wrong_in_a_file_whose_text_is_the_same_is_told(tmp_path: Path) -> None:
    root = small(tmp_path)
    assert kept_charter(root, SETTINGS).flaws == ()
    file = root / RULES / "charter.yaml"
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-16")
    assert [flaw.rule for flaw in kept_charter(root, SETTINGS).flaws] == ["file-encoding"]


def test_a_charter_with_a_flaw_is_read_each_time(tmp_path: Path, read: list[Path]) -> None:
    root = small(tmp_path)
    (root / RULES / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    flaws = [kept_charter(root, SETTINGS).flaws for _ in range(2)]
    assert flaws[0] == flaws[1] != ()
    assert len(read) == 2


def test_two_workspaces_of_one_text_share_what_is_kept(tmp_path: Path, read: list[Path]) -> None:
    (tmp_path / "one").mkdir()
    root = small(tmp_path / "one")
    other = Path(shutil.copytree(root, tmp_path / "other"))
    assert everything(kept_charter(root, SETTINGS)) == everything(kept_charter(other, SETTINGS))
    assert read == [root]


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-9], lambda data: data[:-3] + b"x" + data[-2:], lambda _: b"", lambda data: data + b" "],
    ids=["truncated", "a byte changed", "empty", "longer"],
)
def test_what_is_spoiled_is_read_and_made_good(
    tmp_path: Path, kept_in: Path, read: list[Path], spoil: Callable[[bytes], bytes]
) -> None:
    root = small(tmp_path)
    whole = everything(kept_charter(root, SETTINGS))
    (file,) = kept_in.glob("*.rules")
    good = file.read_bytes()
    file.write_bytes(spoil(good))
    assert (everything(kept_charter(root, SETTINGS)), len(read), file.read_bytes()) == (whole, 2, good)
