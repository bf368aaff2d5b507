"""git, asked what it keeps: nothing that a repository's own settings name is run, and nothing is fetched.

Whoever has a repository may write in its settings which programs filter, convert, compare, watch or fetch its files.
To look at a workspace must run none of them.
"""

from __future__ import annotations

import os
from pathlib import Path

from ea_repo.finding import Text
from ea_repo.load.settings import WorkspaceUnreadable

_PLAIN = ("-c", "core.fsmonitor=false", "-c", "protocol.allow=never", "--no-pager", "--literal-pathspecs")
_NO_GIT = Text(
    "git n'est pas sur cette machine : les révisions ne peuvent pas être lues",
    "git is not on this machine: revisions cannot be read",
)
_NO_REPOSITORY = Text(
    "cet espace de travail n'est dans aucun dépôt git : il n'a pas de révisions",
    "this workspace is in no git repository: it has no revisions",
)
_NO_REVISION = Text("git ne connaît pas cette révision ici", "git knows no such revision here")
_OF_NO_REPOSITORY = "fatal: not a git repository"
_ENVIRONMENT = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
_OF_FILTERS = ("clean=", "smudge=", "process=", "required=false")


def git(root: Path, *words: str, input_: bytes = b"") -> bytes:
    """What a git command prints; raises WorkspaceUnreadable, where no sentence of ours says why with git's own."""
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
        raise WorkspaceUnreadable(_NO_GIT) from None
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise WorkspaceUnreadable(_NO_REPOSITORY if message.startswith(_OF_NO_REPOSITORY) else message or _NO_REVISION)
    return done.stdout


def without_filters(root: Path) -> tuple[str, ...]:
    """The words that turn off every filter that the settings know, for a command that reads the files themselves."""
    try:
        named = git(root, "config", "-z", "--name-only", "--get-regexp", r"^filter\.")
    except WorkspaceUnreadable:  # There is none.
        return ()
    filters = {name.rpartition(".")[0] for name in os.fsdecode(named).split("\0") if name}
    return tuple(word for name in sorted(filters) for end in _OF_FILTERS for word in ("-c", f"{name}.{end}"))
