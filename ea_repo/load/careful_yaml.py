"""The careful reader of YAML 1.2 (core schema), which goes once over libyaml's events.

Keys are always texts; a key given twice is reported with both places; tags and merges are refused; aliases may not
multiply the text. Dates stay texts, so that any parser gives the same model.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import yaml

from ea_repo.load.characters import misplaced, without_misplaced
from ea_repo.load.yaml_document import Document, Flaw, Path, scalar

MAX_DEPTH = 32
"""How many levels may be nested."""
MAX_ALIASED = 1_000
"""How many values the aliases of one file may repeat, in all."""


class Mark(Protocol):
    """A place in a text as libyaml counts it, from 0."""

    index: int
    line: int
    column: int


@dataclass(slots=True)
class _Frame:
    """A mapping or a list that is being read."""

    container: dict[str, Any] | list[Any]
    path: Path
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Its keys so far, each with its place."""
    key: str | None = None
    """The key whose value comes next."""
    ignored: bool = False
    """Whether that value is to be left out."""
    anchor: str | None = None
    first: int = 0
    """How many values were read before it."""


def read_carefully(text: str, *, marks: bool) -> Document:
    """Reads one text; never raises on what it says. With `marks`, notes where each key and item is written."""
    return _Reader(marks).read(text)


class _Reader:
    """The careful reader: takes libyaml's events one by one and builds a Document."""

    def __init__(self, marks: bool) -> None:
        self.document = Document()
        self.with_marks = marks
        self.text = ""
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        """By anchor, its value and how many values that holds."""
        self.blocks: dict[str | int, _Frame] = {}
        """The mappings and lists of the first level, by key."""
        self.count = 0
        """How many values were read, those repeated by aliases included."""
        self.aliased = 0
        """How many values aliases repeated."""
        self.cut = False
        """Whether too many aliases were already reported."""

    def read(self, text: str) -> Document:
        self.text = text
        if characters := misplaced(text):
            self.report_misplaced(text, characters)
            self.text = text = without_misplaced(text)
        documents = 0
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        return self.stop("yaml-documents", event.start_mark)
                elif not self.take(event):
                    break
        except yaml.MarkedYAMLError as error:
            place = _misread(text, error)
            problem = "yaml-tab" if _tabbed(text, *place) else "yaml-syntax"
            rest = "\n".join(text.split("\n")[place[0] - 1 :])
            self.flaw(problem, *place, reason=error.problem or error.context or "?", value=rest)
            self.abandon()
        return self.document

    def report_misplaced(self, text: str, characters: dict[str, int]) -> None:
        """Reports characters that have no place in a text, each once, where it first stands."""
        for character, start in characters.items():
            place = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            code, count = f"{ord(character):04X}", str(text.count(character))
            lines = "\n".join(line for line in text.split("\n") if character in line)
            self.flaw("yaml-character", *place, code=code, count=count, value=f"{count} {lines}")

    def take(self, event: yaml.Event) -> bool:
        """Takes one event; False where the rest of the text is not to be read."""
        match event:
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.AliasEvent():
                self.alias(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                return self.open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.close()
        return True

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """Takes a key, where one is expected, or a value that is neither a mapping nor a list."""
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            self.key(frame, event)
            return
        plain = event.implicit[0] and not event.style
        value = scalar(event.value) if plain else event.value
        if event.tag is not None:
            self.flaw("yaml-tag", *_place(event.start_mark), tag=event.tag)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        self.put(value, event.start_mark)

    def key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        """Takes a key of a mapping; the value of a key that is refused will be ignored."""
        name = event.value
        frame.key = name
        if event.tag is not None:
            self.flaw("yaml-tag", *_place(event.start_mark), tag=event.tag)
        if name == "<<" and not event.style:
            self.flaw("yaml-merge", *_place(event.start_mark))
            frame.ignored = True
        elif name in frame.keys:
            line, column = frame.keys[name]
            self.flaw("duplicate-key", *_place(event.start_mark), key=name, other=f"{line}:{column}")
            frame.ignored = True
        else:
            frame.keys[name] = _place(event.start_mark)
            if self.with_marks:
                # What a second key of the same name holds is not read: the first keeps its place.
                self.document.marks.setdefault((*frame.path, name), frame.keys[name])

    def put(self, value: Any, mark: Mark | None) -> Path:
        """Puts a value where the text has it; returns its path."""
        self.count += 1
        if not self.stack:
            self.document.value = value
            return ()
        frame = self.stack[-1]
        if isinstance(frame.container, list):
            frame.container.append(value)
            path = (*frame.path, len(frame.container) - 1)
            if self.with_marks:
                self.document.marks.setdefault(path, _place(mark))
            return path
        key = frame.key or ""
        path = (*frame.path, key)
        if not frame.ignored:
            frame.container[key] = value
        frame.key, frame.ignored = None, False
        return path

    def open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        """Begins a mapping or a list; False where the rest of the text is not to be read."""
        reopened = self.reopened(event)
        if reopened is not None:
            self.document.flaws[-1] = replace(self.document.flaws[-1], problem="duplicate-block")
        if event.tag is not None:
            self.flaw("yaml-tag", *_place(event.start_mark), tag=event.tag)
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.container, dict) and parent.key is None:
            self.stop("yaml-key", event.start_mark)
            return False
        if len(self.stack) >= MAX_DEPTH:
            self.stop("yaml-depth", event.start_mark)
            return False
        frame = reopened or _Frame({} if isinstance(event, yaml.MappingStartEvent) else [], ())
        frame.anchor, frame.first = event.anchor, self.count
        frame.path = self.put(frame.container, event.start_mark)
        if len(frame.path) == 1:
            self.blocks[frame.path[0]] = frame
        self.stack.append(frame)
        return True

    def reopened(self, event: yaml.Event) -> _Frame | None:
        """The mapping of the first level that has the same key, where there is one: what both hold is read together."""
        parent = self.stack[0] if len(self.stack) == 1 else None
        block = self.blocks.get(parent.key or "") if parent is not None and parent.ignored else None
        if block is None or not isinstance(event, yaml.MappingStartEvent):
            return None
        return block if isinstance(block.container, dict) else None

    def close(self) -> None:
        """Ends the mapping or the list that began last."""
        frame = self.stack.pop()
        if frame.anchor:
            self.anchors[frame.anchor] = (frame.container, self.count - frame.first)

    def alias(self, event: yaml.AliasEvent) -> None:
        """Takes an alias as the value of its anchor; as nothing where that is refused."""
        name = event.anchor or ""
        value, size = self.anchors.get(name, (None, 0))
        self.aliased += size
        self.count += size
        beyond = self.aliased > MAX_ALIASED
        if not size or beyond:
            # Of the aliases of the file that are too many, only the first is reported.
            if not (beyond and self.cut):
                place = _place(event.start_mark)
                self.flaw("yaml-aliases" if beyond else "yaml-alias", *place, name=name, limit=str(MAX_ALIASED))
            self.cut, value = beyond, None
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            # `*a : value` would make the anchored value a key.
            self.flaw("yaml-key", *_place(event.start_mark))
            frame.key, frame.ignored = "", True
            return
        self.put(value, event.start_mark)

    def flaw(self, problem: str, line: int, column: int, **facts: str) -> None:
        frame = self.stack[-1] if self.stack else _Frame({}, ())
        path = ".".join(key for key in (*frame.path, frame.key) if isinstance(key, str))
        self.document.flaws.append(Flaw(problem, line, column, {"path": path, **facts}))

    def stop(self, problem: str, mark: Mark | None) -> Document:
        """Reports what stops the reading; returns what was read."""
        self.flaw(problem, *_place(mark), value=self.text[mark.index :] if mark is not None else "")
        self.abandon()
        return self.document

    def abandon(self) -> None:
        """Drops the element that was being read when reading had to stop; keeps those before it."""
        self.document.complete = False
        if len(self.stack) > 2 and isinstance(self.stack[1].container, dict):
            kind, id = self.stack[1].container, str(self.stack[2].path[-1])
            if kind.get(id) is self.stack[2].container:
                del kind[id]


def _place(mark: Mark | None) -> tuple[int, int]:
    """The line and column of a mark, counted from 1."""
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _misread(text: str, error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """The place where a text stops being YAML; of a quote or a bracket that is never closed, where it opens."""
    end = len(text.rstrip())
    for mark in (error.problem_mark, error.context_mark):
        if mark is not None and mark.index < end:
            return _place(mark)
    return text.count("\n", 0, end) + 1, end - text.rfind("\n", 0, end)


def _tabbed(text: str, line: int, column: int) -> bool:
    """Whether a tab stands at a place, or indents its line."""
    lines = text.split("\n", line)
    content = lines[line - 1] if line <= len(lines) else ""
    return "\t" in content[: len(content) - len(content.lstrip(" \t-"))] or content[column - 1 : column] == "\t"
