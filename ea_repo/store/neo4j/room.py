"""How much memory there is for an answer, as far as the machine tells."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

_PLENTY = 2**40


def room() -> int:
    """How many bytes this process may still take: what the machine has left, or less where a limit is set."""
    return max(0, min(_left(), default=_PLENTY))


def _left() -> Iterator[int]:
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemAvailable:"):
            yield int(line.split()[1]) * 1024
    yield from _in_a_container()
    if sys.platform != "win32":
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        taken = next((int(line.split()[0]) for line in _lines("/proc/self/statm")), 0) * resource.getpagesize()
        if limit != resource.RLIM_INFINITY:
            yield limit - taken


def _in_a_container() -> Iterator[int]:
    """What the group of processes may take, and has not: a container has a group of its own."""
    for most, taken in (
        ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
        ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"),
    ):
        said = [line.strip() for file in (most, taken) for line in _lines(file)]
        if len(said) == 2 and all(map(str.isdigit, said)):
            yield int(said[0]) - int(said[1]) + _let_go_at_will(Path(most).with_name("memory.stat"))


def _let_go_at_will(stat: Path) -> int:
    """What is taken by files that were read, and is free for who asks."""
    told = (line.split() for line in _lines(str(stat)))
    return next((int(value) for name, value in told if name == "inactive_file"), 0)


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return []
