"""What an element says, else its whole, else its product."""

from __future__ import annotations

import pytest

from ea_repo.select import Known, Selector
from ea_repo.semantics.inherited_values import inheritance, inherited_value, judgements, nearest_recorded
from tests.texts import day, graph_of

AT = day("2021-12-31")


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("b: {type: core, part_of: whole}, whole: {type: platform}", "core"),
        ("b: {part_of: whole}, whole: {type: platform}", "platform"),
        ("b: {instance_of: product}, product: {type: platform}", "platform"),
        ("b: {part_of: whole, instance_of: product}, whole: {type: core}, product: {type: platform}", "core"),
        # Neither it nor its whole says anything: its product does, though it has a whole.
        ("b: {part_of: whole, instance_of: product}, whole: {}, product: {type: platform}", "platform"),
        ("b: {part_of: whole}, whole: {instance_of: product}, product: {type: platform}", "platform"),
        ("b: {part_of: whole, instance_of: product}, whole: {instance_of: other}, product: {type: poc}, "
         "other: {type: core}", "poc"),
        ("b: {instance_of: product}, product: {part_of: suite}, suite: {type: core}", "core"),
        ("b: {part_of: whole}, whole: {}", None),
    ],
)  # fmt: skip
def test_its_own_value_comes_first_then_those_of_its_wholes_then_those_of_products(
    model: str, expected: str | None
) -> None:
    assert inherited_value(graph_of(f"application: {{{model}}}"), "b", "type") == expected


def test_the_nearest_comes_first_and_each_once() -> None:
    graph = graph_of("""
application:
  module: {part_of: solution, instance_of: component}
  solution: {part_of: suite, instance_of: product}
  suite: {instance_of: product}
  component: {instance_of: kit}
  kit: {part_of: product}
  product: {}
""")
    assert list(inheritance(graph, "module")) == ["module", "solution", "suite", "component", "kit", "product"]


def test_a_link_outside_its_dates_leads_to_nothing() -> None:
    graph = graph_of("application: {b: {part_of: {to: whole, until: 2020}}, whole: {type: core}}").at(AT)
    assert inherited_value(graph, "b", "type") is None


def test_a_selector_judges_by_the_first_that_says_yes_or_no() -> None:
    graph = graph_of("""
application:
  silent: {}
  core: {type: core}
  module: {part_of: core}
  apart: {type: peripheral, part_of: core}
  installation: {part_of: silent, instance_of: core}
""")
    judged = judgements(graph, Selector.parse({"type": "core"}), Known())
    assert {id: judged[id] for id in graph.of("application")} == {
        "silent": None, "core": True, "module": True, "apart": False, "installation": True,
    }  # fmt: skip


def test_where_all_is_recorded_silence_is_a_no() -> None:
    graph = graph_of("application: {a: {}}")
    known = Known([{"kind": "application", "fields": ["type"]}])
    assert judgements(graph, Selector.parse({"type": "core"}), known)["a"] is False


@pytest.mark.parametrize(
    ("module", "whole", "expected"),
    [
        ("deployed_at: s", "deployed_at: t", "module"),
        ("", "deployed_at: t", "whole"),
        # `[]` is recorded, and so is a link that does not hold at the date.
        ("deployed_at: []", "deployed_at: t", "module"),
        ("deployed_at: {to: s, until: 2020}", "deployed_at: t", "module"),
        ("", "", None),
        ("instance_of: product", "", None),
    ],
)
def test_the_nearest_that_records_a_field_speaks_for_its_modules(module: str, whole: str, expected: str | None) -> None:
    graph = graph_of(f"""
application: {{module: {{part_of: whole, {module}}}, whole: {{{whole}}}, product: {{deployed_at: s}}}}
site: {{s: {{}}, t: {{}}}}
""").at(AT)
    assert nearest_recorded(graph, "module", "deployed_at") == expected
