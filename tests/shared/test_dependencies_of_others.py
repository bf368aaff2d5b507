"""What is reached in the models of others, held against what another program counted there."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ea_repo.graph import Graph, Record
from ea_repo.impact.dependencies import dependencies
from ea_repo.metamodel.link import Ref

pytestmark = pytest.mark.shared

ID, TYPE = "id", "{http://www.w3.org/2001/XMLSchema-instance}type"


def read(path: Path) -> Graph:
    """A native ArchiMate file: every element an application, every relation between two of them a flow."""
    root = ET.parse(path)  # noqa: S314 (files that stand beside the checkout)
    elements = [each for each in root.iter("element") if each.get(TYPE)]
    relations = [each for each in elements if each.get("source")]
    views = ("Model", "Diagram")
    known = {each.attrib[ID] for each in elements if not each.get("source") and not each.attrib[TYPE].endswith(views)}
    flows = [
        Record(f"r{number}", "flow", {"source": (Ref(each.attrib["source"]),), "target": (Ref(each.attrib["target"]),)})
        for number, each in enumerate(relations)
        if {each.attrib["source"], each.attrib["target"]} <= known
    ]
    return Graph([*(Record(id, "application", {}) for id in sorted(known)), *flows])


def test_descendants_and_ancestors_are_as_many_as_another_program_counted(shared: Path) -> None:
    counted = json.loads((shared / "data" / "oracle_graph.json").read_text(encoding="utf-8"))
    compared = 0
    for name, facts in counted.items():
        path = shared / "data" / name
        if path.suffix != ".archimate" or not path.read_bytes().startswith(b"<?xml"):
            continue
        graph = read(path)
        if len(graph.of("application")) != facts["elements"]:
            continue  # another dialect of the format
        for seed in facts["seeds"]:
            found = dependencies(graph, seed["id"])
            assert len(found.reached("out")) == seed["descendants"], (name, seed["id"])
            assert len(found.reached("in")) == seed["ancestors"], (name, seed["id"])
            compared += 1
    assert compared >= 50
