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


def as_data(answer: Impact) -> dict[str, Any]:
    return {
        element.id: (
            element.state,
            element.possible,
            {place: (at.state, at.possible, at.covered_by) for place, at in element.places.items()},
        )
        for element in answer.elements
    }


def expected_data(answer: oracle.Impact) -> dict[str, Any]:
    return {
        id: (
            touched.state,
            touched.possible,
            {place: (at.state, at.possible, at.covered_by) for place, at in touched.sites.items()},
        )
        for id, touched in answer.elements.items()
    }


@given(systems(), st.sampled_from(DATES), st.data())
@settings(max_examples=examples(200))
def test_states_are_those_of_the_simulation(model: System, date: dt.date, data: st.DataObject) -> None:
    graph = graph_of(text(model))
    rootable = [id for kind in ROOTS for id in model.get(kind, {})]
    roots = data.draw(st.lists(st.sampled_from(rootable), min_size=1, max_size=2, unique=True))
    answer, simulated = impact(graph, roots, date), oracle.impact(model, roots, date)
    assert answer.date == simulated.date
    assert as_data(answer) == expected_data(simulated)
    assert set(answer.flows) == simulated.flows


@given(systems(), st.sampled_from(DATES), st.data())
@settings(max_examples=examples(100))
def test_a_withdrawal_from_a_site_is_that_of_the_simulation(model: System, date: dt.date, data: st.DataObject) -> None:
    sites = list(model.get("site", {}))
    applications = [*model.get("application", {}), *model.get("referential", {})]
    if sites and applications:
        graph = graph_of(text(model))
        where = data.draw(st.lists(st.sampled_from(sites), min_size=1, max_size=2, unique=True))
        roots = data.draw(st.lists(st.sampled_from(applications), min_size=1, max_size=2, unique=True))
        assert as_data(impact(graph, roots, date, where)) == expected_data(oracle.impact(model, roots, date, where))
