"""Who pushes, and from which git commit."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path

from ea_repo.load import WorkspaceUnreadable
from ea_repo.load.git import git


@dataclass(frozen=True)
class Origin:
    """Who pushes, and the git commit of the text; followed by + where the folder says more than the commit."""

    by: str
    commit: str = ""


def git_origin(root: Path) -> Origin:
    """The user name that git knows, else the account's; the commit of a workspace, empty where git has none."""
    commit = _git(root, "rev-parse", "HEAD") or ""
    changed = "+" if commit and _git(root, "status", "--porcelain", "--ignore-submodules=all", "--", ".") else ""
    return Origin(_git(root, "config", "user.name") or _account(), commit + changed)


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def _git(root: Path, command: str, *words: str) -> str | None:
    """What git prints; None where git is missing or fails."""
    try:
        return git(root, command, *words).decode("utf-8", "replace").strip()
    except (OSError, WorkspaceUnreadable):
        return None
