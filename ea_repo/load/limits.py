"""How large a workspace may be, and whether it may lead outside its folder: what its settings can raise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What is read of a workspace, and no more: beyond, a sentence says what is not read."""

    bytes: int = 150_000_000
    """How many bytes the files of a folder may have in all."""
    files: int = 20_000
    """How many files a folder may hold, below it."""
    depth: int = 32
    """How deep its folders may be nested."""
    elements: int = 1_000_000
    """How many elements the model may have."""
    outside: bool = False
    """Whether symbolic links may lead outside the workspace's folder."""


USUAL = Limits()
"""The limits of a workspace that says none."""
