"""Selectors choose the same elements by what the server finds likely as by looking at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from ea_repo.graph import Graph
from ea_repo.metamodel import inverses, kind
from ea_repo.report.json import table
from ea_repo.repository import Repository
from ea_repo.select import Selector, SelectorError
from ea_repo.select.paths import plain
from tests.neo4j.asking import asked, entered
from tests.neo4j.server import Server
from tests.neo4j.sharing import Place

pytestmark = pytest.mark.neo4j


def selectors(graph: Graph) -> Iterator[Selector]:
    """For each kind: every key that it has with values that are there, what is not written, what is; paths of two."""
    for name in ("application", "flow", "process", "node"):
        for key in (*kind(name).fields, *inverses(name)):
            values = [*dict.fromkeys(_said(graph, name, key))]
            for value in ("*", None, *values[:2], values[1:3]):
                if value != []:
                    yield Selector.parse({"kind": name, key: value})
            if values[2:]:
                yield Selector.parse({"kind": name, "not": {key: values[:1]}, "any": [{key: values[1:3]}, {key: "*"}]})
                yield Selector.parse({key: values[-1]})
    for each in (
        {"zone.owner": "*"}, {"kind": "flow", "source.zone": "zone-soins"},
        {"kind": "flow", "data.sensitivity": "health"},
        {"kind": "application", "covers.zone": "zone-soins"}, {"kind": "process", "covered_by.type": ["core", "poc"]},
        {"kind": "application", "runs_on.operator": "*"}, {"kind": "application", "receives.source.type": "core"},
        {"kind": "flow", "any": [{"source.type": "external"}, {"target.type": "external"}, {"via.type": "platform"}]},
        {"kind": "application", "phase": "end_of_life"}, {"kind": "application", "live_on": "<2015"},
        {"kind": "application", "in_service": True}, {"kind": ["flow", "site"], "id": "site-0001"}, {"kind": "*"},
        {"kind": "application", "approvals.dsi": "*"}, {"kind": "application", "needs.availability": 4},
    ):  # fmt: skip
        yield Selector.parse(each)


def _said(graph: Graph, name: str, key: str) -> Iterable[object]:
    for id in graph.of(name):
        if key in inverses(name):
            # By a whole that it is part of, itself for one, what arrives is chosen too.
            yield from (upper for to in graph.targets(id, key) for upper in graph.wholes(to, "part_of"))
        elif key in kind(name).links:
            # A whole is chosen by: its parts match.
            yield from (upper for to in graph.targets(id, key) for upper in graph.wholes(to, "part_of"))
        elif isinstance(value := plain(graph.value(id, key)), str | int | float | bool):
            yield value


def test_a_selector_chooses_the_same_by_what_the_server_finds_likely(made: tuple[Path, str], server: Server) -> None:
    root, name = made
    own, narrow = Repository(root), 0
    with entered(server, name) as connection:
        for each in selectors(own.graph):
            with_all = each.select(own.graph)
            repository = asked(connection, root)
            likely = [*(repository.graph.likely(each) or ())]
            assert each.select(repository.graph) == with_all, each
            narrow += len(likely) < len(own.graph.of("application"))
    assert narrow > 150


def test_words_of_no_element_are_told_the_same(made: tuple[Path, str], server: Server) -> None:
    root, name = made
    with entered(server, name) as connection:
        for words in (
            "application zone=zone-soin",
            "application name=Biologi",
            "flow mode=fil",
            "application name=null",
        ):
            assert _told(asked(connection, root), words) == _told(Repository(root), words)


def _told(repository: Repository, words: str) -> str:
    try:
        return table.write(repository.list(words.split()))
    except SelectorError as error:
        return error.message.en


def test_long_texts_and_those_of_other_kinds_are_found_or_refused_the_same(place: Place) -> None:
    long = "x" * 1_001
    model = f"actor: {{dsi: {{name: La DSI, tags: [{long}]}}, {long}: {{}}}}\n"
    place.write(f"{model}application: {{orbis: {{description: {long}, name: {long}y}}}}\n", annex="")
    place.push()
    own = Repository(place.root)
    with entered(place.server, place.name) as connection:
        for words in (
            f"application description={long}", f"application name={long}y", f"actor tags={long}", f"actor id={long}",
            "application name=dsi", "actor part_of.name=orbis", f"name={long}", "application description=\udcff",
        ):  # fmt: skip
            assert _told(asked(connection, place.root), words) == _told(own, words), words
        assert asked(connection, place.root).graph.all_write("actor", "name") is False
        assert "\udcff" not in asked(connection, place.root).graph
