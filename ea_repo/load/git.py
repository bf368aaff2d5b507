"""git, asked what it keeps: nothing that a repository's own settings name is run, and nothing is fetched.

Whoever has a repository may write in its settings which programs filter, convert, compare, watch or fetch its files.
To look at a workspace must run none of them.
"""

from __future__ import annotations

import os
from pathlib import Path

from ea_repo.load.settings import WorkspaceUnreadable

_PLAIN = ("-c", "core.fsmonitor=false", "-c", "protocol.allow=never", "--no-pager", "--literal-pathspecs")
_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
_OF_FILTERS = ("clean=", "smudge=", "process=", "required=false")


def git(root: Path, *words: str, input_: bytes = b"") -> bytes:
    """What a git command prints; raises WorkspaceUnreadable with the first line of git's own message."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", root, *_PLAIN, *words],  # noqa: S607
            input=input_,
            capture_output=True,
            check=False,
            env=os.environ | _ENVIRONMENT,
        )
    except FileNotFoundError:
        raise WorkspaceUnreadable("git is not on this machine: revisions cannot be read") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise WorkspaceUnreadable(said or "git knows no such revision here")
    return done.stdout


def without_filters(root: Path) -> tuple[str, ...]:
    """The words that turn off every filter that the settings know, for a command that reads the files themselves."""
    try:
        named = git(root, "config", "-z", "--name-only", "--get-regexp", r"^filter\.")
    except WorkspaceUnreadable:  # There is none.
        return ()
    filters = {name.rpartition(".")[0] for name in os.fsdecode(named).split("\0") if name}
    return tuple(word for name in sorted(filters) for end in _OF_FILTERS for word in ("-c", f"{name}.{end}"))
