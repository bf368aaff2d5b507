"""Formats are found by their folder, and files by what they hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.exchange import Unreadable, read
from ea_repo.exchange.inventory import Inventory, Record, Relation, SourceFile, Wording
from ea_repo.exchange.place import Place, letters
from ea_repo.exchange.registry import formats
from ea_repo.exchange.source import File
from tests.exchange import test_catalogues, test_cmdb, test_graphs, test_mercator
from tests.exchange.reading import read_folder, written
from tests.exchange.test_archimate import EXCHANGE, GRAFICO, NATIVE, zipped
from tests.exchange.test_csv import TABLE, text
from tests.exchange.test_matrices import MATRIX
from tests.exchange.test_workbooks import XLS, xlsx

SAMPLES: dict[str, list[str | bytes]] = {
    "archi": [NATIVE, zipped(model_xml=NATIVE)],
    "archi-csv": ['"ID","Type","Name","Documentation","Specialization"\n"1","BusinessActor","A","",""\n'],
    "archimate-exchange": [EXCHANGE, zipped(model_xml=EXCHANGE)],
    "backstage": [test_catalogues.CATALOGUE["catalog-info.yaml"]],
    "calm": [json.dumps(test_catalogues.CALM)],
    "coarchi": [GRAFICO["model/application/Junction_id-3.xml"]],
    "dot": [test_graphs.DOT],
    "glpi": list(test_cmdb.GLPI_DUMPS.values()),
    "graphml": [test_graphs.GRAPHML],
    "itop": list(test_cmdb.ITOP.values()),
    "json-graph": [json.dumps(form) for form in test_graphs.FORMS.values()],
    "matrix": [MATRIX],
    "mercator": [json.dumps(test_mercator.APPLICATIONS), test_mercator.SQL],
    "netbox": [json.dumps(test_cmdb.DUMP)],
    "spreadsheet": [text(TABLE), xlsx(), XLS.read_bytes()],
    "structurizr": [json.dumps(test_catalogues.WORKSPACE)],
}


def test_every_format_has_a_name_a_label_in_both_languages_and_samples_here() -> None:
    assert list(formats()) == sorted(formats())
    assert SAMPLES.keys() <= formats().keys()
    for name, format in formats().items():
        assert name == format.NAME
        assert format.LABEL.fr
        assert format.LABEL.en


@pytest.mark.parametrize("suffix", [".txt", ".xml", ".json", ".archimate", ""])
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_file_is_recognised_by_what_it_holds_whatever_its_name(tmp_path: Path, name: str, suffix: str) -> None:
    for number, sample in enumerate(SAMPLES[name]):
        file = f"{number}{suffix}"
        assert read([written(tmp_path, {file: sample}) / file]).format == name


def test_several_files_are_one_inventory_where_their_format_has_several(tmp_path: Path) -> None:
    folder = written(tmp_path, test_cmdb.ITOP)
    together = read([folder / name for name in test_cmdb.ITOP])
    assert [file.name for file in together.files] == list(test_cmdb.ITOP)
    assert len(together.relations) == 2


def test_several_models_are_not_one(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read_folder(tmp_path, {"a.xml": NATIVE, "b.xml": NATIVE})
    assert (str(caught.value.at), "un par un" in caught.value.why.fr) == ("b.xml", True)


def test_a_folder_of_two_formats_asks_which(tmp_path: Path) -> None:
    files = {"a.xml": NATIVE, "b.gv": test_graphs.DOT, "README.md": "Ours\n", ".hidden": "x", "empty": ""}
    with pytest.raises(Unreadable) as caught:
        read_folder(tmp_path, files)
    assert "archi, dot" in caught.value.why.fr
    inventory = read_folder(tmp_path, files, format="dot")
    assert (inventory.format, [str(note.at) for note in inventory.notes]) == ("dot", ["README.md", "a.xml", "empty"])


def test_a_file_read_in_a_format_that_is_not_its_own_is_refused_in_a_sentence(tmp_path: Path) -> None:
    every = [sample for samples in SAMPLES.values() for sample in samples]
    folder = written(tmp_path, {str(number): sample for number, sample in enumerate(every)})
    for path in sorted(folder.iterdir()):
        for name in formats():
            try:
                assert read([path], name).format == name
            except Unreadable as problem:
                assert problem.why.fr


def test_files_of_one_name_and_sheets_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        written(tmp_path, {f"{folder}/t.xlsx": xlsx()})
    paths = [tmp_path / folder / "t.xlsx" for folder in ("a", "b")]
    inventory = read(paths)
    assert [file.name for file in inventory.files] == list(map(str, paths))
    assert inventory.totals().records == {"Applications": 2, "t: Applications": 2}
    assert len({record.id for record in inventory.records}) == 4
    assert str(inventory.records[-1].at) == f"{paths[1]}:Applications!A6"


def test_a_damaged_file_does_not_hide_the_others_of_its_folder(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.csv": text(TABLE), "b.xlsx": b"PK\x03\x04 damaged"}
    inventory = read_folder(tmp_path, files)
    assert ([file.name for file in inventory.files], [str(note.at) for note in inventory.notes]) == (
        ["a.csv"],
        ["b.xlsx"],
    )


def test_the_digest_tells_versions_apart(tmp_path: Path) -> None:
    one = read_folder(tmp_path / "one", test_cmdb.ITOP)
    same = read_folder(tmp_path / "same", test_cmdb.ITOP)
    other = read_folder(tmp_path / "other", {**test_cmdb.ITOP, "liens.xml": test_cmdb.ITOP["liens.xml"] + "\n"})
    assert one.digest == same.digest != other.digest
    assert {len(inventory.digest) for inventory in (one, other)} == {64}


def test_places_print_as_one_finds_them_again() -> None:
    assert str(Place("m.xml", 12, 5)) == "m.xml:12:5"
    assert str(Place("i.json", inside="/3/name")) == "i.json:/3/name"
    assert str(Place("folder")) == "folder"
    assert [letters(column) for column in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_an_end_is_dangling_where_neither_a_record_nor_a_relation_has_its_id() -> None:
    at = Place("x")
    ends = [("r1", "a", "b"), ("r2", "r1", "a"), ("r3", "a", "nowhere")]
    inventory = Inventory(
        format="x",
        files=(SourceFile("x", 1, "d"),),
        records=tuple(Record(id=id, type="t", at=at) for id in "ab"),
        relations=tuple(Relation(id=id, type="t", at=at, source=source, target=target) for id, source, target in ends),
    )
    assert [relation.id for relation in inventory.dangling()] == ["r3"]
    assert (inventory.digest, str(Wording()), Wording.of("", "fr")) == ("d", "", Wording())


@given(
    seed=st.sampled_from([sample for samples in SAMPLES.values() for sample in samples]),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=20)), min_size=1, max_size=4),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    seed: str | bytes, cuts: list[tuple[float, int, bytes]]
) -> None:
    data = seed if isinstance(seed, bytes) else seed.encode()
    for start, length, other in cuts:
        begin = int(start * len(data))
        data = data[:begin] + other + data[begin + length :]
    file = File("damaged", data, Path("damaged"), Path())
    for format in formats().values():
        try:
            if format.recognise(file):
                format.read([file])
        except Unreadable as problem:
            assert problem.why.fr
