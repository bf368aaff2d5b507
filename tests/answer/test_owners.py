"""An audit by owner: together the parts are the audit, and each holds only what is theirs."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from ea_repo.answer.audit import Audit
from ea_repo.answer.owners import by_owner, real
from ea_repo.finding import Finding
from ea_repo.repository import Repository
from ea_repo.semantics.answerable import EVERY_BY, By
from tests.check.workspaces import NO_FILES, written
from tests.cli.running import invoke
from tests.texts import keyboard


@pytest.fixture(scope="module")
def degraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("degraded") / "si"
    Repository.demo(folder, 1_000, 1, degraded=True)
    return folder


@pytest.fixture(scope="module")
def audit(degraded: Path) -> Audit:
    return Repository(degraded).check()


def listed(value: object) -> list[str]:
    """The ids that a link is written with."""
    several = value if isinstance(value, list) else [] if value is None else [value]
    return [str(one.get("to") if isinstance(one, dict) else one) for one in several]


class Text:
    """The model as it is written, read by YAML alone: who says what of an element, and what points at it."""

    def __init__(self, root: Path) -> None:
        self.kinds: dict[str, str] = {}
        self.fields: dict[str, Mapping[str, object]] = {}
        for file in sorted((root / "model").rglob("*.yaml")):
            for kind, elements in yaml.safe_load(file.read_text(encoding="utf-8")).items():
                self.kinds |= dict.fromkeys(elements, kind)
                self.fields |= elements
        self.pointing: dict[tuple[str, str], list[str]] = {}
        for id, fields in self.fields.items():
            for name, value in fields.items():
                if isinstance(value, (str, list)):
                    for target in listed(value):
                        self.pointing.setdefault((name, target), []).append(id)

    def moas(self, id: str) -> set[str]:
        """The business owners of an element, or of the applications that it is about."""
        fields, kind = self.fields.get(id, {}), self.kinds.get(id)
        if kind in ("application", "referential", "process", "project"):
            own = [*listed(fields.get("moa")), *(listed(fields.get("owner")) if kind == "referential" else [])]
            return set(own) or {owner for whole in listed(fields.get("part_of")) for owner in self.moas(whole)}
        if kind == "data_object":
            return set(listed(fields.get("owner")))
        links = {"flow": ("source", "target"), "api": ("provided_by",)}.get(str(kind), ())
        about = [end for link in links for end in listed(fields.get(link))]
        for name in {"technology": ["technologies"], "node": ["runs_on"], "contract": ["contracts"]}.get(str(kind), []):
            about += self.pointing.get((name, id), [])
        return {owner for application in about for owner in self.moas(application)}

    def owners(self, finding: Finding) -> set[str | None]:
        found = {owner for id in (finding.subject, *finding.offenders) for owner in self.moas(id)}
        return {*found} or {None}


def test_a_degraded_system_has_about_400_findings(audit: Audit) -> None:
    assert 350 <= sum(finding.counts for finding in audit.findings) <= 600


@pytest.mark.parametrize("by", EVERY_BY)
def test_the_union_of_the_parts_is_the_audit(audit: Audit, by: By) -> None:
    parts = by_owner(audit, by).parts
    assert {finding for part in parts for finding in real(part.audit)} == set(real(audit))
    assert [part.owner for part in parts].count(None) <= 1
    assert all([*real(part.audit)] for part in parts)


def test_what_each_of_ten_owners_is_shown_is_what_the_text_says_is_theirs(degraded: Path, audit: Audit) -> None:
    text = Text(degraded)
    parts = by_owner(audit, "moa").parts
    for part in random.Random(22).sample(parts, min(10, len(parts))):  # noqa: S311
        theirs = {finding for finding in real(audit) if part.owner in text.owners(finding)}
        assert set(real(part.audit)) == theirs, part.owner


def test_pages_and_texts_say_each_finding_of_theirs_and_no_other(degraded: Path, audit: Audit, tmp_path: Path) -> None:
    folder = tmp_path / "by"
    assert invoke(degraded, "check", "--by", "moa", "-o", str(folder), "--fail-on", "never", "--lang", "fr").code == 0
    parts = by_owner(audit, "moa").parts
    index = (folder / "index.html").read_text(encoding="utf-8")
    for part in parts:
        name = part.owner or "_nobody"
        said = " ".join(keyboard((folder / f"{name}.txt").read_text(encoding="utf-8")).split())
        mine = {keyboard(finding.message.fr) for finding in real(part.audit)}
        # What holds a sign that nobody sees is printed with its number.
        for message in {keyboard(finding.message.fr) for finding in real(audit) if finding.message.fr.isprintable()}:
            assert (message in said) == (message in mine), (name, message)
        assert f'href="{name}.html"' in index
        assert (folder / f"{name}.html").exists()


SMALL = """
actor: {un: {name: Un}, deux: {name: Deux}}
application:
  a: {moa: un}
  module: {part_of: a}
  b: {moa: deux}
  c: {}
  d: {}
flow:
  ab: {source: module, target: b, mode: file}
  cc: {source: c, target: d, mode: file}
"""


def test_a_whole_says_who_answers_for_its_parts_and_what_nobody_answers_for_has_a_part(tmp_path: Path) -> None:
    audit = Repository(written(tmp_path, SMALL, {"no-files": NO_FILES})).check()
    parts = {part.owner: [finding.subject for finding in real(part.audit)] for part in by_owner(audit, "moa").parts}
    assert parts["un"] == parts["deux"] == ["ab"]
    assert "cc" in parts[None]


def test_pages_are_written_in_a_folder_alone(tmp_path: Path) -> None:
    root = written(tmp_path, SMALL)
    for words in (("--by", "moa"), ("--by", "moa", "-o", "-"), ("--by", "moa", "-o", "f", "--format", "json")):
        said = invoke(root, "check", *words)
        assert said.code == 2
        assert "--by" in said.error
