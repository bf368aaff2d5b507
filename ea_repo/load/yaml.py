"""YAML 1.2 (core schema) as plain values, with what is wrong in it and, on demand, where everything is written.

Plain texts are left to the quick reader (`quick_yaml.py`), which gives the same values as the careful one
(`careful_yaml.py`).
"""

from __future__ import annotations

from ea_repo.load.characters import has_misplaced
from ea_repo.load.quick_yaml import quick, quick_elements
from ea_repo.load.shared_lines import UNREAD, Written
from ea_repo.load.yaml_document import Document, Flaw, Path, scalar

__all__ = ["Document", "Flaw", "Path", "parse", "parse_elements", "scalar"]


def parse(text: str, *, marks: bool = False) -> Document:
    """Reads one text; never raises on what it says. With `marks`, notes where each key and item is written."""
    if not marks and not has_misplaced(text) and (value := quick(text)) is not UNREAD:
        return Document(value)
    # libyaml takes time to import, and most texts are plain.
    from ea_repo.load.careful_yaml import read_carefully

    return read_carefully(text, marks=marks)


def parse_elements(text: str) -> dict[str, list[Written]] | None:
    """By kind, the elements of a text that says nothing else, and has no flaw; None of any other text."""
    return None if has_misplaced(text) else quick_elements(text)
