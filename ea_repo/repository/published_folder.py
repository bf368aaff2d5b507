"""The folder in which an audience reads a workspace: one's own, gone with who looks at it, whatever ends that."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

from ea_repo.write import lock

_PREFIX = "ea-published-"
_BEFORE = "ea-made-"
"""How a folder is called before it is locked: nobody may take it for one that was left behind."""


class PublishedFolder:
    """A folder of one's own on the disk, which nobody else may read, and which goes with who looks at it.

    It is locked as long as a process looks at it. Before it is made, those go that killed processes have left.
    """

    def __init__(self) -> None:
        for folder in _left_behind(Path(tempfile.gettempdir())):
            shutil.rmtree(folder, ignore_errors=True)
        made = Path(tempfile.mkdtemp(prefix=_BEFORE))
        held = lock.hold(made)
        self.path = made.rename(made.with_name(_PREFIX + made.name.removeprefix(_BEFORE)))
        self.remove = weakref.finalize(self, _remove, self.path, held, os.getpid())


def _left_behind(base: Path) -> Iterator[Path]:
    """The folders of this user at which no process looks any more."""
    for folder in base.glob(f"{_PREFIX}*"):
        # Another process may remove it meanwhile.
        with contextlib.suppress(OSError):
            if lock.is_abandoned(folder) and folder.stat(follow_symlinks=False).st_uid == os.getuid():
                yield folder


def _remove(path: Path, held: int | None, process: int) -> None:
    """Removes a folder, in the process that made it: one that only judges or writes a part leaves it."""
    if os.getpid() == process:
        shutil.rmtree(path, ignore_errors=True)
    if held is not None:
        with contextlib.suppress(OSError):
            os.close(held)
