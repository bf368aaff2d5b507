"""What a loss does where applications support needs and nodes run on nodes, held against the simulator."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.impact.impact import READINGS, Impact, impact
from tests.depth import examples
from tests.impact import simulator
from tests.impact.systems import DATES, System, inventories, roots, text
from tests.texts import graph_of

Answers = dict[str, tuple[str | None, str | None, dict[str, Any]]]


def as_data(answer: Impact) -> Answers:
    return {
        element.id: (
            element.state,
            element.possible,
            {
                place: (cover.state, cover.possible, list(cover.covered_by) if cover.state else [])
                for place, cover in element.places.items()
            },
        )
        for element in answer.elements
    }


def simulated(answer: dict[str, Any]) -> Answers:
    return {
        id: (
            element["state"],
            element["possible"],
            {
                place: (there["state"], there["possible"], there["covered_by"])
                for place, there in element.get("sites", {}).items()
            },
        )
        for id, element in answer["elements"].items()
    }


@given(inventories(), st.sampled_from(DATES), st.data())
@settings(max_examples=examples(400))
def test_states_are_those_of_the_simulator(model: System, date: dt.date, data: st.DataObject) -> None:
    lost = data.draw(roots(model))
    answer, expected = impact(graph_of(text(model)), lost, date), simulator.impact(model, lost, date)
    assert answer.date == expected["date"]
    assert as_data(answer) == simulated(expected)
    for reading in READINGS:
        lost_flows = {flow for flow, states in expected["flows"].items() if states[reading] == "lost"}
        assert set(answer.flows_lost[reading]) == lost_flows


def test_who_saves_nothing_says_that_a_need_is_vital() -> None:
    """At the harshest, the trial that calls the need vital is at x with the one application that meets it."""
    model: System = {
        "process": {"p": {}},
        "site": {"x": {}},
        "application": {
            "a": {"supports": {"to": "p", "for": "biologie", "need": "useful"}},
            "b": {"type": "poc", "supports": {"to": "p", "for": "biologie", "need": "vital"}},
            "c": {"supports": {"to": "p", "need": "useful"}},
        },
    }
    answer = as_data(impact(graph_of(text(model)), ["a"], DATES[0]))
    assert answer == simulated(simulator.impact(model, ["a"], DATES[0]))
    assert answer["p"][:2] == ("lost", "lost")
    model["application"]["b"]["deployed_at"] = "x"
    model["application"]["a"]["deployed_at"] = []
    assert as_data(impact(graph_of(text(model)), ["a"], DATES[0])) == {}


@given(inventories(), st.sampled_from(DATES), st.data())
@settings(max_examples=examples(200))
def test_a_withdrawal_from_a_site_is_that_of_the_simulator(model: System, date: dt.date, data: st.DataObject) -> None:
    applications = [*model.get("application", {}), *model.get("referential", {})]
    if sites := list(model.get("site", {})):
        site = data.draw(st.sampled_from(sites))
        withdrawn = data.draw(st.lists(st.sampled_from(applications), min_size=1, max_size=2, unique=True))
        expected = simulator.impact(model, withdrawn, date, site)
        assert as_data(impact(graph_of(text(model)), withdrawn, date, [site])) == simulated(expected)
