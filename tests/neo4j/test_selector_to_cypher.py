"""Selectors choose the same elements among those that the server finds for them as among all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from ea_repo.graph import Graph
from ea_repo.metamodel import built_in, kind
from ea_repo.report.json import table
from ea_repo.repository import Repository
from ea_repo.select import Selector, SelectorError
from ea_repo.select.candidates import candidates
from ea_repo.select.paths import plain
from tests.neo4j.connecting import connection_to, on_demand
from tests.neo4j.shared_workspace import SharedWorkspace

pytestmark = pytest.mark.neo4j


def selectors(graph: Graph) -> Iterator[Selector]:
    """For each type of key: what is written, what is not, values that are there; paths of two."""
    for name, key, values in keys(graph):
        yield Selector.parse({"kind": name, key: "*"})
        yield Selector.parse({"kind": name, key: None})
        yield Selector.parse({"kind": name, key: values[0]})
        if values[2:]:
            yield Selector.parse({"kind": name, "not": {key: values[:1]}, "any": [{key: values[1:3]}, {key: "*"}]})
            yield Selector.parse({key: values[-1]})
    for mapping in (
        {"zone.owner": "*"}, {"kind": "flow", "source.zone": "zone-soins"},
        {"kind": "flow", "data.sensitivity": "health"},
        {"kind": "application", "covers.zone": "zone-soins"}, {"kind": "process", "covered_by.type": ["core", "poc"]},
        {"kind": "application", "runs_on.operator": "*"}, {"kind": "application", "receives.source.type": "core"},
        {"kind": "flow", "any": [{"source.type": "external"}, {"target.type": "external"}, {"via.type": "platform"}]},
        {"kind": "application", "phase": "end_of_life"}, {"kind": "application", "live_on": "<2015"},
        {"kind": "application", "in_service": True}, {"kind": ["flow", "site"], "id": "site-0001"}, {"kind": "*"},
        {"kind": "application", "approvals.dsi": "*"}, {"kind": "application", "needs.availability": 4},
    ):  # fmt: skip
        yield Selector.parse(mapping)


def keys(graph: Graph) -> Iterator[tuple[str, str, list[object]]]:
    """A kind, a key of it and the values by which elements are chosen, for each type of key that some element has."""
    types: set[str] = set()
    for name in ("application", "flow", "process", "node"):
        for key in (*kind(name).fields, *built_in().inverses(name)):
            values = [*dict.fromkeys(written(graph, name, key))]
            if values and (type_of_key := key_type(name, key)) not in types:
                types.add(type_of_key)
                yield name, key, values


def key_type(name: str, key: str) -> str:
    """What Cypher has to tell apart: where a link leads, where an inverse comes from, what a field holds."""
    if key in kind(name).links:
        return f"link to {kind(name).links[key].to}"
    if key in built_in().inverses(name):
        return f"inverse from {sorted(end.kind for end in built_in().inverses(name)[key])}"
    return re.sub(r"Literal\[[^]]*\]", "Literal", str(kind(name).infos[key].annotation))


def written(graph: Graph, name: str, key: str) -> Iterable[object]:
    """The values by which elements of a kind are chosen, for a key."""
    for id in graph.of(name):
        if key in built_in().inverses(name) or key in kind(name).links:
            # A link matches an id and all its parts: an element is chosen by the wholes of its targets too.
            yield from (whole for target in graph.targets(id, key) for whole in graph.wholes(target, "part_of"))
        elif isinstance(value := plain(graph.value(id, key)), str | int | float | bool):
            yield value


def test_a_selector_chooses_the_same_among_what_the_server_finds(generated: SharedWorkspace) -> None:
    own, narrowed = Repository(generated.root), 0
    with connection_to(generated.server, generated.name) as connection:
        for number, selector in enumerate(selectors(own.graph)):
            repository = on_demand(connection, generated.root)
            if number % 4 == 0:  # The server is asked once more for it.
                likely = [*(candidates(repository.graph, selector) or ())]
                narrowed += len(likely) < len(own.graph.of("application"))
            assert selector.select(repository.graph) == selector.select(own.graph), selector
    assert narrowed > 15


@pytest.mark.parametrize(
    "words", ["application zone=zone-soin", "application name=Biologi", "flow mode=fil", "application name=null"]
)
def test_words_of_no_element_are_told_the_same(generated: SharedWorkspace, words: str) -> None:
    with connection_to(generated.server, generated.name) as connection:
        repository = on_demand(connection, generated.root)
        assert listed_or_refused(repository, words) == listed_or_refused(Repository(generated.root), words)


def listed_or_refused(repository: Repository, words: str) -> str:
    try:
        return "".join(table.write(repository.list(words.split())))
    except SelectorError as error:
        return error.message.en


def test_long_texts_and_those_of_other_kinds_are_found_or_refused_the_same(workspace: SharedWorkspace) -> None:
    long = "x" * 1_001
    model = f"actor: {{dsi: {{name: La DSI, tags: [{long}]}}, {long}: {{}}}}\n"
    workspace.write(f"{model}application: {{orbis: {{description: {long}, name: {long}y}}}}\n", annex="")
    workspace.push()
    own = Repository(workspace.root)
    with connection_to(workspace.server, workspace.name) as connection:
        for words in (
            f"application description={long}", f"application name={long}y", f"actor tags={long}", f"actor id={long}",
            "application name=dsi", "actor part_of.name=orbis", f"name={long}", "application description=\udcff",
        ):  # fmt: skip
            repository = on_demand(connection, workspace.root)
            assert listed_or_refused(repository, words) == listed_or_refused(own, words), words
        assert on_demand(connection, workspace.root).graph.all_write("actor", "name") is False
        assert "\udcff" not in on_demand(connection, workspace.root).graph
