"""What a finding is known by, and that the same text always makes the same findings."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.finding import Finding, Position, Text
from ea_repo.suggest import closest, did_you_mean
from tests.texts import read

MESSAGE = Text("faux", "wrong")


def test_a_key_is_the_rule_the_subject_and_the_field_if_any() -> None:
    assert Finding("r", "error", "a", MESSAGE).key == "r:a"
    assert Finding("r", "error", "a", MESSAGE, field="f").key == "r:a:f"


def test_a_fingerprint_changes_with_the_offenders_and_with_nothing_else() -> None:
    prints = {
        Finding("r", severity, "a", MESSAGE, "f", Position("x", line), related, offenders).fingerprint
        for severity in ("error", "info")
        for line in (1, 2)
        for related in ((), ("z",))
        for offenders in itertools.permutations(("b", "c", "d"))
    }
    assert len(prints) == 1
    assert all(len(fingerprint) == 16 and int(fingerprint, 16) >= 0 for fingerprint in prints)
    others = {
        Finding("r", "error", "a", MESSAGE, "f", offenders=offenders).fingerprint
        for offenders in ((), ("b",), ("b", "c"))
    }
    assert len(others | prints) == 4


def test_a_position_is_written_as_editors_open_it_and_ordered_by_line() -> None:
    assert str(Position("model/a.yaml", 12, 3)) == "model/a.yaml:12:3"
    assert sorted([Position("b"), Position("a", 10), Position("a", 9, 2), Position("a", 9)]) == [
        Position("a", 9),
        Position("a", 9, 2),
        Position("a", 10),
        Position("b"),
    ]


def test_a_text_is_in_two_languages() -> None:
    assert (MESSAGE["fr"], MESSAGE["en"]) == ("faux", "wrong")


def test_the_nearest_word_is_offered_and_none_where_none_is_near() -> None:
    assert closest("agate", ["agathe", "orbis", "agata-x"]) == "agathe"
    assert closest("zzz", ["agathe"]) is None
    assert closest("a", []) is None
    assert did_you_mean("zzz", ["agathe"]) == Text("", "")


WORDS = st.text("abc-", max_size=9)


@given(WORDS, st.lists(WORDS, max_size=30))
def test_the_nearest_of_many_words_is_the_one_that_is_nearest_of_those_that_are_near(
    word: str, words: list[str]
) -> None:
    far = [f"{number:020}" for number in range(1_000)]
    assert closest(word, [*words, *far]) == closest(word, words)


def test_findings_come_by_file_line_and_column() -> None:
    text = "site: {s: {colour: 1, name: 2}}\napplication:\n  a: {sso: x}\n  b: {sso: y, live_on: z}\n"
    _, findings = read(text, text)
    order = [finding.at for finding in findings if finding.at]
    assert len(order) == len(findings) == 8
    assert order == sorted(order)


SCRIPT = """
from tests.texts import read
graph, findings = read(
    "application: {a: {sso: [b, x, y], part_of: [b, c], q: 1, r: 2, name: 3}, b: {part_of: a, tpye: core}, c: {}}",
    "sites: {}", "actor: {a: {}, b: {}, d: {part_of: d, moa: {z: 1, y: 2}}}",
)
print(list(graph), list(graph.relations()), graph.loops(), graph.around(["a"], 3), findings)
"""


@pytest.mark.parametrize("seed", ["1", "2", "31337"])
def test_the_same_is_reported_under_any_hash_seed(seed: str) -> None:
    def output(seed: str) -> bytes:
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.run([sys.executable, "-c", SCRIPT], env=environment, check=True, capture_output=True).stdout

    assert output(seed) == output("0")
    assert b"link-loop" in output("0")
