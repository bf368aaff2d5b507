"""Plans of retirement, held against every assignment of days to groups."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.impact.impact import impact
from ea_repo.impact.retirement_plan import groups_to_retire, lost_outside, plan_retirement
from tests.depth import examples
from tests.impact import oracle_retirement as oracle
from tests.impact.systems import DATES, System, systems, text
from tests.texts import graph_of


def _chosen(model: System, data: st.DataObject, most: int = 3) -> list[str]:
    applications = [*model.get("application", {}), *model.get("referential", {})]
    return data.draw(st.lists(st.sampled_from(applications), min_size=1, max_size=most, unique=True))


@given(systems(), st.sampled_from(DATES), st.data())
@settings(max_examples=examples(400))
def test_the_plan_is_the_first_of_all_valid_ones(model: System, on: dt.date, data: st.DataObject) -> None:
    graph, ids = graph_of(text(model)), _chosen(model, data)
    plan = plan_retirement(graph, ids, on)
    steps = sorted((step.date or oracle.NEVER, list(step.group.ids)) for step in plan.steps)
    assert steps == oracle.best_plan(model, ids, on)
    dated = [step for step in plan.steps if step.date]
    assert oracle.valid_plan(model, [step.group.ids for step in dated], [step.date for step in dated if step.date])


@given(systems(), st.sampled_from(DATES), st.data())
@settings(max_examples=examples(100))
def test_the_verdict_is_that_of_the_simulation(model: System, on: dt.date, data: st.DataObject) -> None:
    graph, ids = graph_of(text(model)), _chosen(model, data)
    answer = impact(graph, ids, on)
    verdict = (
        "NO-GO"
        if lost_outside(answer, "state")
        else "NO-GO (to be confirmed)"
        if lost_outside(answer, "possible")
        else "GO"
    )
    assert verdict == oracle.verdict(model, ids, on)


@given(systems(), st.sampled_from(DATES), st.data())
def test_what_feeds_each_other_goes_together(model: System, on: dt.date, data: st.DataObject) -> None:
    ids = _chosen(model, data, 5)
    groups = [list(group.ids) for group in groups_to_retire(graph_of(text(model)).at(on), ids)]
    assert groups == oracle.together(model, ids, on)
