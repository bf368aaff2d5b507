"""Scalars by YAML 1.2's core schema: what is a text, a number, a truth value, nothing."""

from __future__ import annotations

import math
from typing import Any

import pytest

from ea_repo.load.yaml import parse
from tests.texts import graph_of, read


def value(text: str) -> Any:
    document = parse(f"key: {text}\n")
    assert document.flaws == []
    return document.value["key"]


PLAIN = """
on off yes no On OFF Yes NO y n tRUE nULL 2023-06-14 2023-06 2023-06-14T08:00:00 1:30 08h30 1_000 0b11 0o8 0xg -0x1 +0o7
1e 1e+ e3 . + .. -- +-1 .inf. .infinity inf nan Infinity 1.2.3 1,5 12a = 10.0.0.1 v1
"""


@pytest.mark.parametrize("text", PLAIN.split())
def test_a_plain_word_that_is_nothing_else_is_a_text(text: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("-12", -12),
        ("+12", 12),
        ("0123", 123),
        ("0o17", 15),
        ("0x1F", 31),
        ("0xff", 255),
        ("9" * 40, int("9" * 40)),
        ("true", True),
        ("True", True),
        ("FALSE", False),
    ],
)
def test_whole_numbers_and_truth_values(text: str, expected: object) -> None:
    number = value(text)
    assert number == expected
    assert type(number) is type(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1e3", 1000.0),
        ("1.", 1.0),
        (".5", 0.5),
        ("-0.5", -0.5),
        ("+1.5E-2", 0.015),
        ("12e03", 12000.0),
        (".inf", math.inf),
        (".Inf", math.inf),
        (".INF", math.inf),
        ("-.inf", -math.inf),
        ("-.INF", -math.inf),
        ("+.Inf", math.inf),
        ("1e999", math.inf),
    ],
)
def test_decimal_numbers(text: str, expected: float) -> None:
    number = value(text)
    assert isinstance(number, float)
    assert number == expected


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number(text: str) -> None:
    assert math.isnan(value(text))


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL", "# only a comment"])
def test_nothing(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize("text", ["true", "12", "1e3", "", "null", "~", "2023", ".nan"])
@pytest.mark.parametrize("form", ["'{}'", '"{}"', "|-\n  {}", ">-\n  {}"])
def test_a_quoted_or_a_block_scalar_is_always_a_text(text: str, form: str) -> None:
    assert value(form.format(text)) == text


def test_a_key_is_always_a_text() -> None:
    text = "true: a\n12: b\nnull: c\n2023-06-14: d\n~: e\n1e3: f\non: g\n0x1F: h\n"
    assert list(parse(text).value) == ["true", "12", "null", "2023-06-14", "~", "1e3", "on", "0x1F"]


def test_a_number_is_an_id_and_stays_as_written() -> None:
    graph, findings = read("state: {2025: {date: 2025}, 007: {}}\nattestation: {a: {subjects: ['2025', '007']}}")
    assert findings == []
    assert list(graph) == ["007", "2025", "a"]
    assert graph.targets("a", "subjects") == ["2025", "007"]


def test_words_that_other_parsers_take_for_truth_values_are_texts_in_a_model() -> None:
    graph = graph_of("application: {on: {name: yes, aliases: [no, off]}}\nprocess: {p: {name: on}}")
    assert graph.name("on") == "yes"
    assert graph.value("on", "aliases") == ("no", "off")
    assert graph.name("p") == "on"


@pytest.mark.parametrize("date", ["2023", "2023-06", "2023-06-14"])
def test_dates_stay_as_they_are_written(date: str) -> None:
    for written in (date, f"'{date}'", f'"{date}"'):
        assert graph_of(f"application: {{a: {{live_on: {written}}}}}").value("a", "live_on") == date


def test_a_field_with_nothing_after_it_is_absent_and_an_empty_list_is_recorded() -> None:
    graph = graph_of("application:\n  a:\n    name:\n    covers:\n    zone: ~\n    uses: []\n    masters: null\n  b:\n")
    assert dict(graph.record("a").fields) == {"uses": ()}
    assert graph.recorded("a", "uses")
    assert not graph.recorded("a", "covers")
    assert dict(graph.record("b").fields) == {}


def test_a_written_no_is_recorded() -> None:
    graph = graph_of("application: {a: {exposed: false, availability_commitment: false}}")
    assert graph.value("a", "exposed") is False
    assert graph.value("a", "availability_commitment") is False
