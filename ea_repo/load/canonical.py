"""A text of the model in its canonical form: fields in the order of their kind, values in one way of writing.

Comments and blank lines stay with what they stand above, or behind. What a line holds besides what is understood here
(a text over several lines, a comment inside a list) stays as it is; a text that would say something else afterwards is
not touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ea_repo.load.element_text import WIDTH, element_lines, field_lines, written
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel import kinds

_EMPTY = re.compile(r"\s*(#.*)?")
"""A line that says nothing: blank, or a comment."""
_LAST = ("stated_in", "source", "verified_on", "verified_by", "illustrative", "properties", "imported")
"""What tells where an element is known from comes after what it is; the ends of a flow are no such thing."""
_BLOCK = re.compile(r".*:\s+[|>][-+0-9]*\s*(#.*)?")
"""The first line of a text that is written line by line below it."""
_UNQUOTED = re.compile(r"\s*[^\s:]+: [^\s\"'].*")
"""A text on one line, without quotes: whoever reads it understands it, and it stays."""
_COMMENT = re.compile(r"(?P<said>.*?\S)(?P<gap>\s+)(?P<comment>#.*)")
_ELEMENT_COLUMN, _FIELD_COLUMN = 3, 5


def canonical(text: str) -> str | None:
    """The canonical form of a text; None where something is wrong in it, or where it cannot be written safely."""
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    document = parse(plain, marks=True)
    if document.flaws or not isinstance(document.value, dict):
        return text if not document.flaws and document.value is None else None
    new = _Form(plain, document).text()
    after = parse(new)
    if after.flaws or _comparable(after.value) != _comparable(document.value) or _comments(new) != _comments(plain):
        return None
    return new.replace("\n", ends)


class _Form:
    def __init__(self, text: str, document: Document) -> None:
        self.lines = text.rstrip("\n").split("\n")
        self.value: Mapping[str, Any] = document.value
        self.marks = document.marks
        tops = [line for path, (line, _) in self.marks.items() if len(path) <= 2]
        self.shared = Counter(tops)
        self.starts = sorted({line - 1 for line in tops})

    def text(self) -> str:
        """The whole text, its elements taken from the last to the first, so that lines stay where they were."""
        paths = [(kind, id) for kind, elements in self.value.items() if isinstance(elements, dict) for id in elements]
        for kind, id in sorted(paths, key=lambda path: self.marks[path], reverse=True):
            line, column = self.marks[kind, id]
            fields = self.value[kind][id]
            if (
                kind in kinds()
                and column == _ELEMENT_COLUMN
                and self.shared[line] == 1
                and isinstance(fields, dict)
                and fields
            ):
                start, end = line - 1, self.end(line)
                self.lines[start:end] = self.element(kind, id, fields, start, end)
        return "\n".join(self.lines) + "\n"

    def end(self, line: int) -> int:
        """The line after the last of an element."""
        end = next((start for start in self.starts if start > line - 1), len(self.lines))
        while end > line and _EMPTY.fullmatch(self.lines[end - 1]):
            end -= 1
        return end

    def element(self, kind: str, id: str, fields: Mapping[str, Any], start: int, end: int) -> Sequence[str]:
        lines = self.lines[start:end]
        places = {name: self.marks[kind, id, name] for name in fields}
        ordered = {name: fields[name] for name in sorted(fields, key=lambda name: _rank(kind, name))}
        if all(column == _FIELD_COLUMN and line > start + 1 for line, column in places.values()) and len(
            {line for line, _ in places.values()}
        ) == len(places):
            firsts = {name: line - 1 - start for name, (line, _) in places.items()}
            return self.block(lines, firsts, ordered)
        if any("#" in line for line in lines) or any("\n" in str(value) for value in fields.values()):
            return lines
        short = f"  {written(id)}: {written(ordered)}"
        return [short] if len(short) <= WIDTH else list(element_lines(id, ordered))

    def block(self, lines: Sequence[str], firsts: Mapping[str, int], ordered: Mapping[str, Any]) -> Sequence[str]:
        """The lines of an element that has each field on lines of its own: each with what stands above it."""
        names = sorted(firsts, key=lambda name: firsts[name])
        above: dict[str, Sequence[str]] = {}
        own: dict[str, Sequence[str]] = {}
        from_ = 1
        for name, after in zip(names, [*names[1:], None], strict=True):
            end = firsts[after] if after is not None else len(lines)
            last = end
            while last > firsts[name] + 1 and _EMPTY.fullmatch(lines[last - 1]):
                last -= 1
            above[name], own[name] = lines[from_ : firsts[name]], lines[firsts[name] : last]
            from_ = last
        head = [lines[0]]
        body = [line for name in ordered for line in (*above[name], *_field(name, ordered[name], own[name]))]
        return [*head, *body, *lines[from_:]]


def _rank(kind: str, name: str) -> tuple[bool, int]:
    """Where a field stands among those of its kind; what no kind knows comes after, in its own order."""
    order = list(kinds()[kind].fields)
    if name in _LAST and name not in kinds()[kind].links:
        return True, _LAST.index(name)
    return False, order.index(name) if name in order else len(order)


def _field(name: str, value: Any, lines: Sequence[str]) -> Sequence[str]:
    """The lines of a field, written anew where all that they hold is its value, and perhaps a comment behind."""
    plain = isinstance(value, str) and (len(lines) > 1 or _UNQUOTED.fullmatch(lines[0]))
    kept = value is None or plain or _BLOCK.fullmatch(lines[0])
    if kept or _holds_single(value):
        return lines
    if not any("#" in line for line in lines):
        return list(field_lines(name, value, 4))
    match = _COMMENT.fullmatch(lines[0]) if len(lines) == 1 else None
    while match is not None and parse(match["said"].strip()).value != {name: value}:
        match = None
    new = list(field_lines(name, value, 4))
    return [f"{new[0]}{match['gap']}{match['comment']}"] if match is not None and len(new) == 1 else lines


def _holds_single(value: Any) -> bool:
    """Whether a group holds a list of one: to write it as that one might say something else there."""
    if isinstance(value, dict):
        return any((isinstance(part, list) and len(part) == 1) or _holds_single(part) for part in value.values())
    return False


def _comments(text: str) -> Counter[str]:
    """The comments of a text, as far as lines tell: from the first hash that begins one."""
    found = (re.search(r"(?:^|\s)(#.*)", line) for line in text.split("\n"))
    return Counter(match[1] for match in found if match is not None)


def _comparable(value: Any) -> Any:
    """A value as it is compared: the order of fields says nothing, a list of one is that one."""
    if isinstance(value, dict):
        return {name: _comparable(part) for name, part in value.items()}
    if isinstance(value, list):
        items = [_comparable(part) for part in value]
        return items[0] if len(items) == 1 else items
    return type(value), value
