"""`ea init`: a new workspace, whole or not at all, that its first audit finds clean."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import inside, process


def test_a_new_workspace_is_audited_and_clean(tmp_path: Path) -> None:
    said = process(tmp_path, "init", "si", "--lang", "en")
    assert (said.out, said.error, said.code) == ("si is ready; to audit it: ea -C si check\n", "", 0)
    found = process(tmp_path, "-C", "si", "check", "--format", "json")
    assert found.code == 0
    audit = json.loads(found.out)
    assert audit["workspace"] == "si"
    assert audit["summary"]["error"] == 0
    assert len(audit["rules"]) >= 12
    assert not [each for each in audit["findings"] if each["rule"] not in ("idle-exception", "wrong-rule")]


def test_it_holds_settings_an_example_the_rules_the_maps_and_schemas_for_editors(tmp_path: Path) -> None:
    inside(tmp_path, "init", "si")
    root = tmp_path / "si"
    assert {each.name for each in root.iterdir()} == {"workspace.yaml", "model", "rules", "cartography", "schema"}
    for file in (root / "workspace.yaml", root / "model" / "example.yaml"):
        schema = file.read_text().splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / schema).is_file()
    assert not list(root.rglob("*.py"))
    assert inside(tmp_path, "-C", "si", "rules", "--test").code == 0


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_it_writes_is_in_canonical_form(tmp_path: Path, lang: str) -> None:
    assert inside(tmp_path, "init", "si", "--name", "X", "--granter", "Y", "--lang", lang).code == 0
    assert inside(tmp_path, "-C", "si", "fmt", "--check").code == 0


def test_what_its_documents_link_to_is_there(tmp_path: Path) -> None:
    inside(tmp_path, "init", "si")
    documents = list((tmp_path / "si").rglob("*.md"))
    assert documents
    links = [(file, link) for file in documents for link in re.findall(r"\]\(([^):#]+)\)", file.read_text("utf-8"))]
    assert [f"{file.name}: {link}" for file, link in links if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["Hôpital du Nord", 'Un "nom" : difficile # ici', "- tiret", "yes", "2021"])
def test_the_name_may_be_any_text(tmp_path: Path, name: str) -> None:
    assert inside(tmp_path, "init", "si", "--name", name).code == 0
    assert json.loads(inside(tmp_path, "-C", "si", "check", "--format", "json").out)["workspace"] == name


def test_the_empty_folder_where_one_stands_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    before = folder.stat().st_ino
    assert inside(folder, "init", ".").code == 0
    assert folder.stat().st_ino == before, "the shell stands in it"
    assert sorted(each.name for each in folder.iterdir())[0] == "cartography"
    assert inside(folder, "check").code == 0


def test_folders_that_do_not_exist_yet_will_do(tmp_path: Path) -> None:
    assert inside(tmp_path, "init", "a/b/c").code == 0
    assert (tmp_path / "a" / "b" / "c" / "workspace.yaml").is_file()


def everything(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*"))


@pytest.mark.parametrize("directory", ["full", "file", "file/below", "link"])
def test_where_something_is_already_it_refuses_and_leaves_nothing(tmp_path: Path, directory: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to("full")
    before = everything(tmp_path)
    said = inside(tmp_path, "init", directory)
    assert (said.code, said.out, said.error.count("\n")) == (2, "", 1)
    assert said.error.startswith(f"ea: {tmp_path}/{directory}: ")
    assert everything(tmp_path) == before
    assert (tmp_path / "full" / "mine.txt").read_text() == "mine"


def test_a_second_time_it_refuses(tmp_path: Path) -> None:
    assert inside(tmp_path, "init", "si").code == 0
    (tmp_path / "si" / "model" / "example.yaml").write_text("application: {mine: {}}")
    assert inside(tmp_path, "init", "si").code == 2
    assert (tmp_path / "si" / "model" / "example.yaml").read_text() == "application: {mine: {}}"
