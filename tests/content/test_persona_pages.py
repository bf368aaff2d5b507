"""The pages written for an architect, a planner and an auditor, and the READMEs, show what commands really print."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.running import Said, invoke
from tests.content.model import ROOT
from tests.texts import keyboard

PERSONAS = ("architect", "planner", "auditor")
TRIED = (*PERSONAS, "campaigns")
WORKSPACE = ("workspace.yaml", "model", "rules", "cartography", "requests")
COMMAND = re.compile(r"^```sh\n(.*?)^```\n", re.DOTALL | re.MULTILINE)
ANSWERED_COMMAND = re.compile(r"^```sh\nea ([^\n]+)\n```\n\n```\n(.*?)^```\n", re.DOTALL | re.MULTILINE)
README_AUDIT = re.compile(r"^```sh\nmake audit .*?^```\n.*?^```\n(.*?)^```\n", re.DOTALL | re.MULTILINE)
LEFT_OUT = "…"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def normal(text: str) -> list[str]:
    """The lines of a text, with runs of spaces as one, without blank lines and those that stand for others."""
    lines = (" ".join(keyboard(line).split()) for line in text.splitlines())
    return [line for line in lines if line not in ("", LEFT_OUT)]


def missing(shown: str, printed: Iterable[str]) -> list[str]:
    """The lines shown that were not printed, or not in that order; `…` in a line stands for what is left out of it."""
    rest = iter(printed)
    return [line for line in normal(shown) if not any(_pattern(line).fullmatch(one) for one in rest)]


def _pattern(line: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, line.split(LEFT_OUT))))


def all_printed(said: Said) -> list[str]:
    return normal(said.printed) + normal(said.error)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of AP-HP's workspace, as the current folder, where commands may write."""
    for name in WORKSPACE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        else:
            shutil.copy(source, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("persona", TRIED)
def test_every_command_of_a_page_shows_its_answer(persona: str) -> None:
    text = page(f"docs/{persona}.md")
    commands = COMMAND.findall(text)
    answered = ANSWERED_COMMAND.findall(text)
    assert commands == [f"ea {command}\n" for command, _ in answered]
    assert all(normal(shown) for _, shown in answered)


@pytest.mark.parametrize("persona", TRIED)
def test_a_page_shows_what_is_printed(persona: str, copy: Path) -> None:
    for command, shown in ANSWERED_COMMAND.findall(page(f"docs/{persona}.md")):
        said = invoke(copy, *shlex.split(command))
        assert said.code in (0, 1), said.error
        assert not missing(shown, all_printed(said)), f"ea {command}"


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.fr.md", "fr")])
def test_the_audit_that_a_readme_shows_is_printed(name: str, language: str) -> None:
    shown = README_AUDIT.search(page(name))
    assert shown is not None
    assert not missing(shown[1], all_printed(invoke(ROOT, "check", "--lang", language)))


def test_a_line_that_is_not_printed_or_out_of_order_is_noticed() -> None:
    assert missing("a  b\n…\nc\n", ["a b", "x", "c"]) == []
    assert missing("c\na b\n", ["a b", "c"]) == ["a b"]
    assert missing("d\n", ["a b"]) == ["d"]
