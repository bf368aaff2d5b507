"""Models of ArchiMate that went out, judged by the Open Group's schema and read by another program."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
import xmlschema

from ea_repo.exchange import read
from ea_repo.exchange.importing import Asked
from ea_repo.repository import Repository
from tests.exchange.importing import a_workspace
from tests.exchange.test_export import SI, exported
from tests.exchange.test_export_archi import all_of
from tests.exchange.test_export_archimate import brought

pytestmark = pytest.mark.shared
APHP = Path(__file__).parents[2]
MODELS = [
    "archi_archimodels/ArchiMetal__ArchiMetal.xml", "archi_archimodels/Archisurance__Archisurance.xml",
    "archi_archimodels/OpenDay__Open Day.xml",
    "archi_opengroup_exchange/org.opengroup.archimate.xmlexchange.tests__testdata__archisurance.xml",
]  # fmt: skip
NATIVE = [
    "archi_archimodels/Archisurance__Archisurance.archimate", "pyarchimate/examples__profile.archimate",
    "mmorga/public__archimate__everything.archimate",
]  # fmt: skip


@pytest.fixture(scope="module")
def schema(shared: Path) -> Any:
    """The Open Group's schema of the format."""
    return xmlschema.XMLSchema(str(shared / "data" / "xsd" / "local_bundle.xsd"))


def counts_elsewhere(file: Path) -> tuple[int, int]:
    """How many elements and relations pyArchimate reads."""
    from pyArchimate.pyArchimate import Model  # type: ignore[import-untyped]

    # It reads no font without a colour, which Archi writes.
    plain = file.with_name("plain.xml")
    plain.write_text(
        re.sub(r"<style.*?</style>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL), encoding="utf-8"
    )
    model = Model("read back")
    model.read(str(plain))
    return len(model.elements), len(model.relationships)


def wrong(schema: Any, file: Path) -> list[str]:
    return [str(error.reason) for error in schema.iter_errors(io.BytesIO(file.read_bytes()))]


@pytest.mark.parametrize("name", MODELS)
def test_models_of_others_are_valid_whole_and_readable_elsewhere(
    tmp_path: Path, shared: Path, schema: Any, name: str
) -> None:
    root, source = tmp_path / "si", shared / "data" / name
    Repository.carry_out_in_new(root, Repository.import_in_new(root, Asked((source,))))
    out = exported(root, "archimate")
    assert wrong(schema, out) == []
    before, after = read([source]), read([out])
    assert {one.id for one in after.records} == {one.id for one in before.records}
    assert {(one.id, one.source, one.target) for one in after.relations} == {
        (one.id, one.source, one.target) for one in before.relations
    }
    assert counts_elsewhere(out) == (len(before.records), len(before.relations))


@pytest.mark.parametrize("name", NATIVE)
def test_archis_own_models_come_and_go_the_same(tmp_path: Path, shared: Path, schema: Any, name: str) -> None:
    root, source = tmp_path / "si", shared / "data" / name
    Repository.carry_out_in_new(root, Repository.import_in_new(root, Asked((source,))))
    out = exported(root, "archi")
    assert all_of(read([out])) == all_of(read([source]))
    assert wrong(schema, exported(root, "archimate")) == []


def test_our_own_models_are_valid(tmp_path: Path, schema: Any) -> None:
    assert wrong(schema, exported(a_workspace(tmp_path, si=SI), "archimate")) == []


def test_the_maps_of_a_system_are_valid_views(tmp_path: Path, schema: Any) -> None:
    file = tmp_path / "si.xml"
    file.write_bytes(b"".join(Repository(APHP).export("archimate", ("zone=socle-commun",), "fr").content))
    assert wrong(schema, file) == []
    assert file.read_bytes().count(b"<view ") > 5


def test_a_model_that_came_in_is_valid_when_it_goes_out(tmp_path: Path, schema: Any) -> None:
    root, _ = brought(tmp_path)
    assert wrong(schema, exported(root, "archimate")) == []
