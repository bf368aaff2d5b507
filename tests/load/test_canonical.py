"""The canonical form of a text: one way of writing, nothing said otherwise, no comment lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.load.canonical import canonical
from ea_repo.load.element_text import element_lines
from ea_repo.load.yaml import parse
from tests.texts import read

CASES = {
    "fields come in the order of their kind": (
        "application:\n  a:\n    moa: x\n    name: 'A'\n",
        "application:\n  a:\n    name: A\n    moa: x\n",
    ),
    "a comment stays with what it stands above, or behind": (
        "# haut\napplication:\n  # de a\n  a:\n    # de la MOA\n    moa: [x]  # à revoir\n\n    name: A\n# fin\n",
        "# haut\napplication:\n  # de a\n  a:\n\n    name: A\n    # de la MOA\n    moa: x  # à revoir\n# fin\n",
    ),
    "a short element stays on its line": (
        'site: {}\nflow:\n  f: {target: b, source: "a"}\n',
        "site: {}\nflow:\n  f: {source: a, target: b}\n",
    ),
    "quotes only where they are needed": (
        "application:\n  a:\n    name: 'on'\n    description: \"plain\"\n    live_on: '2019-06-01'\n",
        'application:\n  a:\n    name: "on"\n    description: plain\n    live_on: 2019-06-01\n',
    ),
    "a text line by line stays as it is": (
        "application:\n  a:\n    description: >\n      deux\n      lignes\n    name: A\n",
        "application:\n  a:\n    name: A\n    description: >\n      deux\n      lignes\n",
    ),
    "a comment inside a list stays": (
        "application:\n  a:\n    tags:\n      - x   # un\n      - y\n    name: 'A'\n",
        "application:\n  a:\n    name: A\n    tags:\n      - x   # un\n      - y\n",
    ),
    "line ends stay": ("application:\r\n  a:\r\n    name: 'A'\r\n", "application:\r\n  a:\r\n    name: A\r\n"),
    "an unknown kind stays": ("licorne:\n  a:\n    b: 'c'\n", "licorne:\n  a:\n    b: 'c'\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_form(case: str) -> None:
    before, after = CASES[case]
    assert canonical(before) == after
    assert canonical(after) == after


@pytest.mark.parametrize("text", ["a: [", "- a\n", "application:\n  a: {}\n  a: {}\n"])
def test_a_text_with_a_flaw_is_left(text: str) -> None:
    assert canonical(text) is None


WORDS = st.text(st.sampled_from("ab é#:-'\"{}[],&*!|>%@\n\t0"), min_size=1, max_size=12).filter(str.strip)
FIELDS = st.dictionaries(
    st.sampled_from(["name", "description", "moa", "tags", "live_on", "yearly_cost", "exposed", "properties"]),
    st.one_of(
        WORDS, st.integers(0, 10**6), st.booleans(), st.lists(WORDS, min_size=1, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b"]), WORDS, min_size=1),
    ),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["un", "deux", "trois"]), FIELDS, min_size=1), st.data())
def test_it_says_the_same_and_is_the_same_a_second_time(
    elements: dict[str, dict[str, object]], data: st.DataObject
) -> None:
    lines = ["# en tête", "application:"]
    for id, fields in elements.items():
        for line in element_lines(id, fields):
            lines += ["    # un mot"] * (line.startswith("    ") and line[4] not in " -" and data.draw(st.booleans()))
            lines.append(line)
    text = "\n".join(lines) + "\n"
    new = canonical(text)
    if new is not None:
        assert canonical(new) == new
        assert new.count("# un mot") == text.count("# un mot")
        assert [dict(element) for element in _said(new)] == [dict(element) for element in _said(text)]


def _said(text: str) -> list[dict[str, object]]:
    graph, _ = read(text)
    assert not parse(text).flaws
    return [dict(graph.record(id).fields) for id in graph]
