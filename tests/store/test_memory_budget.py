"""How many bytes a process may still take, by the limits that it has."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ea_repo.store.memory_budget import memory_budget

_LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))
from ea_repo.store.memory_budget import memory_budget
before = memory_budget()
taken = bytearray(50 << 20)
print(before, memory_budget())
"""


def test_there_is_some() -> None:
    assert memory_budget() > 1 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_a_limit_is_known_and_what_is_taken_leaves_less() -> None:
    process = subprocess.run([sys.executable, "-c", _LIMITED], capture_output=True, text=True, check=True)
    before, after = map(int, process.stdout.split())
    assert before < 300 << 20
    assert before - after >= 49 << 20
