"""Where each part of a YAML text stands, from which character to which: libyaml's events as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import yaml


class Form(Enum):
    """In which form a part of a text is written."""

    SCALAR = "a text, a number or nothing, or the alias of an anchor"
    LITERAL = "a text written line by line below its `|` or `>`"
    BRACKETS = "a list or a mapping between brackets"
    BLOCK_LIST = "a list, one item after a dash below the other"
    BLOCK_MAPPING = "a mapping, one key below the other"


BLOCKS = (Form.BLOCK_LIST, Form.BLOCK_MAPPING)


@dataclass(slots=True)
class Part:
    """A key or a value: its first character and the one after its last, counted from 0, and what it holds."""

    form: Form
    start: int
    end: int
    column: int
    """How far in it begins, from 0; of a block, how far in each of its keys or dashes stands."""
    shared: bool
    """Whether aliases may repeat it, or it repeats something: it may be replaced as a whole only."""
    keys: list[Part] = field(default_factory=list)
    """Of a mapping, its keys, in the order of `values`."""
    values: list[Part] = field(default_factory=list)
    """Of a mapping or a list, what it holds."""


def layout(text: str) -> Part | None:
    """The parts of a text without flaws; None of one that says nothing."""
    root: Part | None = None
    open_parts: list[tuple[Part, bool]] = []
    """The mappings and lists that are being read, and whether each is a mapping."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            part, _ = open_parts.pop()
            part.end = _end(part, event)
        elif isinstance(event, yaml.NodeEvent):
            part = _part(text, event)
            if open_parts:
                above, is_mapping = open_parts[-1]
                key_comes = is_mapping and len(above.keys) == len(above.values)
                (above.keys if key_comes else above.values).append(part)
            else:
                root = part
            if isinstance(event, yaml.CollectionStartEvent):
                open_parts.append((part, isinstance(event, yaml.MappingStartEvent)))
    return root


def _end(part: Part, event: Any) -> int:
    """The end of a mapping or of a list: its bracket, or that of the last thing in it."""
    end: int = event.end_mark.index
    return part.values[-1].end if part.form in BLOCKS else end


def _part(text: str, event: Any) -> Part:
    start, end = event.start_mark.index, event.end_mark.index
    form = Form.SCALAR
    if isinstance(event, yaml.CollectionStartEvent):
        block = Form.BLOCK_MAPPING if isinstance(event, yaml.MappingStartEvent) else Form.BLOCK_LIST
        form = Form.BRACKETS if event.flow_style else block
    elif isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">"):
        form = Form.LITERAL
        end = start + len(text[start:end].rstrip())
    return Part(form, start, end, event.start_mark.column, bool(event.anchor))
