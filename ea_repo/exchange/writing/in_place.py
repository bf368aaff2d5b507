"""A text that somebody wrote by hand, made to say something else: only what must change is written again.

Comments, blank lines, order, quotes and indentation stay as they are. A comment behind what goes goes with it, and so
does one that stands further in than its key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ea_repo.exchange.writing.alike import aligned, alike
from ea_repo.exchange.writing.brackets import bracketed
from ea_repo.exchange.writing.layout import BLOCKS, Form, Part, layout
from ea_repo.load.element_text import element_lines, field_lines, written

_KIND, _ELEMENT, _FIELD = range(3)
"""How many keys lead to what holds kinds, elements, fields and what is within these."""


def saying(text: str, old: Mapping[str, Any], new: Mapping[str, Any], line_break: str = "\n") -> str:
    """The text that says `new`, made of one that says `old`; both by kind, id and field.

    What is None in `new`, or not there, is written no more. The text ends with a line break.
    """
    writer = _Writer(text, line_break)
    root = layout(text)
    if root is None:
        writer.kinds(new)
    elif root.form is Form.BRACKETS:
        writer.splices.append((root.start, root.end, bracketed(text, root, old, new)))
    else:
        writer.mapping(root, old, new, _KIND)
    return writer.spliced()


def kind_lines(kind: str, elements: Mapping[str, Any]) -> list[str]:
    """The lines of a kind and of its elements."""
    return [f"{written(kind)}:", *(line for id, fields in elements.items() for line in element_lines(id, fields))]


def _lines(name: str, value: Any, column: int, depth: int) -> list[str]:
    """The lines of a kind, of an element or of a field, as we write them, so far in as its key stands."""
    if depth == _FIELD:
        return list(field_lines(name, value, column))
    lines = kind_lines(name, value) if depth == _KIND else [line[2:] for line in element_lines(name, value or {})]
    return [" " * column + line for line in lines]


class _Writer:
    """Collects what is to be written in place of what, in a text that ends with a line break."""

    def __init__(self, text: str, line_break: str) -> None:
        self.text, self.line_break = text, line_break
        self.splices: list[tuple[int, int, str]] = []
        """From which character to which, and what comes there instead."""

    def spliced(self) -> str:
        """The text with all that changes."""
        pieces, at = [], 0
        for start, end, instead in sorted(self.splices, key=lambda splice: splice[:2]):
            pieces += [self.text[at:start], instead]
            at = max(at, end)
        return "".join([*pieces, self.text[at:]])

    def mapping(self, part: Part, old: Mapping[str, Any], new: Mapping[str, Any], depth: int) -> None:
        """Changes a mapping of which each key has its own line."""
        for name, key, value in zip(old, part.keys, part.values, strict=True):
            if new.get(name) is None and (name not in new or old[name] is not None):
                self.take_away(part, key, value, depth)
            elif not alike(old[name], new[name]):
                self.entry(key, value, name, old[name], new[name], depth)
        added = {name: value for name, value in new.items() if value is not None and name not in old}
        if depth == _KIND:
            self.kinds(added)
            return
        end = self.end_of(part.keys[-1], part.values[-1])
        for name, value in added.items():
            self.insert(end, _lines(name, value, part.column, depth))

    def kinds(self, added: Mapping[str, Mapping[str, Any]]) -> None:
        """Puts kinds that are not there yet at the end, each below a blank line."""
        for kind, elements in added.items():
            blank = [""] if self.text.strip() or self.splices else []
            self.insert(len(self.text), [*blank, *kind_lines(kind, elements)])

    def take_away(self, above: Part, key: Part, part: Part, depth: int) -> None:
        """Takes a key and its value away; of a kind that is left without elements, comments between these stay."""
        if depth == _KIND and part.form is Form.BLOCK_MAPPING:
            self.delete(key.start, key.end)
            self.delete_entries(part)
        elif self.begins_line(key):
            self.delete(key.start, self.end_of(key, part))
        else:
            self.splices.append((key.start, above.keys[above.keys.index(key) + 1].start, ""))

    def entry(self, key: Part, part: Part, name: str, old: Any, new: Any, depth: int) -> None:
        """Changes what a mapping says under one of its keys: as we write it where we wrote it, else in its own way."""
        lines = _lines(name, new, key.column, depth)
        start, end = self.line_start(key.start), self.line_end(part.end)
        if depth == _FIELD and self.text[start:end].split(self.line_break) == _lines(name, old, key.column, depth):
            self.delete(start, part.end)
            self.insert(part.end, lines)
        elif not self.within(part, old, new, min(depth + 1, _FIELD)):
            self.replace(key, part, lines[0][key.column + len(written(name)) + 1 :], lines[1:])

    def within(self, part: Part, old: Any, new: Any, depth: int) -> bool:
        """Changes what a mapping or a list holds; False where nothing of it would be left, or it is to be replaced."""
        if part.shared or isinstance(old, Mapping) != isinstance(new, Mapping):
            return False
        if part.form is Form.BRACKETS and (part.values or "#" in self.text[part.start : part.end]):
            self.splices.append((part.start, part.end, bracketed(self.text, part, old, new)))
        elif part.form is Form.BLOCK_MAPPING and any(new.get(name) is not None for name in old):
            self.mapping(part, old, new, depth)
        elif part.form is Form.BLOCK_LIST and new != [] and self.begins_line(part):
            self.items(part, old, new if isinstance(new, list) else [new])
        else:
            return False
        return True

    def items(self, part: Part, old: Sequence[Any], new: Sequence[Any]) -> None:
        """Changes a list of which each item has its own line."""
        margin = " " * part.column
        end = self.line_start(part.start)
        for place, now in aligned(old, new):
            if place is None:
                self.splices.append((end, end, f"{margin}- {written(new[now or 0])}{self.line_break}"))
                continue
            item = part.values[place]
            end = self.line_end(item.end) + 1
            if now is None:
                self.delete(self.dash(part, item), item.end)
            elif not alike(old[place], new[now]) and not self.within(item, old[place], new[now], _FIELD):
                gap = " " if item.start == item.end else ""
                self.splices.append((item.start, item.end, gap + written(new[now])))

    def replace(self, key: Part, part: Part, first: str, lines: Sequence[str]) -> None:
        """Writes another value under a key: what stands behind the colon, and the lines below."""
        colon = self.text.index(":", key.end) + 1
        if part.form in BLOCKS and not part.shared and part.start > self.line_end(key.start):
            self.splices.append((colon, colon, first))
            self.insert(self.line_end(key.start), lines)
            self.delete_entries(part)
            return
        here = self.text[part.start : part.end]
        if part.form is Form.LITERAL:
            # A comment may stand behind the `|` too.
            _, *comment = re.split(r"(?=\s)", here.partition("\n")[0].rstrip(), maxsplit=1)
            first += "".join(comment)
        if here and first:
            self.splices.append((part.start, part.end, first.lstrip()))
        else:
            self.splices.append((colon, max(colon, part.end), first))
        self.insert(part.end, lines)

    def delete_entries(self, part: Part) -> None:
        """Deletes the lines of all that a block holds, and not those of the comments between."""
        if part.form is Form.BLOCK_LIST:
            for item in part.values:
                self.delete(self.dash(part, item), item.end)
        for key, value in zip(part.keys, part.values, strict=False):
            self.delete(key.start, self.end_of(key, value))

    def delete(self, start: int, end: int) -> None:
        """Deletes lines, by a character of the first and one of the last."""
        self.splices.append((self.line_start(start), self.line_end(end) + 1, ""))

    def insert(self, after: int, lines: Sequence[str]) -> None:
        """Puts lines below that of a character."""
        at = min(self.line_end(after) + 1, len(self.text))
        self.splices += [(at, at, line + self.line_break) for line in lines]

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        return self.text.find("\n", at) if at < len(self.text) else len(self.text)

    def begins_line(self, part: Part) -> bool:
        return not self.text[self.line_start(part.start) : part.start].strip()

    def dash(self, part: Part, item: Part) -> int:
        """Where the dash of an item stands."""
        return self.text.rfind(f"\n{' ' * part.column}-", 0, item.start) + 1

    def end_of(self, key: Part, value: Part) -> int:
        """The end of what a key says, with the comments below that stand further in than the key."""
        end = at = self.line_end(value.end)
        while at < len(self.text) - 1:
            line_end = self.line_end(at + 1)
            line = self.text[at + 1 : line_end]
            is_comment = line.lstrip(" ").startswith("#")
            if line.strip() and not (is_comment and line.index("#") > key.column):
                break
            end = line_end if is_comment else end
            at = line_end
        return end
