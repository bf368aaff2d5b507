"""A file written by hand keeps all that an edit does not ask about: comments, blank lines, order, quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.exchange.merge.plan import Edit
from ea_repo.exchange.place import Unreadable
from ea_repo.exchange.writing.editing import Changes, changed
from ea_repo.load.yaml import parse

FILE = "model/si.yaml"


def with_fields(text: str, fields: Mapping[str, Any], kind: str = "application", id: str = "a") -> str:
    return changed(FILE, text, Changes(edits=[Edit(id, kind, FILE, fields)]))


ONE = "application:\n  a:\n"
EDITS: Mapping[str, tuple[str, Mapping[str, Any], str]] = {
    "an item more, and the comments of the others": (
        "    tags:\n      - one\n      - two    # why two\n    # of the name\n    name: 'A'\n",
        {"tags": ["one", "two", "three"]},
        "    tags:\n      - one\n      - two    # why two\n      - three\n    # of the name\n    name: 'A'\n",
    ),
    "an item less, and the comment behind it": (
        "    tags:\n    - one   # why one\n    # on two\n    - two\n",
        {"tags": ["two"]},
        "    tags:\n    # on two\n    - two\n",
    ),
    "a list on a line of its own": (
        "    tags:\n      # above one\n        [one, two]\n",
        {"tags": ["one", "two", "three"]},
        "    tags:\n      # above one\n        [one, two, three]\n",
    ),
    "a list with comments between brackets": (
        "    tags: [ # those of 2020\n      one, # why one\n      # on two\n      'two' # why two\n    ]\n",
        {"tags": ["two", "three"]},
        "    tags: [ # those of 2020\n      # on two\n      'two', # why two\n      three\n    ]\n",
    ),
    "the last of a list with comments": (
        "    tags: [\n      one, # why one\n      two # why two\n    ]\n",
        {"tags": ["one"]},
        "    tags: [\n      one, # why one\n    ]\n",
    ),
    "a value, and the spaces around it": (
        '    name:   "A"        # aligned by hand\n    aliases: ["x\\x41", \'b c\']   # keep me\n',
        {"name": "B"},
        "    name:   B        # aligned by hand\n    aliases: [\"x\\x41\", 'b c']   # keep me\n",
    ),
    "a value that is not there yet": ("    name: # none yet\n", {"name": "B"}, "    name: B # none yet\n"),
    "a text of several lines behind a comment": (
        "    description: short # to be told\n    name: A\n",
        {"description": "One\ntwo"},
        "    description: |- # to be told\n      One\n      two\n    name: A\n",
    ),
    "a text of several lines that becomes short": (
        "    description: >-  # told\n      One\n\n      two\n\n    # its name\n    name: A\n",
        {"description": "short"},
        "    description: short  # told\n\n    # its name\n    name: A\n",
    ),
    "a field that goes": (
        "    # whose\n    moa: x # him\n    name: A\n\n    # more to come\n",
        {"moa": None},
        "    # whose\n    name: A\n\n    # more to come\n",
    ),
    "a field more, before a comment that ends the element": (
        "    name: A\n    # moa: who?\n",
        {"moa": "x"},
        "    name: A\n    moa: x\n    # moa: who?\n",
    ),
    "a list of which nothing is left": (
        "    covers: # those we know\n      # of last year\n      - p\n    name: A\n",
        {"covers": []},
        "    covers: [] # those we know\n      # of last year\n    name: A\n",
    ),
    "a link with its details": (
        "    deployed_at:\n      - to: nord # since ever\n        until: '2027'\n      - sud\n",
        {"deployed_at": [{"to": "nord", "until": "2028"}, "sud"]},
        '    deployed_at:\n      - to: nord # since ever\n        until: "2028"\n      - sud\n',
    ),
    "a property": (
        "    properties: {a: 1,   b: 'two', # both\n      c: 3}\n",
        {"properties": {"a": 1, "b": "2", "c": 3, "d": 4}},
        '    properties: {a: 1,   b: "2", # both\n      c: 3, d: 4}\n',
    ),
    "an anchor that nobody repeats": ("    tags: &t\n    - one\n", {"tags": ["two"]}, "    tags: two\n"),
}


@pytest.mark.parametrize(("fields", "edit", "then"), EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("line_break", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_field_is_written_where_it_stands(fields: str, edit: Mapping[str, Any], then: str, line_break: str) -> None:
    before, after = ((ONE + text + "  # the end\n").replace("\n", line_break) for text in (fields, then))
    assert with_fields(before, edit) == after


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["", "mark"])
def test_how_a_file_begins_and_ends_stays(start: str, end: str) -> None:
    text = f"{start}# ours\napplication:\n  a: {{name: A}}\nactor: {{m: {{name: M}}}}{end}"
    assert with_fields(text, {"name": "B"}) == text.replace("name: A", "name: B")
    assert with_fields(text, {"name": "O"}, "actor", "m") == text.replace("name: M", "name: O")


def test_elements_that_share_a_line_come_and_go_on_it() -> None:
    text = 'actor: {m: {name: "M"}, n: } # both\napplication:\n    a: # ours\n        name: A\n'
    edited = changed(
        FILE,
        text,
        Changes(
            removals=[Edit("n", "actor", FILE, {})], added={"actor": {"o": {}}, "application": {"b": {"name": "B"}}}
        ),
    )
    assert edited == (
        'actor: {m: {name: "M"}, o: {}} # both\napplication:\n    a: # ours\n        name: A\n    b:\n      name: B\n'
    )


def test_what_an_alias_repeats_is_not_changed_in_both_places() -> None:
    text = "application:\n  a: {tags: &t [one]}\n  b: {tags: *t}\n"
    assert with_fields(text, {"tags": ["one", "two"]}, id="b") == text.replace("*t", "[one, two]")
    with pytest.raises(Unreadable):
        with_fields(text, {"tags": ["one", "two"]})


words = st.sampled_from(["one", "two", "three", "four", "a: b", "5"])
comments = st.sampled_from(["", "  # why", "   # a, b ] }"])
quotes = st.sampled_from(['"{}"', "'{}'"])
VALUES = st.one_of(words, st.lists(words, max_size=4, unique=True))


@st.composite
def field_texts(draw: st.DrawFn, name: str, indent: int, value: Any) -> list[str]:
    """The lines of a field, in one of the ways in which somebody may write it."""
    margin = " " * indent

    def quoted(word: str) -> str:
        return draw(quotes).format(word)

    def above(further: int) -> list[str]:
        return draw(st.sampled_from([[], [""], [f"{margin}{' ' * further}# on this"]]))

    if isinstance(value, str):
        return [*above(0), f"{margin}{name}: {quoted(value)}{draw(comments)}"]
    way = draw(st.sampled_from(["line", "lines", "block", "indented"]))
    if way == "line" or not value:
        return [*above(0), f"{margin}{name}: [{draw(st.sampled_from([', ', ',  '])).join(map(quoted, value))}]"]
    if way == "lines":
        items = [line for word in value for line in (*above(2), f"{margin}  {quoted(word)},{draw(comments)}")]
        return [*above(0), f"{margin}{name}: [{draw(comments)}", *items, f"{margin}]{draw(comments)}"]
    inner = margin + "  " * (way == "indented")
    items = [line for word in value for line in (*above(2), f"{inner}- {quoted(word)}{draw(comments)}")]
    return [*above(0), f"{margin}{name}:{draw(comments)}", *items]


NAMES = ("tags", "aliases", "covers")


@dataclass(frozen=True)
class HandWritten:
    """The lines of a file, cut before and after those of one field, and what that field is to say."""

    before: list[str]
    field: list[str]
    after: list[str]
    name: str
    wanted: Any


@st.composite
def hand_written(draw: st.DrawFn) -> HandWritten:
    indent, name = draw(st.sampled_from([2, 4])), draw(st.sampled_from(NAMES))
    cut: list[list[str]] = [["# ours", "application:"], [], []]
    for id in ("b", "a", "c"):
        cut[2 if cut[1] else 0] += [f"{' ' * indent}{id}:{draw(comments)}"]
        for other in NAMES:
            lines = draw(field_texts(other, 2 * indent, draw(VALUES)))
            cut[1 if (id, other) == ("a", name) else 2 if cut[1] else 0] += lines
    return HandWritten(cut[0], cut[1], cut[2], name, draw(st.one_of(st.none(), VALUES)))


def comments_of(lines: list[str]) -> list[str]:
    """The comments that have lines of their own."""
    return [line.strip() for line in lines if line.strip().startswith("#")]


@given(hand_written())
def test_only_the_lines_of_the_field_change_and_their_comments_stay(file: HandWritten) -> None:
    text = "\n".join([*file.before, *file.field, *file.after]) + "\n"
    edited = with_fields(text, {file.name: file.wanted}).removesuffix("\n").split("\n")
    own = edited[len(file.before) : len(edited) - len(file.after)]
    assert edited == [*file.before, *own, *file.after]
    says = parse("\n".join(edited)).value["application"]["a"].get(file.name)
    assert file.wanted in (says, [says]) or [file.wanted] == says
    if file.wanted is not None:
        assert comments_of(own) == comments_of(file.field)
