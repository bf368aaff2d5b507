"""Elements that went out, in the format of another tool."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Exported:
    """The content of a file, and how many elements it holds."""

    format: str
    ending: str
    elements: int
    content: bytes
