"""Models and inventories that others made, read by us, held against what another program counted in them."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ea_repo.exchange import Inventory, Unreadable, read
from ea_repo.exchange.archimate import model_of, modern, short
from ea_repo.exchange.inventory import Record, Relation
from ea_repo.exchange.source import gather

pytestmark = pytest.mark.shared

PAIRS = [
    ("archi_archimodels/Archisurance__Archisurance", "archi_archimodels/Archisurance__Archisurance"),
    ("archi_archimodels/ArchiMetal__ArchiMetal", "archi_archimodels/ArchiMetal__ArchiMetal"),
    ("archi_archimodels/OpenDay__OpenDay", "archi_archimodels/OpenDay__Open Day"),
    (
        "archi_opengroup_exchange/org.opengroup.archimate.xmlexchange.tests__testdata__archisurance",
        "archi_opengroup_exchange/org.opengroup.archimate.xmlexchange.tests__testdata__archisurance",
    ),
    ("pyarchimate/tests__fixtures__synthetic_large", "pyarchimate/tests__fixtures__synthetic_large"),
    ("zira_hospital_nl/ZiRA 1.2-nl", "zira_hospital_nl/ZiRA 1.2-nl.ea"),
]
"""The native file and the exchange file of one model."""


def counted(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "data" / "counts.json").read_text(encoding="utf-8"))
    return found


def test_every_archimate_file_has_as_many_of_each_type_as_another_program_counted(shared: Path) -> None:
    compared = 0
    for name, counts in counted(shared).items():
        path = shared / "data" / name
        if "error" in counts:
            with pytest.raises(Unreadable):
                read([path])
            continue
        inventory = read([path])
        totals = inventory.totals()
        assert totals.records == counts["elements"], name
        assert totals.relations == {short(type): count for type, count in counts["relations"].items()}, name
        assert totals.views == counts["views"], name
        assert sum(1 for view in inventory.views for _ in view.all_nodes()) == counts["view_nodes"], name
        assert sum(len(view.connections) for view in inventory.views) == counts["view_connections"], name
        assert folders(inventory) == counts["folders"], name
        assert len(inventory.profiles) == counts.get("profiles", 0), name
        assert len(inventory.property_definitions) == counts.get("property_definitions", 0), name
        assert properties(inventory) == {of: count for of, count in counts["properties"].items() if count}, name
        assert len(inventory.dangling()) == counts["traps"].get("dangling_ends", 0), name
        compared += 1
    assert compared >= 70


def folders(inventory: Inventory) -> int:
    """The exchange format has one above all, for which it has no name."""
    every = [folder for top in inventory.folders for folder in top.walk()]
    return sum(folder.type not in ("organizations", "organization") for folder in every)


def properties(inventory: Inventory) -> Mapping[str, int]:
    of = {"elements": inventory.records, "relations": inventory.relations, "views": inventory.views}
    if inventory.format == "archimate-exchange":
        del of["views"]  # Not counted there.
    found = {name: sum(len(item.properties) for item in items) for name, items in of.items()}
    return {name: count for name, count in found.items() if count}


@pytest.mark.parametrize(("native", "exchanged"), PAIRS)
def test_native_and_exchange_files_of_one_model_say_the_same(shared: Path, native: str, exchanged: str) -> None:
    ours = read([shared / "data" / f"{native}.archimate"])
    theirs = read([shared / "data" / f"{exchanged}.xml"])
    translated = "ZiRA" in native  # The exchange file of this one has its names in another language.
    assert Counter(known(record, translated) for record in ours.records) == Counter(
        known(record, translated) for record in theirs.records
    )
    assert Counter(map(ends, ours.relations)) == Counter(map(ends, theirs.relations))


def bare(id: str) -> str:
    """An id without what Archi puts before those that begin with a digit."""
    return id.removeprefix("id-")


def known(record: Record, translated: bool) -> tuple[object, ...]:
    if translated:
        return bare(record.id), modern(record), len(record.properties)
    properties = tuple(sorted((given.name, str(given.value)) for given in record.properties))
    return bare(record.id), modern(record), str(record.name), " ".join(str(record.documentation).split()), properties


def ends(relation: Relation) -> tuple[str, ...]:
    return bare(relation.id), modern(relation), bare(relation.source), bare(relation.target)


def test_the_views_of_one_model_are_drawn_alike_in_both_formats(shared: Path) -> None:
    name = shared / "data" / PAIRS[3][0]
    ours, theirs = read([name.with_name(f"{name.name}.archimate")]), read([name.with_name(f"{name.name}.xml")])
    drawn = {bare(view.id): {bare(node.id): node for node in view.all_nodes()} for view in theirs.views}
    for view in ours.views:
        boxes = drawn[bare(view.id)]
        moved = {(node.x - boxes[bare(node.id)].x, node.y - boxes[bare(node.id)].y) for node in view.all_nodes()}
        # The exchange format has no place left of 0: a whole view may be moved, nothing in it.
        assert len(moved) == 1, view.id


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("source", ["derived_json_{}", "database/data/mercator_data_{}.sql"])
def test_the_demonstration_of_mercator_has_every_row_that_was_counted(shared: Path, lang: str, source: str) -> None:
    folder = shared / "data" / "mercator"
    counts = json.loads((folder / f"derived_counts_{lang}.json").read_text(encoding="utf-8"))
    inventory = read([folder / source.format(lang)])
    totals = inventory.totals()
    assert {**totals.records, **totals.relations} == {
        table: rows["live"] for table, rows in counts.items() if rows["live"]
    }
    left_out = Counter(left.type for left in inventory.left_out)
    assert left_out == {
        table: rows["rows"] - rows["live"] for table, rows in counts.items() if rows["rows"] > rows["live"]
    }
    assert len(inventory.relations) == sum(totals.relations.values()) == 432
    assert inventory.rejected == ()
    assert [note.text.en.partition(" says")[0] for note in inventory.notes] == ["this flow"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_api_and_the_screens_of_mercator_give_the_same_rows(shared: Path, lang: str) -> None:
    folder = shared / "data" / "mercator"
    whole = {record.id: record for record in read([folder / f"derived_json_{lang}"]).records}
    asked = json.loads((folder / f"derived_api_{lang}" / "_counts.json").read_text(encoding="utf-8"))
    index = read([folder / f"derived_api_{lang}"])
    assert sum(asked.values()) == len(index.records)
    for inventory in (index, read([folder / f"derived_xlsx_{lang}"])):
        assert inventory.records
        for record in inventory.records:
            assert str(record.name) == str(whole[record.id].name)


def test_matrices_have_a_relation_for_each_cross(shared: Path) -> None:
    for name in ("BAxIO", "IOxZIB"):
        path = shared / "data" / "zira_hospital_nl" / f"{name}.csv"
        inventory = read([path])
        assert inventory.format == "matrix"
        cells = [cell for line in path.read_text(encoding="utf-8").splitlines() for cell in line.split(";")]
        assert len(inventory.relations) == cells.count("X")
        assert not inventory.dangling()
        assert not inventory.rejected


def test_every_object_of_the_cmdb_is_a_record_a_relation_or_rejected_by_name(shared: Path) -> None:
    folder = shared / "data" / "cmdb" / "itop"
    written = [re.findall(r'<\w+ alias="\w+" id="\d+"', path.read_text("utf-8")) for path in folder.rglob("*.xml")]
    inventory = read([folder])
    taken = len(inventory.records) + len(inventory.relations)
    assert taken + len(inventory.rejected) == sum(map(len, written)) == 143
    # Three objects and a link stand twice in the sample, and a key means two objects.
    assert len(inventory.rejected) == 5
    assert not inventory.dangling()


@pytest.mark.parametrize(
    ("folder", "format", "records"),
    [
        ("inventories/sill_fr", "spreadsheet", 471),
        ("inventories/api_gouv_fr", "spreadsheet", 170),
        ("backstage/one_platform", "backstage", 23),
        ("backstage/janus", "backstage", 19),
        ("eamodelset/csv_fora", "archi-csv", 2070),
    ],
)
def test_inventories_of_others_come_in(shared: Path, folder: str, format: str, records: int) -> None:
    inventory = read([shared / "data" / folder])
    assert (inventory.format, len(inventory.records)) == (format, records)


def test_every_file_of_others_is_read_or_refused_in_one_sentence(shared: Path) -> None:
    read_, refused = Counter[str](), 0
    # Models that another program counted are read above.
    above = {shared / "data" / name for name in counted(shared)}
    for path in sorted((shared / "data").rglob("*")):
        if path.is_file() and path not in above:
            try:
                read_[read([path]).format] += 1
            except Unreadable as problem:
                refused += 1
                assert problem.why.fr
                assert problem.why.en
    assert {name for name, count in read_.items() if count} >= {
        "archi-csv", "backstage", "dot", "itop", "matrix", "mercator", "spreadsheet", "structurizr",
    }  # fmt: skip
    assert refused


def test_nothing_that_an_archimate_file_says_is_lost_but_what_is_rejected(shared: Path) -> None:
    for name, counts in counted(shared).items():
        if "error" in counts:
            continue
        inventory = read([shared / "data" / name])
        if inventory.rejected:
            continue
        kept = set(said(dataclasses.replace(inventory, files=(), attachments=())))
        (file,) = gather([shared / "data" / name])
        for element in model_of(file).root.walk():
            written = {value for attribute, value in element.attributes.items() if attribute not in DERIVED}
            lost = {value for value in written | {element.text.strip()} - {""} if not {value, short(value)} & kept}
            assert not lost, (name, element.tag, lost)


DERIVED = {"targetConnections", "x", "y", "w", "h", "width", "height"}
"""What the other end of a connection says too, and positions, which are counted from another corner."""


def said(value: object) -> Iterator[str]:
    """Every text in an inventory."""
    if isinstance(value, str):
        yield from (value, value.strip())
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield str(name)
            yield from said(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from said(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from said(getattr(value, field.name))
