"""`ea serve` under load: pages, questions, memory. The load is made by wrk, of a package of the system, on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scale import Scale
from systems import EA, HERE, generated
from timing import Figures, seconds

HEADING = "## Served over HTTP"
SEED = 8421
CONNECTIONS, QUESTIONS = 8, 2
"""How many ask for pages at a time; as many questions as are answered at a time."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A server that is measured: its process, which began the others, and its port."""

    number: int
    port: int

    def get(self, path: str) -> bytes:
        """What a path answers; raises where it is refused."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=300) as answer:
            content: bytes = answer.read()
        return content

    def get_at_last(self, path: str) -> bytes:
        """What a path answers, however long it takes to be ready."""
        while True:
            with contextlib.suppress(urllib.error.HTTPError):
                return self.get(path)

    def load(self, paths: Sequence[str], connections: int, lasting: float) -> Figures:
        """What wrk measures: these paths again and again; with the processor time that the server took for each."""
        before = self.processor_time()
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write("\n".join(paths))
            file.flush()
            script = ["-s", str(HERE / "paths.lua"), f"http://127.0.0.1:{self.port}"]
            command = ["wrk", "-t", "1", "-c", str(connections), "-d", f"{lasting:.0f}s", "--timeout", "60s", *script]
            done = subprocess.run(  # noqa: S603
                command, env={**os.environ, "PATHS": file.name}, capture_output=True, text=True, check=True
            )
        figures: Figures = json.loads(done.stdout.splitlines()[-1])
        return figures | {"processor": 1_000 * (self.processor_time() - before) / max(1, figures["requests"])}

    def one_after_the_other(self, paths: Sequence[str]) -> Figures:
        """What is measured when each path is asked for once, with the processor time that its answer took."""
        times, processor = [], []
        for path in paths:
            before = self.processor_time()
            times.append(seconds(lambda path=path: self.get(path)))
            processor.append(self.processor_time() - before)
        of_all = _spread("", times) | _spread("processor ", processor)
        return {
            "requests": len(times),
            "seconds": sum(times),
            "wrong": 0,
            "processor": 1_000 * sum(processor) / len(times),
        } | of_all

    def processor_time(self) -> float:
        """The processor time of all its processes, those that have ended among them, in seconds."""
        return sum(map(_processor_time, self._family()))

    def memory(self) -> float:
        """The memory of all its processes, what they share counted once, in MB."""
        return sum(map(_proportional, self._family())) / 1024

    def _family(self) -> list[int]:
        def below(number: int) -> Iterator[int]:
            yield number
            for child in Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split():
                yield from below(int(child))

        return list(below(self.number))


def _processor_time(number: int) -> float:
    """That of a process, to the nanosecond, and of those below it that have ended."""
    fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    own = int(Path(f"/proc/{number}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    return own + sum(map(int, fields[13:15])) / TICKS


def _spread(of: str, times: Sequence[float]) -> Figures:
    """The median, the 99th percentile and the most of some times, in milliseconds."""
    places = {"median": len(times) // 2, "p99": len(times) * 99 // 100, "longest": -1}
    return {f"{of}{name}": 1_000 * sorted(times)[place] for name, place in places.items()}


def _proportional(number: int) -> int:
    lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def _serving(system: Path) -> Iterator[tuple[Server, float]]:
    """A server of a system, and how many seconds its first question took from the start of the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    command = [*EA, "-C", str(system), "serve", "--port", str(port), "--rate", "100000", "--time-limit", "300"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603
    server = Server(process.pid, port)
    try:
        while process.poll() is None:
            try:
                server.get("/api/show?id=application-000001")
                break
            except OSError:
                time.sleep(0.1)
        yield server, time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def lines(scale: Scale) -> Iterator[str]:
    """The section of the page."""
    if shutil.which("wrk") is None:
        raise SystemExit("wrk makes the load: apt-get install wrk")
    yield HEADING
    yield ""
    with generated(scale.served) as folder, _serving(folder / "system") as (server, first):
        yield from _measured(scale, server, first)


def _measured(scale: Scale, server: Server, first: float) -> Iterator[str]:
    began = time.perf_counter()
    server.get_at_last("/en/index.html")
    prepared = first + time.perf_counter() - began
    chosen = random.Random(SEED)  # noqa: S311
    in_service = server.get("/api/list?selector=application&selector=phase=active&limit=10000")
    ids = [element["id"] for element in json.loads(in_service)]
    pages = [f"/en/element/{id}.html" for id in chosen.sample(ids, scale.served_pages)]
    losses = [f"/api/impact?ids={id}" for id in chosen.sample(ids, len(ids))]
    loads = {
        "element pages, for the first time": server.one_after_the_other(pages),
        "element pages": server.load(pages, CONNECTIONS, scale.served_seconds),
        "the loss of an application": server.one_after_the_other(losses[: scale.served_pages]),
        "the loss of another": server.load(losses[scale.served_pages :], QUESTIONS, scale.served_seconds),
    }
    yield (
        f"A made-up system of {scale.served:,} applications, {os.cpu_count()} cores, the load on the same machine. The "
        f"first question is answered {first:.1f} s after the start, the first page {prepared:.1f} s after it."
    )
    yield ""
    yield "| asked | at a time | a second | median | p99 | processor time | its p99 | not answered |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for (name, load), at_a_time in zip(loads.items(), (1, CONNECTIONS, 1, QUESTIONS), strict=True):
        p99 = f"{load['processor p99']:.0f} ms" if "processor p99" in load else ""
        yield (
            f"| {name} | {at_a_time} | {load['requests'] / load['seconds']:,.0f} | {load['median']:.0f} ms | "
            f"{load['p99']:.0f} ms | {load['processor']:.1f} ms | {p99} | {load['wrong']:.0f} |"
        )
    yield ""
    yield from _memory(scale, server, pages + losses[:50])


def _memory(scale: Scale, server: Server, paths: Sequence[str]) -> Iterator[str]:
    """The memory before and after many requests, for each tenth of them."""
    held, asked = [server.memory()], 0.0
    while asked < scale.served_requests:
        asked += server.load(paths, CONNECTIONS, max(1, scale.served_seconds / 2))["requests"]
        held.append(server.memory())
    yield (
        f"Memory of all processes, what they share counted once: {held[0]:,.0f} MB before, "
        f"{held[len(held) // 2]:,.0f} MB half way and {held[-1]:,.0f} MB after {asked:,.0f} requests of pages and "
        "questions."
    )
