"""What comes out: the same bytes every time, no colours but on a terminal, nothing imported for nothing."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from ea_repo.metamodel.vocabulary import declarations_to_keep
from tests.check.workspaces import written
from tests.cli.running import ENVIRONMENT, inside, process
from tests.report.small import workspace

ROOT = Path(__file__).parents[2]
# Of the formats that write the same document, one.
COMMANDS = [
    *(("check", "--format", each) for each in ("text", "json", "sarif", "junit", "csv", "html")),
    *(("indicators", "--at", "2021,2025", "--format", each) for each in ("text", "json", "csv")),
    ("check", "--unknown", "--lang", "fr"),
    *(("list", "--format", each) for each in ("text", "json", "csv")),
    ("list", "flow", "--columns", "id,source.zone,data"),
    *(("show", "orbis", "--format", each) for each in ("text", "json")),
    ("find", "orbis", "--format", "json"),
    *(("diff", "2021-12-31", "cible-2025", "--format", each) for each in ("text", "json")),
    *(("impact", "siu", "--format", each) for each in ("text", "json")),
    ("impact", "orbis", "--site", "lariboisiere", "--all", "--lang", "fr"),
    *(("retire", "siu", "orbis", "glims", "--format", each) for each in ("text", "json")),
    ("retire", "agathe", "oslo", "--replace", "agathe=ptah", "--on", "2023", "--lang", "fr"),
    ("retire", "siu", "ipop", "--check", "--on", "2023", "--format", "json"),
    ("rules", "--format", "json"),
    ("explain", "redundant-solution"),
    ("kinds", "--format", "markdown"),
    ("schema", "model"),
]


ANSWERS = """
import json, sys
from tests.cli.running import invoke
print(json.dumps([vars(invoke(sys.argv[1], *words)) for words in json.loads(sys.argv[2])]))
"""


def answers(seed: str) -> list[dict[str, Any]]:
    """What every command answers in one process with this hash seed."""
    command = [sys.executable, "-c", ANSWERS, str(ROOT), json.dumps(COMMANDS)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    for words, one, other in zip(COMMANDS, answers("1"), answers("4242"), strict=True):
        assert one == other, words
        assert (one["code"] in (0, 1), one["error"], len(one["out"]) > 100) == (True, "", True), words


def on_a_terminal(folder: Path, *words: str, **environment: str) -> str:
    """What a command writes on a terminal."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "ea_repo.cli.main", *words]
    with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT | environment, stdout=follower, stderr=follower) as run:
        os.close(follower)
        said = b""
        while True:
            try:
                read = os.read(leader, 65536)
            except OSError:
                break
            if not read:
                break
            said += read
        run.wait()
    os.close(leader)
    return said.decode()


def test_a_terminal_gets_colours_unless_it_wants_none(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    assert "\x1b[" in on_a_terminal(root, "check", TERM="xterm")
    assert "\x1b" not in on_a_terminal(root, "check", TERM="xterm", NO_COLOR="1")


@pytest.mark.parametrize("words", [("check",), ("list",), ("show", "a"), ("explain", "no-files"), ("kinds",)])
def test_a_pipe_gets_none_even_where_a_name_holds_some(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = workspace(tmp_path)
    text = (root / "model" / "all.yaml").read_text()
    (root / "model" / "all.yaml").write_text(text.replace("name: Alpha", 'name: "\\e[31mAlpha\\e[0m"'))
    assert "\x1b" not in process(root, *words).out


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m ea_repo.cli.main -C {ROOT} list --format json | head -n 1"
    done = subprocess.run(command, shell=True, env=ENVIRONMENT, capture_output=True, check=False)  # noqa: S602
    assert (done.stdout, done.stderr) == (b"[\n", b"")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_stream_that_cannot_write_every_character_still_gets_the_answer(tmp_path: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "ea_repo.cli.main", "check", "--lang", "fr"]
    environment = ENVIRONMENT | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(command, cwd=workspace(tmp_path), env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"no-files" in done.stdout


VALIDATION = ("pydantic", "pydantic_core", "annotated_types")
HEAVY = (*VALIDATION, "yaml", "networkx", "zipfile", "numpy", "jsonschema", "importlib.metadata")
UNDER_VALIDATION = (*VALIDATION, "importlib.metadata", "zipfile")
CLASSES = ("ea_repo.metamodel.element", "ea_repo.metamodel.application", "ea_repo.draw.viewpoint")


def imported(folder: Path, declared: Path, *words: str) -> set[str]:
    """The modules that a command has imported when it ends; `declared` keeps what the kinds declare."""
    code = f"""
import contextlib, io, sys
from pathlib import Path
from ea_repo.cli.main import main
if "--help" not in {[*words]!r}:
    from ea_repo.metamodel import vocabulary
    vocabulary.DECLARED = Path({str(declared)!r})
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main({[*words]!r})
print(*sys.modules)
"""
    environment = ENVIRONMENT | {"EA_CACHE_DIR": os.environ["EA_CACHE_DIR"]}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (("--help",), (*HEAVY, *CLASSES, "ea_repo.load")),
        (("show", "orbis"), (*HEAVY, *CLASSES)),
        (("show", "orbis", "--format", "json"), (*HEAVY, *CLASSES)),
        # The rules are validated; no element is, and no view is read.
        (("check",), tuple(name for name in (*HEAVY, *CLASSES) if name not in UNDER_VALIDATION)),
    ],
    ids=" ".join,
)
def test_what_was_read_before_is_answered_without_what_reads(
    tmp_path: Path, words: tuple[str, ...], unwanted: Iterable[str]
) -> None:
    declared = tmp_path / "declared.json"
    declared.write_text(declarations_to_keep(), encoding="utf-8")
    imported(ROOT, declared, *words)
    assert imported(ROOT, declared, *words).intersection(unwanted) == set()


def test_the_help_reads_like_a_table_of_contents() -> None:
    said = process(ROOT, "--help").out
    assert said.index("Ask:") < said.index("list ") < said.index("Judge:") < said.index("check ") < said.index("Write:")
    assert "(alias audit)" in said
    assert "Others:" not in said, "every command has its section"


@pytest.mark.parametrize(
    "word", ["list", "show", "find", "check", "impact", "retire", "explain", "rules", "init", "kinds", "schema"]
)
def test_every_command_has_its_help(word: str) -> None:
    said = inside(ROOT, word, "--help")
    assert said.code == 0
    assert said.out.startswith("Usage: ")
    assert len(said.out.splitlines()) >= 6


def test_a_reading_command_writes_nothing_in_the_workspace(tmp_path: Path) -> None:
    root, home = tmp_path / "root", tmp_path / "home"
    root.mkdir()
    home.mkdir()
    workspace(root)
    before = {each: each.stat().st_mtime_ns for each in sorted(root.rglob("*"))}
    for words in (
        ("check",),
        ("list",),
        ("show", "a"),
        ("find", "a"),
        ("rules", "--test"),
        ("impact", "a"),
        ("retire", "a"),
    ):
        inside(root, *words, HOME=str(home))
    assert {each: each.stat().st_mtime_ns for each in sorted(root.rglob("*"))} == before


LONG = "a-solution-whose-id-is-longer-than-what-a-narrow-terminal-has-room-for"
NAME = "A solution whose name is longer than what a narrow terminal has room for"


@pytest.mark.parametrize("words", [("list", "application"), ("find", "solution")])
def test_a_list_is_cut_on_a_terminal_alone_and_its_ids_nowhere(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = written(tmp_path, f"application: {{{LONG}: {{name: {NAME}}}}}\n")
    piped = process(root, *words, "--lang", "en", COLUMNS="60").out
    assert (LONG in piped, NAME in piped, "…" in piped) == (True, True, False)
    shown = on_a_terminal(root, *words, "--lang", "en", COLUMNS="60", TERM="xterm")
    assert (LONG in shown, NAME in shown, "…" in shown) == (True, False, True)
