"""A small disk that only some processes see: it fills up without harm, and goes away with them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MOUNT = 'mount -t tmpfs -o size="$2" tmpfs "$1" && echo mounted && exec cat'


class NoDisk(Exception):
    """Why no disk can be mounted here."""


@dataclass(frozen=True)
class Disk:
    """A disk mounted on a folder; its files are at `seen` for who is not `within`."""

    within: Sequence[str]
    """What runs a command that sees it."""
    seen: Path

    @property
    def room(self) -> int:
        """How many bytes are free."""
        status = os.statvfs(self.seen)
        return status.f_bavail * status.f_frsize

    @contextmanager
    def full_but(self, room: int) -> Iterator[None]:
        """Takes all of it but so many bytes, for a while."""
        ballast = self.seen / "ballast"
        ballast.write_bytes(bytes(self.room - room))
        try:
            yield
        finally:
            ballast.unlink()


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Disk]:
    """A disk of that size on a folder, in memory; raises NoDisk where this machine lets nobody mount one."""
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNT, "sh", str(folder), size]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stderr
        if not holder.stdout.readline():
            raise NoDisk(holder.stderr.read().decode().strip())
        entering = ("nsenter", "--user", "--mount", "--preserve-credentials", "--target", str(holder.pid))
        yield Disk(entering, Path(f"/proc/{holder.pid}/root{folder}"))
