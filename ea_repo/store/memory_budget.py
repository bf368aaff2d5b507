"""How much memory this process may still take, as far as the machine tells."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

_UNLIMITED = 2**40


def memory_budget() -> int:
    """How many bytes this process may still take: what the machine has left, or less where a limit is set."""
    return max(0, min(_limits(), default=_UNLIMITED))


def _limits() -> Iterator[int]:
    """The bytes that each limit leaves: the machine's, the container's, the process's own (`ulimit -v`)."""
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemAvailable:"):
            yield int(line.split()[1]) * 1024
    yield from _container_limits()
    if sys.platform != "win32":
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        used = next((int(line.split()[0]) for line in _lines("/proc/self/statm")), 0) * resource.getpagesize()
        if limit != resource.RLIM_INFINITY:
            yield limit - used


def _container_limits() -> Iterator[int]:
    """What the control group of this process may still take, by its version 2, then 1: a container has its own."""
    for limit_file, usage_file in (
        ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
        ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"),
    ):
        numbers = [line.strip() for file in (limit_file, usage_file) for line in _lines(file)]
        if len(numbers) == 2 and all(map(str.isdigit, numbers)):
            limit, usage = map(int, numbers)
            yield limit - usage + _reclaimable(Path(limit_file).with_name("memory.stat"))


def _reclaimable(stat: Path) -> int:
    """The bytes that cache files read before, which the kernel gives to who asks."""
    pairs = (line.split() for line in _lines(str(stat)))
    return next((int(value) for name, value in pairs if name == "inactive_file"), 0)


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return []
