"""A push long enough for something to happen in the middle of it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.cli.running import ENVIRONMENT
from tests.neo4j.sharing import MODEL, Place

if TYPE_CHECKING:
    from neo4j import Driver

MANY = 20_000


def many(place: Place, name: str = "a") -> None:
    """A model that takes several transactions to send."""
    place.write(MODEL + "process:\n" + "".join(f"  {name}-{each}: {{name: P {each}}}\n" for each in range(MANY)))


@contextmanager
def pushing(place: Place, neo4j: Driver, sent: int = 1) -> Iterator[subprocess.Popen[bytes]]:
    """A push in a process of its own, that has sent so much of what it sends."""
    environment = {**ENVIRONMENT, "HOME": str(place.root), **place.server.environment}
    command = [sys.executable, "-m", "ea_repo.cli.main", "-C", str(place.root), "push", place.address]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            while staged(place, neo4j) < sent:
                assert process.poll() is None
                time.sleep(0.02)
            yield process
        finally:
            process.kill()


def staged(place: Place, neo4j: Driver) -> int:
    """How much of a push waits where no reader looks."""
    found = neo4j.execute_query("MATCH (n:EaStaged {repository: $name}) RETURN count(n) AS n", name=place.name)
    return int(found.records[0]["n"])
