"""The quick reader says what the careful one says, or nothing at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.load.quick_yaml import quick
from ea_repo.load.shared_lines import UNREAD
from ea_repo.load.yaml import parse
from tests.depth import examples

PIECES = [
    *(
        "a",
        "b",
        "é",
        "0",
        "1",
        "12",
        "9" * 20,
        "-",
        "- ",
        "+",
        ".",
        ":",
        ": ",
        ",",
        ", ",
        "{",
        "}",
        "[",
        "]",
        "\n",
        "\n  ",
    ),
    *("  ", "\t", "#", " # ", "&x", "*x", "!", "!t ", "? ", "| ", "|\n  ", ">\n  ", "'", '"', "\\", "%", "@", "`", "~"),
    *(
        "null",
        "Null",
        "true",
        "True",
        "TRUE",
        "yes",
        "<<",
        "<<: ",
        "0x1",
        "0o7",
        "0b1",
        "1e3",
        "1e999",
        "1.",
        ".5",
        ".inf",
    ),
    *("-.INF", ".NaN", "inf", "nan", "1_0", "2020-01-02", "---", "...", "\n---\n", "\r\n", "\u2028", "\x85", "\ufeff"),
    *("\x00", "a: b", "\na: ", "\n- "),
]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def careful(text: str) -> tuple[str, list[str]]:
    # With marks, every text is read carefully.
    document = parse(text, marks=True)
    return repr(document.value), [flaw.problem for flaw in document.flaws]


@settings(max_examples=examples(1500))
@given(texts)
def test_what_is_read_quickly_is_what_is_read_carefully(text: str) -> None:
    document = parse(text)
    assert (repr(document.value), [flaw.problem for flaw in document.flaws]) == careful(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1", "a: *x", "a: !t 1", "<<: {a: 1}", "a: 1\na: 2", "a: 017", "a: -0x1", "a: 1e999", "1: a", "true: a",
        "a: 1\n---\nb: 2", "a: {b: 1", "a: " + "[" * 20 + "]" * 20, "a: " + "9" * 40, "- &x 1", "[&x 1]", "a:\n  !t b",
    ],
)  # fmt: skip
def test_what_is_unusual_is_left_to_the_careful_reader(text: str) -> None:
    assert quick(text) is UNREAD


@pytest.mark.parametrize(
    "text",
    ["a: R & D", "a: Attention ! Danger", "a: 5 * 2", 'a: "l\'été"\nb: [c, {to: d, from: 2020-01-02}]', "a: |\n  b\n"],
)
def test_what_people_write_is_read_quickly(text: str) -> None:
    assert quick(text) is not UNREAD
    assert (repr(quick(text)), []) == careful(text)
