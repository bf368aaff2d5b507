"""What a comparison says in words is what its data say, whatever the two systems; no two sentences contradict."""

from __future__ import annotations

import copy
import datetime as dt
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import click
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.answer.changed_costs import changed_costs
from ea_repo.answer.states import running
from ea_repo.document import Document, Section
from ea_repo.format import text
from ea_repo.report.writing import document, written
from ea_repo.repository import Repository
from ea_repo.starter import folder as starter_folder
from tests.impact import systems
from tests.impact.systems import System
from tests.texts import graph_of

Answer = dict[str, Any]
COSTS = st.sampled_from([0, 20000, 35000, 120000])
DAY = dt.date(2021, 12, 31)
# The title of each section, and where the data of it are.
SECTIONS = {
    "Solutions": ("solutions", "enters", "leaves"),
    "Sites": ("sites", "opened", "closed", "deployments"),
    "Flows": ("flows", "enters", "leaves", "changed"),
    "Money": ("money", "yearly", "once", "budgets"),
    "Findings": ("findings", "introduced", "worsened", "fixed"),
}


@st.composite
def priced(draw: st.DrawFn) -> System:
    """A system, or an inventory, of which some costs are written."""
    system: System = draw(st.one_of(systems.systems(5, 5), systems.inventories(5, 4)))
    for kind in ("application", "referential"):
        for fields in system.get(kind, {}).values():
            if (cost := draw(systems.rarely(COSTS, 2))) is not None:
                fields["yearly_cost"] = cost
    for fields in system.get("project", {}).values():
        if (cost := draw(systems.rarely(COSTS, 2))) is not None:
            fields["one_off_cost"] = cost
    return system


@st.composite
def pairs(draw: st.DrawFn) -> tuple[System, System]:
    """Two systems: the second is another one, or the first with some applications and flows written otherwise."""
    before, other = draw(priced()), draw(priced())
    if draw(st.integers(0, 3)) == 0:
        return before, other
    after = copy.deepcopy(before)
    others = other.get("application", {})
    for id, fields in after.get("application", {}).items():
        for field in ("yearly_cost", "part_of", "covers", "supports", "live_on", "retired_on", "planned_on"):
            if draw(st.integers(0, 2)) == 0:
                fields.pop(field, None)
                # Days of one life go together.
                if field in others.get(id, {}) and field[-3:] != "_on":
                    fields[field] = others[id][field]
        if draw(st.integers(0, 3)) == 0:
            fields.pop("deployed_at", None)
    for fields in after.get("flow", {}).values():
        fields["mode"] = draw(st.sampled_from(["api", "file"]))
    if after.get("flow") and draw(st.booleans()):
        after["flow"].popitem()
    return before, after


def workspace(folder: Path, system: System) -> Path:
    (folder / "model").mkdir(parents=True)
    # One map of its own: where there is none, each audit reads the 27 that come with ea.
    (folder / "cartography").mkdir()
    shutil.copy(starter_folder("cartography") / "application-list.yaml", folder / "cartography")
    (folder / "workspace.yaml").write_text(f"name: Test\nat: {DAY}\n", encoding="utf-8")
    (folder / "model" / "all.yaml").write_text(systems.text(system), encoding="utf-8")
    return folder


@given(pairs())
def test_the_sums_are_the_difference_of_what_the_systems_cost_to_run(pair: tuple[System, System]) -> None:
    before, after = (graph_of(systems.text(system)).at(DAY) for system in pair)
    changes = changed_costs(before, after)
    total = (changes.more_yearly.amount or 0) - (changes.saved_yearly.amount or 0)
    if not changes.newly_recorded and not changes.no_longer_recorded:
        assert total == (running(after).total or 0) - (running(before).total or 0)


def compared(first: Path, second: Path) -> tuple[Answer, Document]:
    """The data of a comparison, and its document whole, in English."""
    comparison = Repository(first).diff(str(first), str(second))
    answer = json.loads(written("comparison", comparison, "json", "en"))
    return answer, document("comparison", comparison, "en", whole=True)


def sections(shown: Document) -> dict[str, str]:
    return {section.title: said(section) for section in shown.sections}


def said(section: Section) -> str:
    return click.unstyle(text.document(Document("en", blocks=(section,)), 10_000))


@given(priced())
def test_a_system_and_itself_do_not_differ(system: System) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        root = workspace(Path(temporary) / "a", system)
        answer, shown = compared(root, root)
    assert [sentence.text for sentence in shown.answer] == ["Nothing changes: both sides say the same."]
    assert not shown.blocks
    assert not answer["processes"] and not answer["later"] and not answer["later_links"]
    assert not any(answer[part][name] for part, *names in SECTIONS.values() for name in names)


@given(pairs())
def test_the_words_say_what_the_data_say(pair: tuple[System, System]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        first, second = (workspace(Path(temporary) / side, system) for side, system in zip("ab", pair, strict=True))
        (answer, shown), (back, _) = compared(first, second), compared(second, first)
    told = sections(shown)
    unchanged = next((sentence.text for sentence in shown.answer if sentence.text.startswith("Unchanged")), "")
    for title, (part, *names) in SECTIONS.items():
        assert (title in told) == any(answer[part][name] for name in names), title
        if title in told or title != "Solutions":  # one that is written otherwise is not unchanged
            assert (title in told) != (title.lower() in unchanged) or not unchanged
    assert ("Processes" in told) == bool(answer["processes"])
    assert ("After that day" in told) == bool(answer["later"] or answer["later_links"])
    losing = [process for process in answer["processes"] if process["unserved"] or ends_bare(process)]
    assert ("has no recorded tool any more" in shown.answer[0].text) == bool(losing)
    for process in answer["processes"]:
        assert process["name"] in told["Processes"]
        no_tool_where_it_says_so(process)
    what_is_for_later_is_not_there(answer)
    money(answer, told.get("Money", ""))
    mirrored(answer, back)


def ends_bare(process: Answer) -> bool:
    return bool(process["before"]) and process["after"] == []


def no_tool_where_it_says_so(process: Answer) -> None:
    """Where a process lost its last tool, no tool of the second side may serve it."""
    for site in process["unserved"]:
        for tool in process["after"]:
            assert tool["sites"] is not None and site not in tool["sites"]


def what_is_for_later_is_not_there(answer: Answer) -> None:
    """What is not in service on the day serves no process, is used at no site and is no flow that goes."""
    later = {plan["id"] for plan in answer["later"] if plan["after"] and not plan["after"]["in_service"]}
    there = {tool["id"] for process in answer["processes"] for tool in process["after"] or ()}
    there |= {element["id"] for part in ("solutions", "flows") for element in answer[part]["enters"]}
    there |= {deployment["id"] for deployment in answer["sites"]["deployments"] if deployment["after"]}
    assert not later & there


def money(answer: Answer, told: str) -> None:
    """Each amount is told as it is written; what is not written is told so, and is in no sum."""
    lines = told.splitlines()
    for cost in answer["money"]["yearly"]:
        line = next(line for line in lines if line[4:].startswith(f"{cost['id']}, yearly cost"))
        amounts = {"comes": ["after"], "goes": ["before"]}.get(cost["change"], ["before", "after"])
        for side in amounts if cost["change"] != "not_in_service" else []:
            known = cost[side]
            assert ("not recorded" if known is None else f"€{known:,.0f}") in line
        if None not in [cost[side] for side in amounts]:
            assert "not recorded" not in line
    counted = [cost for cost in answer["money"]["yearly"] if cost["within"] is None]
    comes = [cost["after"] for cost in counted if cost["change"] == "comes"]
    changed = [cost["after"] - cost["before"] for cost in counted
               if cost["change"] == "changes" and None not in (cost["before"], cost["after"])]  # fmt: skip
    more = [amount for amount in (*comes, *(change for change in changed if change > 0)) if amount is not None]
    total = answer["money"]["more_yearly"]
    assert total["amount"] == (sum(more) if more else None)
    assert total["missing"] == comes.count(None)


def mirrored(answer: Answer, back: Answer) -> None:
    """The other way round says the same, the other way round."""
    turned = {"before": "after", "after": "before", "unserved": "served", "served": "unserved",
              "perhaps_unserved": "perhaps_served", "perhaps_served": "perhaps_unserved"}  # fmt: skip
    processes = [{turned.get(name, name): value for name, value in process.items()} for process in back["processes"]]
    assert by_id(processes) == by_id(answer["processes"])
    for part in ("solutions", "flows"):
        assert ids(answer[part]["enters"]) == ids(back[part]["leaves"])
    assert answer["sites"]["opened"] == back["sites"]["closed"]
    assert answer["sites"]["changed"] == [
        {"sites": site["sites"], "enters": site["leaves"], "leaves": site["enters"]}
        for site in back["sites"]["changed"]
    ]
    assert ids(answer["later"]) == ids(back["later"])
    assert len(answer["later_links"]) == len(back["later_links"])
    assert answer["money"]["more_yearly"] == back["money"]["saved_yearly"]
    assert answer["money"]["more_once"] == back["money"]["less_once"]


def by_id(elements: list[Answer]) -> dict[str, Answer]:
    # Names are those of the second side.
    return {element["id"]: {**element, "name": None} for element in elements}


def ids(elements: list[Answer]) -> set[str]:
    return {element["id"] for element in elements}
