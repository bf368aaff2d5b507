"""What a server, or the way to it, refuses: one sentence says why, and no password shows."""

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

from tests.cli.running import ENVIRONMENT
from tests.neo4j.proxy import Proxy, needs_local_server
from tests.neo4j.shared_workspace import SharedWorkspace

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j


@pytest.fixture
def user(driver: Driver) -> Iterator[dict[str, str]]:
    """An account of its own: too many wrong passwords close one for a while."""
    name = f"u{uuid.uuid4().hex[:8]}"
    driver.execute_query(f"CREATE USER {name} SET PASSWORD 'provisoire1' CHANGE REQUIRED", database_="system")
    yield {"NEO4J_USERNAME": name, "NEO4J_PASSWORD": "provisoire1"}
    driver.execute_query(f"DROP USER {name}", database_="system")


def test_a_password_to_be_changed_and_a_wrong_one_are_told(workspace: SharedWorkspace, user: dict[str, str]) -> None:
    to_change = workspace.ea("status", workspace.address, **user)
    assert (to_change.code, "must be changed first" in to_change.error) == (2, True)
    wrong = workspace.ea("status", workspace.address, **(user | {"NEO4J_PASSWORD": "secret-faux"}))
    assert (wrong.code, "wrong user name or password" in wrong.error) == (2, True)
    for result in (to_change, wrong):
        assert "provisoire1" not in result.out + result.error
        assert "secret-faux" not in result.out + result.error
        assert "Traceback" not in result.error


@pytest.mark.parametrize("address", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "neo4j://nowhere.invalid"])
def test_a_server_that_is_not_there_is_told(workspace: SharedWorkspace, address: str) -> None:
    refused = workspace.ea("status", address)
    assert (refused.code, refused.error.count("\n"), "no answer" in refused.error) == (2, 1, True)
    assert workspace.server.password not in refused.error


def test_an_unknown_database_and_the_servers_own_are_told(workspace: SharedWorkspace) -> None:
    unknown = workspace.ea("status", workspace.address, "--database", "autre")
    assert (unknown.code, "no database of that name" in unknown.error) == (2, True)
    system = workspace.ea("push", workspace.address, "--database", "system")
    assert (system.code, "the server's own database" in system.error) == (2, True)


def test_the_password_may_be_in_a_file_that_nobody_else_reads(workspace: SharedWorkspace, tmp_path: Path) -> None:
    server = workspace.server
    file = tmp_path / "neo4j.env"
    file.write_text(f"NEO4J_USERNAME={server.username}\nNEO4J_PASSWORD={server.password}\n")
    environment = {"NEO4J_CREDENTIALS": str(file), "HOME": str(tmp_path), **ENVIRONMENT}
    command = [sys.executable, "-m", "ea_repo.cli.main", "-C", str(workspace.root), "status", workspace.address]

    def status() -> tuple[int, str]:
        process = subprocess.run(
            command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
        )
        assert server.password not in process.stdout + process.stderr
        return process.returncode, process.stderr

    file.chmod(0o600)
    assert status() == (0, "")
    file.write_text("")
    code, error = status()
    assert (code, "no password" in error) == (2, True)


# TLS


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_server_that_does_not_speak_tls_is_told(workspace: SharedWorkspace, scheme: str) -> None:
    secure = workspace.ea("status", f"{scheme}://{workspace.server.address.partition('://')[2]}")
    assert (secure.code, "does not speak TLS" in secure.error) == (2, True)


@pytest.fixture
def self_signed(tmp_path: Path) -> ssl.SSLContext:
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


@needs_local_server
def test_a_certificate_that_nobody_signed_is_told_and_may_be_taken(
    workspace: SharedWorkspace, self_signed: ssl.SSLContext
) -> None:
    workspace.push()
    with Proxy(workspace.server, tls=self_signed) as proxy:
        results = {
            scheme: workspace.ea("status", f"{proxy.address.replace('bolt', scheme)}#{workspace.name}")
            for scheme in ("bolt+s", "neo4j+s", "bolt+ssc")
        }
    taken = results.pop("bolt+ssc")
    for refused in results.values():
        assert (refused.code, len(refused.error.splitlines())) == (2, 1)
        assert "certificate is not trusted" in refused.error
        assert "+ssc" in refused.error
    assert taken.code == 0, taken.error
