"""Changes in a file of the model: only the elements that change are written again, and comments stay where they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from ea_repo.exchange.merge.plan import Edit
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.writing import comments
from ea_repo.finding import Text
from ea_repo.load.element_text import element_lines
from ea_repo.load.yaml import Document, parse

_NOT_OF_IT = re.compile(r" {0,2}(#.*)?")
"""A line that says nothing of the element above it: blank, or a comment no further in than elements are."""
_FLAWED = Text(
    "ce fichier a un défaut ici : corrigez-le d'abord (rien n'a été écrit)",
    "this file has a flaw here: mend it first (nothing was written)",
)
_UNSAFE = Text(
    "ce fichier ne peut pas être modifié sans risque : récrivez-le en blocs, un élément après l'autre "
    "(rien n'a été écrit)",
    "this file cannot be changed safely: write it in blocks, one element after the other (nothing was written)",
)
Elements = Mapping[str, Mapping[str, Any]]
"""Elements of one kind: by id, their fields."""


@dataclass(slots=True)
class Changes:
    """What is to be done to one file."""

    edits: list[tuple[Edit, Mapping[str, Any]]] = field(default_factory=list)
    """Fields to write, each with all that the element says now, as the graph gives it."""
    removals: list[Edit] = field(default_factory=list)
    added: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=dict)
    """By kind, new elements."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """Lines of a text, from one until before another (counted from 0), and what stands in their place."""

    start: int
    end: int
    lines: Sequence[str]


def new_file(elements: Mapping[str, Elements]) -> str:
    """The text of a file of new elements, by kind."""
    lines = [line for kind, several in elements.items() for line in _block(kind, several)]
    return "\n".join(lines) + "\n"


def changed(file: str, text: str, changes: Changes) -> str:
    """The text of a file with changes in it; raises Unreadable where that cannot be done safely."""
    ends = "\r\n" if "\r\n" in text else "\n"
    editor = _Editor(file, text.replace("\r\n", "\n"), changes)
    return editor.changed().replace("\n", ends)


def _block(kind: str, elements: Elements) -> list[str]:
    return [f"{kind}:", *(line for id, fields in elements.items() for line in element_lines(id, fields))]


class _Editor:
    def __init__(self, file: str, text: str, changes: Changes) -> None:
        self.file, self.changes = file, changes
        self.awkward = Changes()
        """What is to be done to elements that do not stand on lines of their own."""
        self.document = self.parsed(text)
        self.lines = text.rstrip("\n").split("\n") if text.strip() else []
        marks = self.document.marks
        self.starts = sorted({line - 1 for path, (line, _) in marks.items() if len(path) <= 2})
        self.shared = Counter(line for path, (line, _) in marks.items() if len(path) <= 2)
        """How many kinds and elements begin in a line."""

    def parsed(self, text: str) -> Document:
        document = parse(text, marks=True)
        for flaw in document.flaws:
            raise Unreadable(_FLAWED, Place(self.file, flaw.line, flaw.column))
        if document.value is not None and not isinstance(document.value, dict):
            raise Unreadable(_FLAWED, Place(self.file, 1, 1))
        return document

    def changed(self) -> str:
        segments = [*self.edited(), *self.removed(), *self.extended()]
        text = self.put(segments, self.ending())
        if self.awkward.edits or self.awkward.removals or self.awkward.added:
            text = comments.changed(text, self.awkward.edits, self.awkward.removals, self.awkward.added)
        if _comparable(self.parsed(text).value or {}) != _comparable(self.expected()):
            raise Unreadable(_UNSAFE, Place(self.file))
        return text

    def edited(self) -> Iterator[_Segment]:
        """The lines of the elements whose fields change."""
        for edit, here in self.changes.edits:
            span = self.span(edit.kind, edit.id)
            if span is None:
                self.awkward.edits.append((edit, here))
            else:
                yield _Segment(*span, self.rewritten(edit, here, self.lines[slice(*span)]))

    def removed(self) -> Iterator[_Segment]:
        """The lines of the elements that go, and of the kinds that they leave without any."""
        left = {kind: set(elements or ()) for kind, elements in (self.document.value or {}).items()}
        for removal in self.changes.removals:
            left[removal.kind].discard(removal.id)
            span = self.span(removal.kind, removal.id)
            if span is None:
                self.awkward.removals.append(removal)
            else:
                yield _Segment(*span, ())
        emptied = {removal.kind for removal in self.changes.removals if not left[removal.kind]}
        for kind in sorted(emptied - self.changes.added.keys()):
            at = self.document.marks[kind,][0] - 1
            if self.lines[at].partition("#")[0].strip() == f"{kind}:":
                yield _Segment(at, at + 1, ())

    def extended(self) -> Iterator[_Segment]:
        """The lines of new elements of kinds that are there."""
        for kind, elements in self.changes.added.items():
            last = self.last_of(kind)
            if last is not None:
                yield _Segment(last, last, _block(kind, elements)[1:])
            elif kind in (self.document.value or {}):
                self.awkward.added[kind] = elements

    def ending(self) -> list[str]:
        """The lines of new elements of kinds that are not there yet."""
        lines: list[str] = []
        for kind, elements in self.changes.added.items():
            if kind not in (self.document.value or {}):
                lines += ["", *_block(kind, elements)] if self.lines or lines else _block(kind, elements)
        return lines

    def span(self, kind: str, id: str) -> tuple[int, int] | None:
        """The lines of an element, from the first until before the last; None where they are not its own."""
        line, column = self.document.marks[kind, id]
        if column != 3 or self.shared[line] > 1:
            return None
        end = next((other for other in self.starts if other > line - 1), len(self.lines))
        while end > line and _NOT_OF_IT.fullmatch(self.lines[end - 1]):
            end -= 1
        return line - 1, end

    def last_of(self, kind: str) -> int | None:
        """The line after the last element of a kind; None where it has none that stands on lines of its own."""
        ids = list((self.document.value or {}).get(kind) or ())
        span = self.span(kind, ids[-1]) if ids else None
        return span[1] if span is not None else None

    def rewritten(self, edit: Edit, here: Mapping[str, Any], lines: Sequence[str]) -> Sequence[str]:
        """The lines of an element with its new fields: ours where we wrote it, else with what its author added."""
        whole = {**here, **edit.fields}
        ours = list(element_lines(edit.id, {name: value for name, value in whole.items() if value is not None}))
        return ours if list(lines) == list(element_lines(edit.id, here)) else comments.in_element(edit, lines)

    def put(self, segments: Sequence[_Segment], ending: Sequence[str]) -> str:
        """The text with lines in place of others, and more at its end."""
        lines = [*self.lines]
        for segment in sorted(segments, key=lambda one: (one.start, one.end), reverse=True):
            lines[segment.start : segment.end] = segment.lines
        lines += ending
        return "\n".join(lines) + "\n" if lines else ""

    def expected(self) -> dict[str, Any]:
        """What the text must say once it is changed."""
        expected: dict[str, Any] = deepcopy(self.document.value or {})
        for edit, _ in self.changes.edits:
            expected[edit.kind][edit.id] = {**(expected[edit.kind][edit.id] or {}), **edit.fields}
        for removal in self.changes.removals:
            del expected[removal.kind][removal.id]
        for kind, elements in self.changes.added.items():
            expected[kind] = {**(expected.get(kind) or {}), **elements}
        return expected


def _comparable(value: Any) -> Any:
    """A value as it is compared: a list of one is that one, an absent value is no value."""
    if isinstance(value, Mapping):
        inner = {str(name): _comparable(part) for name, part in value.items()}
        return {name: part for name, part in inner.items() if part is not None} or None
    if isinstance(value, list | tuple):
        items = [_comparable(part) for part in value]
        return items[0] if len(items) == 1 else items or None
    return value
