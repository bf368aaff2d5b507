"""Change files: what somebody asks for or imagines, read over a workspace, in which nothing is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Changes, Graph, Record
from ea_repo.load import consistency
from ea_repo.load.files import Source, read_as
from ea_repo.load.limits import USUAL, Limits
from ea_repo.load.locate import Locate, Locator
from ea_repo.load.model import Reader, in_order, locate_in
from ea_repo.load.problems import finding as problem
from ea_repo.load.scenario import DECISION, STATUS, Scenario
from ea_repo.load.validation import Raw
from ea_repo.load.workspace import Workspace
from ea_repo.suggest import did_you_mean

REMOVE = "remove"
"""The key of a change file that lists the ids to remove; `status` and `decided_by` say where it stands, and every
other first-level key is a kind, as in the model."""


class ChangesUnreadable(ValueError):
    """A change file in which something is wrong: nothing can be answered about it. `message` says what, and where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(in_order(findings))
        fr, en = (
            "\n".join(f"{finding.at}: {finding.message[lang]}" for finding in self.findings) for lang in ("fr", "en")
        )
        self.message = Text(fr, en)
        super().__init__(en)


def with_changes(base: Workspace, changes: Path | Source) -> Workspace:
    """The workspace as it would be with what a change file, read already or not, writes and removes.

    Raises ChangesUnreadable where the file has an error, or makes one in the model.
    """
    source = changes if isinstance(changes, Source) else read_changes(base.root, changes, base.settings.limits)
    locator = base.locator.with_text(source.file, source.text or "")
    reader = _Reader(base.graph, locator, source.name)
    reader.read_file(source)
    records = reader.records()
    _refuse(reader.findings)
    put = [_over(base.graph, record, reader.by_id[record.id]) for record in records]
    graph = base.graph.with_(Changes(put, reader.removed))
    head = reader.scenario.findings(graph)
    _refuse(head)
    written = {
        (raw.id, name): locator.find(raw.file, raw.kind.name, raw.id, name)
        for raw in reader.by_id.values()
        for name in raw.fields
    } | {(id, REMOVE): at for id, at in reader.removed.items()}
    findings = [
        *reader.findings,
        *head,
        *_remaining(base, reader),
        *_inconsistent(base, reader, graph, locator),
        *_conflicting(base.put, base.graph, written, graph),
    ]
    return replace(
        base,
        graph=graph,
        findings=tuple(in_order(findings)),
        locator=locator,
        lost=base.lost.union(reader.removed),
        scenarios=(*base.scenarios, reader.scenario),
        put={**base.put, **written},
    )


def read_changes(root: Path, path: Path, limits: Limits = USUAL) -> Source:
    """The text of a change file, or of the option of a request: `requests/beds.yaml#C`."""
    from ea_repo.load.requests import of_an_option, option_of

    request = of_an_option(path)
    return read_as(_name_of(root, path), path) if request is None else option_of(root, *request, limits)


class _Reader(Reader):
    """Reads a change file: its head, elements as in the model, and the ids to remove, each with its place."""

    def __init__(self, graph: Graph, locator: Locator, name: str) -> None:
        super().__init__(locator, vocabulary=graph.vocabulary)
        self.known_kinds = (*graph.vocabulary.kinds, REMOVE, STATUS, DECISION)
        self.base = graph
        self.removed: dict[str, Position] = {}
        self.scenario = Scenario(name)

    def read_kind(self, file: str, kind_name: str, elements: Any) -> None:
        if kind_name in (STATUS, DECISION) and kind_name not in self.vocabulary.kinds:
            self.scenario = self.scenario.with_head(kind_name, elements, self.locator.find(file, kind_name))
            return
        if kind_name != REMOVE:
            super().read_kind(file, kind_name, elements)
            return
        ids = elements if isinstance(elements, list) else [] if elements is None else [elements]
        for place, id in enumerate(ids):
            path = (REMOVE, place) if isinstance(elements, list) else (REMOVE,)
            if isinstance(id, str):
                self.remove(id, self.locator.find(file, *path))
            else:
                self.expect(file, file, id, Text("des identifiants", "ids"), *path)

    def remove(self, id: str, at: Position) -> None:
        """Takes note that an element is to be removed."""
        self.removed.setdefault(id, at)
        if id not in self.base:
            self.report("remove-unknown", at, id, id=id, hint=did_you_mean(id, self.base))

    def records(self) -> list[Record]:
        for id, raw in self.by_id.items():
            at = self.locator.find(raw.file, raw.kind.name, id)
            if id in self.removed:
                self.report("change-both", at, id, id=id, other=str(self.removed[id]))
            if id in self.base and self.base.kind(id) != raw.kind.name:
                known = self.base.kind(id)
                self.report("change-kind", at, id, id=id, kind=raw.kind.name, known=known)
        return super().records()

    def writes(self, finding: Finding) -> bool:
        """Whether a finding is about a field that the change file writes."""
        return finding.subject in self.by_id and finding.field in self.by_id[finding.subject].fields


def _over(graph: Graph, written: Record, raw: Raw) -> Record:
    """An element with the fields that a change file writes over its own; a field with nothing after it is removed."""
    if written.id not in graph:
        return written
    both = {**graph.record(written.id).fields, **written.fields}
    return replace(
        written, fields={name: value for name, value in both.items() if raw.fields.get(name, value) is not None}
    )


def _remaining(base: Workspace, reader: _Reader) -> Iterator[Finding]:
    """What is wrong in the files and fields of the model, except in what the change file writes again or removes."""
    for finding in base.findings:
        is_of_a_field = finding.rule not in consistency.PROBLEMS
        if is_of_a_field and finding.subject not in reader.removed and not reader.writes(finding):
            yield finding


Put = Mapping[tuple[str, str], Position]
"""By element and field, where a change file writes it; under `REMOVE`, where it removes the element."""


def conflicts(first: Workspace, second: Workspace) -> list[Finding]:
    """What the change files of one look and those of another write otherwise, each with both places."""
    return list(_conflicting(first.put, first.graph, second.put, second.graph))


def _conflicting(earlier: Put, before: Graph, later: Put, after: Graph) -> Iterator[Finding]:
    """What later changes write otherwise than earlier ones; `before` and `after` are what they made."""
    whole: dict[str, tuple[Position, Position, Text]] = {}
    there = {id: at for (id, _), at in reversed(list(earlier.items()))}
    for (id, name), at in later.items():
        removed = earlier.get((id, REMOVE))
        if removed is None and name == REMOVE and id in there:
            whole[id] = at, there[id], Text("écrit cet élément", "writes this element")
        elif removed is not None and name != REMOVE:
            whole.setdefault(id, (at, removed, Text("retire cet élément", "removes this element")))
        elif (
            (other := earlier.get((id, name)))
            and id in before
            and id in after
            and before.value(id, name) != after.value(id, name)
        ):
            yield _conflict(at, id, name, other, Text("écrit ce champ autrement", "writes this field otherwise"))
    for id, (at, other, what) in whole.items():
        yield _conflict(at, id, None, other, what)


def _conflict(at: Position, id: str, field: str | None, other: Position, what: Text) -> Finding:
    return problem("change-conflict", at, id, field, what=what, other=str(other))


def _inconsistent(base: Workspace, reader: _Reader, graph: Graph, locator: Locator) -> list[Finding]:
    """What is wrong with the links and dates of the changed graph.

    What was wrong before is told where it was. An error that was not there before comes from the change file: raises
    ChangesUnreadable.
    """
    before = {_identity(finding): finding for finding in base.findings}
    locate = locate_in(graph, locator)
    old: list[Finding] = []
    new: list[Finding] = []
    # What is removed on purpose leaves nothing dangling.
    for finding in consistency.check(graph, base.lost.union(reader.removed), locate):
        same = None if reader.writes(finding) else before.get(_identity(finding))
        if same is not None:
            old.append(same)
        else:
            new.append(replace(finding, at=_place_of_cause(finding, reader, locate)))
    _refuse(new)
    return [*old, *new]


def _identity(finding: Finding) -> tuple[str, str, str | None, Text]:
    """What two findings of one problem share, wherever it is written."""
    return finding.rule, finding.subject, finding.field, finding.message


def _place_of_cause(finding: Finding, reader: _Reader, locate: Locate) -> Position | None:
    """Where the change file writes what makes a finding: its subject, or an element that it comes from."""
    if finding.subject in reader.by_id:
        return finding.at
    changed = next((id for id in finding.related if id in reader.by_id), None)
    return locate(changed, finding.field) if changed and finding.field else finding.at


def _refuse(findings: Iterable[Finding]) -> None:
    """Raises ChangesUnreadable where there is an error among these findings."""
    if errors := [finding for finding in findings if finding.severity == "error"]:
        raise ChangesUnreadable(errors)


def _name_of(root: Path, path: Path) -> str:
    """What to call a change file: its path in the workspace where it is there, else as it was given."""
    workspace, file = (Path(os.path.normpath(given.absolute())) for given in (root, path))
    if file.is_relative_to(workspace):
        return file.relative_to(workspace).as_posix()
    # Under a name that a file of the workspace has too, that file would be read.
    return (file if (root / path).exists() else path).as_posix()
