"""What-if: a change file, read over a workspace; nothing is written there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Changes, Graph, Record
from ea_repo.load import links
from ea_repo.load.files import read_as
from ea_repo.load.locate import Locator
from ea_repo.load.model import Reader, Workspace, in_order, locate_in
from ea_repo.load.problems import finding
from ea_repo.load.values import Raw
from ea_repo.metamodel import kinds
from ea_repo.suggest import did_you_mean

REMOVE = "remove"
"""The key of a change file that lists the ids of what goes; every other one is a kind, as in the model."""


class ChangesUnreadable(ValueError):
    """A change file in which something is wrong: no question about it has an answer."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(in_order(findings))
        fr, en = ("\n".join(f"{each.at}: {each.message[lang]}" for each in self.findings) for lang in ("fr", "en"))
        self.message = Text(fr, en)
        super().__init__(en)


def with_changes(base: Workspace, path: Path) -> Workspace:
    """The workspace as it would be with a change file: what it writes and removes.

    Raises ChangesUnreadable where the file has an error, or makes one in the model.
    """
    source = read_as(_named(base.root, path), path)
    locator = base.locator.with_text(source.file, source.text or "")
    reader = _Reader(base.graph, locator)
    reader.take(source)
    written = reader.records()
    _refuse(reader.findings)
    put = [_over(base.graph, each, reader.homes[each.id]) for each in written]
    graph = base.graph.with_(Changes(put, reader.removed))
    findings = [*reader.findings, *_left(base, reader), *_linked(base, reader, graph, locator)]
    return replace(
        base,
        graph=graph,
        findings=tuple(in_order(findings)),
        locator=locator,
        lost=base.lost.union(reader.removed),
        changes=(*base.changes, source.file),
    )


class _Reader(Reader):
    """Reads a change file: elements as in the model, and what is removed with its place."""

    known = (*kinds(), REMOVE)

    def __init__(self, graph: Graph, locator: Locator) -> None:
        super().__init__(locator)
        self.base = graph
        self.removed: dict[str, Position] = {}

    def kind(self, file: str, name: str, elements: Any) -> None:
        if name != REMOVE:
            super().kind(file, name, elements)
            return
        for place, id in enumerate(elements if isinstance(elements, list) else [] if elements is None else [elements]):
            path = (REMOVE, place) if isinstance(elements, list) else (REMOVE,)
            if isinstance(id, str):
                self.remove(id, self.locator.find(file, *path))
            else:
                self.expected(file, file, id, Text("des identifiants", "ids"), *path)

    def remove(self, id: str, at: Position) -> None:
        self.removed.setdefault(id, at)
        if id not in self.base:
            self.findings.append(finding("remove-unknown", at, id, id=id, hint=did_you_mean(id, self.base)))

    def records(self) -> list[Record]:
        for id, raw in self.homes.items():
            at = self.locator.find(raw.file, raw.kind.name, id)
            if id in self.removed:
                self.findings.append(finding("change-both", at, id, id=id, other=str(self.removed[id])))
            if id in self.base and self.base.kind(id) != raw.kind.name:
                known = self.base.kind(id)
                self.findings.append(finding("change-kind", at, id, id=id, kind=raw.kind.name, known=known))
        return super().records()

    def writes(self, told: Finding) -> bool:
        """Whether a finding is about a field that the change file writes."""
        return told.subject in self.homes and told.field in self.homes[told.subject].fields


def _over(graph: Graph, written: Record, raw: Raw) -> Record:
    """An element with the fields that are written in place of its own; one with nothing after it goes."""
    if written.id not in graph:
        return written
    both = {**graph.record(written.id).fields, **written.fields}
    return replace(
        written, fields={name: value for name, value in both.items() if raw.fields.get(name, value) is not None}
    )


def _left(base: Workspace, reader: _Reader) -> Iterator[Finding]:
    """What is wrong in the fields of the model, but for what the change file writes again or removes."""
    for each in base.findings:
        if each.rule not in links.PROBLEMS and each.subject not in reader.removed and not reader.writes(each):
            yield each


def _linked(base: Workspace, reader: _Reader, graph: Graph, locator: Locator) -> list[Finding]:
    """What is wrong with the links and dates of the whole; the change file answers for what was not wrong before."""
    before = {_same(each): each for each in base.findings}
    locate = locate_in(graph, locator)
    found: list[Finding] = []
    new: list[Finding] = []
    # What is removed on purpose leaves nothing dangling.
    for each in links.check(graph, base.lost.union(reader.removed), locate):
        known = None if reader.writes(each) else before.get(_same(each))
        (found if known else new).append(known or replace(each, at=_blamed(each, reader, locate)))
    _refuse(new)
    return [*found, *new]


def _same(told: Finding) -> tuple[str, str, str | None, Text]:
    return told.rule, told.subject, told.field, told.message


def _blamed(told: Finding, reader: _Reader, locate: Callable[..., Position]) -> Position | None:
    """The place in the change file of what makes a finding: on its subject, or on an element that it comes from."""
    if told.subject in reader.homes:
        return told.at
    changed = next((each for each in told.related if each in reader.homes), None)
    return locate(changed, told.field) if changed and told.field else told.at


def _refuse(findings: Iterable[Finding]) -> None:
    if wrong := [each for each in findings if each.severity == "error"]:
        raise ChangesUnreadable(wrong)


def _named(root: Path, path: Path) -> str:
    """What to call a change file: its place in the workspace where it is there, else as it was given."""
    here, whole = (Path(os.path.normpath(each.absolute())) for each in (root, path))
    if whole.is_relative_to(here):
        return whole.relative_to(here).as_posix()
    # A name that the workspace has as well would be read there.
    return (whole if (root / path).exists() else path).as_posix()
