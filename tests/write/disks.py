"""Disks of their own for a test: small ones that get full, and ones that cannot be written to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ENVIRONMENT, Said

_AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_UNSHARE = ("unshare", "--mount") if _AS_ROOT else ("unshare", "--user", "--map-root-user", "--mount")
"""Mounts that are made below it are its own, and gone with it."""


def _may_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    try_one = [*_UNSHARE, "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(try_one, capture_output=True, check=False).returncode == 0


needs_disks = pytest.mark.skipif(not _may_mount(), reason="no disk of its own may be mounted here")


def on_a_disk(folder: Path, options: str, prepare: str, *words: str, then: str = "") -> Said:
    """A command of `ea` in `folder`, over which a disk with these options of `mount` is laid; nothing of it is left.

    `prepare` and `then` are lines of shell before and after it, in that folder; what they print follows.
    """
    ea = " ".join(f"'{word}'" for word in (sys.executable, "-m", "ea_repo.cli.main", *words))
    size, *others = options.split(",")
    remount = f"mount -o remount,{','.join((size, *others))} '{folder}'" if others else ""
    script = f"""
        mount -t tmpfs -o {size} none '{folder}' && cd '{folder}' || exit 99
        {prepare}
        {remount}
        {ea}; code=$?
        {then}
        exit $code
    """
    environment = ENVIRONMENT | {"HOME": "/nonexistent", "EA_CACHE_DIR": os.environ["EA_CACHE_DIR"]}
    done = subprocess.run([*_UNSHARE, "sh", "-c", script], env=environment, capture_output=True, check=False)
    return Said(done.stdout.decode(), done.stderr.decode(), done.returncode)


def interrupted_at(patch: pytest.MonkeyPatch, move: int, *, moved: bool) -> None:
    """Somebody interrupts the nth move of a file or folder, before it or right after."""
    usual, moves = Path.rename, 0

    def rename(path: Path, target: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves == move and not moved:
            raise KeyboardInterrupt
        result = usual(path, target)
        if moves == move:
            raise KeyboardInterrupt
        return result

    patch.setattr(Path, "rename", rename)
