"""`ea import` and `ea reconcile`, as one types them."""

from __future__ import annotations

import json
import os
import pty
import sys
from pathlib import Path

import pytest

from tests.cli.running import ENVIRONMENT, Said, invoke, process
from tests.exchange.importing import a_workspace, texts
from tests.exchange.reading import written
from tests.exchange.test_import_formats import SERVING
from tests.exchange.test_import_tables import MAPPING, MODEL, TABLE
from tests.texts import keyboard


@pytest.fixture
def root(tmp_path: Path) -> Path:
    written(tmp_path, {"apps.csv": TABLE, "map.yaml": MAPPING, "model.archimate": SERVING})
    return a_workspace(tmp_path, si=MODEL)


def ea(root: Path, *words: str) -> Said:
    """A command on the workspace, its files named from beside it."""
    paths = [str(root.parent / word) if (root.parent / word).is_file() else word for word in words]
    return invoke(root, *paths, "--lang", "en")


def test_in_a_pipe_the_plan_is_shown_and_nothing_written(root: Path) -> None:
    before = texts(root)
    given = ea(root, "import", "apps.csv", "--map", "map.yaml")
    assert (given.code, given.error) == (0, "")
    assert given.out.splitlines()[-1] == "5 added · 4 rejections – nothing is written: --yes writes it"
    for place in ("apps.csv:3:7", "apps.csv:3:13", "apps.csv:4:16", "apps.csv:4:24"):
        assert f"✗ {place}: " in given.out
    assert texts(root) == before


def test_yes_writes_the_rest_and_strict_nothing(root: Path) -> None:
    before = texts(root)
    strict = ea(root, "import", "apps.csv", "--map", "map.yaml", "--yes", "--strict")
    assert strict.code == 1
    assert "nothing is written: --strict admits no rejection" in strict.out
    assert texts(root) == before
    given = ea(root, "import", "apps.csv", "--map", "map.yaml", "--yes")
    assert (given.code, given.out.splitlines()[-1]) == (0, "5 added · 4 rejections – written")
    assert ea(root, "list", "application", "--format", "csv").out.count("\n") == 5


def test_its_json_is_the_account_and_the_plan(root: Path) -> None:
    given = json.loads(ea(root, "import", "model.archimate", "--yes", "--format", "json").out)
    assert (given["version"], given["format"], given["written"]) == (1, "archi", True)
    assert given["totals"] == {"elements": 10, "relations": 11, "views": 0}
    assert given["account"]["ApplicationComponent"] == {
        "source": 2, "mapped": 2, "kept": 0, "left_out": 0, "rejected": 0}  # fmt: skip
    assert all(row["source"] == sum(row.values()) - row["source"] for row in given["account"].values())
    assert {"orbis", "glims-orbis"} <= set(given["added"])
    assert (given["rejected"], given["changed"], given["removed"], given["conflicts"]) == ([], [], [], [])
    (root.parent / "model.archimate").write_text(SERVING.replace('"Orbis"', '"ORBIS"'), encoding="utf-8")
    again = json.loads(ea(root, "import", "model.archimate", "--format", "json").out)
    assert [(change["id"], change["before"], change["after"]) for change in again["changed"]] == [
        ("orbis", "Orbis", "ORBIS")
    ]
    assert again["changed"][0]["at"].startswith("model.archimate:5")


def test_a_conflict_is_told_with_both_values_and_fails(root: Path) -> None:
    ea(root, "import", "model.archimate", "--yes")
    file = root / "model" / "si" / "application.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("name: Orbis", "name: Le dossier"), encoding="utf-8")
    (root.parent / "model.archimate").write_text(SERVING.replace('"Orbis"', '"ORBIS"'), encoding="utf-8")
    given = ea(root, "import", "model.archimate", "--yes")
    assert given.code == 1
    for words in ("before: Orbis", "here: Le dossier  (model/si/application.yaml:3:5)", "source: ORBIS  (model.arch"):
        assert words in given.out
    assert ea(root, "import", "model.archimate", "--yes", "--prefer", "source").code == 0
    assert "name: ORBIS" in file.read_text(encoding="utf-8")


def test_a_new_workspace_is_written_whole_and_its_audit_runs(root: Path) -> None:
    new = root.parent / "new"
    given = ea(root, "import", "model.archimate", "-o", str(new), "--yes")
    assert given.code == 0, given.out + given.error
    assert {"workspace.yaml", "model", "rules", "cartography"} <= {path.name for path in new.iterdir()}
    assert ea(new, "check", "--fail-on", "never").code == 0
    again = ea(root, "import", "model.archimate", "-o", str(new), "--yes")
    assert again.code == 2
    assert "not empty" in again.error


def test_on_a_terminal_it_asks_first(root: Path) -> None:
    for answer, expected in (("n", False), ("y", True)):
        assert_asked(root, answer)
        assert (root / "model" / "si").is_dir() is expected


def assert_asked(root: Path, answer: str) -> None:
    """Runs the command on a terminal of its own, and answers its question."""
    words = ["-m", "ea_repo.cli.main", "-C", str(root), "import", str(root.parent / "model.archimate"), "--lang", "en"]
    child, terminal = pty.fork()
    if child == 0:
        os.environ |= ENVIRONMENT
        os.execv(sys.executable, [sys.executable, *words])  # noqa: S606
    shown = b""
    while b"[y/N]" not in shown:
        shown += os.read(terminal, 1 << 16)
    os.write(terminal, f"{answer}\n".encode())
    try:
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert b"18 added \xe2\x80\x93 nothing is written yet" in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "nowhere.csv"), "nowhere.csv: "),
        (("import", "apps.csv"), "`ea import --guess FILE -o mapping.yaml`"),
        (("import", "apps.csv", "--from", "archii"), "archi"),
        (("import", "map.yaml"), "in no format known here"),
        (("reconcile", "apps.csv"), "`ea import --guess"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(root: Path, words: tuple[str, ...], sentence: str) -> None:
    given = ea(root, *words)
    assert (given.code, given.out, given.error.count("\n")) == (2, "", 1)
    assert sentence in given.error


def test_a_guessed_mapping_is_written_in_a_file_and_imports(root: Path) -> None:
    guessed = root.parent / "guessed.yaml"
    assert ea(root, "import", "apps.csv", "--guess", "-o", str(guessed)).code == 0
    assert ea(root, "import", "apps.csv", "--map", str(guessed), "--yes").code == 0
    refused = ea(root, "import", "apps.csv", "--guess", "-o", str(guessed))
    assert refused.code == 2, "a mapping that somebody may have corrected is never replaced"


@pytest.mark.parametrize("format", ["text", "json", "csv", "xlsx"])
def test_reconcile_writes_every_format_and_fails_where_they_differ(root: Path, format: str) -> None:
    before = texts(root)
    table = root.parent / "out.bin"
    given = ea(root, "reconcile", "apps.csv", "--map", "map.yaml", "--format", format, "-o", str(table))
    assert given.code == 1
    assert table.read_bytes().startswith(b"PK" if format == "xlsx" else b"")
    assert texts(root) == before
    ea(root, "import", "apps.csv", "--map", "map.yaml", "--yes")
    assert ea(root, "reconcile", "apps.csv", "--map", "map.yaml").code == 0


def test_a_workspace_of_which_part_cannot_be_read_takes_no_import(root: Path) -> None:
    (root / "model" / "broken.yaml").write_text("application:\n  mine: {name: [\n", encoding="utf-8")
    given = ea(root, "import", "model.archimate", "--yes")
    assert given.code == 2
    assert "mend it first" in given.error


def test_in_a_process_of_its_own_from_the_folder_one_stands_in(root: Path) -> None:
    given = process(root, "import", "../model.archimate", "--yes", "--lang", "fr")
    assert (given.code, given.error) == (0, "")
    assert given.out.splitlines()[-1].endswith("– écrit")
    assert process(root, "import", "../model.archimate", "--yes", "--lang", "fr").out.splitlines()[-1] == (
        "rien ne change – rien à écrire"
    )


RULE = """\
id: no-owner
severity: warning
title: {fr: Sans maîtrise d'ouvrage, en: Without an owner}
why: {fr: "…", en: "…"}
fix: {fr: "…", en: "…"}
message: {fr: "{name} n'a pas de MOA", en: "{name} has no owner"}
scope: {kind: application}
check: requires
fields: [moa]
charter: D.1
good:
  - model: "actor: {dsi: {}}\\napplication: {a: {moa: dsi}}"
bad:
  model: "application: {a: {moa: []}}"
  flags: [a]
"""


def test_a_finding_says_where_the_wrong_fact_came_from(root: Path) -> None:
    settings = "name: Test\ncomplete: [{kind: application, fields: [moa]}]\n"
    written(
        root, {"rules/no-owner.yaml": RULE, "workspace.yaml": settings, "model/mine.yaml": "application: {mine: {}}"}
    )
    ea(root, "import", "model.archimate", "--yes")
    findings = json.loads(ea(root, "check", "--format", "json", "--fail-on", "never").out)["findings"]
    origins = {finding["subject"]: [detail["en"][:32] for detail in finding["details"]] for finding in findings}
    brought = ["Imported from model.archimate (a"]
    assert origins == {"mine": [], "orbis": brought, "glims": brought}


def test_what_the_mapping_leaves_out_is_counted_and_said_apart_from_what_is_rejected(root: Path) -> None:
    folder = root.parent / "inventory"
    written(
        folder,
        {
            "apps.csv": "Name,End\nOrbis,2030\nGlims,soon\n,2031\n",
            "links.csv": "From,To\nOrbis,Glims\n",
            "codes.csv": "Code\nA\nB\n",
            "apps.csv-metadata.json": '{"tables": ["apps.csv"]}\n',
            "empty.csv": "\n",
            "broken.json": '{"tables": [',
        },
    )
    mapping = "source: apps\nrecords:\n  apps: {kind: application, name: Name, fields: {retired_on: End}}\n"
    (root.parent / "skips.yaml").write_text(f'{mapping}  "*": {{skip: apps.csv holds it}}\n', encoding="utf-8")
    words = ("import", str(folder), "--map", str(root.parent / "skips.yaml"))
    given = json.loads(invoke(root, *words, "--format", "json").out)
    assert given["account"] == {
        "apps": {"source": 3, "mapped": 2, "kept": 0, "left_out": 0, "rejected": 1},
        "links": {"source": 1, "mapped": 0, "kept": 0, "left_out": 1, "rejected": 0},
    }
    assert {note["at"]: note["what"]["en"] for note in given["notes"]} == {
        "codes.csv": "left out by the mapping: apps.csv holds it",
        "apps.csv-metadata.json": "left out by the mapping: apps.csv holds it",
        "empty.csv": "empty file: not read",
        "broken.json": "damaged file: not read",
    }
    told = invoke(root, *words, "--lang", "en").out.splitlines()
    assert "  in all  4              2       0     1         1" in told
    titles = [line for line in told if line.endswith(")") and not line.startswith(" ")]
    assert titles[:3] == ["Rejected (1)", "Values rejected, the rest is taken (1)", "Left out (1)"]


def test_without_a_mapping_of_it_a_sound_file_is_said_to_be_of_another_format(root: Path) -> None:
    folder = root.parent / "inventory"
    written(folder, {"apps.csv": "Name,End\nOrbis,2030\n", "codes.csv": "Code\nA\n"})
    (root.parent / "apps.yaml").write_text("source: a\nrecords: {apps: {kind: application, name: Name}}\n", "utf-8")
    given = json.loads(
        invoke(root, "import", str(folder), "--map", str(root.parent / "apps.yaml"), "--format", "json").out
    )
    assert [note["what"]["en"] for note in given["notes"]] == ["nothing there is of this format: not read"]


@pytest.mark.parametrize(
    ("lang", "name", "summary", "line"),
    [
        ("fr", "Dupont (absent de apps)", "1 que sa source n'a plus", "absent de la source depuis le : 02/02/2026"),
        ("en", "Dupont (no longer in apps)", "1 no longer in its source", "no longer in the source since: 2026-02-02"),
    ],
)
def test_what_a_source_no_longer_has_is_seen_wherever_it_is_shown(
    tmp_path: Path, lang: str, name: str, summary: str, line: str
) -> None:
    imported = 'imported: {source: apps, id: "actor:dupont", day: 2026-01-01, gone_on: 2026-02-02}'
    root = a_workspace(tmp_path, si=f"actor: {{dupont: {{name: Dupont, {imported}}}, dsi: {{name: DSI}}}}\n")
    listed = invoke(root, "list", "actor", "--lang", lang)
    assert name in listed.out
    assert summary in keyboard(listed.out.splitlines()[-1])
    assert "DSI (" not in listed.out
    shown = " ".join(invoke(root, "show", "dupont", "--lang", lang).out.replace("\u202f", " ").split())
    assert line in shown
    assert invoke(root, "list", "imported.gone_on=*", "--format", "csv").out.count("\n") == 2
