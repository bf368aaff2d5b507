"""What goes wrong with a real server: nothing is lost, and one sentence says what to do."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ea_repo.store.neo4j.address import Address
from ea_repo.store.neo4j.connection import recent_enough
from ea_repo.store.neo4j.trouble import Trouble
from tests.cli.running import ENVIRONMENT
from tests.neo4j.proxy import Proxy, before_ours
from tests.neo4j.pushing import MANY, many, pushing, staged
from tests.neo4j.sharing import MODEL, Place, said

if TYPE_CHECKING:
    from neo4j import Driver

    from tests.neo4j.server import Server

pytestmark = pytest.mark.neo4j


def test_a_push_that_is_killed_leaves_what_was_there_and_the_next_one_recovers(
    place: Place, neo4j: Driver, tmp_path: Path
) -> None:
    place.push()
    before = said(place.pulled(tmp_path / "before"))
    many(place)
    with pushing(place, neo4j) as process:
        process.kill()
        process.wait()
        assert process.returncode != 0
    assert staged(place, neo4j)
    assert said(place.pulled(tmp_path / "after")) == before
    assert len(place.push()["added"]) == MANY
    assert not staged(place, neo4j)
    assert len(place.ids(neo4j)) == MANY + 10


def test_of_two_pushes_at_once_one_wins_and_the_other_is_told(place: Place, neo4j: Driver) -> None:
    many(place)
    with pushing(place, neo4j) as process:
        place.write()
        place.push()
        _, error = process.communicate(timeout=120)
        assert process.returncode == 2
        assert "another push began meanwhile" in error.decode()
    assert len(place.ids(neo4j)) == 10
    place.write(MODEL.replace("need: vital", "need: useful"))
    place.push()
    assert not staged(place, neo4j)


def test_a_push_with_nothing_to_change_leaves_another_alone(place: Place, neo4j: Driver, tmp_path: Path) -> None:
    place.push()
    same = Place(tmp_path / "same", place.server, place.name)
    same.write()
    many(place)
    with pushing(place, neo4j) as process:
        assert same.push()["unchanged"] == 10
        _, error = process.communicate(timeout=120)
        assert process.returncode == 0, error.decode()
    assert len(place.ids(neo4j)) == MANY + 10


def test_what_others_keep_in_the_same_database_stays(place: Place, neo4j: Driver) -> None:
    mark = str(uuid.uuid4())
    neo4j.execute_query(
        "CREATE (a:Application {id: 'siu', mark: $mark})-[:FEEDS {flow: 'siu-orbis', mark: $mark}]->"
        "(b:Element {id: 'orbis', mark: $mark}), (:Element:Application {repository: 'other', id: $mark, mark: $mark})"
        "-[:ZONE]->(a)",
        mark=mark,
    )
    place.push()
    place.write("site: {hegp: {}}\n")
    place.push()
    left = neo4j.execute_query(
        "MATCH (n {mark: $mark}) OPTIONAL MATCH (n)-[r]->() RETURN n.id AS id, labels(n) AS labels, type(r) AS type",
        mark=mark,
    ).records
    assert sorted((each["id"], sorted(each["labels"]), each["type"]) for each in left) == sorted(
        [("siu", ["Application"], "FEEDS"), ("orbis", ["Element"], None), (mark, ["Application", "Element"], "ZONE")]
    )
    assert place.ids(neo4j) == {"hegp", "hegp-annexe"}
    neo4j.execute_query("MATCH (n {mark: $mark}) DETACH DELETE n", mark=mark)


def test_several_repositories_live_in_one_database(place: Place, neo4j: Driver, tmp_path: Path) -> None:
    place.push()
    other = Place(tmp_path / "other", place.server, f"{place.name}-b")
    other.write(MODEL.replace("  glims: {name: \"GLIMS : labo\", zone: soins}\n", "").replace(
        "  orbis-glims: {source: orbis, target: {to: glims, from: 2020}, data: identite}\n", ""))  # fmt: skip
    other.push()
    assert place.status()["unchanged"] == 10
    assert len(other.ids(neo4j)) == 8
    unsaid = place.ea("list", "--store", place.server.address)
    assert (unsaid.code, "several repositories here" in unsaid.error) == (2, True)


@pytest.fixture
def user(neo4j: Driver, server: Server) -> Iterator[dict[str, str]]:
    """An account of its own: too many wrong passwords close one for a while."""
    name = f"u{uuid.uuid4().hex[:8]}"
    neo4j.execute_query(f"CREATE USER {name} SET PASSWORD 'provisoire1' CHANGE REQUIRED", database_="system")
    yield {"NEO4J_USERNAME": name, "NEO4J_PASSWORD": "provisoire1"}
    neo4j.execute_query(f"DROP USER {name}", database_="system")


def test_a_password_to_be_changed_and_a_wrong_one_are_told(place: Place, user: dict[str, str]) -> None:
    first = place.ea("status", place.address, **user)
    assert (first.code, "must be changed first" in first.error) == (2, True)
    wrong = place.ea("status", place.address, **(user | {"NEO4J_PASSWORD": "secret-faux"}))
    assert (wrong.code, "wrong user name or password" in wrong.error) == (2, True)
    for each in (first, wrong):
        assert "provisoire1" not in each.out + each.error
        assert "secret-faux" not in each.out + each.error
        assert "Traceback" not in each.error


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("bolt://127.0.0.1:1", "no answer"),
        ("neo4j://127.0.0.1:1", "no answer"),
        ("neo4j://nowhere.invalid", "no answer"),
        ("http://127.0.0.1", "not the address of a Neo4j server"),
        ("bolt://[::1", "not the address of a Neo4j server"),
        ("neo4j://127.0.0.1:port", "not the address of a Neo4j server"),
        ("bolt://neo4j:mot-secret@127.0.0.1", "holds neither user nor password"),
    ],
)
def test_a_server_that_is_not_there_is_told(place: Place, address: str, sentence: str) -> None:
    refused = place.ea("status", address)
    assert refused.code == 2
    assert sentence in refused.error
    assert refused.error.count("\n") == 1
    assert "mot-secret" not in refused.error
    assert place.server.password not in refused.error


def test_an_unknown_database_and_tls_that_is_not_there_are_told(place: Place) -> None:
    refused = place.ea("status", place.address, "--database", "autre")
    assert (refused.code, "no database of that name" in refused.error) == (2, True)
    own = place.ea("push", place.address, "--database", "system")
    assert (own.code, "the server's own database" in own.error) == (2, True)
    for scheme in ("bolt+s", "neo4j+s"):
        secure = place.ea("status", f"{scheme}://{place.server.address.partition('://')[2]}")
        assert (secure.code, "does not speak TLS" in secure.error) == (2, True)


def test_a_server_before_neo4j_5_is_refused() -> None:
    recent_enough("Neo4j/5.26.0", Address("bolt://x"))
    recent_enough("Neo4j/2025.01.0", Address("bolt://x"))
    with pytest.raises(Trouble, match=r"this server is Neo4j 4\.4\.40"):
        recent_enough("Neo4j/4.4.40", Address("bolt://x"))


def test_the_password_may_be_in_a_file_that_nobody_else_reads(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "neo4j.env"
    file.write_text(f"NEO4J_USERNAME={place.server.username}\nNEO4J_PASSWORD={place.server.password}\n")
    file.chmod(0o644)
    environment = {"NEO4J_CREDENTIALS": str(file), "HOME": str(tmp_path), **ENVIRONMENT}
    command = [sys.executable, "-m", "ea_repo.cli.main", "-C", str(place.root), "status", place.address]

    def told() -> tuple[int, str]:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, stdin=-3, check=False)
        assert place.server.password not in done.stdout + done.stderr
        return done.returncode, done.stderr

    code, error = told()
    assert (code, "chmod 600" in error) == (2, True)
    file.chmod(0o600)
    assert told() == (0, "")
    file.write_text("")
    code, error = told()
    assert (code, "no password" in error) == (2, True)


@before_ours
def test_a_connection_that_breaks_in_the_middle_is_tried_again(place: Place, neo4j: Driver) -> None:
    many(place)
    with Proxy(place.server, cut_after=1_500_000) as proxy:
        sent = place.ea("push", f"{proxy.address}#{place.name}")
    assert proxy.cut
    assert sent.code == 0, sent.error
    assert len(place.ids(neo4j)) == MANY + 10
    assert not staged(place, neo4j)


@pytest.fixture
def certified(tmp_path: Path) -> ssl.SSLContext:
    """What talks TLS with a certificate that nobody signed."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "1"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


@before_ours
def test_a_certificate_that_nobody_signed_is_told_and_may_be_taken(place: Place, certified: ssl.SSLContext) -> None:
    place.push()
    with Proxy(place.server, tls=certified) as proxy:
        said = {
            scheme: place.ea("status", f"{proxy.address.replace('bolt', scheme)}#{place.name}")
            for scheme in ("bolt+s", "neo4j+s", "bolt+ssc")
        }
    taken = said.pop("bolt+ssc")
    for refused in said.values():
        assert (refused.code, len(refused.error.splitlines())) == (2, 1)
        assert "certificate is not trusted" in refused.error
        assert "+ssc" in refused.error
    assert taken.code == 0, taken.error
