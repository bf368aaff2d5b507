"""Times and memory, of this process and of others. Needs nothing but Python: others are timed by it too."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Figures = dict[str, float]
LONG = 20
"""From how many seconds on a thing is measured once."""
LIMIT = 360
"""How many seconds a process may take."""


def seconds(ask: Callable[[], object]) -> float:
    """How long one thing takes."""
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def median_over(ask: Callable[[Any], object], subjects: Iterable[Any]) -> float:
    """The median time of one question, over these subjects."""
    return statistics.median(seconds(lambda subject=subject: ask(subject)) for subject in subjects)


def median_of(ask: Callable[[], object], repeats: int) -> float:
    """The median time of the same thing done several times; the one time of what takes long."""
    times = [seconds(ask)]
    while len(times) < repeats and times[0] < LONG:
        times.append(seconds(ask))
    return statistics.median(times)


def process_seconds(command: Sequence[str | Path], runs: int, folder: Path) -> float:
    """The median wall time of a whole process, after one run that is not counted (where one run is asked, none)."""

    def run() -> None:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=usual_environment())  # noqa: S603
        # 1 is an answer: findings, or a NO-GO.
        if done.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(map(str, command))}: {done.stderr.decode(errors='replace')[-600:]}")

    if runs > 1:
        run()
    return statistics.median(seconds(run) for _ in range(runs))


@dataclass(frozen=True)
class Cost:
    """What a whole process takes: seconds, those of the processors, the most memory in MB."""

    seconds: float
    processor: float
    memory: float


def cost(*command: str | Path, environment: Mapping[str, str]) -> Cost:
    """What a command takes that finds something, or nothing; any other way to end ends the whole run."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.DEVNULL)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(map(str, command))}: {process.returncode}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def usual_environment() -> Mapping[str, str]:
    """The variables of this process, but for what has Python compile again at each start what it has compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def figures_of(*command: object, limit: int = LIMIT, variables: Mapping[str, str] | None = None) -> Figures | None:
    """What a process measured and printed as JSON on its last line; None where it took too long or could not."""
    words = list(map(str, command))
    environment = {**os.environ, **(variables or {})}
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=limit, check=False, env=environment)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        # What it measured before counts.
        return json.loads(late.stdout.splitlines()[-1]) if late.stdout else None
    if done.returncode:
        print(done.stderr[-600:], file=sys.stderr)  # noqa: T201
        return None
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def required(*command: object, variables: Mapping[str, str] | None = None) -> Figures:
    """What a process of ea-repo itself measured: that it cannot ends the whole run."""
    figures = figures_of(*command, variables=variables)
    if figures is None:
        raise SystemExit(f"{' '.join(map(str, command))}: measured nothing")
    return figures


def print_figures(figures: Figures) -> None:
    """Prints what is measured so far; what follows may take too long."""
    print(json.dumps(figures), flush=True)  # noqa: T201


def memory(*, with_children: bool = False) -> float:
    """The most memory that this process held, in MB; added to that of its largest child, though they may share some."""
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 if with_children else 0
    status = Path("/proc/self/status")
    if status.exists():
        # `ru_maxrss` of a child begins at its parent's.
        (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024 + child
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 + child
