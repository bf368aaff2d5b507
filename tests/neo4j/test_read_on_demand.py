"""Questions about few elements give the same answers as on the text, and read no more than they ask."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.graph import Changes, Graph
from ea_repo.impact.dependencies import Along
from ea_repo.metamodel import kind, kinds
from ea_repo.report.json import card, dependencies, lineage, path, table
from ea_repo.report.json.impact import write as as_json
from ea_repo.repository import Repository
from ea_repo.semantics.holders import used_without_holder
from ea_repo.semantics.masters import masters_in_service
from ea_repo.store import StoreError
from ea_repo.store.neo4j.node_rows import element_digest
from ea_repo.store.neo4j.remote_engine import RemoteEngine
from tests.impact.systems import losses, text
from tests.neo4j.connecting import connection_to, on_demand
from tests.neo4j.server import Server
from tests.neo4j.shared_workspace import ANNEX, SIZE, SharedWorkspace

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j
ONE_MORE = ANNEX.rstrip("}\n") + "}, another: {}}\n"


def show(repository: Repository, id: str) -> str:
    return card.write(repository.show(id))


def follow_flows(repository: Repository, id: str) -> str:
    return dependencies.write(repository.deps(id))


def follow_links(repository: Repository, id: str) -> str:
    along = Along(links=("runs_on", "covers", "covered_by", "parts"), depth=2)
    return dependencies.write(repository.deps(id, along))


def impact(repository: Repository, id: str) -> str:
    return as_json(repository.impact([id], None, (), ()))


def find_lineage(repository: Repository, id: str) -> str:
    return lineage.write(repository.lineage(id))


def find_path(repository: Repository, id: str) -> str:
    applications = repository.graph.of("application")
    end = applications[applications.index(id) - 1]
    return path.write(repository.path(id, end))


def questions(graph: Graph) -> Iterator[tuple[Callable[[Repository, str], str], str]]:
    """What one asks of a system, element by element."""
    applications = [*graph.of("application")]
    asked_of = [
        (show, [*graph][::67]), (follow_flows, applications[::37]), (follow_links, applications[::41]),
        (impact, applications[::37]), (find_path, applications[::41]), (find_lineage, graph.of("data_object")[::29]),
        (impact, graph.of("site")[::17]),
    ]  # fmt: skip
    return ((question, id) for question, ids in asked_of for id in ids)


@pytest.mark.parametrize(("system", "at"), [("generated", None), ("ours", "2023-06-01")])
def test_every_question_has_the_answer_of_the_text(system: str, at: str | None, request: pytest.FixtureRequest) -> None:
    workspace: SharedWorkspace = request.getfixturevalue(system)
    own, count = Repository(workspace.root, at), 0
    with connection_to(workspace.server, workspace.name) as connection:
        for question, id in questions(own.graph):
            repository = on_demand(connection, workspace.root, at)
            assert question(repository, id) == question(own, id), (question, id)
            assert not repository.graph.at_hand, f"{question} of {id} read everything"
            count += 1
    assert count > 25


@given(st.data())
@settings(max_examples=10)
def test_random_systems_are_asked_the_same(
    server: Server, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    workspace = SharedWorkspace(tmp_path_factory.getbasetemp() / "asked", server, f"test-asked-{os.getpid()}")
    system, roots, date = data.draw(losses())
    workspace.write(text(system), annex="")
    workspace.push()
    day = dt.date.isoformat(date)
    own = Repository(workspace.root, day)
    most = data.draw(st.sampled_from([0, 3, 10, 10**9]))
    with connection_to(server, workspace.name) as connection:
        repository = on_demand(connection, workspace.root, day, most)
        assert as_json(repository.impact(roots, None, (), ())) == as_json(own.impact(roots, None, (), ()))
        there = repository.graph
        assert used_without_holder(there) == used_without_holder(own.graph)
        assert all(masters_in_service(own.graph, datum) for datum in there.surely_served("data_object", "masters"))
        for id in [*own.graph]:
            assert show(repository, id) == show(own, id)


def test_who_masters_most_data_is_told_by_their_dates(generated: SharedWorkspace) -> None:
    own = Repository(generated.root).graph
    with connection_to(generated.server, generated.name) as connection:
        there = on_demand(connection, generated.root).graph
        told = set(there.surely_served("data_object", "masters"))
        assert not there.at_hand
    mastered = [datum for datum in own.of("data_object") if masters_in_service(own, datum)]
    assert set(mastered) >= told
    assert len(told) > len(mastered) / 2


def test_a_table_is_the_same(generated: SharedWorkspace) -> None:
    words, columns = ["application", "type=core"], ["id", "zone.owner", "covers", "sends.target", "phase", "stated_by"]
    with connection_to(generated.server, generated.name) as connection:
        repository = on_demand(connection, generated.root)
        own = Repository(generated.root)
        assert [*table.write(repository.list(words, columns))] == [*table.write(own.list(words, columns))]


def test_a_walk_costs_a_query_a_link_and_a_step_not_an_element(generated: SharedWorkspace) -> None:
    with connection_to(generated.server, generated.name) as connection:
        repository = on_demand(connection, generated.root)
        farthest = max(
            (repository.deps(id).content for id in repository.graph.of("application")[:30]),
            key=lambda answer: len(answer.elements),
        )
        assert len(farthest.elements) > 30
        repository = on_demand(connection, generated.root)
        steps = max(element.distance for element in repository.deps(farthest.root).content.elements)
        engine = repository.graph.engine
        assert isinstance(engine, RemoteEngine)
        assert engine.queries.count < 20 * (steps + 2)


def test_once_most_elements_are_asked_for_all_are_read(generated: SharedWorkspace) -> None:
    own = Repository(generated.root)
    id = max(own.graph.of("application"), key=lambda application: len(own.deps(application).content.elements))
    with connection_to(generated.server, generated.name) as connection:
        for most in (0, 30, 60):
            repository = on_demand(connection, generated.root, most=most)
            assert follow_flows(repository, id) == follow_flows(own, id)
            assert repository.graph.at_hand
            assert [*repository.graph] == [*own.graph]


def test_a_list_of_much_reads_everything_at_once(generated: SharedWorkspace) -> None:
    with connection_to(generated.server, generated.name) as connection:
        repository = on_demand(connection, generated.root, most=20)
        flows, written = (one.list(["flow"]) for one in (repository, Repository(generated.root)))
        assert [*table.write(flows)] == [*table.write(written)]
        assert repository.graph.at_hand


def test_the_links_that_arrive_are_the_same_however_much_is_read(generated: SharedWorkspace) -> None:
    own = Repository(generated.root).graph
    with connection_to(generated.server, generated.name) as connection:
        for most in (0, 5, 10**9):
            graph = on_demand(connection, generated.root, most=most).graph
            assert graph.arriving("dsi") == own.arriving("dsi")
            without = graph.with_(Changes(remove=["dsi"]))
            assert without.astray == own.with_(Changes(remove=["dsi"])).astray


def test_every_kind_can_be_asked(ours: SharedWorkspace) -> None:
    own = Repository(ours.root).graph
    with connection_to(ours.server, ours.name) as connection:
        repository = on_demand(connection, ours.root)
        for name in kinds():
            assert [*repository.graph.of(name)] == [*own.of(name)]
        for name in ("flow", "treatment"):
            for field in kind(name).fields:
                assert repository.graph.all_write(name, field) == own.all_write(name, field), (name, field)
        assert len(repository.graph) == len(own)
        assert repository.graph.illustrative == own.illustrative
        assert not repository.graph.at_hand


# What changes meanwhile


def test_a_push_during_a_question_is_told(workspace: SharedWorkspace) -> None:
    workspace.push()
    with connection_to(workspace.server, workspace.name) as connection:
        repository = on_demand(connection, workspace.root)
        repository.show("orbis")
        workspace.write(annex=ONE_MORE)
        workspace.push()
        with pytest.raises(StoreError, match="ask again"):
            repository.show("hegp")


def test_while_a_push_goes_through_no_part_is_believed(workspace: SharedWorkspace, driver: Driver) -> None:
    def set_switching(push: str | None) -> None:
        statement = "MATCH (r:EaRepository {name: $name}) SET r.switching = $push"
        driver.execute_query(statement, name=workspace.name, push=push)

    workspace.push()
    with connection_to(workspace.server, workspace.name) as connection:
        repository = on_demand(connection, workspace.root)
        assert not repository.graph.at_hand
        set_switching("some push")
        with pytest.raises(StoreError, match="a push is going through"):
            repository.show("orbis")
        # Read whole, it is what one push wrote.
        repository = on_demand(connection, workspace.root)
        assert repository.graph.at_hand
        assert show(repository, "orbis") == show(Repository(workspace.root), "orbis")
        # Somebody's push that stopped at that moment: the next one puts it right.
        assert workspace.push()["unchanged"] == SIZE
        assert not on_demand(connection, workspace.root).graph.at_hand
        workspace.write(annex=ONE_MORE)
        workspace.push()
        assert not on_demand(connection, workspace.root).graph.at_hand


# What was changed by hand


def test_a_link_to_what_was_removed_by_hand_is_told(workspace: SharedWorkspace, driver: Driver) -> None:
    workspace.push()
    statement = "MATCH (e:Element {repository: $name, id: 'identite'}) DETACH DELETE e"
    driver.execute_query(statement, name=workspace.name)
    with (
        connection_to(workspace.server, workspace.name) as connection,
        pytest.raises(StoreError, match="push --whole"),
    ):
        on_demand(connection, workspace.root).show("siu")


def test_a_relationship_added_by_hand_says_nothing_that_the_text_does_not(
    workspace: SharedWorkspace, driver: Driver
) -> None:
    workspace.push()
    driver.execute_query(
        "MATCH (a:Element {repository: $name, id: 'orbis'}), (b:Element {repository: $name, id: 'glims'}) "
        "CREATE (a)-[:SUCCESSOR]->(b)", name=workspace.name,
    )  # fmt: skip
    with connection_to(workspace.server, workspace.name) as connection:
        assert show(on_demand(connection, workspace.root), "glims") == show(Repository(workspace.root), "glims")


def test_an_element_changed_by_hand_is_told(workspace: SharedWorkspace, driver: Driver) -> None:
    workspace.push()
    statement = "MATCH (e:Element {repository: $name, id: 'orbis'}) SET e.text = '{}'"
    driver.execute_query(statement, name=workspace.name)
    with (
        connection_to(workspace.server, workspace.name) as connection,
        pytest.raises(StoreError, match="push --whole"),
    ):
        on_demand(connection, workspace.root).show("orbis")


def test_a_kind_of_another_version_is_told(workspace: SharedWorkspace, driver: Driver) -> None:
    workspace.push()
    driver.execute_query(
        "MATCH (e:Element {repository: $name, id: 'orbis'}) "
        "SET e.kind = 'programme', e.digest = $digest, e.text = '{}'",
        name=workspace.name, digest=element_digest("programme", "{}"),
    )  # fmt: skip
    with connection_to(workspace.server, workspace.name) as connection:
        for most in (0, 10**9):
            with pytest.raises(StoreError, match="unknown kind: “programme”"):
                on_demand(connection, workspace.root, most=most).show("orbis")
