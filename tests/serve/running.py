"""`ea serve` as one runs it: a process of its own, on a free port of this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from tests.cli.running import ENVIRONMENT


@dataclass(frozen=True)
class Running:
    """A server that runs: its port, its process, the file of what it tells, its workspace."""

    port: int
    process: subprocess.Popen[bytes]
    told: Path
    root: Path
    client: httpx2.Client = field(default_factory=lambda: httpx2.Client(timeout=60))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: Any) -> httpx2.Response:
        return self.client.get(self.url + path, headers=headers, params=query or None)

    def health(self) -> dict[str, Any]:
        health: dict[str, Any] = self.get("/api/health").json()
        return health

    def waits_for(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds."""
        for _ in range(300):
            if holds():
                return
            time.sleep(0.1)
        raise TimeoutError(self.told.read_text(encoding="utf-8"))


@contextmanager
def serving(root: Path, *options: str, **variables: str) -> Iterator[Running]:
    """A server of the workspace; it ends as one ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = root.parent / f"told-{port}"
    words = ["-C", str(root), "serve", "--port", str(port), *options]
    environment = ENVIRONMENT | {"EA_CACHE_DIR": os.environ["EA_CACHE_DIR"], "HOME": str(root.parent)} | variables
    with told.open("wb") as written:
        command = [sys.executable, "-m", "ea_repo.cli.main", *words]
        process = subprocess.Popen(command, env=environment, stderr=written)
    running = Running(port, process, told, root)
    try:
        running.waits_for(lambda: process.poll() is not None or b"http://" in told.read_bytes())
        yield running
    finally:
        running.client.close()
        process.send_signal(signal.SIGTERM)
        process.wait(30)
