"""Two processes that share a piece of work give the answers of one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.patience import patience

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
SCRIPT = """
import os, resource, signal, time
from ea_repo import parallel
first = os.getpid()
{body}
taken_numbers = []
def tell(taken, total):
    taken_numbers.append(taken)
    assert total == {count}
results = parallel.answers({count}, answer, tell)
assert taken_numbers == sorted(taken_numbers)
print(results == [number * number for number in range({count})])
"""


def answers(body: str, count: int = 200) -> str:
    # In a process of its own: one that runs threads, as that of the tests may, is not to be forked.
    command = [sys.executable, "-c", SCRIPT.format(body=body, count=count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=patience(60))
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


PLAIN = "def answer(number): return number * number"


@pytest.mark.parametrize(
    "body",
    [
        PLAIN,
        # The other process is killed in the middle.
        "def answer(number):\n if os.getpid() != first: os.kill(os.getpid(), signal.SIGKILL)\n return number * number",
        # What it answers cannot be sent.
        "def answer(number): return number * number if os.getpid() == first else lambda: number",
        # It fails where this one does not.
        "def answer(number):\n if os.getpid() != first: raise MemoryError\n return number * number",
        # There can be no other.
        f"{PLAIN}\nparallel.os.fork = lambda: (_ for _ in ()).throw(BlockingIOError(11, 'no more processes'))",
    ],
)
def test_every_answer_is_there_in_order_whatever_happens_to_the_other_process(body: str) -> None:
    assert answers(body) == "True"


def test_there_may_be_many_of_them() -> None:
    assert answers(PLAIN, 50_000) == "True"


def test_what_cannot_be_answered_fails_here() -> None:
    assert answers("def answer(number): raise ValueError(number)").startswith("ValueError")


def test_what_fails_here_ends_though_the_other_has_much_to_send() -> None:
    body = "def answer(number):\n if os.getpid() == first: raise ValueError(number)\n return 'x' * 100_000"
    assert answers(body).startswith("ValueError")


def test_the_other_ends_when_this_one_is_killed() -> None:
    body = "print(first, flush=True)\ndef answer(number):\n time.sleep(0.01)\n return 'x' * 100_000"
    command = [sys.executable, "-c", SCRIPT.format(body=body, count=200)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as ran:
        assert ran.stdout is not None
        ran.stdout.readline()
        time.sleep(0.2)
        os.kill(ran.pid, signal.SIGKILL)
        # The pipe ends once nobody holds it: neither this process nor its copy.
        assert ran.stdout.read() == b""
