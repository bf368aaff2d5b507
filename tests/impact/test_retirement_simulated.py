"""Plans of retirement, held against a simulator that tries every day (`simulator_retirement`).

Left out of the models are the few things that the two read differently: flows that do not say what they carry,
archives, systems without sites, modules asked about with their whole, replacements that cover something else, and
what is out of service on the day asked about, to come back later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ea_repo.impact.decommissioning_dossier import decommissioning_dossier
from ea_repo.impact.refusal import Refusal
from tests.depth import examples
from tests.impact.simulator import RefusedError
from tests.impact.simulator_retirement import retirement
from tests.impact.systems import DATES, System, inventories, systems, text
from tests.texts import graph_of

Steps = list[tuple[tuple[str, ...], dt.date | None, str]]


@st.composite
def asked(draw: st.DrawFn, most: int = 1) -> tuple[System, list[str], dt.date]:
    """A system with sites, some applications of it, and a day."""
    system = draw(st.one_of(systems(size=5, most_flows=5), inventories(size=5, most_flows=5)))
    assume(system.get("site"))
    for flow in system.get("flow", {}).values():
        flow["data"] = [link["to"] if isinstance(link, dict) else link for link in flow.get("data") or ["d"]]
    for project in system.get("project", {}).values():
        project.pop("archive", None)
    ids = draw(st.lists(st.sampled_from(applications(system)), min_size=1, max_size=most, unique=True))
    parts = [id for id in ids for kind in ("application", "referential") if below(system.get(kind, {}).get(id, {}))]
    assume(len(ids) == 1 or not parts)
    return system, sorted(ids), draw(st.sampled_from(DATES))


def applications(system: System) -> list[str]:
    return [*system.get("application", {}), *system.get("referential", {})]


def below(fields: dict[str, object]) -> bool:
    return "part_of" in fields or "instance_of" in fields


def of_product(system: System, ids: list[str], on: dt.date, sites: Sequence[str] = (), new: str | None = None) -> Steps:
    """The steps, by id; what it refuses is no question for this test."""
    try:
        dossier = decommissioning_dossier(graph_of(text(system)), ids, on, sites, {ids[0]: (new,)} if new else {})
    except Refusal:
        assume(False)
    return _each((step.group.ids, step.date, _known(step.verdict)) for step in dossier.plan.steps)


def of_simulator(
    system: System, ids: list[str], on: dt.date, sites: Sequence[str] = (), new: str | None = None
) -> Steps:
    replaced = {ids[0]: [new]} if new else {}
    try:
        answer = retirement(yaml.safe_load(text(system)), ids, on, replaced, site=next(iter(sites), None))
    except RefusedError as refused:
        assume("is out of service since" not in str(refused))
        raise
    return _each((tuple(step["group"]), step["on"], _known(step["verdict"])) for step in answer["steps"])


def _each(steps: Iterable[tuple[tuple[str, ...], dt.date | None, str]]) -> Steps:
    """The steps in order; those that have no day one by one: with whom they do not go is no part of the answer."""
    return sorted(
        (ids, day, verdict) for group, day, verdict in steps for ids in ([group] if day else [(id,) for id in group])
    )


def _known(verdict: str) -> str:
    """The verdict, whatever facts are not written."""
    return "GO" if verdict == "GO TO CONFIRM" else verdict


@given(asked())
@settings(max_examples=examples(400))
def test_one_goes_on_the_first_day_that_works(question: tuple[System, list[str], dt.date]) -> None:
    assert of_product(*question) == of_simulator(*question)


@given(asked(most=3))
@settings(max_examples=examples(200))
def test_several_go_each_on_the_first_day_that_works(question: tuple[System, list[str], dt.date]) -> None:
    assert of_product(*question) == of_simulator(*question)


@given(asked(), st.data())
@settings(max_examples=examples(200))
def test_a_withdrawal_from_a_site_has_its_day(question: tuple[System, list[str], dt.date], data: st.DataObject) -> None:
    sites = [data.draw(st.sampled_from([*question[0]["site"]]))]
    assert of_product(*question, sites) == of_simulator(*question, sites)


@given(asked(), st.data(), st.booleans())
@settings(max_examples=examples(400))
def test_a_replacement_counts_from_its_day_asked_or_recorded(
    question: tuple[System, list[str], dt.date], data: st.DataObject, recorded: bool
) -> None:
    system, ids, _ = question
    new = data.draw(st.sampled_from([id for id in applications(system) if id not in ids]))
    for kind in ("application", "referential"):
        for id, fields in system.get(kind, {}).items():
            if id != ids[0]:
                fields.pop("covers", None)
                fields.pop("supports", None)
            elif recorded:
                fields["successor"] = new
    asked_for = None if recorded else new
    assert of_product(*question, (), asked_for) == of_simulator(*question, (), asked_for)
