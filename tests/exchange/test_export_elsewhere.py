"""Elements in the words of other tools: what goes out is what a reader of the format finds there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ea_repo.exchange import read
from ea_repo.exchange.registry import formats
from ea_repo.exchange.writers import writers
from ea_repo.repository import Repository
from ea_repo.repository.open_workspace import UnknownName
from tests.exchange.importing import a_workspace
from tests.exchange.reading import named, triples
from tests.exchange.test_export import exported

SI = """\
actor: {dsi: {name: DSI}, medecins: {name: Médecins}}
node: {salle: {name: Salle}}
application:
  orbis: {name: 'ORBIS "le dossier"', moe: dsi, runs_on: salle, used_by: medecins, live_on: 2019}
  bloc: {name: Bloc, part_of: orbis}
  glims: {name: GLIMS, description: Le laboratoire}
api: {resultats: {name: Résultats, provided_by: glims}}
flow:
  glims-orbis: {name: résultats, source: glims, target: orbis}
  perdu: {source: glims}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_workspace(tmp_path, si=SI)


def test_a_catalogue_of_backstage_has_components_apis_and_owners(root: Path) -> None:
    inventory = read([exported(root, "backstage")])
    assert (inventory.format, inventory.rejected) == ("backstage", ())
    assert {(type, name) for type, _, name in named(inventory)} == {
        ("Component", 'ORBIS "le dossier"'), ("Component", "Bloc"), ("Component", "GLIMS"), ("API", "Résultats"),
        ("Group", "DSI"), ("Group", "Médecins"), ("Group", "Responsable inconnu"), ("Resource", "Salle"),
    }  # fmt: skip
    text = exported(root, "backstage").read_text(encoding="utf-8")
    assert 'dependsOn: ["resource:salle", "component:glims"]' in text
    assert text.count("---\n") == 7


def test_an_architecture_of_calm_connects_and_composes(root: Path) -> None:
    file = exported(root, "calm")
    inventory = read([file])
    assert (inventory.format, inventory.rejected) == ("calm", ())
    assert len(inventory.records) == 7
    related = json.loads(file.read_text(encoding="utf-8"))["relationships"]
    assert [(one["unique-id"], *one["relationship-type"]) for one in related] == [
        ("glims-orbis", "connects"), ("glims.parts", "composed-of"), ("orbis.parts", "composed-of"),
        ("orbis.runs-on.salle", "deployed-in"),
    ]  # fmt: skip


def test_a_workspace_of_structurizr_has_systems_containers_and_people(root: Path) -> None:
    inventory = read([exported(root, "structurizr")])
    assert (inventory.format, inventory.rejected) == ("structurizr", ())
    assert {id for _, id, _ in named(inventory)} >= {"orbis", "bloc", "glims", "medecins"}
    assert {(source, target) for _, source, target in triples(inventory)} >= {("glims", "orbis"), ("medecins", "orbis")}


def test_a_flowchart_of_mermaid_has_boxes_and_arrows(root: Path) -> None:
    lines = exported(root, "mermaid", "kind=application,flow").read_text(encoding="utf-8").splitlines()
    assert lines == [
        "flowchart LR", '  e-bloc["Bloc"]', '  e-glims["GLIMS"]', '  e-orbis["ORBIS &quot;le dossier&quot;"]',
        '  e-perdu["GLIMS → (?) (perdu)"]', '  e-glims -->|"résultats"| e-orbis', "  e-bloc -.->|part_of| e-orbis",
        "  e-perdu -.->|source| e-glims",
    ]  # fmt: skip


@pytest.mark.parametrize("name", writers())
def test_nothing_at_all_goes_out_too(tmp_path: Path, name: str) -> None:
    out = Repository(a_workspace(tmp_path)).export(name, (), "fr")
    assert (out.elements, out.format) == (0, name)
    assert out.ending.startswith(".")


def test_an_unknown_format_is_named_with_the_nearest(root: Path) -> None:
    with pytest.raises(UnknownName, match="unknown format: “xlsy”"):
        Repository(root).export("xlsy", (), "fr")


def test_writers_bear_the_names_of_their_readers() -> None:
    own = {"xlsx": "workbook", "archimate": "archimate-exchange", "mermaid": ""}
    assert {own.get(name, name) for name in writers()} - {""} <= set(formats())
