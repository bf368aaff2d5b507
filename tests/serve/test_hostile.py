"""What a server goes through: who has no token, who asks too much, who never ends asking."""

from __future__ import annotations

import base64
import concurrent.futures
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ea_repo.serve.rates import Rates
from tests.assist.asking import small
from tests.cli.running import invoke
from tests.serve.running import Running, serving
from tests.texts import keyboard

SECRET = "a-word-that-nobody-guesses"  # noqa: S105


def maze(rooms: int) -> str:
    """One chain from `start` to `end`, beside rooms that all lead to one another and back to the door: no way out."""
    names = [f"room{number}" for number in range(rooms)]
    ways = [("start", "door"), ("door", "end"), *((one, other) for one in names for other in names if one != other)]
    ways += [way for name in names for way in (("door", name), (name, "door"))]
    flows = [f"  {one}-{other}: {{source: {one}, target: {other}}}" for one, other in ways]
    applications = [f"  {name}: {{}}" for name in ("start", "door", "end", *names)]
    return "\n".join(["application:", *applications, "flow:", *flows])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small(tmp_path_factory.mktemp("hostile") / "si")
    (root / "model" / "maze.yaml").write_text(maze(12), encoding="utf-8")
    (root.parent / "token").write_text(SECRET + "\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Running]:
    """A server with a token, a low rate and little patience."""
    with serving(root, "--token-file", str(root.parent / "token"), "--rate", "4", "--time-limit", "1.5") as running:
        running.client.headers["Authorization"] = f"Bearer {SECRET}"
        yield running


def test_a_question_without_end_is_stopped_and_pages_go_on(server: Running) -> None:
    with concurrent.futures.ThreadPoolExecutor(2) as beside:
        endless = [
            beside.submit(server.get, "/api/path", start="start", end="end", every="true", max_length=length)
            for length in (30, 31)
        ]
        assert server.get("/en/element/siu.html").status_code == 200
        for asked in endless:
            assert asked.result().status_code == 504
            assert "takes more than 1.5 s" in asked.result().json()["detail"]
    assert server.get("/api/show", id="siu").status_code == 200


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (f"Bearer {SECRET}", 200),
        (f"bearer  {SECRET}", 200),
        ("Basic " + base64.b64encode(f"me:{SECRET}".encode()).decode(), 200),
        ("", 401),
        ("Bearer", 401),
        (f"Bearer {SECRET}x", 401),
        (f"Basic {SECRET}", 401),
        ("Basic " + base64.b64encode(SECRET.encode()).decode(), 401),
        (f"Digest {SECRET}", 401),
    ],
)
def test_who_has_the_token_is_answered(server: Running, header: str, status: int) -> None:
    refused = server.get("/en/index.html", {"Authorization": header})
    assert refused.status_code == status
    if status == 401:
        assert refused.headers["www-authenticate"].startswith("Bearer")
        assert "siu" not in refused.text


def test_ten_thousand_tokens_are_not_tried_and_who_has_the_right_one_does_not_wait_for_it(server: Running) -> None:
    answers = [server.get("/", {"Authorization": f"Bearer {number:032}"}) for number in range(100)]
    assert {answer.status_code for answer in answers} == {401, 429}
    assert int(next(answer for answer in answers if answer.status_code == 429).headers["retry-after"]) >= 1
    assert server.get("/en/index.html").status_code == 200


def test_who_gives_no_token_is_asked_for_it_however_often(server: Running) -> None:
    page = server.get("/", {"Authorization": "", "Accept": "text/html", "Accept-Language": "fr"})
    assert "le jeton est demandé" in keyboard(page.text)
    assert page.headers["www-authenticate"].startswith("Bearer")
    assert {server.get("/", {"Authorization": ""}).status_code for _ in range(40)} == {401}
    assert server.get("/en/index.html").status_code == 200


def test_who_asks_too_often_is_told_when_to_come_back(server: Running) -> None:
    time.sleep(1)
    answers = [server.get("/api/show", id="siu") for _ in range(30)]
    assert {answer.status_code for answer in answers} == {200, 429}
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.headers["content-type"] == "application/problem+json"
    assert server.get("/en/element/siu.html").status_code == 200


def test_a_bucket_fills_again_as_time_goes() -> None:
    now = [0.0]
    rates = Rates(2, 3, lambda: now[0])
    for _ in range(3):
        assert rates.wait("me") == 0
        rates.take("me")
    assert (rates.wait("me"), rates.wait("you")) == (1, 0)
    now[0] = 0.5
    assert rates.wait("me") == 0


def test_a_body_of_a_hundred_megabytes_is_not_read(server: Running) -> None:
    piece = b"x" * (1 << 20)
    whole = b"POST /api/list HTTP/1.1\r\nContent-Length: 104857600"
    chunks = b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked"
    for head in (whole, chunks):
        with socket.create_connection(("127.0.0.1", server.port), 10) as sending:
            sending.sendall(head + f"\r\nHost: localhost\r\nAuthorization: Bearer {SECRET}\r\n\r\n".encode())
            sent = 0
            try:
                while sent < 100:
                    sending.sendall(b"100000\r\n" + piece + b"\r\n" if head is chunks else piece)
                    sent += 1
            except OSError:
                pass
            assert sent < 100
    answer = server.client.post(f"{server.url}/api/list", content=b"x" * 100_000)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert server.get("/en/index.html").status_code == 200


def test_one_who_never_ends_asking_is_let_go_and_the_others_are_answered(server: Running) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port), 30) for _ in range(60)]
    try:
        for one in slow:
            one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        began = time.monotonic()
        assert server.get("/en/index.html").status_code == 200
        while time.monotonic() - began < 20 and slow:
            time.sleep(1)
            for one in list(slow):
                try:
                    one.sendall(b"X: y\r\n")
                except OSError:
                    one.close()
                    slow.remove(one)
        assert not slow
    finally:
        for one in slow:
            one.close()


def test_nothing_is_left_open_and_it_ends_when_told(root: Path) -> None:
    with serving(root) as running:
        assert running.get("/en/index.html").status_code == 200
        processes = _family(running.process.pid)
        assert len(processes) >= 3
    assert running.process.returncode == 0
    assert "Traceback" not in running.told.read_text(encoding="utf-8")
    for _ in range(50):
        if not any(Path(f"/proc/{number}").exists() for number in processes):
            return
        time.sleep(0.1)
    raise AssertionError(processes)


def _family(number: int) -> list[int]:
    """A process and all that come from it."""
    children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    return [number, *(one for child in children for one in _family(int(child)))]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--host", "192.0.2.1"], "192.0.2.1 is seen by other machines: --token-file FILE says the token to ask"),
        (["--token-file", "none"], "this file of a token cannot be read"),
        (["--host", "192.0.2.1", "--token-file", "token"], "this machine has no such address"),
        (["-C", "nowhere"], "nowhere"),
    ],
)
def test_where_it_may_not_listen_it_says_so(
    root: Path, options: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    folder = Path(options.pop(1)) if options[0] == "-C" else root
    refused = invoke(folder, "serve", "--lang", "en", *(option for option in options if option != "-C"))
    assert (refused.code, sentence in refused.error) == (2, True), refused.error


def test_a_workspace_that_cannot_be_read_is_not_served(root: Path) -> None:
    os.truncate(root / "workspace.yaml", 0)
    (root / "workspace.yaml").write_text("name: [", encoding="utf-8")
    refused = invoke(root, "serve", "--lang", "en", "--port", "18421")
    assert (refused.code, "workspace.yaml" in refused.error) == (2, True), refused.error
