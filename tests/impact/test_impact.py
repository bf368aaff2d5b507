"""What a loss does, held against a slow simulator written apart from the words alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.impact.impact import Impact, impact
from tests.depth import examples
from tests.impact import oracle
from tests.impact.systems import DATES, System, systems, text
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)
ROOTS = ("application", "referential", "node", "api", "flow", "actor", "site")


def said(found: Impact) -> dict[str, Any]:
    return {
        each.id: (
            each.state,
            each.possible,
            {place: (at.state, at.possible, at.covered_by) for place, at in each.places.items()},
        )
        for each in found.elements
    }


def expected(found: oracle.Impact) -> dict[str, Any]:
    return {
        id: (
            each.state,
            each.possible,
            {place: (at.state, at.possible, at.covered_by) for place, at in each.sites.items()},
        )
        for id, each in found.elements.items()
    }


@given(systems(), st.sampled_from(DATES), st.data())
@settings(max_examples=examples(200))
def test_states_are_those_of_the_simulation(model: System, date: dt.date, data: st.DataObject) -> None:
    graph = graph_of(text(model))
    asked = [id for kind in ROOTS for id in model.get(kind, {})]
    roots = data.draw(st.lists(st.sampled_from(asked), min_size=1, max_size=2, unique=True))
    mine, other = impact(graph, roots, date), oracle.impact(model, roots, date)
    assert mine.date == other.date
    assert said(mine) == expected(other)
    assert set(mine.flows) == other.flows


@given(systems(), st.sampled_from(DATES), st.data())
@settings(max_examples=examples(100))
def test_a_withdrawal_from_a_site_is_that_of_the_simulation(model: System, date: dt.date, data: st.DataObject) -> None:
    sites = list(model.get("site", {}))
    applications = [*model.get("application", {}), *model.get("referential", {})]
    if sites and applications:
        graph = graph_of(text(model))
        where = data.draw(st.lists(st.sampled_from(sites), min_size=1, max_size=2, unique=True))
        roots = data.draw(st.lists(st.sampled_from(applications), min_size=1, max_size=2, unique=True))
        assert said(impact(graph, roots, date, where)) == expected(oracle.impact(model, roots, date, where))
