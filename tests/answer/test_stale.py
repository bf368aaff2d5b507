"""What nobody has looked at for long: by `verified_on`, else by the history of an element's own lines."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from ea_repo.answer.stale import Freshness, stale
from ea_repo.load.last_changes import last_changes
from ea_repo.repository import Repository
from tests.texts import SETTINGS, graph_of, workspace

SI = """\
actor: {dsi: {name: DSI, verified_on: 2026-01-01}, soins: {name: Soins, verified_on: 2026-01-01}}
application:
  a: {moa: dsi, verified_on: 2024-01-01}
  b: {moa: dsi, verified_on: 2026-01-01}
  c: {moa: soins}
  d: {}
"""
DAY = dt.date(2026, 6, 1)


def test_elements_are_stale_by_their_day_and_those_without_any_come_last() -> None:
    graph = graph_of(SI)
    found = stale(graph, "abcd", {"c": "2025-01-01", "a": "2026-05-01"}, DAY, Freshness(365, {}), "moa")
    assert [(one.id, one.since, one.basis, one.days) for one in found.stale] == [
        ("a", "2024-01-01", "verified", 882), ("c", "2025-01-01", "text", 516), ("d", None, "unknown", None),
    ]  # fmt: skip
    assert [(share.owner, share.stale, share.elements) for share in found.owners] == [
        ("dsi", 1, 2), ("soins", 1, 1), (None, 1, 1),
    ]  # fmt: skip
    assert (found.elements, found.unknown) == (4, 1)


def test_a_kind_may_have_an_interval_of_its_own() -> None:
    found = stale(graph_of(SI), ["b", "dsi"], {}, DAY, Freshness(365, {"application": 30}), "moa")
    assert [(one.id, one.allowed) for one in found.stale] == [("b", 30)]


def test_what_an_import_wrote_is_as_fresh_as_it_was_verified_and_a_day_to_come_verifies_nothing() -> None:
    written = """\
application:
  typed: {}
  brought: {imported: {source: cmdb, id: "1"}}
  looked-at: {imported: {source: cmdb, id: "2"}, verified_on: 2026-05-01}
  to-come: {verified_on: 2030-01-01}
  this-year: {verified_on: 2026}
"""
    changed = dict.fromkeys(("typed", "brought", "looked-at"), "2026-05-02")
    found = stale(graph_of(written), [*graph_of(written)], changed, DAY, Freshness(365, {}), "moa")
    assert [(one.id, one.basis, one.since) for one in found.stale] == [
        ("brought", "unknown", None),
        ("to-come", "unknown", None),
    ]
    # What is planned is looked at on a later day; what was verified since a past one was.
    found = stale(graph_of(written), ["to-come"], {}, DAY, Freshness(365, {}), "moa", dt.date(2030, 1, 2))
    assert not found.stale


def commit(root: Path, day: str) -> None:
    """All that there is, committed on a day."""
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b"}
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    for words in (["add", "-A"], ["commit", "-q", "-m", day]):
        subprocess.run(["git", "-C", root, *words], check=True, env=os.environ | who | when)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace whose first element was changed long after the others."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    workspace(tmp_path, si="application:\n  a:\n    name: A\n  b:\n    name: B\n")
    commit(tmp_path, "2024-03-01")
    workspace(tmp_path, si="application:\n  a:\n    name: A bis\n  # de b\n  b:\n    name: B\n  c: {}\n")
    commit(tmp_path, "2026-03-01")
    (tmp_path / "model" / "si.yaml").write_text(
        "application:\n  a:\n    name: A bis\n  # de b\n  b:\n    name: B\n  c: {}\n  neuve: {}\n", encoding="utf-8"
    )
    return tmp_path


def test_an_element_is_as_old_as_its_own_lines(root: Path) -> None:
    assert last_changes(root, ["model/si.yaml"]) == {"a": "2026-03-01", "b": "2024-03-01", "c": "2026-03-01"}


def test_the_settings_say_within_how_many_days(root: Path) -> None:
    found = Repository(root, "2026-06-01").stale(()).content
    assert [(one.id, one.basis) for one in found.stale] == [("b", "text"), ("neuve", "unknown")]
    (root / "workspace.yaml").write_text(f"{SETTINGS}verified_within: {{application: 30}}\n", encoding="utf-8")
    found = Repository(root, "2026-06-01").stale(()).content
    assert [one.id for one in found.stale] == ["b", "a", "c", "neuve"]
    assert [one.id for one in Repository(root, "2026-06-01").stale((), 1000).content.stale] == ["neuve"]


def test_without_a_history_nothing_tells(tmp_path: Path) -> None:
    workspace(tmp_path, si=SI)
    found = Repository(tmp_path, "2026-06-01").stale(("application",)).content
    assert [(one.id, one.basis) for one in found.stale] == [("a", "verified"), ("c", "unknown"), ("d", "unknown")]


def test_an_interval_of_an_unknown_kind_is_told(tmp_path: Path) -> None:
    workspace(tmp_path, settings=f"{SETTINGS}verified_within: {{aplication: 30}}\n", si=SI)
    flaws = [flaw.message.en for flaw in Repository(tmp_path).flaws if flaw.rule == "idle-setting"]
    assert len(flaws) == 1
    assert "unknown kind: “aplication”" in flaws[0]
