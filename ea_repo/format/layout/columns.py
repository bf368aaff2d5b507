"""Two columns: names and what is said of them, or a tree and what is said of its branches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ea_repo.document import Branch, Terms, Tree
from ea_repo.format.layout.style import toned
from ea_repo.format.layout.wrap import wrapped

_JOINTS = re.compile(r"(?<= ·) | (?=– )| (?=\([^()]*\)(?: –|$))")
"""Where the parts of a line meet: after a dot, before a dash, before brackets at the end."""


@dataclass(frozen=True)
class _Line:
    """What is on the left of the first line, on the left of the next ones, and on the right."""

    first: str
    next: str
    right: Sequence[str]


def terms(block: Terms, width: int, indent: int) -> Iterator[str]:
    """A term a line, its name on the left; what is too long goes on below itself."""
    space = " " * indent
    if block.jointed:
        yield from _two_columns([_Line(space + term.name, "", term.lines) for term in block.terms], width)
    else:
        room = max([block.room, *(len(term.name) for term in block.terms)])
        for term in block.terms:
            for place, line in enumerate(term.lines or ("",)):
                head = f"{space}{term.name if place == 0 else '':<{room}}  "
                yield from wrapped(line, max(width, 50), head, " " * len(head)) or [head.rstrip()]
    if block.more:
        yield toned(space + block.more, "quiet")


def tree(block: Tree, width: int) -> Iterator[str]:
    """A branch a line, with the bars that lead to it, and what is said of it on the right."""
    lines = []
    for branch, ahead in _with_what_follows(block.branches):
        stem = _bars(ahead[:-1]) + ("├─ " if ahead[-1] else "└─ ")
        lines.append(_Line(stem + branch.text, _bars(ahead), branch.lines))
    yield from _two_columns(lines, width)
    if block.more:
        yield block.more


def _with_what_follows(branches: Sequence[Branch]) -> Iterable[tuple[Branch, tuple[bool, ...]]]:
    """Each branch with, for each level down to its own, whether more branches of that level follow."""
    follows: list[bool] = []
    shown: list[tuple[Branch, tuple[bool, ...]]] = []
    for branch in reversed(branches):
        del follows[branch.depth + 1 :]
        follows += [False] * (branch.depth + 1 - len(follows))
        shown.append((branch, tuple(follows)))
        follows[branch.depth] = True
    return reversed(shown)


def _bars(ahead: Iterable[bool]) -> str:
    return "".join("│  " if more else "   " for more in ahead)


def _two_columns(lines: Sequence[_Line], width: int) -> Iterator[str]:
    """The left as wide as its longest text, up to half of the width; nothing is cut."""
    left = min(max((len(line.first) for line in lines), default=0), width // 2)
    for line in lines:
        texts = [text for right in line.right for text in _broken_at_joints(right, width - left - 2)] or [""]
        heads = [line.first, *[line.next] * (len(texts) - 1)]
        yield from (f"{head:<{left}}  {text}".rstrip() for head, text in zip(heads, texts, strict=True))


def _broken_at_joints(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for part in _JOINTS.split(text):
        if lines and len(lines[-1]) + 1 + len(part) <= width:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines
