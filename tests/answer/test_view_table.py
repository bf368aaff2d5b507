"""Tables of the cartography: figures are right, and say how much of them is not known."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.figure import Figure
from ea_repo.answer.view_table import ViewTable, view_table
from ea_repo.draw.cartography import View
from ea_repo.draw.view_to_diagram import selected
from ea_repo.select.completeness import Known
from tests.draw.drawing import point
from tests.texts import graph_of

MODEL = """\
zone: {soins: {name: Soins}, gestion: {name: Gestion}}
application:
  a: {zone: soins, yearly_cost: 100, contracts: [commun], type: core}
  b: {zone: [soins, gestion], contracts: [commun, seul]}
  c: {yearly_cost: 50, type: poc}
contract: {commun: {}, seul: {}}
flow:
  a-b: {source: a, target: b, mode: api}
  a-c: {source: a, target: c}
  a-d: {source: a, target: c, mode: file}
  b-c: {source: b, target: c, mode: file, illustrative: true}
"""


def table(known: Known | None = None, **fields: Any) -> ViewTable:
    graph = graph_of(MODEL)
    view = View("v", "v.yaml", point(form="table", show={"kind": "application"}, **fields), {})
    return view_table(view, graph, known or Known(), selected(graph, view.point.show))


def figures(column: dict[str, Any], known: Known | None = None) -> tuple[list[Any], Figure]:
    """The cells of one computed column for a, b and c, and its total."""
    made = table(known, columns=[{**column, "name": "figure"}], totals=["figure"])
    assert [row.id for row in made.rows] == ["a", "b", "c"]
    return [row.cells[0] for row in made.rows], made.totals[0]


def test_a_count_is_unknown_where_nothing_is_written_and_zero_where_that_is_held_in_full() -> None:
    cells, total = figures({"count": "sends"})
    assert [cell.value for cell in cells] == [3, 1, None]
    assert total == Figure("count", 4, known=4, unknown=0, silent=1)
    cells, total = figures({"count": "sends"}, Known([{"kind": "flow"}]))
    assert [cell.value for cell in cells] == [3, 1, 0]
    assert total.silent == 0


def test_a_count_of_some_says_of_how_many_nothing_says_whether_they_are() -> None:
    cells, total = figures({"count": "sends", "where": {"mode": "file"}})
    assert cells[0] == Figure("count", 1, known=2, unknown=1, silent=0)
    assert total == Figure("count", 2, known=3, unknown=1, silent=1)


def test_what_is_not_looked_at_is_neither_known_nor_unknown() -> None:
    _, total = figures({"count": "sends", "among": {"not": {"illustrative": True}}, "where": {"mode": "file"}})
    assert total == Figure("count", 1, known=2, unknown=1, silent=1)


def test_a_share_rests_on_what_is_known() -> None:
    cells, total = figures({"share": "sends", "where": {"mode": "api"}})
    assert [cell.value for cell in cells] == [0.5, 0, None]
    assert total == Figure("share", 1 / 3, known=3, unknown=1, silent=1)
    _, total = figures({"share": "id", "where": {"type": "core"}})
    assert total == Figure("share", 0.5, known=2, unknown=1, silent=0)


def test_a_sum_says_how_many_are_unknown() -> None:
    cells, total = figures({"sum": "yearly_cost"})
    assert [cell.value for cell in cells] == [100, None, 50]
    assert total == Figure("sum", 150, known=2, unknown=1, silent=0)


def test_what_two_rows_share_is_in_the_total_once() -> None:
    cells, total = figures({"count": "contracts"})
    assert [cell.value for cell in cells] == [1, 2, None]
    assert total == Figure("count", 2, known=2, unknown=0, silent=1)


def test_a_path_follows_links() -> None:
    cells, total = figures({"count": "sends.target.contracts"})
    assert [cell.value for cell in cells] == [2, None, None]
    assert cells[0].silent == 2
    assert total.value == 2


def test_groups_have_totals_of_their_own_and_what_is_in_no_group_comes_last() -> None:
    made = table(columns=["name", "yearly_cost"], group="zone", totals=["yearly_cost"])
    assert [(group.value, [row.id for row in group.rows]) for group in made.groups] == [
        ("gestion", ["b"]), ("soins", ["a", "b"]), (None, ["c"]),
    ]  # fmt: skip
    assert [group.totals[0].value for group in made.groups] == [None, 100, 50]
    assert made.totals == (Figure("sum", 150, known=2, unknown=1, silent=0),)
