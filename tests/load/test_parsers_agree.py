"""Three parsers give the same model: ours, ryaml (Rust) and PyYAML with the core schema of YAML 1.2."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.load.yaml import parse
from tests.depth import examples
from tests.load import core_yaml
from tests.load.random_texts import models
from tests.texts import read

# Not a plain import: the package does not say what it exports.
ryaml: Any = importlib.import_module("ryaml")

OF_LINKS = {"dangling-link", "wrong-kind-link", "self-link", "link-loop", "link-repeated", "link-crowded"}
OF_DATES = {"dates-backwards", "dates-unordered"}


def with_text_keys(value: Any) -> Any:
    """The same value with keys as they are written: our ids and fields are always texts."""
    if isinstance(value, list):
        return [with_text_keys(item) for item in value]
    if not isinstance(value, dict):
        return value
    words: dict[Any, str] = {None: "null", True: "true", False: "false"}
    return {words.get(key, str(key)): with_text_keys(item) for key, item in value.items()}


def as_texts(value: Any) -> Any:
    """The same value with dates as texts."""
    if isinstance(value, dict):
        return {key: as_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_texts(item) for item in value]
    return str(value) if isinstance(value, dt.date) else value


WRITERS: dict[str, Callable[..., str]] = {"core": core_yaml.dumps, "safe_dump": yaml.safe_dump}


@settings(max_examples=examples(300))
@given(models(), st.sampled_from(sorted(WRITERS)), st.sampled_from([True, False, None]), st.booleans())
def test_the_three_parsers_read_the_same_model(value: Any, writer: str, flow: bool | None, unicode: bool) -> None:
    text = WRITERS[writer](value, default_flow_style=flow, allow_unicode=unicode, sort_keys=False)
    document = parse(text)
    assert document.flaws == []
    assert document.value == as_texts(value), "what was written"
    assert repr(document.value) == repr(with_text_keys(core_yaml.loads(text))), "PyYAML"
    assert with_text_keys(ryaml.loads(text)) == document.value, "ryaml"


@settings(max_examples=examples(300))
@given(models())
def test_what_the_kinds_allow_is_read_without_a_word_on_its_fields(value: dict[str, Any]) -> None:
    graph, findings = read(core_yaml.dumps(value, allow_unicode=True))
    ids = [id for block in value.values() for id in block or ()]
    beside = OF_LINKS | OF_DATES | ({"duplicate-id"} if len(set(ids)) < len(ids) else set())
    assert [finding.message.en for finding in findings if finding.rule not in beside] == []
    assert set(graph) == set(ids)
    for block in value.values():
        for id, fields in (block or {}).items():
            if ids.count(id) == 1:
                assert graph.record(id).fields.keys() == (fields or {}).keys()


# What parsers settle each in its own way: ours is YAML 1.2's, the keys apart, which are always texts.
DIVERGENT: list[tuple[str, Any, Any, Any]] = [
    # text, ours, PyYAML as it comes, ryaml
    ("a: on", {"a": "on"}, {"a": True}, {"a": "on"}),
    ("a: No", {"a": "No"}, {"a": False}, {"a": "No"}),
    ("on: yes", {"on": "yes"}, {True: True}, {"on": "yes"}),
    ("a: 2023-06-14", {"a": "2023-06-14"}, {"a": dt.date(2023, 6, 14)}, {"a": "2023-06-14"}),
    ("2023-06-14: a", {"2023-06-14": "a"}, {dt.date(2023, 6, 14): "a"}, {"2023-06-14": "a"}),
    ("a: 0o17", {"a": 15}, {"a": "0o17"}, {"a": 15}),
    ("a: 017", {"a": 17}, {"a": 15}, {"a": "017"}),
    ("a: 1e3", {"a": 1000.0}, {"a": "1e3"}, {"a": 1000.0}),
    ("a: 1_000", {"a": "1_000"}, {"a": 1000}, {"a": "1_000"}),
    ("a: 1:30", {"a": "1:30"}, {"a": 90}, {"a": "1:30"}),
    ("a: 0b11", {"a": "0b11"}, {"a": 3}, {"a": 3}),
    ("12: a", {"12": "a"}, {12: "a"}, {12: "a"}),
    ("true: a", {"true": "a"}, {True: "a"}, {True: "a"}),
    ("~: a", {"~": "a"}, {None: "a"}, {None: "a"}),
    ("1e3: a", {"1e3": "a"}, {"1e3": "a"}, {1000.0: "a"}),
]


@pytest.mark.parametrize(("text", "ours", "pyyaml", "rust"), DIVERGENT, ids=[row[0] for row in DIVERGENT])
def test_where_parsers_differ_ours_is_settled(text: str, ours: Any, pyyaml: Any, rust: Any) -> None:
    assert repr(parse(text).value) == repr(ours)
    assert repr(yaml.safe_load(text)) == repr(pyyaml)
    assert repr(ryaml.loads(text)) == repr(rust)


def test_what_others_read_silently_we_tell() -> None:
    for text in ("a: 1\na: 2", "a: &x {b: 1}\nc: {<<: *x}", "a: !!str 12"):
        assert yaml.safe_load(text)
        assert parse(text).flaws
