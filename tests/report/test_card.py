"""`ea show`: everything known of one element, with what points at it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.check.workspaces import written
from tests.report.small import ea

MODEL = """\
site: {nord: {name: Nord}, sud: {}}
process: {p: {name: Accueil}}
application:
  a:
    name: "Alpha | *A*"
    deployed_at: [nord, {to: sud, from: 2022, note: prévu}]
    covers: [{to: p, until: 2020}, nulle-part]
    supplier: []
    budget: [{year: 2022, class: 6, amount: 5, basis: difference-2021}]
    exposed: false
    part_of: b
  b: {part_of: a}
  c: {successor: {to: a, until: 2020}, sso: p}
"""


def shown(root: Path, *words: str) -> list[str]:
    return [" ".join(each.split()) for each in ea(written(root, MODEL), "show", *words, "--lang", "en").splitlines()]


def test_it_says_every_field_every_link_and_where_it_is_written(tmp_path: Path) -> None:
    lines = shown(tmp_path, "a")
    assert "model/all.yaml:4:3" in lines
    assert "reachable from outside no" in lines
    assert "supplier []" in lines
    assert "budget 2022: €5, Running costs (class 6), difference from 2021" in lines
    assert "deployed at Nord (nord)" in lines


def test_a_link_outside_its_dates_is_there_and_said_to_be(tmp_path: Path) -> None:
    assert "sud – from 2022, prévu, not at this date" in shown(tmp_path, "a")
    assert "covers Accueil (p) – until 2020, not at this date" in shown(tmp_path, "a")
    assert "sud – from 2022, prévu" in shown(tmp_path, "a", "--at", "2022")


def test_what_a_link_holds_for_and_how_much_it_is_needed_is_said_from_both_ends(tmp_path: Path) -> None:
    root = written(tmp_path, "process: {p: {}}\napplication: {a: {supports: {to: p, for: doses, need: vital}}}")
    for id, words in (("a", "supports p – for doses, need vital"), ("p", "supported by a – for doses, need vital")):
        assert words in " ".join(ea(root, "show", id, "--lang", "en").split())


def test_a_dangling_link_is_said_to_lead_nowhere(tmp_path: Path) -> None:
    assert "nulle-part – does not exist" in shown(tmp_path, "a")


def test_a_link_that_is_not_followed_is_said_not_to_be(tmp_path: Path) -> None:
    said = "not followed: a loop, or a wrong kind"
    assert sum(said in each for name in "ab" for each in shown(tmp_path, name) if each.startswith("part of")) == 1
    assert f"single sign-on by Accueil (p) – {said}" in shown(tmp_path, "c")


def test_what_points_at_it_is_there_by_the_name_seen_from_it_whatever_the_date(tmp_path: Path) -> None:
    assert "predecessors c – until 2020, not at this date" in shown(tmp_path, "a")
    assert "applications deployed Alpha | *A* (a)" in shown(tmp_path, "nord")
    assert "applications deployed Alpha | *A* (a) – from 2022, prévu, not at this date" in shown(tmp_path, "sud")


def test_markdown_escapes_what_is_written(tmp_path: Path) -> None:
    lines = shown(tmp_path, "a", "--format", "markdown")
    assert lines[0] == "# Alpha \\| \\*A\\*"
    assert "- **applications deployed**: Alpha \\| \\*A\\* (a)" in shown(tmp_path, "nord", "--format", "markdown")


def test_json_holds_the_element_its_place_and_what_points_at_it(tmp_path: Path) -> None:
    found = json.loads(ea(written(tmp_path, MODEL), "show", "nord", "--format", "json"))
    assert found["at"] == {"file": "model/all.yaml", "line": 1, "column": 8}
    assert found["pointed_at_by"] == {"hosts": ["a"]}


@pytest.mark.parametrize(("id", "hint"), [("nrod", "nord"), ("zzz", None)])
def test_an_id_that_does_not_exist_is_refused_with_the_nearest(tmp_path: Path, id: str, hint: str | None) -> None:
    ea(written(tmp_path, MODEL), "show", id, expect=[2])


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("fr", "importé de inventaire : t, identifiant : t/a, fichier : parc.xlsx, empreinte du fichier : 35, "),
        ("en", "imported from inventory: t, id: t/a, file: parc.xlsx, fingerprint of the file: 35, "),
    ],
)
def test_where_an_element_came_from_is_told_in_words_and_its_properties_as_the_source_says_them(
    tmp_path: Path, lang: str, line: str
) -> None:
    imported = "{source: t, id: t/a, file: parc.xlsx, digest: '35', day: 2023-05-04}"
    root = written(tmp_path, f"application: {{a: {{properties: {{type: core, mode: file}}, imported: {imported}}}}}\n")
    card = " ".join(ea(root, "show", "a", "--lang", lang).split())
    assert line in card
    assert ("type : core, mode : file" if lang == "fr" else "type: core, mode: file") in card
