"""A change file gives what writing the same in the model gives, errors included."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.finding import Finding
from ea_repo.load import ChangesUnreadable, Workspace, with_changes
from tests.depth import examples
from tests.texts import workspace

KINDS = {"a": "application", "b": "application", "c": "application", "d": "referential", "p": "process", "q": "process"}
TARGETS = st.sampled_from([*KINDS, "nowhere"])
YEARS = st.integers(2019, 2022)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(["X", "Y", 3]),
    "part_of": TARGETS,
    "live_on": YEARS,
    "retired_on": YEARS,
}
LINKS = FIELDS | {"covers": st.lists(TARGETS, max_size=2), "successor": TARGETS, "colour": st.just("red")}
Model = dict[str, dict[str, Any]]


@st.composite
def elements(draw: st.DrawFn, *, nothing: bool) -> Model:
    """Some of the ids with some fields, by id; with `nothing`, some of these with nothing after them."""
    model: Model = {}
    for id in draw(st.lists(st.sampled_from(sorted(KINDS)), unique=True)):
        known = FIELDS if KINDS[id] == "process" else LINKS
        names = draw(st.lists(st.sampled_from(sorted(known)), unique=True, max_size=3))
        model[id] = {name: draw(known[name] | st.none() if nothing else known[name]) for name in names}
    return model


def text(model: Model, remove: list[str]) -> str:
    kinds: dict[str, Any] = {}
    for id, fields in model.items():
        kinds.setdefault(KINDS[id], {})[id] = fields
    return json.dumps(kinds | ({"remove": remove} if remove else {}))


def over(model: Model, changes: Model, remove: list[str]) -> Model:
    """The model as somebody would write it with the changes."""
    both = {id: {**model.get(id, {}), **changes.get(id, {})} for id in {**model, **changes} if id not in remove}
    return {id: {name: value for name, value in fields.items() if value is not None} for id, fields in both.items()}


def problems(space: Workspace, remove: list[str]) -> set[tuple[str, str, str | None, str]]:
    """What is wrong, wherever it is written; links to what is removed are gone, and not wrong."""
    return {
        (finding.rule, finding.subject, finding.field, finding.message.en)
        for finding in space.findings
        if finding.rule != "file-empty" and not leads_to_removed(finding, remove)
    }


def leads_to_removed(finding: Finding, remove: list[str]) -> bool:
    return finding.rule == "dangling-link" and any(f"“{id}”, which" in finding.message.en for id in remove)


def elements_of(space: Workspace) -> dict[str, tuple[str, dict[str, Any]]]:
    """What each element writes, with its kind, by id."""
    records = map(space.graph.record, space.graph)
    return {record.id: (record.kind, dict(record.fields)) for record in records}


@settings(max_examples=examples(150))
@given(elements(nothing=False), elements(nothing=True), st.data())
def test_a_change_file_gives_what_writing_it_gives(model: Model, changes: Model, data: st.DataObject) -> None:
    left = sorted(model.keys() - changes.keys())
    remove = data.draw(st.lists(st.sampled_from(left), unique=True, max_size=2)) if left else []
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        base = workspace(Path(first), m=text(model, []))
        written = workspace(Path(second), m=text(over(model, changes, remove), []))
        file = Path(first) / "change.yaml"
        file.write_text(text(changes, remove), encoding="utf-8")
        wrong = [
            problem
            for problem in problems(written, remove)
            if problem not in problems(base, []) or problem[2] in changes.get(problem[1], {})
        ]
        try:
            changed = with_changes(base, file)
        except ChangesUnreadable as refusal:
            assert {finding.rule for finding in refusal.findings} <= {problem[0] for problem in wrong}
        else:
            assert [problem for problem in wrong if problem[0] not in ("link-repeated", "dates-unordered")] == []
            assert elements_of(changed) == elements_of(written)
            assert problems(changed, remove) == problems(written, remove)
            assert [*changed.graph.relations()] == [*written.graph.relations()]
