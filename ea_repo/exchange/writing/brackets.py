"""A list or a mapping between brackets, made to say something else: the rest of what stands there stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ea_repo.exchange.writing.alike import aligned, alike
from ea_repo.exchange.writing.layout import Form, Part
from ea_repo.load.element_text import written

_COMMENT = re.compile(r"#.*")
_LINE_BREAK = re.compile(r"(\r?\n)")
Wanted = tuple[int | None, str | None]
"""The place of an entry that is there, and its text; None for the place of a new one, for the text of one that goes."""


def bracketed(text: str, part: Part, old: Any, new: Any) -> str:
    """How a part of a text is written, on one line, so that it says `new` and no more `old`."""
    here = text[part.start : part.end]
    if alike(old, new) and here:
        return here
    if part.form is not Form.BRACKETS or part.shared:
        return written(new)
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        spans = [(key.start, max(key.end, value.end)) for key, value in zip(part.keys, part.values, strict=True)]
        wanted = _entries(text, part, old, {name: value for name, value in new.items() if value is not None})
    elif isinstance(old, list) and new is not None and not isinstance(new, Mapping):
        items = new if isinstance(new, list) else [new]
        spans = [(value.start, value.end) for value in part.values]
        wanted = [
            (
                place,
                None
                if now is None
                else bracketed(text, part.values[place], old[place], items[now])
                if place is not None
                else written(items[now]),
            )
            for place, now in aligned(old, items)
        ]
    else:
        return written(new)
    if all(entry is None for _, entry in wanted) and "#" not in here:
        return "{}" if isinstance(new, Mapping) else "[]"
    return here[0] + _between(text, part, spans, wanted) + here[-1]


def _entries(text: str, part: Part, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Wanted]:
    """The entries of a mapping: those that are there, then the new ones."""
    wanted: list[Wanted] = []
    for place, (name, key, value) in enumerate(zip(old, part.keys, part.values, strict=True)):
        if name not in new:
            wanted.append((place, None))
        elif alike(old[name], new[name]):
            wanted.append((place, text[key.start : max(key.end, value.end)]))
        elif value.start == value.end:
            wanted.append((place, f"{text[key.start : key.end]}: {written(new[name])}"))
        else:
            said = bracketed(text, value, old[name], new[name])
            wanted.append((place, text[key.start : value.start] + said))
    return [*wanted, *((None, f"{written(name)}: {written(new[name])}") for name in new if name not in old)]


def _between(text: str, part: Part, spans: Sequence[tuple[int, int]], wanted: Sequence[Wanted]) -> str:
    """What stands between the brackets: entries, each with what stands behind it (a comma, a comment, a new line)."""
    entries = [entry for _, entry in wanted if entry is not None]
    if not spans:
        inside = text[part.start + 1 : part.end - 1]
        return (inside if "#" in inside else "") + ", ".join(entries)
    starts = [start for start, _ in spans] + [part.end - 1]
    gaps = [text[end:start] for (_, end), start in zip(spans, starts[1:], strict=True)]
    said, end = text[part.start + 1 : starts[0]], gaps.pop()
    if "#" in end and (len(gaps), None) in wanted:
        end = _from_next_line(end)
    elif not entries:
        end = end.replace(",", "")
    for place, entry in wanted:
        if entry is None:
            # A comment behind what goes goes with it; those on the lines below speak of what is next.
            below = _from_next_line(gaps[place]) if place is not None and place < len(gaps) else ""
            if "#" in below:
                said, end = (_commented(said, below), end) if entries else (said, _commented(end, below))
            continue
        said += entries.pop(0)
        if place is not None and place < len(gaps):
            said, end = (said + gaps[place], end) if entries else (said, _joined(gaps[place], end))
        elif place is not None and entries:
            gap, end = _parted(end, part.values[0].column)
            said += gap
        elif entries:
            said += ", "
    return said + end


def _commented(said: str, below: str) -> str:
    """A text with the comments that stood on the lines below something that goes."""
    return said + ("" if said.endswith((" ", "\n")) else " ") + below.lstrip()


def _cut(gap: str) -> tuple[str, str, str]:
    """What stands between two entries: the end of the first line, its line break, and the lines below."""
    line, line_break, below = _LINE_BREAK.split(gap, maxsplit=1) if "\n" in gap else (gap, "", "")
    return line, line_break, below


def _from_next_line(gap: str) -> str:
    """The end of what stands between two entries: from its first line break."""
    _, line_break, below = _cut(gap)
    return line_break + below


def _joined(gap: str, end: str) -> str:
    """What stands behind an entry that has become the last: what stood behind it, then what stood behind the last."""
    if "#" not in gap and "\n" not in gap:
        return end
    return gap.rstrip(" ") + _cut(end)[2] if "\n" in end else gap


def _parted(end: str, column: int) -> tuple[str, str]:
    """What stands behind an entry that is no more the last, before the next one; and what stands behind that."""
    line, line_break, below = _cut(end)
    if not line_break:
        return ", ", end.replace(",", "")
    comma = "" if "," in _COMMENT.sub("", line) else ","
    return f"{comma}{line}{line_break}{' ' * column}", line_break + below
