"""How much memory there is, as the limits of a process say it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ea_repo.store.neo4j.room import room

_LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))
from ea_repo.store.neo4j.room import room
before = room()
taken = bytearray(50 << 20)
print(before, room())
"""


def test_there_is_some() -> None:
    assert room() > 1 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_a_limit_is_known_and_what_is_taken_leaves_less() -> None:
    done = subprocess.run([sys.executable, "-c", _LIMITED], capture_output=True, text=True, check=True)
    before, after = map(int, done.stdout.split())
    assert before < 300 << 20
    assert before - after >= 49 << 20
