"""Two processes that share a piece of work give the answers of one."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import os, signal
from ea_repo.check import halves
first = os.getpid()
{body}
told = []
print(halves.answers(200, answer, lambda *taken: told.append(taken)))
assert all(total == 200 for _, total in told) and told == sorted(told), told
"""


def answers(body: str) -> str:
    # In a process of its own: one that runs threads, as that of the tests may, is not to be forked.
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(body=body)], capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


SQUARES = str([number * number for number in range(200)])


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
@pytest.mark.parametrize(
    "body",
    [
        "def answer(number): return number * number",
        # The other process is killed in the middle.
        "def answer(number):\n if os.getpid() != first: os.kill(os.getpid(), signal.SIGKILL)\n return number * number",
        # What it answers cannot be sent.
        "def answer(number): return number * number if os.getpid() == first else lambda: number",
        # It fails where this one does not.
        "def answer(number):\n if os.getpid() != first: raise MemoryError\n return number * number",
    ],
)
def test_every_answer_is_there_in_order_whatever_happens_to_the_other_process(body: str) -> None:
    assert answers(body) == SQUARES


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
def test_what_cannot_be_answered_fails_here() -> None:
    assert answers("def answer(number): raise ValueError(number)").startswith("ValueError")
