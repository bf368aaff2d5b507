"""`impact` of what others use and lose nothing by, and of data and flows: who is concerned, what is named."""

from __future__ import annotations

import json
from pathlib import Path

from tests.check.workspaces import written
from tests.cli.running import invoke

USED = """
technology: {cms: {name: CMS}}
application:
""" + "".join(f"  a{number:02}: {{name: Site {number}, technologies: cms}}\n" for number in range(1, 21)) + """
diagram: {d: {name: Vue, shows: [cms, a01]}}
relationship: {r: {name: Lien, source: a01, target: cms}}
"""  # fmt: skip


def test_those_who_use_a_technology_are_concerned_and_what_only_shows_it_is_not(tmp_path: Path) -> None:
    root = written(tmp_path, USED, {})
    concerned = json.loads(invoke(root, "impact", "cms", "--format", "json").out)["concerned"]
    assert concerned == [f"a{number:02}" for number in range(1, 21)]
    first, whole = (
        " ".join(invoke(root, "impact", "cms", *words, "--lang", "en").out.split()) for words in ((), ("--all",))
    )
    assert "Nothing recorded is lost with it, but it concerns 20 applications." in first
    assert "Nothing recorded depends on it." not in first
    assert "No recorded application or flow is lost; applications concerned: Site 1, Site 2," in first
    assert "Site 12 and 8 more (--all)." in first
    assert "Site 19, Site 20." in whole
    assert "Vue" not in whole
    assert "Lien" not in whole


SUPPLIED = """
actor: {host: {}}
node: {n: {operator: host}}
application: {a: {runs_on: n, supplier: host}, b: {supplier: host}}
"""


def test_what_an_actor_operates_and_supplies_is_lost_and_not_concerned(tmp_path: Path) -> None:
    found = json.loads(invoke(written(tmp_path, SUPPLIED, {}), "impact", "host", "--format", "json").out)
    assert found["concerned"] == ["b"]
    assert [element["id"] for element in found["elements"]] == ["n", "a"]
