"""An id replaced by another in YAML text: only the characters of the id change, comments and layout stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ea_repo.metamodel import Kind, Link

Path = tuple[str | int, ...]
"""The keys and the places in lists that lead from the top of a text to a scalar; a key ends its own path."""
Refers = Callable[[Path, bool], bool]
"""Whether the scalar at a path, a key or a value, is the id of an element."""
_PROSE = frozenset(
    ("title", "why", "fix", "otherwise", "message", "name", "description", "note", "reason", "label", "fr", "en")
)
"""The keys under which people write sentences."""
_OTHER_NAMES = frozenset(
    ("kind", "rule", "check", "principle", "charter", "sections", "severity", "threshold", "measure", "type")
)
"""The keys under which stand the names of something else than elements."""
_EXAMPLES = frozenset(("good", "bad"))
"""The keys of a rule's examples: systems of their own."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A text with an id replaced, and the lines (from 1) where the old one still stands as a word."""

    text: str
    times: int
    mentions: tuple[int, ...]


def renamed(text: str, old: str, new: str, refers: Refers) -> Renamed:
    """The text with an id replaced wherever it refers to an element; one that is not YAML stays as it is."""
    places = list(references(text, old, refers))
    for start, end in sorted(places, reverse=True):
        text = text[:start] + new + text[end:]
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    mentions = [number for number, line in enumerate(text.split("\n"), start=1) if word.search(line)]
    return Renamed(text, len(places), tuple(mentions))


def references(text: str, id: str, refers: Refers) -> Iterator[tuple[int, int]]:
    """From which character to which the id of an element stands, without quotes or anchor, where it is referred to."""
    for path, node, is_key in scalars(text):
        if node.value == id and refers(path, is_key):
            # In quotes or plain, an id is written as it is; what stands before it names an anchor.
            start = text.rfind(id, node.start_mark.index, node.end_mark.index)
            if start >= 0:
                yield start, start + len(id)


def in_model(kinds: Mapping[str, Kind]) -> Refers:
    """Where ids stand in a file of the model: elements, links with their takers, who verified something."""

    def refers(path: Path, is_key: bool) -> bool:
        if is_key:
            return len(path) == 2 and path[0] in kinds
        return _in_element(kinds, path)

    return refers


def in_memory(kinds: Mapping[str, Kind]) -> Refers:
    """Where ids stand in what is kept of a source that was imported: its things, and the links that it brought."""
    links = {name for kind in kinds.values() for name in kind.links}

    def refers(path: Path, is_key: bool) -> bool:
        if is_key or len(path) < 3 or path[0] != "elements":
            return False
        return path[2:] == ("id",) or (path[2] == "fields" and len(path) > 3 and path[3] in links)

    return refers


def elsewhere(kinds: Mapping[str, Kind]) -> Refers:
    """Where ids stand in rules, maps, requests, derogations and change files.

    Each word that is the id, but in sentences, in the examples of rules, and where something else is named.
    """

    def refers(path: Path, is_key: bool) -> bool:
        keys = [key for key in path if isinstance(key, str)]
        if _EXAMPLES.intersection(keys):
            return False
        if is_key:
            return len(keys) > 1 and keys[-2] in kinds
        last = next((key for key in reversed(keys)), "")
        # A rule, a view or a request has an id of its own; in a selector it is that of an element.
        return last not in _PROSE and last not in _OTHER_NAMES and keys != ["id"]

    return refers


def _in_element(kinds: Mapping[str, Kind], path: Path) -> bool:
    """Whether a value of an element is an id."""
    if len(path) < 3 or path[0] not in kinds:
        return False
    field, *rest = path[2:]
    link: Link | None = kinds[str(path[0])].links.get(str(field))
    if link is None:
        return field == "verified_by"
    inner = next((key for key in rest if isinstance(key, str)), "to")
    return inner == "to" or (inner == "for" and bool(link.takers))


def scalars(text: str) -> Iterator[tuple[Path, Any, bool]]:
    """The scalars of a YAML text, each with its path, and whether it is a key."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)
    except yaml.YAMLError:
        return
    yield from _below(root, (), set())


def _below(node: Any, path: Path, seen: set[int]) -> Iterator[tuple[Path, Any, bool]]:
    if node is None or id(node) in seen:
        return
    # What aliases repeat is written once.
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            yield inner, key, True
            yield from _below(value, inner, seen)
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _below(item, (*path, place), seen)
    else:
        yield path, node, False
