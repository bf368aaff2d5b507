"""By which changes the lines of each element came, as the history of the text tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ea_repo.load.git import git
from ea_repo.load.history import Commit
from ea_repo.load.settings import WorkspaceUnreadable
from ea_repo.load.yaml import parse

_LINE = re.compile(r"(?P<commit>[0-9a-f]{40,64}) \d+ (?P<line>\d+)(?: \d+)?")
_NOT_COMMITTED = re.compile("0+")
_FACTS = frozenset(("author", "committer-time", "summary"))
"""What git tells of a commit that is kept; the lines of the text itself begin with a tab."""


def last_changes(root: Path, files: Sequence[str]) -> dict[str, str]:
    """The day on which a line of each element was last changed, by id; an element that no commit holds has none.

    Empty where no history is kept. What stands above an element, or around it in its file, is not its own.
    """
    return {id: changes[0].day for id, changes in changes_of_elements(root, files).items()}


def changes_of_elements(root: Path, files: Sequence[str]) -> dict[str, tuple[Commit, ...]]:
    """By element, the changes that its lines are from, the newest first: what nothing is left of is not told."""
    changes: dict[str, tuple[Commit, ...]] = {}
    for file in files:
        try:
            by_line = _commits(root, file)
            text = (root / file).read_text(encoding="utf-8")
        except (WorkspaceUnreadable, OSError, UnicodeDecodeError):
            continue
        for id, lines in _own_lines(text):
            known = dict.fromkeys(by_line[line] for line in lines if line in by_line)
            if known:
                changes[id] = tuple(sorted(known, key=lambda commit: (commit.day, commit.id), reverse=True))
    return changes


def _commits(root: Path, file: str) -> Mapping[int, Commit]:
    """The last commit that changed each line of a file; lines that are in none are left out."""
    told = git(root, "blame", "--porcelain", "-w", "--", file)
    facts: dict[str, dict[str, str]] = {}
    lines: dict[int, str] = {}
    commit = ""
    for line in told.decode("utf-8", "replace").split("\n"):
        if match := _LINE.fullmatch(line):
            commit = match["commit"]
            lines[int(match["line"])] = commit
        else:
            name, _, value = line.partition(" ")
            if name in _FACTS:
                facts.setdefault(commit, {})[name] = value
    made = {
        commit: Commit(_day(int(said["committer-time"])), said.get("author", ""), said.get("summary", ""), commit[:7])
        for commit, said in facts.items()
        if "committer-time" in said and not _NOT_COMMITTED.fullmatch(commit)
    }
    return {number: made[commit] for number, commit in lines.items() if commit in made}


def _day(seconds: int) -> str:
    import datetime as dt

    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()


def _own_lines(text: str) -> Iterator[tuple[str, range]]:
    """The lines of each element, counted from 1, without blank lines and comments at their end."""
    document = parse(text, marks=True)
    lines = text.split("\n")
    starts = sorted({line for path, (line, _) in document.marks.items() if len(path) <= 2})
    after = dict(zip(starts, [*starts[1:], len(lines) + 1], strict=True))
    for path, (line, _) in document.marks.items():
        if len(path) == 2:
            end = after[line]
            while end > line + 1 and not lines[end - 2].partition("#")[0].strip():
                end -= 1
            yield str(path[1]), range(line, end)
