"""`ea export`, `ea fmt` and `ea stale`, as one types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.exchange.writers import writers
from tests.cli.running import invoke
from tests.texts import workspace

SI = "application:\n  a:\n    moa: x\n    name: 'A'\nactor: {x: {name: X}}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    workspace(tmp_path, si=SI)
    return tmp_path


@pytest.mark.parametrize("name", writers())
def test_every_format_is_written_and_written_again(root: Path, name: str) -> None:
    file = root / f"out{writers()[name].ENDING}"
    for _ in range(1 if file.suffix == ".yaml" else 2):  # No YAML is ever replaced: it may be the text of a workspace.
        said = invoke(root, "export", name, "application", "-o", str(file), "--lang", "en")
        assert (said.code, said.out) == (0, "")
        assert said.error == f"1 element → {file}\n"
    assert file.stat().st_size


def test_what_somebody_else_wrote_is_not_replaced(root: Path) -> None:
    file = root / "out.json"
    file.write_text("a letter\n", encoding="utf-8")
    said = invoke(root, "export", "json-graph", "-o", str(file), "--lang", "en")
    assert (said.code, file.read_text(encoding="utf-8")) == (2, "a letter\n")
    assert "--force" in said.error
    assert invoke(root, "export", "json-graph", "-o", str(file), "--force").code == 0


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("export", "xlsx", "licorne", "-o", "x.xlsx"), "licorne"),
        (("export", "word", "-o", "x.docx"), "'word' is not one of"),
        (("export", "csv"), "Missing option"),
        (("stale", "--older", "demain"), "a number of days"),
    ],
)
def test_wrong_use_is_refused_in_a_sentence(root: Path, words: tuple[str, ...], error: str) -> None:
    said = invoke(root, *words)
    assert said.code == 2
    assert error in said.error


def test_fmt_checks_then_writes(root: Path) -> None:
    file = root / "model" / "si.yaml"
    said = invoke(root, "fmt", "--check")
    assert (said.code, said.out) == (1, "model/si.yaml\n")
    assert file.read_text(encoding="utf-8") == SI
    assert invoke(root, "fmt").code == 0
    assert file.read_text(encoding="utf-8") == "application:\n  a:\n    name: A\n    moa: x\nactor: {x: {name: X}}\n"
    assert invoke(root, "fmt", "--check").code == 0


def test_fmt_leaves_a_file_with_a_flaw_and_says_so(root: Path) -> None:
    file = root / "model" / "autre.yaml"
    file.write_text("site: [\n", encoding="utf-8")
    said = invoke(root, "fmt", "--lang", "en")
    assert (said.code, said.out) == (0, "model/si.yaml\n")
    assert "model/autre.yaml: left as it is" in said.error


@pytest.mark.parametrize("format", ["text", "json", "csv", "markdown", "html"])
def test_stale_is_said_in_every_format(root: Path, format: str) -> None:
    said = invoke(root, "stale", "--format", format, "--at", "2026")
    assert said.code == 0
    assert "a" in said.out
