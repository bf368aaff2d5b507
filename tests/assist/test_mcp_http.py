"""`ea mcp --http`: this machine alone by default; beyond it, who has the token."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.server.transport_security import TransportSecurityMiddleware
from starlette.requests import Request

from ea_repo.assist.transport import Scope, asking, guard, read_address
from tests.assist.asking import small
from tests.cli.running import ENVIRONMENT, invoke
from tests.texts import keyboard

SECRET = "a-word-that-nobody-guesses"  # noqa: S105


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory.mktemp("http") / "si")


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    """A server with a token, on a free port of this machine."""
    with _serving(root, "127.0.0.1") as served:
        yield served


@contextmanager
def _serving(root: Path, host: str) -> Iterator[str]:
    """Where a server with a token answers that listens on a free port of a host."""
    (root.parent / "token").write_text(SECRET + "\n", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["-C", str(root), "mcp", "--http", f"{host}:{port}", "--token-file", str(root.parent / "token")]
    with subprocess.Popen([sys.executable, "-m", "ea_repo.cli.main", *words], env=ENVIRONMENT) as served:
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            served.terminate()


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError


def _listed(address: str, kind: str) -> list[str]:
    """The elements of a kind that a server with the token tells."""

    async def ask() -> list[str]:
        sender = httpx2.AsyncClient(headers={"Authorization": f"Bearer {SECRET}"})
        async with sender, Client(streamable_http_client(address, http_client=sender)) as client:
            answer = await client.call_tool("list", {"selector": [kind]})
            return [element["id"] for element in answer.structured_content["answer"]]

    return anyio.run(ask)


def test_a_question_with_the_token_is_answered(address: str) -> None:
    assert _listed(address, "process") == ["accueil"]


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("0.0.0.0", ["dossier", "siu"]),  # noqa: S104
        ("127.0.0.1", ["dossier", "labo", "siu"]),
    ],
)
def test_what_other_machines_see_is_for_the_safe_audience(tmp_path: Path, host: str, shown: list[str]) -> None:
    root = small(tmp_path / "si")
    (root / "publication").mkdir()
    profile = "title: {fr: P, en: P}\nsafe: true\ndrop: {elements: {id: labo}}\n"
    (root / "publication" / "partners.yaml").write_text(profile, encoding="utf-8")
    with _serving(root, host) as address:
        assert sorted(_listed(address, "application")) == shown


@pytest.mark.parametrize("header", [None, "Bearer", f"Bearer {SECRET}x", f"Basic {SECRET}", "Bearer \xe9"])
def test_one_without_is_not(address: str, header: str | None) -> None:
    headers = {} if header is None else {b"Authorization": header.encode("latin-1")}
    assert httpx2.post(address, json={}, headers=headers).status_code == 401


def test_a_browser_sent_by_another_name_is_refused(address: str) -> None:
    headers = {"Authorization": f"Bearer {SECRET}", "Host": "evil.example"}
    assert httpx2.post(address, json={}, headers=headers).status_code == 421


@pytest.mark.parametrize(
    ("address", "host", "allowed"),
    [
        ("127.0.0.1:8420", "127.0.0.1:8420", True),
        ("127.0.0.1:8420", "localhost:8420", True),
        ("127.0.0.2:8420", "127.0.0.2:8420", True),
        ("127.0.0.1:80", "127.0.0.1", True),
        ("localhost:80", "localhost", True),
        ("[::1]:80", "[::1]", True),
        ("127.0.0.2:8420", "127.0.0.3:8420", False),
        ("127.0.0.1:80", "evil.example", False),
        ("127.0.0.1:80", "127.0.0.1.evil.example", False),
        ("0.0.0.0:8420", "ea.example:8420", True),
    ],
)
def test_which_names_of_the_machine_may_be_asked(address: str, host: str, allowed: bool) -> None:
    asked = Request({"type": "http", "headers": [(b"host", host.encode())]})
    refused = anyio.run(TransportSecurityMiddleware(guard(read_address(address))).validate_request, asked)
    assert (refused is None) == allowed


@pytest.mark.parametrize(
    ("kind", "token", "passes"),
    [
        ("lifespan", None, True),
        ("http", None, False),
        ("http", SECRET, True),
        ("websocket", None, False),
        ("websocket", SECRET, True),
    ],
)
def test_only_the_start_of_the_server_needs_no_token(kind: str, token: str | None, passes: bool) -> None:
    passed, sent = [], []

    async def application(scope: Scope, _: Any, __: Any) -> None:
        passed.append(scope["type"])

    async def send(message: dict[str, Any]) -> None:
        sent.append(message["type"])

    headers = [] if token is None else [(b"authorization", f"Bearer {token}".encode())]
    anyio.run(asking(application, SECRET), {"type": kind, "headers": headers}, None, send)
    assert (passed == [kind], bool(sent)) == (passes, not passes)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--http", "0.0.0.0:8420"], "0.0.0.0 is seen by other machines: --token-file FILE says the token to ask"),
        (["--http", "8420"], "expected an address and a port"),
        (["--http", "127.0.0.1:99999"], "expected an address and a port"),
        (["--http", "127.0.0.1:1", "--token-file", "none"], "this file of a token cannot be read"),
        (["--token-file", "none"], "--token-file goes with --http only"),
    ],
)
def test_where_it_may_not_listen(root: Path, options: list[str], sentence: str) -> None:
    refused = invoke(root, "mcp", *options, "--lang", "en")
    assert (refused.code, sentence in refused.error) == (2, True), refused.error


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("fr", "un autre programme y écoute déjà ; indiquez un autre port"),
        ("en", "another program listens there already; name another port"),
    ],
)
def test_a_port_that_is_taken_is_told_in_a_sentence(root: Path, lang: str, sentence: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        refused = invoke(root, "mcp", "--http", address, "--lang", lang)
    colon = " :" if lang == "fr" else ":"
    assert (refused.code, keyboard(refused.error)) == (2, f"ea: --http {address}{colon} {sentence}\n")


def test_an_address_of_another_machine_is_told_in_a_sentence(root: Path) -> None:
    token = root.parent / "long"
    token.write_text(SECRET, encoding="utf-8")
    refused = invoke(root, "mcp", "--http", "192.0.2.1:8420", "--token-file", str(token), "--lang", "en")
    assert (refused.code, refused.error) == (2, "ea: --http 192.0.2.1:8420: this machine has no such address\n")


def test_a_token_is_not_short(root: Path) -> None:
    (root.parent / "short").write_text("abc", encoding="utf-8")
    refused = invoke(root, "mcp", "--http", "127.0.0.1:1", "--token-file", str(root.parent / "short"), "--lang", "en")
    assert "a token has at least 16 ASCII characters" in refused.error
