"""How far what an answer rests on can be trusted: how many elements it rests on, which are stale or examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ea_repo.report.writing import written
from ea_repo.repository import Repository
from tests.texts import workspace

SI = """
actor: {a: {name: Department A, verified_on: 2026-11-01}}
application:
  old: {name: Old, moa: a, verified_on: 2024-01-01, covers: work, deployed_at: s}
  module: {name: Module, part_of: old}
  fed: {name: Fed, moa: a, verified_on: 2026-11-01}
  sample: {name: Sample, moa: a, illustrative: true}
  other: {name: Other, moa: a, verified_on: 2020-01-01}
flow:
  brings: {source: old, target: fed, verified_on: 2026-11-01}
  shows: {source: old, target: sample, illustrative: true}
process: {work: {name: Work, verified_on: 2026-10-01}}
site: {s: {name: Site, verified_on: 2026-10-01}}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    workspace(tmp_path, si=SI)
    return Repository(tmp_path, "2026-11-30")


def test_a_retirement_counts_what_it_rests_on_and_nothing_else(repository: Repository) -> None:
    trust = repository.retire(["old"]).trust
    assert trust is not None
    # Old, its module, Fed, Sample, the flows, the process, the site, the department: Other is no part of it.
    assert (trust.elements, trust.illustrative) == (9, 2)
    assert {element.id for element in trust.stale.stale} == {"old", "module"}
    assert (trust.overdue, trust.undated) == (1, 1)


def test_the_dossier_says_it_in_words_and_to_programs(repository: Repository) -> None:
    answer = repository.retire(["old"])
    text = str(written("dossier", answer, "text", "en", 200))
    assert (
        "This dossier rests on 9 elements; on 2026-11-30, 1 was neither verified nor changed within its time, "
        "1 does not tell when it was verified, 2 are examples, not facts."
    ) in " ".join(text.split())
    assert json.loads(written("dossier", answer, "json", "en"))["trust"] == {
        "day": "2026-11-30", "elements": 9, "overdue": 1, "undated": 1, "illustrative": 2,
    }  # fmt: skip


def test_the_committees_page_says_it_of_all_and_by_owner(repository: Repository) -> None:
    page = str(written("audit", repository.check(), "html", "en", trust=repository.trust()))
    assert "All this rests on 10 elements; on 2026-11-30, 2 were neither verified nor changed" in page
    [table] = [part for part in page.split("<section") if 'id="freshness"' in part[:40]]
    assert "Department A" in table
    assert "60%" in table  # 3 of 5: Old, its module and Other, of these, Fed and the flow that it receives.


def test_a_page_of_a_model_that_is_not_looked_at_says_nothing_of_it(repository: Repository) -> None:
    assert "rests on" not in str(written("audit", repository.check(), "html", "en"))
