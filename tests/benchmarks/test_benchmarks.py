"""Every part of the benchmarks runs to its end: the whole work on very small systems, whose figures mean nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.neo4j.server import Server, shared_server

RUN = str(Path(__file__).parents[2] / "benchmarks" / "run.py")
OLD = "# Figures\n\nold figures\n\n## Beside other programs\n\nold peers\n\n## The shared repository\n\nold server\n"
FOUND = re.compile(r"([\d,]+), (\d+), (\d+)")
"""How many violations were planted, missed, and found beside."""


def run(part: str, page: Path, **environment: str) -> str:
    """The page after a part is measured at the tiny size; it said the old figures of every part before."""
    page.write_text(OLD, encoding="utf-8")
    command = [sys.executable, RUN, part, "--tiny", "--page", str(page)]
    variables = {**os.environ, **environment}
    done = subprocess.run(command, cwd=page.parent, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return page.read_text(encoding="utf-8")


def test_ea_repo_alone_is_measured(tmp_path: Path) -> None:
    page = run("figures", tmp_path / "page.md")
    assert "old figures" not in page
    assert page.endswith(OLD.partition("\n\n## Beside")[2].join(("## Beside", "")))
    assert re.search(r"\| `ea --help` \| \d", page)
    assert re.search(r"\| `ea show orbis`, read before \| \d", page)
    assert re.search(
        r"\| first audit \| nothing edited \| documentation \|.*\n.*\n\| [\d,]+ \| (\d+\.\d+ \| ){6}", page
    )
    assert FOUND.search(page)
    assert {(missed, beside) for _, missed, beside in FOUND.findall(page)} == {("0", "0")}
    assert "| AP-HP | all views, " in page


def test_near_duplicates_are_sought(tmp_path: Path) -> None:
    page = run("similar", tmp_path / "page.md")
    assert page.startswith(OLD)
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith(("| 120 applications", "| AP-HP"))]
    assert len(rows) == 2
    assert all(int(row[2]) > 0 for row in rows)


def test_edits_are_read_and_held_against_a_whole_reading(tmp_path: Path) -> None:
    page = run("edits", tmp_path / "page.md")
    assert page.startswith(OLD.partition("\n\n## The shared")[0])
    assert page.count("| yes |") == 3
    assert "| NO |" not in page
    (row,) = re.findall(r"^\| [\d,]+ \|(?: [\d.]+ \| [\d.]+ \| ([\d.]+) × \|){2}$", page, re.MULTILINE)
    assert float(row) > 0


def test_two_states_are_told_apart(tmp_path: Path) -> None:
    page = run("states", tmp_path / "page.md")
    assert page.startswith(OLD)
    rows = [line for line in page.splitlines() if re.match(r"\| [\d,]+ \| (two days|after some edits) \|", line)]
    assert len(rows) == 2
    assert all(re.search(r"\|( \d+\.\d \(\d+\.\d\) \|){3} \d+ \| 10 \|$", row) for row in rows)


def test_every_map_is_measured_on_paper(tmp_path: Path) -> None:
    page = run("maps", tmp_path / "page.md")
    assert page.startswith(OLD)
    rows = [line.split(" | ") for line in page.splitlines() if re.match(r"\| [a-z-]+( [a-z0-9-]+)? \| \d", line)]
    assert len(rows) >= 5
    assert "land-use-plan" in {row[0].split()[1] for row in rows}
    assert all(float(row[3]) >= 6.9 and int(row[4]) >= 1 for row in rows)
    assert page.count("Slower than a sheet may take") == 2


def test_the_portal_is_measured(tmp_path: Path) -> None:
    page = run("site", tmp_path / "page.md")
    assert page.startswith(OLD)
    (row,) = re.findall(r"^\| \d.*$", page, re.MULTILINE)
    elements, pages, *figures = (float(cell.replace(",", "")) for cell in row.strip("| ").split(" | ")[:5])
    assert pages > 2 * elements > 1_000
    assert all(figure > 0 for figure in figures)


def test_what_is_written_is_measured(tmp_path: Path) -> None:
    page = run("written", tmp_path / "page.md")
    assert page.startswith(OLD)
    rows = {line.split("`")[1]: line.split(" | ") for line in page.splitlines() if line.startswith("| `ea ")}
    assert {name.split()[1] for name in rows} == {"export", "list", "check"}
    assert {"ea check --format html", "ea check --format docx", "ea list --format docx"} <= rows.keys()
    assert all(float(row[1]) > 10 for row in rows.values())
    (findings,) = re.findall(r"\| audited, (\d+) findings \|", page)
    assert int(findings) > 100


@pytest.mark.load
def test_the_server_is_measured_under_load(tmp_path: Path) -> None:
    page = run("serve", tmp_path / "page.md")
    assert page.startswith(OLD)
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith(("| element pages", "| the loss"))]
    assert len(rows) == 4
    assert all(row[-1] == "0 |" for row in rows), "some were not answered"


@pytest.mark.peers
def test_ea_repo_is_measured_beside_other_programs(tmp_path: Path) -> None:
    page = run("compare", tmp_path / "page.md")
    assert "old peers" not in page
    assert page.startswith("# Figures\n\nold figures\n\n## Beside other programs\n\n")
    assert page.endswith("\n\n## The shared repository\n\nold server\n")
    rows = [
        line for line in page.splitlines() if re.match(r"\| [\d,]+ \| (first|second) reading|\| [\d,]+ \| one", line)
    ]
    assert len(rows) >= 5
    assert not [row for row in rows if "–" in row], "a program measured nothing"
    assert {(missed, beside) for _, missed, beside in FOUND.findall(page)} == {("0", "0")}


@pytest.mark.peers
def test_what_comes_in_is_measured(tmp_path: Path) -> None:
    page = run("imports", tmp_path / "page.md")
    assert page.startswith(OLD.partition("\n\n## The shared")[0])
    assert page.endswith("\n\n## The shared repository\n\nold server\n")
    (model,) = re.findall(r"\| an ArchiMate model of ([\d,]+) elements [^|]+ \| (.+) \|", page)
    assert int(model[0].replace(",", "")) > 500
    assert "–" not in model[1], "a program measured nothing"
    assert re.search(r"\| a workbook of 100 rows \| [\d.]+ m?s \| 5 s \|", page)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of the run."""
    folder = tmp_path_factory.getbasetemp()
    server = shared_server(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)
    with server.turn():
        yield server


@pytest.mark.neo4j
def test_the_shared_repository_is_measured(server: Server, tmp_path: Path) -> None:
    page = run("shared", tmp_path / "page.md", **server.environment)
    assert "old server" not in page
    assert page.startswith(OLD.partition("## The shared")[0])
    assert re.search(r"\| `ea push`, the first \| \d", page)
    assert len(re.findall(r"\| `ea [^|]+` \| [\d.]+ \| \d+ \|", page)) == 7


@pytest.mark.neo4j
def test_answers_about_most_of_a_system_are_measured(server: Server, tmp_path: Path) -> None:
    page = run("answers", tmp_path / "page.md", **server.environment)
    assert page.startswith(OLD)
    assert re.findall(r"`ea ([a-z -]+)` \| [\d.]+ \| [\d.]+ \|", page) == [
        "diff", "timeline", "impact", "impact --store", "path", "path --store"
    ]  # fmt: skip


def test_a_part_that_is_none_is_told(tmp_path: Path) -> None:
    command = [sys.executable, RUN, "figure"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "figure: no such part; there are figures, compare, edits, imports, shared" in done.stderr
