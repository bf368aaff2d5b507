"""What `ea check` and `ea timeline` say is what the maps of the same system, and their texts, say."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.answer.map import Map, MapQuestion
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.report import timeline_words
from ea_repo.report.map import diagram
from ea_repo.report.words import date
from ea_repo.report.writing import written
from ea_repo.repository import Repository
from tests.impact import systems
from tests.impact.systems import System

DAY = dt.date(2021, 12, 31)
WORST = {"error": "an error at least", "warning": "a warning at least", "info": "a remark at most"}
COMPLETE = "complete: [{kind: flow}, {kind: process, fields: [covered_by]}]"


@contextmanager
def opened(model: str, day: dt.date = DAY, settings: str = COMPLETE) -> Iterator[Repository]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "model").mkdir()
        (root / "rules").mkdir()
        (root / "rules" / "charter.yaml").write_text("extends: common\n", encoding="utf-8")
        (root / "workspace.yaml").write_text(f"name: Test\nat: {day}\n{settings}\n", encoding="utf-8")
        (root / "model" / "all.yaml").write_text(model, encoding="utf-8")
        yield Repository(root)


def drawn(repository: Repository, view: str) -> Diagram:
    answer = repository.draw(MapQuestion(view))
    assert isinstance(answer.content, Map)
    return diagram(answer, "en")


@given(systems.losses())
def test_the_map_of_findings_says_what_the_audit_says(loss: tuple[System, list[str], dt.date]) -> None:
    system, _, day = loss
    with opened(systems.text(system), day) as repository:
        audit = json.loads(written("audit", repository.check(), "json", "en"))
        plan = drawn(repository, "land-use-findings")
        graph = repository.graph
    by_element: dict[str, list[str]] = {}
    for finding in audit["findings"]:
        if not finding["illustrative"] and not finding["accepted"]:
            named = {finding["subject"], *finding.get("offenders", [])}
            flows = [id for id in named if id in graph and graph.kind(id) == "flow"]
            ends = {end for flow in flows for field in ("source", "target") for end in graph.targets(flow, field)}
            for id in named | ends:
                by_element.setdefault(id, []).append(finding["severity"])
    text = "\n".join(text_equivalent(plan))
    for box in plan.boxes:
        if box.element and not box.frame:
            severities = by_element.get(box.element, [])
            worst = next((severity for severity in WORST if severity in severities), None)
            assert box.meaning == (WORST[worst] if worst else "no finding")
            assert f"({box.element}) · {box.meaning}" in text


@given(systems.losses())
def test_the_maps_of_time_say_the_days_on_which_the_timeline_says_that_something_changes(
    loss: tuple[System, list[str], dt.date],
) -> None:
    system, _, day = loss
    with opened(systems.text(system), day) as repository:
        timeline = repository.timeline().content
        calendar = "\n".join(text_equivalent(drawn(repository, "timeline")))
        answer = repository.draw(MapQuestion("roadmap"))
        roadmap = "\n".join(text_equivalent(diagram(answer, "en")))  # type: ignore[arg-type]
    first, last = dt.date(day.year - 1, 1, 1), dt.date(day.year + 5, 12, 31)
    for life in timeline.moving:
        # Bars are those of lives and runs; the days of links are milestones.
        of_bars = {*timeline_words.changes(timeline.graph, replace(life, turns=()), timeline.range, "en")}
        for changed, what in timeline_words.changes(timeline.graph, life, timeline.range, "en"):
            if (changed, what) in of_bars and timeline.range.since < changed <= timeline.range.until:
                before = changed - dt.timedelta(days=1)
                assert date(changed, "en") in calendar or date(before, "en") in calendar
            if first < changed <= last:
                assert f"{timeline.graph.name(life.id)}: {what}" in roadmap or "Also change" in roadmap


TECHNOLOGIES = {
    "old": "{end_of_support_on: 2020}",
    "near": "{end_of_support_on: 2020, end_of_extended_support_on: 2022-06}",
    "paid": "{end_of_support_on: 2021-06, own_support_until: 2024}",
    "new": "{end_of_support_on: 2022-06, end_of_extended_support_on: 2030}",
    "mute": "{}",
}


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(list(TECHNOLOGIES)), max_size=2, unique=True), st.sampled_from(["", "h", "m"])
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(list(TECHNOLOGIES)),
)
def test_the_heat_map_and_the_years_say_which_applications_the_audit_finds_obsolete(
    applications: list[tuple[list[str], str]], under: str
) -> None:
    lines = [f"  {id}: {fields}" for id, fields in TECHNOLOGIES.items()]
    model = "technology:\n" + "\n".join(lines)
    model += f"\nnode: {{h: {{technologies: {under}}}, m: {{runs_on: h}}}}\napplication:\n"
    for number, (technologies, node) in enumerate(applications):
        on = f", runs_on: {node}" if node else ""
        model += f"  a{number}: {{name: App {number}, technologies: [{', '.join(technologies)}]{on}}}\n"
    with opened(model, settings="") as repository:
        audit = json.loads(written("audit", repository.check(), "json", "en"))
        heat, years = (drawn(repository, view) for view in ("heat-map", "obsolescence-by-year"))
    ended, soon = (
        {one["subject"] for one in audit["findings"] if one["rule"] == rule}
        for rule in ("obsolete-technology", "technology-soon-obsolete")
    )
    for state, flagged in (("ended", ended), ("soon", soon - ended)):
        named = sorted(f"App {id.removeprefix('a')}" for id in flagged)
        (cell,) = (box for box in heat.boxes if box.id == f"cell:null:{state}")
        told = cell.tooltip.partition(": ")[2]
        assert told == ", ".join(named) if named else told.split(" ")[0] == "0"
    looks = {box.element: box.look for box in years.boxes if box.id.startswith("row:")}
    assert looks == {"old": "bad", "near": "warn", "paid": "paid", "new": "good", "mute": "unknown"}
    named = sorted(f"App {id.removeprefix('a')}" for id in ended)
    met = next((box.tooltip for box in years.boxes if box.id == "met:old"), "")
    assert sorted(name for name in [f"App {number}" for number in range(len(applications))] if name in met) == named
