"""What holds of the parser for every text and every value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ea_repo.load.files import decode
from ea_repo.load.problems import PROBLEMS
from ea_repo.load.yaml import Document, parse
from tests.depth import examples
from tests.load import core_yaml
from tests.texts import read

# Words of YAML's own grammar, so that random texts reach its corners.
WORDS = """
{ } [ ] , : - ? & * ! | > % @ ` ' " # ~ \\ \\x |- >2 << --- ... &a *a !t !!str application: a: name: covers: x 12 true
.NaN null 2023-06 é 😀
"""
BLANKS = (" ", "\t", "\n", "\r\n", "\n  ", "\n    ", ": ", "- ", "? ", "%YAML 1.2\n")
STRANGE = ("\x00", "\x07", "\x85", "\u2028", "\ufeff", "\ud800")
GRAMMAR = st.lists(st.sampled_from((*WORDS.split(), *BLANKS * 3, *STRANGE)), max_size=40).map("".join)
TEXTS = st.text() | st.text(st.characters()) | GRAMMAR


def utf16(text: str) -> bytes:
    return text.encode("utf-16", "replace")


def sound(document: Document, text: str) -> None:
    lines = text.count("\n") + 1
    for flaw in document.flaws:
        assert flaw.problem in PROBLEMS
        assert flaw.line >= 1 and flaw.column >= 1
        assert "\r" in text or flaw.line <= lines
    assert document.complete or document.flaws
    assert all(line >= 1 and column >= 1 for line, column in document.marks.values())


@settings(max_examples=examples(1000))
@given(TEXTS)
@example("a: .NaN")
@example("é" * 20 + "\x00")
@example("a: 1\na: [")
@example("? *a\n? *a\n: ")
@example(" ! a")
@example("#\r!b")
@example("{'a':!b c}")
@example("{?!!str\n    }")
def test_the_parser_never_raises_and_tells_why_it_stops(text: str) -> None:
    document = parse(text, marks=True)
    sound(document, text)
    assert parse(text).flaws == document.flaws


@settings(max_examples=examples(500))
@given(st.binary() | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | GRAMMAR.map(utf16))
def test_reading_a_file_of_any_bytes_never_raises(data: bytes) -> None:
    source = decode("1", data)
    assert source.text is not None or source.findings
    graph, findings = read(data, b"actor: {witness: {}}")
    assert "witness" in graph
    assert all(finding.at is not None for finding in findings)


WRITABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029\ufeff")
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**60), 10**60)
    | st.floats(allow_nan=False)
    | st.text(WRITABLE)
    | st.sampled_from(
        ["on", "no", "0o17", "1e3", "2023-06-14", "", "~", "null", ".inf", "<<", "=", "12", "-", "0x1F", "! x"]
    )
)
KEYS = st.text(WRITABLE, max_size=8) | st.sampled_from(["on", "12", "null", "<<", "2023", "? x", "a: b", "- a"])
VALUES = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=4) | st.dictionaries(KEYS, below, max_size=4), max_leaves=12
)


@settings(max_examples=examples(300))
@given(VALUES, st.sampled_from([True, False, None]), st.booleans(), st.sampled_from([20, 80, 10_000]))
def test_what_is_written_is_read_back(value: Any, flow: bool | None, unicode: bool, width: int) -> None:
    text = core_yaml.dumps(value, default_flow_style=flow, allow_unicode=unicode, width=width, sort_keys=False)
    document = parse(text)
    assert document.flaws == []
    assert document.value == value
    assert repr(document.value) == repr(value), "the same types, in the same order"


# Keys of one line, in any script; long ones are written `? key`.
NAMES = st.text(st.characters(categories=["L", "N", "So"]) | st.sampled_from(" -_.:#"), min_size=1, max_size=12)
MAPPINGS = st.recursive(
    st.integers() | st.text(WRITABLE, max_size=30),
    lambda below: st.dictionaries(NAMES, below, min_size=1, max_size=4) | st.lists(below, max_size=3),
    max_leaves=15,
)


def paths(value: Any, above: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, item in inside for path in ((*above, key), *paths(item, (*above, key)))]


@given(
    st.dictionaries(NAMES, MAPPINGS, min_size=1, max_size=4), st.sampled_from([True, False, None]), st.integers(2, 6)
)
def test_every_key_is_marked_where_it_is_written(value: dict[str, Any], flow: bool | None, indent: int) -> None:
    text = core_yaml.dumps(value, default_flow_style=flow, allow_unicode=True, indent=indent, width=60)
    marks = parse(text, marks=True).marks
    assert set(marks) == set(paths(value))
    lines = text.split("\n")
    for path, (line, column) in marks.items():
        if isinstance(path[-1], str):
            there = lines[line - 1][column - 1 :]
            quote = there[0] if there[0] in "'\"" else ""
            assert there.startswith(quote + path[-1] + quote) or "\\" in there


@pytest.mark.parametrize("text", ["a:\n  - x\n  - y: 1\n    z: 2\n", "a: [x, {y: 1, z: 2}]"])
def test_items_of_lists_are_marked_where_they_begin(text: str) -> None:
    marks = parse(text, marks=True).marks
    lines = text.split("\n")
    there = {path: lines[line - 1][column - 1 :] for path, (line, column) in marks.items()}
    assert there["a", 0].startswith("x")
    assert there["a", 1, "y"].startswith("y: 1")
    assert there["a", 1, "z"].startswith("z: 2")
    assert there["a", 1].startswith(("y: 1", "{y: 1"))


def test_the_first_of_two_keys_keeps_its_place_and_those_below_it() -> None:
    marks = parse("k:\n  a:\n    x: 1\n  b: 2\n  a:\n    x: 2\n", marks=True).marks
    assert marks["k", "a"] == (2, 3)
    assert marks["k", "a", "x"] == (3, 5)


def test_an_element_that_was_being_read_is_left_out_whole_and_those_before_it_are_kept() -> None:
    document = parse("k:\n  a: {x: 1}\n  b:\n    x: 1\n    y: [1, 2\n  c: {}\n")
    assert document.value == {"k": {"a": {"x": 1}}}
    assert not document.complete


def test_a_good_element_is_kept_when_its_second_writing_is_broken() -> None:
    document = parse("k:\n  a: {x: 1}\n  a: {x: [\n")
    assert document.value == {"k": {"a": {"x": 1}}}
    assert [flaw.problem for flaw in document.flaws] == ["duplicate-key", "yaml-syntax"]
