"""What lines say each by itself is what the careful reader makes of them together, or nothing at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.load.yaml import parse, parse_elements
from tests.depth import examples

HEADS = (
    "flow:",
    "site:",
    "null:",
    "flow: # in words",
    "  a:",
    "  b-1:",
    "  on:",
    "  é:",
    "  1:",
    "  a: 1",
    "   a:",
    " a:",
)
VALUES = (
    *("x", "x y", "1", "1.5", "true", "null", "~", "2020-01-02", "[a, b]", "{to: a, from: 2020}", "[{to: a}, b]"),
    *('"x: y"', "'x'", '""', "''", "", '"x', "'x", "[a", "{a: b", "a: b", "- a", "|", ">", "|+", ">-", "|2", "x # y"),
    *("# y", "&a x", "*a", "!t x", "<<", "0o7", "1e3", ".inf", "a]", "a}", '"a" b', "[a, b] c", "[1: 2]", "{1: 2}"),
    *("{a: 1, a: 2}", "? a", "x\ty", "%x", "@x", "`x`", "\\", "---", "...", "[" * 14 + "]" * 14, "x \u2028 y", "x\r"),
)
NAMES = ("a", "b", "name", "id", '"a"', "'b'", "1", "null", "? a", "- a", "<<", "a b", "", "é", "#a")
ODD = ("", " ", "    ", "# note", "  # note", "    # note", "      # note", "      a: 1", "    - a", "---", "...", "\t")
fields = st.builds("    {}: {}".format, st.sampled_from(NAMES), st.sampled_from(VALUES))
odd_lines = st.sampled_from(HEADS) | st.sampled_from(ODD) | fields
SOUND = ("flow:", "  one:", "    source: a", "    data: [b, c]", "  two:", "    source: a", "site:", "  three:")
edits = st.lists(st.tuples(st.integers(0, len(SOUND)), st.integers(0, 1), odd_lines), min_size=1, max_size=2)


def as_yaml(text: str) -> Any:
    """What the lines of a text say, as a parser gives it; None where it is to be read otherwise."""
    kinds = parse_elements(text)
    if kinds is None:
        return None
    return {kind: {element.id: element.block for element in elements} or None for kind, elements in kinds.items()}


@settings(max_examples=examples(3000))
@given(edits, st.sampled_from(("\n", "\n", "\n", "\r\n")))
def test_lines_say_what_the_careful_reader_reads(edits: list[tuple[int, int, str]], end: str) -> None:
    lines = [*SOUND]
    for place, gone, line in edits:
        lines[place : place + gone] = [line]
    text = end.join(lines) + end
    value = as_yaml(text)
    if value is not None:
        document = parse(text, marks=True)
        assert (repr(value), [flaw.problem for flaw in document.flaws]) == (repr(document.value), [])


ELEMENTS = "flow:\n  one:\n    source: a\n    target: [b, {to: c, from: 2020-01-02}]\n  two:\n    source: a\nsite:\n"


@pytest.mark.parametrize(
    "text",
    [
        ELEMENTS,
        f"# yaml-language-server: $schema=x.json\n\n{ELEMENTS}\n\n# the end",
        'flow:\n  one:\n\n    # where it begins\n    source: a # or b\n\n    # where it ends\n    target: ""\n  two:',
        "flow:\n  one:\n    note: 'l''été : 5 * 2'\n    other: \"[\"\n    nothing:\n",
    ],
)
def test_what_people_write_line_by_line_is_read_so(text: str) -> None:
    assert as_yaml(text) is not None
    assert repr(as_yaml(text)) == repr(parse(text, marks=True).value)


@pytest.mark.parametrize(
    "after",
    [
        "    a: 1\n    a: 2", "  one:\n    b: 1", "flow:\n  three:\n    b: 1", "    note: |\n      x",
        "    note: |+\n\n", "    note: >", "    note: \"x\n    y: z\"", "    note: [x,\n    y]", "    note: x\n      y",
        "    id: x", "    note:\n      a: 1", "    - a", "  null:\n    a: 1", "  Two:\n    a: 1", "    b: &x 1",
        "    b: <<", "    a: |+ # ''\n\n", "    a: 1\r\n", "    a: \u2028", "---\nflow:", "    a: {b: 1, b: 2}",
        "    ? |\n      # x\n    zone: s",
    ],
)  # fmt: skip
def test_what_needs_more_than_its_line_is_read_otherwise(after: str) -> None:
    assert as_yaml(f"flow:\n  one:\n{after}\n") is None


def test_what_elements_share_is_read_once() -> None:
    kinds = parse_elements("flow:\n  one:\n    data: [a]\n  two:\n    data: [a]\n")
    assert kinds is not None
    one, two = kinds["flow"]
    assert one.names is two.names
    assert one.values[0] is two.values[0]
