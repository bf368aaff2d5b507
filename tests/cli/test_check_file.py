"""`ea check -o FILE`: every format, whole or not at all, and the same exit code."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ea_repo.cli.main import main
from tests.report import every

FORMATS = ("text", "json", "markdown", "sarif", "junit", "csv", "html")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return every.workspace(tmp_path)


def check(root: Path, *words: str) -> Result:
    env = {"COLUMNS": "100", "LC_ALL": "C", "EA_CACHE_DIR": os.environ["EA_CACHE_DIR"]}
    return CliRunner().invoke(main, ["-C", str(root), "check", "--lang", "en", *words], env=env)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_file_is_what_would_be_printed(root: Path, format_: str) -> None:
    file = root / f"audit.{format_}"
    printed = check(root, "--format", format_)
    kept = check(root, "--format", format_, "-o", str(file))
    assert file.read_text(encoding="utf-8") == printed.stdout
    assert (printed.exit_code, kept.exit_code, kept.stdout) == (1, 1, "")
    assert kept.stderr.startswith("5 findings: 3 errors · 2 warnings")
    assert kept.stderr.endswith(f"→ {file}\n")


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_wrong_exits_with_0(tmp_path: Path, format_: str) -> None:
    every.clean(tmp_path)
    assert check(tmp_path, "--format", format_, "-o", str(tmp_path / "out")).exit_code == 0


def test_a_dash_prints(root: Path) -> None:
    assert check(root, "--format", "csv", "-o", "-").stdout == check(root, "--format", "csv").stdout


def test_an_older_report_is_replaced_and_nothing_is_left_beside_it(root: Path) -> None:
    folder = root / "reports"
    folder.mkdir()
    check(root, "--rule", "no-files", "--format", "csv", "-o", str(folder / "a.csv"))
    older = (folder / "a.csv").read_text(encoding="utf-8")
    check(root, "--format", "csv", "-o", str(folder / "a.csv"))
    assert (folder / "a.csv").read_text(encoding="utf-8") != older
    assert (folder / "a.csv").read_text(encoding="utf-8").startswith("date,")
    assert [each.name for each in folder.iterdir()] == ["a.csv"]


def test_a_link_stays_a_link(root: Path) -> None:
    (root / "latest.csv").symlink_to(root / "a.csv")
    check(root, "--format", "csv", "-o", str(root / "latest.csv"))
    assert (root / "latest.csv").is_symlink()
    assert (root / "a.csv").read_text(encoding="utf-8").startswith("date,")


def test_a_device_stays_a_device(root: Path) -> None:
    device = Path("/dev/null")
    if not device.is_char_device():
        pytest.skip("this system has no /dev/null")
    assert check(root, "--format", "csv", "-o", str(device)).exit_code == 1
    assert stat.S_ISCHR(device.stat().st_mode)


@pytest.mark.parametrize("place", ["workspace.yaml/a.csv", "workspace.yaml/below/a.csv"])
def test_a_place_where_nothing_can_be_written_is_told(root: Path, place: str) -> None:
    refused = check(root, "--format", "csv", "-o", str(root / place))
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"ea: {root / place}: ")
    assert refused.stderr.count("\n") == 1
