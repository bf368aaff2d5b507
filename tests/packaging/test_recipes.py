"""The recipes of CONTRIBUTING hold: each is carried out, word for word, on a copy of the checkout.

A recipe is a section “Add …”. Of its blocks, one of text is the file that the paragraph before it names last (“A new
…”, or “At the end of …”), one of `sh` is run, line by line, and prints what stands after `# →`.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECTION = re.compile(r"^## Add (?:an? )?(.+)\n", re.MULTILINE)
BLOCK = re.compile(r"(?P<before>[^\n]*(?:\n[^\n]+)*)\n\n```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)
TOUCHED = {
    "rule": (
        "tests/check/test_rules.py",
        "tests/content/test_audit.py",
        "tests/content/test_persona_pages.py::test_a_page_shows_what_is_printed[auditor]",
        "tests/demo",
    ),
    "check": ("tests/check/test_rules.py",),
    "kind": ("tests/metamodel", "tests/content/test_model.py", "tests/content/test_facts.py"),
    "map": ("tests/draw/test_views.py",),
    "output format": ("tests/report/test_writing.py",),
    "exchange format": ("tests/exchange/test_registry.py",),
}
"""The parts of the suite that look at what a recipe adds to; of the pages, the one about the audit."""
SCHEMAS = "tests/answer/test_schema.py"
LARGE = "600"
"""What the ids of tests on a large made-up system hold: a small one says the same of a new rule."""


@dataclass(frozen=True)
class Block:
    """A block of a recipe: its language, its text, and the end of the paragraph before it."""

    language: str
    text: str
    before: str

    def write(self, root: Path) -> None:
        """Writes the block as the file that it is, or adds it at the end of one."""
        path = root / re.findall(r"`([^`]+)`", self.before)[-1]
        if "At the end of" in self.before:
            path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{self.text}", encoding="utf-8")
        else:
            assert not path.exists(), f"{path} is no new file"
            path.parent.mkdir(exist_ok=True)
            path.write_text(self.text, encoding="utf-8")

    def commands(self) -> Iterator[tuple[str, str]]:
        """Its commands, each with what it prints among other things."""
        for line in self.text.splitlines():
            command, _, printed = line.partition("# →")
            yield command.strip(), printed.strip()


def recipes() -> dict[str, list[Block]]:
    """The blocks of each recipe, by what it adds."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, *parts = SECTION.split(text.partition("## The style")[0])
    return {
        title: [Block(block["language"], block["text"], block["before"]) for block in BLOCK.finditer(section)]
        for title, section in zip(parts[::2], parts[1::2], strict=True)
    }


def test_every_recipe_says_what_it_touches() -> None:
    assert recipes().keys() == TOUCHED.keys()
    assert all(recipes().values())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What one has after cloning."""
    ignored = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__")
    return shutil.copytree(ROOT, tmp_path / "checkout", ignore=ignored)


def run(checkout: Path, *words: str) -> str:
    """What Python prints with the engine of that checkout; it must end well."""
    # Nothing stands beside the copy: what is skipped there is tried here.
    environment = {**os.environ, "PYTHONPATH": str(checkout), "LC_ALL": "C.UTF-8", "EA_TEST_REQUIRE_ALL": ""}
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("title", TOUCHED)
def test_a_recipe_holds(title: str, copy: Path) -> None:
    for block in recipes()[title]:
        if block.language != "sh":
            block.write(copy)
            continue
        for command, printed in block.commands():
            program, *words = shlex.split(command, comments=True)
            assert program == "ea"
            assert printed in run(copy, "-m", "ea_repo.cli.main", *words), command


def test_the_suite_holds_after_all_of_them(copy: Path) -> None:
    for blocks in recipes().values():
        for block in blocks:
            if block.language != "sh":
                block.write(copy)
    touched = dict.fromkeys(path for paths in TOUCHED.values() for path in paths)
    run(copy, "-m", "pytest", "-q", "-p", "no:xdist", *touched, SCHEMAS, "-k", f"not {LARGE}")
