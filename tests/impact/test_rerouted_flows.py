"""The flows of what is retired, once its replacement is there."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.graph import Graph
from ea_repo.impact.impact import impact
from ea_repo.impact.rerouted_flows import with_rerouted_flows
from ea_repo.impact.successions import Successions, with_places_taken
from tests.depth import examples
from tests.impact import oracle, oracle_replacement
from tests.impact.systems import DATES, System, systems, text
from tests.texts import graph_of

ON = DATES[0]


def rerouted(graph: Graph, old: str, new: str) -> Graph:
    successions = Successions(graph, [old], {old: (new,)})
    return with_rerouted_flows(with_places_taken(graph, successions), successions, ON)


@given(systems(size=5), st.sampled_from(DATES), st.data())
@settings(max_examples=examples(400))
def test_what_a_loss_does_behind_a_replacement_is_what_the_words_say(
    model: System, day: dt.date, data: st.DataObject
) -> None:
    ids = oracle_replacement.applications(model)
    old, new = data.draw(st.permutations(ids))[:2]
    if new in oracle_replacement.whenever_below(model, old):
        return
    taken_over = data.draw(st.lists(st.sampled_from(["d", "e", "d-part"]), max_size=1))
    if taken_over:
        model = {**model, "project": {"arrival": {"delivers": [new], "takes_over": taken_over}}}
    loss = impact(rerouted(graph_of(text(model)), old, new), [old], day)
    expected = oracle.impact(oracle_replacement.replaced(model, old, new, loss.date), [old], day)
    states = {element.id: (element.state, element.possible) for element in loss.elements}
    assert states == {id: (touched.state, touched.possible) for id, touched in expected.elements.items()}
    assert set(loss.flows) == expected.flows
