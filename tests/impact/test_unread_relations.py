"""What an imported relation records and no loss reads: told of an impact, and no clear GO for a retirement."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.impact.decommissioning_dossier import decommissioning_dossier
from ea_repo.impact.unread_relations import UnreadRelation, unread_relations
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)
SERVES = "relationship: {r: {type: Serving, source: a, target: b}}\n"
TO_B = UnreadRelation("r", "b", leaving=True)
READY = """
actor: {m: {}, n: {}}
objective: {o: {}}
project: {pr: {retires: a, moa: m, resources: x, starts_on: 2025, ends_on: 2027, objectives: o}}
application: {a: {moa: m, covers: [], supports: [], deployed_at: [], masters: []}, b: {moa: n}}
"""
"""Everything is recorded of a but its flows, which the workspace says that it holds in full."""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(SERVES + "application: {a: {}, b: {}}", [TO_B], id="it serves another"),
        pytest.param("relationship: {r: {type: uses, source: b, target: a}}\napplication: {a: {}, b: {}}",
                     [UnreadRelation("r", "b", leaving=False)], id="the words of a source may say it the other way"),
        pytest.param(SERVES + "application: {a: {moa: x}, b: {moa: y}}\nactor: {x: {}, y: {}}",
                     [UnreadRelation("r", "b", leaving=True, ask=("y",))], id="whom it serves is asked"),
        pytest.param(SERVES + "application: {a: {moa: x}, b: {}}\nactor: {x: {}}",
                     [UnreadRelation("r", "b", leaving=True, ask=("x",))], id="else whose it is"),
        pytest.param(SERVES + "application: {a: {successor: b}, b: {}}", [TO_B], id="a successor may need it"),
        pytest.param(SERVES + "application: {a: {}, b: {}}\n"
                     "flow: {f: {source: a, target: b, environment: development}}", [TO_B],
                     id="a flow that does not count"),
        pytest.param(SERVES + "application: {a: {}, b: {retired_on: 2020}}", [], id="what has left needs nothing"),
        pytest.param(SERVES + "application: {a: {}, b: {}}\nflow: {f: {source: b, target: a}}", [],
                     id="a flow between them says it"),
        pytest.param(SERVES + "application: {a: {}, c: {}, b: {part_of: a}}", [], id="it goes with it"),
        pytest.param(SERVES + "application: {a: {supports: b}}\nprocess: {b: {}}", [], id="a link says it"),
        pytest.param(SERVES + "application: {a: {}}\nconcept: {b: {}}", [TO_B], id="a concept that leads nowhere"),
        pytest.param("application: {a: {supports: p}}\nconcept: {b: {}, c: {}}\nprocess: {p: {}}\n"
                     "relationship: {r: {source: a, target: b}, s: {source: b, target: c}, t: {source: c, target: p}}",
                     [], id="through concepts to a process that it supports"),
        pytest.param("application: {a: {}}\nconcept: {b: {}, c: {}}\nprocess: {p: {}}\n"
                     "relationship: {r: {source: a, target: b}, s: {source: b, target: c}, t: {source: c, target: p}, "
                     "u: {source: c, target: b}}", [TO_B], id="to one that it does not"),
    ],
)  # fmt: skip
def test_what_is_recorded_and_not_read(written: str, expected: list[UnreadRelation]) -> None:
    graph = graph_of(written).at(DAY)
    gone = {"a", *graph.targets("a", "modules")}
    assert list(unread_relations(graph, sorted(gone), gone)) == expected


def verdict(written: str, *sites: str) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    """The verdict of the retirement of a, and the relations that it asks about, each with whom to ask."""
    dossier = decommissioning_dossier(
        graph_of(written), ["a"], DAY, sites, is_settled=lambda _, field: field in ("sends", "receives")
    )
    return dossier.verdict, [(fact.id, fact.ask) for fact in dossier.missing if fact.field == "relation"]


def test_a_retirement_is_no_clear_go_while_a_relation_may_say_a_need() -> None:
    assert verdict(READY) == ("GO", [])
    assert verdict(READY + SERVES) == ("GO TO CONFIRM", [("r", ("n",))])


def test_a_relation_of_a_module_or_an_api_is_one_of_what_is_retired() -> None:
    module = READY.replace("b: {moa: n}", "b: {moa: n}, mod: {part_of: a}")
    for part, model in (("mod", module), ("api", READY + "api: {api: {provided_by: a}}\n")):
        related = model + f"relationship: {{r: {{type: Serving, source: {part}, target: b}}}}\n"
        assert verdict(related) == ("GO TO CONFIRM", [("r", ("n",))])


def test_what_stays_elsewhere_keeps_its_relations() -> None:
    deployed = READY.replace("deployed_at: []", "deployed_at: [x, y]") + "site: {x: {}, y: {}}\n"
    assert verdict(deployed + SERVES, "x")[1] == []
