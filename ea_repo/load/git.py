"""git, asked what it keeps: nothing that a repository's own settings name is run, and nothing is fetched.

Whoever has a repository may write in its settings which programs filter, convert, compare, watch or fetch its files.
To look at a workspace must run none of them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ea_repo.finding import Text
from ea_repo.load.settings import WorkspaceUnreadable

_OFF = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "log.showSignature=false")
"""What the settings of a repository may name a program for, whatever the command."""
_PLAIN = (*(word for setting in _OFF for word in ("-c", setting)), "--no-pager", "--literal-pathspecs")
_COMPARES_NOTHING = {"blame": ("--no-textconv",), "log": ("--no-textconv", "--no-ext-diff")}
"""The words that turn off the programs that convert and compare files, by the commands that may run them."""
_READS_FILES = ("blame", "status")
"""The commands that read the files themselves, through the filters that the settings name."""
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
_ENVIRONMENT = {
    "LC_ALL": "C",
    # Stronger than what the settings allow each protocol; it names none that there is.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_OF_FILTERS = ("clean=", "smudge=", "process=", "required=false")


def git(root: Path, command: str, *words: str, input_: bytes = b"") -> bytes:
    """What a git command prints; raises WorkspaceUnreadable, where no sentence of ours says why with git's own."""
    filters = _filters_off(root) if command in _READS_FILES else ()
    return _run(root, *filters, command, *_COMPARES_NOTHING.get(command, ()), *words, input_=input_)


def _run(root: Path, *words: str, input_: bytes = b"") -> bytes:
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


def _filters_off(root: Path) -> Sequence[str]:
    """The words that turn off every filter that the settings know; raises WorkspaceUnreadable where one stays on."""
    try:
        named = _run(root, "config", "-z", "--name-only", "--get-regexp", r"^filter\.")
    except WorkspaceUnreadable:  # There is none.
        return ()
    filters = sorted({name.rpartition(".")[0] for name in os.fsdecode(named).split("\0") if name})
    for name in filters:
        if "=" in name:  # There git's option ends the name, and would turn off another one.
            french = f"les réglages de git ont un filtre qui ne peut pas être arrêté : « {name} » (renommez-le)"
            english = f"git's settings have a filter that cannot be turned off: “{name}” (rename it)"
            raise WorkspaceUnreadable(Text(french, english))
    return [word for name in filters for end in _OF_FILTERS for word in ("-c", f"{name}.{end}")]
