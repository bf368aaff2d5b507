"""An application takes its modules, instances and APIs with it, a node its parts."""

from __future__ import annotations

import pytest

from ea_repo.semantics.belongings import belongings
from tests.texts import day, graph_of

GRAPH = graph_of("""
application:
  product: {}
  whole: {instance_of: product}
  module: {part_of: whole}
  former: {part_of: {to: whole, until: 2020}}
  successor: {}
  old: {successor: successor}
api: {a: {provided_by: module}}
node: {centre: {}, room: {part_of: centre}, rack: {part_of: room}}
flow: {f: {source: module, target: successor, api: a}}
""").at(day("2021-12-31"))


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["product"], {"product", "whole", "module", "a"}),
        (["whole"], {"whole", "module", "a"}),
        (["module"], {"module", "a"}),
        (["centre"], {"centre", "room", "rack"}),
        (["old", "rack"], {"old", "rack"}),
        ([], set()),
    ],
)
def test_what_goes_with_it(ids: list[str], expected: set[str]) -> None:
    assert belongings(GRAPH, ids) == expected
