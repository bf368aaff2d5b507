"""Generated systems: clean but for what is planted, of which the manifest says everything; the same for one seed."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from ea_repo.demo import LARGEST, MANIFEST, SMALLEST, Demo, demo, plantings
from ea_repo.repository import Repository
from ea_repo.write import NotWritten
from tests.cli.running import invoke, process

ROOT = Path(__file__).parents[2]
COMMON_RULES = ROOT / "ea_repo" / "starter" / "rules"
RULES = {file.stem for file in COMMON_RULES.glob("*.yaml")}


def test_every_plant_is_of_a_rule() -> None:
    assert plantings().keys() <= RULES


@pytest.fixture(scope="module", params=[(100, 1), (600, 3)], ids=str)
def system(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    applications, seed = request.param
    folder = tmp_path_factory.mktemp("demo") / "si"
    demo(folder, applications, seed)
    return folder


def manifest_of(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def violations(findings: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The subjects that violate each rule for which there is a plant; nothing is promised of the others."""
    subjects = defaultdict(list)
    for rule, subject in findings:
        if rule in plantings():
            subjects[rule].append(subject)
    return {rule: sorted(ids) for rule, ids in subjects.items()}


def test_the_audit_finds_what_is_planted_and_nothing_else(system: Path) -> None:
    repository = Repository(system)
    audit = repository.check()
    assert violations((finding.rule, finding.subject) for finding in audit.findings) == manifest_of(system)["rules"]
    assert not repository.workspace.findings
    assert not [result.rule.id for result in audit.results if result.unknown and result.rule.id in plantings()]


def test_every_planting_is_used_and_it_has_the_applications_asked(system: Path) -> None:
    manifest = manifest_of(system)
    assert manifest["version"] == 1
    assert manifest["rules"].keys() == plantings().keys()
    assert all(manifest["rules"].values())
    graph = Repository(system).graph
    assert len([*graph.of("application")]) == manifest["applications"]
    assert 4 < len([*graph.of("flow")]) / manifest["applications"] < 6 or manifest["applications"] < 500


def test_some_solutions_support_what_others_cover(system: Path) -> None:
    graph = Repository(system).graph
    supported = [process for process in graph.of("process") if graph.targets(process, "supported_by")]
    assert len(supported) > 2
    assert all(graph.targets(process, "covered_by") for process in supported)


def test_it_holds_every_kind_of_thing(system: Path) -> None:
    kinds = {file.stem.rpartition("-")[0] for file in (system / "model").rglob("*.yaml")}
    assert kinds >= {
        "zone", "actor", "site", "process", "data_object", "treatment", "referential", "application", "api", "flow",
        "standard", "technology", "node", "contract", "project", "derogation",
    }  # fmt: skip


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_seed_makes_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    for name, seed in (("one", 4), ("same", 4), ("other", 5)):
        demo(tmp_path / name, 150, seed)
    one, same, other = (bytes_of(tmp_path / name) for name in ("one", "same", "other"))
    assert one == same
    assert one["model/echanges/flow-0001.yaml"] != other["model/echanges/flow-0001.yaml"]


def test_the_command_says_how_much_it_wrote_in_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "si"
    folder.mkdir()
    answer = process(tmp_path, "demo", "--applications", "100", "--seed", "2", "-o", "si", "--lang", "en")
    assert (answer.error, answer.code) == ("", 0)
    first, *not_planted = answer.out.splitlines()
    assert first.startswith("si: ")
    assert first.endswith(" elements; to audit it: ea -C si check")
    assert all(line.startswith("not planted: ") for line in not_planted)
    assert {path.name for path in folder.iterdir()} == {"workspace.yaml", "model", "rules", MANIFEST}
    assert invoke(folder, "check", "--rule", "redundant-solution").code == 1


@pytest.fixture
def other_charter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The charter with one rule more, that nobody plants, and one less."""
    rules = tmp_path / "starter" / "rules"
    shutil.copytree(COMMON_RULES.parent, rules.parent, ignore=shutil.ignore_patterns("*.py"))
    copied = (rules / "overdue-poc.yaml").read_text(encoding="utf-8")
    (rules / "late-poc.yaml").write_text(copied.replace("id: overdue-poc", "id: late-poc"), encoding="utf-8")
    (rules / "no-reversibility.yaml").unlink()
    for module in ("ea_repo.starter.folder", "ea_repo.demo.folder.starter_folder"):
        monkeypatch.setattr(module, lambda _: rules)
    return rules


def test_a_rule_without_a_plant_is_named_and_fails_nothing(other_charter: Path, tmp_path: Path) -> None:
    written = demo(tmp_path / "si", 100, 1)
    assert isinstance(written, Demo)
    assert set(written.not_planted) == {"late-poc"} | (rule_files(other_charter) - plantings().keys())
    manifest = manifest_of(tmp_path / "si")
    assert manifest["not_planted"] == list(written.not_planted)
    assert "no-reversibility" not in manifest["rules"]
    answer = invoke(tmp_path, "demo", "-n", "100", "-o", str(tmp_path / "again"), "--lang", "fr")
    assert answer.code == 0
    assert answer.out.splitlines()[1].startswith("aucun écart semé pour : ")
    assert "late-poc" in answer.out


def rule_files(folder: Path) -> set[str]:
    return {file.stem for file in folder.glob("*.yaml")} - {"charter", "derogations", "indicators"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("-n", "99", "-o", "{root}/new"), f"ea: 99 applications: choose from {SMALLEST} to {LARGEST}\n"),
        (("-n", "9999999", "-o", "{root}/new"), f"ea: 9999999 applications: choose from {SMALLEST} to {LARGEST}\n"),
        (("--seed", "-1", "-o", "{root}/new"), "ea: -1: a seed is 0 or more\n"),
        (("-o", "{root}/full"), "ea: {root}/full: this folder is not empty; choose a new one\n"),
        (("-o", "{root}/full/note"), "ea: {root}/full/note: a file has this name; choose another one\n"),
        (
            ("-o", "{root}/full/note/si"),
            "ea: {root}/full/note/si: nothing is written, a file stands in the place of a folder\n",
        ),
    ],
)
def test_it_refuses_in_a_sentence_and_writes_nothing(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note").write_text("mine")
    answer = invoke(tmp_path, "demo", *(word.format(root=tmp_path) for word in words))
    assert (answer.out, answer.error, answer.code) == ("", sentence.format(root=tmp_path), 2)
    assert bytes_of(tmp_path / "full") == {"note": b"mine"}
    assert not (tmp_path / "new").exists()


def test_what_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ea_repo.demo.folder.generate", full)
    with pytest.raises(NotWritten, match="the disk is full"):
        demo(tmp_path / "si", 100, 1)
    assert not [*tmp_path.iterdir()]


def test_two_processes_find_what_is_planted_in_a_large_system(tmp_path: Path) -> None:
    # From 10,000 elements on a second process takes its share of the rules, where the machine allows it.
    demo(tmp_path / "si", 1_300, 2)
    answer = process(tmp_path, "-C", "si", "check", "--format", "json", "--fail-on", "never")
    audit = json.loads(answer.out)
    findings = ((finding["rule"], finding["subject"]) for finding in audit["findings"])
    assert violations(findings) == manifest_of(tmp_path / "si")["rules"]
    assert not [rule["rule"] for rule in audit["rules"] if rule["unknown"] and rule["rule"] in plantings()]
