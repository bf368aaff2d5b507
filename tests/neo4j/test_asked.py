"""Questions about few elements give the same answers as on the text, and read no more than they ask."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
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
from ea_repo.store.neo4j.distant import Distant
from ea_repo.store.neo4j.rows import digest
from ea_repo.store.neo4j.trouble import Trouble
from tests.cli.running import invoke
from tests.impact.systems import losses, text
from tests.neo4j.asking import asked, entered
from tests.neo4j.server import Server
from tests.neo4j.sharing import Place, driver

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j
OURS = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ours(server: Server) -> tuple[Path, str]:
    """AP-HP's own model, and its name on the server."""
    name = f"test-{uuid.uuid4()}"
    assert invoke(OURS, "push", "--as", name, **server.environment).code == 0
    return OURS, name


def _shown(asked: Repository, id: str) -> str:
    return card.write(asked.show(id))


def _fed(asked: Repository, id: str) -> str:
    return dependencies.write(asked.deps(id))


def _linked(asked: Repository, id: str) -> str:
    along = Along(links=("runs_on", "covers", "covered_by", "parts"), depth=2)
    return dependencies.write(asked.deps(id, along))


def _lost(asked: Repository, id: str) -> str:
    return as_json(asked.impact([id], None, (), ()))


def _held(asked: Repository, id: str) -> str:
    return lineage.write(asked.lineage(id))


def _joined(asked: Repository, id: str) -> str:
    applications = asked.graph.of("application")
    end = applications[applications.index(id) - 1]
    return path.write(asked.path(id, end))


def questions(graph: Graph) -> Iterator[tuple[Callable[[Repository, str], str], str]]:
    """What one asks of a system, element by element."""
    applications = [*graph.of("application")]
    asked = [
        (_shown, [*graph][::17]), (_fed, applications[::17]), (_linked, applications[::19]),
        (_lost, applications[::17]),
        (_joined, applications[::19]), (_held, graph.of("data_object")[::13]), (_lost, graph.of("site")[::9]),
    ]  # fmt: skip
    return ((question, id) for question, ids in asked for id in ids)


@pytest.mark.parametrize("at", [None, "2023-06-01"])
@pytest.mark.parametrize("where", ["made", "ours"])
def test_every_question_has_the_answer_of_the_text(
    where: str, at: str | None, server: Server, request: pytest.FixtureRequest
) -> None:
    root, name = request.getfixturevalue(where)
    own, count = Repository(root, at), 0
    with entered(server, name) as connection:
        for question, id in questions(own.graph):
            repository = asked(connection, root, at)
            assert question(repository, id) == question(own, id), (question, id)
            assert not repository.graph.at_hand, f"{question} of {id} read everything"
            count += 1
    assert count > 40


@given(st.data())
@settings(max_examples=15)
def test_random_systems_are_asked_the_same(
    server: Server, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    place = Place(tmp_path_factory.getbasetemp() / "asked", server, f"test-asked-{os.getpid()}")
    system, roots, date = data.draw(losses())
    place.write(text(system), annex="")
    place.push()
    day = dt.date.isoformat(date)
    own = Repository(place.root, day)
    most = data.draw(st.sampled_from([0, 3, 10, 10**9]))
    with entered(server, place.name) as connection:
        repository = asked(connection, place.root, day, most)
        impact = (as_json(each.impact(roots, None, (), ())) for each in (repository, own))
        assert next(impact) == next(impact)
        for id in [*own.graph]:
            assert card.write(repository.show(id)) == card.write(own.show(id))


def test_a_table_is_the_same(made: tuple[Path, str], server: Server) -> None:
    root, name = made
    words, columns = ["application", "type=core"], ["id", "zone.owner", "covers", "sends.target", "phase", "stated_by"]
    with entered(server, name) as connection:
        repository = asked(connection, root)
        assert table.write(repository.list(words, columns)) == table.write(Repository(root).list(words, columns))


def test_a_walk_costs_a_question_a_link_and_a_step_not_an_element(made: tuple[Path, str], server: Server) -> None:
    root, name = made
    with entered(server, name) as connection:
        repository = asked(connection, root)
        reached = max(
            (repository.deps(id).content for id in repository.graph.of("application")[:30]),
            key=lambda found: len(found.elements),
        )
        assert len(reached.elements) > 30
        repository = asked(connection, root)
        steps = max(each.distance for each in repository.deps(reached.root).content.elements)
        engine = repository.graph.engine
        assert isinstance(engine, Distant)
        assert engine.few.questions < 20 * (steps + 2)


def test_once_most_elements_are_asked_for_all_are_read(made: tuple[Path, str], server: Server) -> None:
    root, name = made
    own = Repository(root)
    id = max(own.graph.of("application"), key=lambda each: len(own.deps(each).content.elements))
    with entered(server, name) as connection:
        for most in (0, 30, 60):
            repository = asked(connection, root, most=most)
            assert dependencies.write(repository.deps(id)) == dependencies.write(own.deps(id))
            assert repository.graph.at_hand
            assert [*repository.graph] == [*own.graph]


def test_a_push_during_a_question_is_told(place: Place) -> None:
    place.push()
    with entered(place.server, place.name) as connection:
        repository = asked(connection, place.root)
        repository.show("orbis")
        place.write(annex="site: {hegp-annexe: {part_of: hegp}, autre: {}}\n")
        place.push()
        with pytest.raises(Trouble) as told:
            repository.show("hegp")
        assert "ask again" in told.value.message.en


def test_what_is_at_hand_by_then_is_asked_of_what_is_at_hand(made: tuple[Path, str], server: Server) -> None:
    root, name = made
    own = Repository(root).graph
    with entered(server, name) as connection:
        for most in (0, 5, 10**9):
            graph = asked(connection, root, most=most).graph
            assert graph.arriving("dsi") == own.arriving("dsi")
            without = graph.with_(Changes(remove=["dsi"]))
            assert without.astray == own.with_(Changes(remove=["dsi"])).astray


def test_a_list_of_much_reads_everything_at_once(made: tuple[Path, str], server: Server) -> None:
    root, name = made
    with entered(server, name) as connection:
        repository = asked(connection, root, most=20)
        assert table.write(repository.list(["flow"])) == table.write(Repository(root).list(["flow"]))
        assert repository.graph.at_hand


def test_what_leads_by_hand_to_what_is_gone_is_told(place: Place, server: Server) -> None:
    place.push()
    with driver(server) as opened, entered(server, place.name) as connection:
        opened.execute_query("MATCH (e:Element {repository: $name, id: 'identite'}) DETACH DELETE e", name=place.name)
        with pytest.raises(Trouble) as told:
            asked(connection, place.root).show("siu")
        assert "push --whole" in told.value.message.en
        # A relationship more says nothing that the text does not.
        opened.execute_query(
            "MATCH (a:Element {repository: $name, id: 'orbis'}), (b:Element {repository: $name, id: 'glims'}) "
            "CREATE (a)-[:SUCCESSOR]->(b)", name=place.name,
        )  # fmt: skip
        assert _shown(asked(connection, place.root), "glims") == _shown(Repository(place.root), "glims")


def test_a_kind_of_another_version_is_told(place: Place, server: Server) -> None:
    place.push()
    with driver(server) as opened, entered(server, place.name) as connection:
        opened.execute_query(
            "MATCH (e:Element {repository: $name, id: 'orbis'}) "
            "SET e.kind = 'programme', e.digest = $digest, e.text = '{}'",
            name=place.name, digest=digest("programme", "{}"),
        )  # fmt: skip
        for repository in (asked(connection, place.root), asked(connection, place.root, most=0)):
            with pytest.raises(Trouble) as told:
                repository.show("orbis")
            assert "unknown kind: “programme”" in told.value.message.en


def test_while_a_push_goes_through_no_part_is_believed(place: Place, neo4j: Driver) -> None:
    def switching(push: str | None) -> None:
        neo4j.execute_query("MATCH (r:EaRepository {name: $name}) SET r.switching = $push", name=place.name, push=push)

    place.push()
    with entered(place.server, place.name) as connection:
        repository = asked(connection, place.root)
        assert not repository.graph.at_hand
        switching("some push")
        with pytest.raises(Trouble) as told:
            repository.show("orbis")
        assert "a push is going through" in told.value.message.en
        # Read whole, it is what one push wrote.
        repository = asked(connection, place.root)
        assert repository.graph.at_hand
        assert _shown(repository, "orbis") == _shown(Repository(place.root), "orbis")
        # Somebody's push that stopped at that moment: the next one puts it right.
        assert place.push()["unchanged"] == 10
        assert not asked(connection, place.root).graph.at_hand
        place.write(annex="site: {hegp-annexe: {part_of: hegp}, autre: {}}\n")
        place.push()
        assert not asked(connection, place.root).graph.at_hand


def test_an_element_changed_by_hand_is_told(place: Place, server: Server) -> None:
    place.push()
    with driver(server) as opened:
        opened.execute_query("MATCH (e:Element {repository: $name, id: 'orbis'}) SET e.text = '{}'", name=place.name)
    with entered(server, place.name) as connection, pytest.raises(Trouble) as told:
        asked(connection, place.root).show("orbis")
    assert "push --whole" in told.value.message.en


def test_every_kind_can_be_asked(ours: tuple[Path, str], server: Server) -> None:
    root, name = ours
    own = Repository(root).graph
    with entered(server, name) as connection:
        repository = asked(connection, root)
        for each in kinds():
            assert [*repository.graph.of(each)] == [*own.of(each)]
            for field in kind(each).fields:
                assert repository.graph.all_write(each, field) == own.all_write(each, field), (each, field)
        assert len(repository.graph) == len(own)
        assert repository.graph.illustrative == own.illustrative
        assert not repository.graph.at_hand
