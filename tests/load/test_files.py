"""The bytes of a file: encodings, ends of lines, and what a writer may leave at its ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.graph import Graph
from tests.texts import places, read, workspace

TEXT = "application:\n  a:\n    name: Général de Gaulle — 😀\n    colour: red\n"


def names(graph: Graph) -> list[str]:
    return [graph.name(id) for id in graph]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
        TEXT.rstrip("\n").encode(),
        f"{TEXT}...\n".encode(),
        f"{TEXT}\n\n   \n# the end".encode(),
    ],
)
def test_the_model_and_its_places_do_not_depend_on_encoding_or_ends_of_lines(data: bytes, tmp_path: Path) -> None:
    space = workspace(tmp_path, m=data)
    assert names(space.graph) == ["Général de Gaulle — 😀"]
    wrong = [finding for finding in space.findings if finding.rule == "unknown-field"]
    assert places(wrong) == ["unknown-field 4:5"]
    assert str(space.locate("a", "name")) == "model/m.yaml:3:5"


def test_a_file_in_another_encoding_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    space = workspace(tmp_path, a=TEXT.replace("😀", "").replace("—", "-").encode("latin-1"), b="actor: {b: {}}")
    assert list(space.graph) == ["b"]
    (finding,) = space.findings
    assert (finding.rule, str(finding.at)) == ("file-encoding", "model/a.yaml:3:12")
    assert "0xE9" in finding.message.en and "Windows-1252" in finding.message.en


def test_utf16_without_its_mark_is_reported_and_read() -> None:
    graph, findings = read("application: {a: {}}".encode("utf-16-le"))
    assert list(graph) == ["a"]
    assert [finding.rule for finding in findings] == ["yaml-character"]
    assert "U+0000" in findings[0].message.en and "20 in this file" in findings[0].message.en


def test_an_invisible_character_does_not_change_a_name_and_is_reported_once() -> None:
    graph, findings = read("application: {a: {name: 'OR\u2028BIS\u2028', type: \x7fcore}, \ufeffb: {}}")
    assert list(graph) == ["a", "b"]
    assert graph.name("a") == "ORBIS"
    assert graph.value("a", "type") == "core"
    assert sorted(finding.message.en.split()[2] for finding in findings) == ["U+007F", "U+2028", "U+FEFF"]


@pytest.mark.parametrize("character", ["\t", "\xa0", "\u202f", "\u200b", "\u2011", "\ufffd", "\U0001f600", "œ", "\xad"])
def test_every_other_character_has_its_place_in_a_text(character: str) -> None:
    graph, findings = read(f"application: {{a: {{name: 'x{character}y'}}}}")
    assert findings == []
    assert graph.name("a") == f"x{character}y"


def test_a_text_of_several_lines_keeps_them() -> None:
    graph, findings = read(
        "application:\n  a:\n    description: |\n      one\n      two\n    name: >-\n      three\n      four\n"
    )
    assert findings == []
    assert graph.value("a", "description") == "one\ntwo"
    assert graph.name("a") == "three four"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_second_document_is_reported_and_the_first_is_read(end: str) -> None:
    graph, findings = read(end.join(["---", "actor: {a: {}}", "---", "actor: {b: {}}", "---", "actor: {c: {}}"]))
    assert list(graph) == ["a"]
    assert places(findings) == ["yaml-documents 3:1"]
