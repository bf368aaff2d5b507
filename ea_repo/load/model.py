"""Text to graph: every file below `model/`, read whatever its state, and what is wrong in it."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Graph, Record
from ea_repo.load import links, values
from ea_repo.load.files import Content, Source, below, content
from ea_repo.load.locate import Locator
from ea_repo.load.problems import finding
from ea_repo.load.settings import Settings, read_settings
from ea_repo.load.values import Raw
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel import kind, kinds
from ea_repo.metamodel.link import ID_PATTERN
from ea_repo.suggest import did_you_mean

Tell = Callable[[int, int], None]
"""Told how much is done, of how much."""
DEROGATIONS = "rules/derogations.yaml"
_ID = re.compile(ID_PATTERN)
_LIKELY_ID = re.compile(rf"^ {{1,8}}({ID_PATTERN}):", re.MULTILINE)


@dataclass(frozen=True)
class Workspace:
    """A workspace as it was read: its settings, its graph (at no date) and what is wrong in its text."""

    root: Path
    settings: Settings
    graph: Graph
    findings: tuple[Finding, ...]
    locator: Locator
    lost: frozenset[str] = frozenset()
    """What seems to be written in text that could not be read: links to it are not called dangling."""
    changes: tuple[str, ...] = ()
    """The change files that were read over it, in order."""
    room: int | None = None
    """How many bytes of memory there are for it, where it may not fit: then time is spent to spare them."""

    def locate(self, id: str, *path: str | int) -> Position:
        """Where an element, or something in it, is written."""
        return locate_in(self.graph, self.locator)(id, *path)


def nobody(done: int, total: int) -> None:
    """Is told nothing."""


def load(root: Path, tell: Tell = nobody) -> Workspace:
    """Reads a workspace; its content never raises, an unreadable `workspace.yaml` does (WorkspaceUnreadable)."""
    size = sum(len(each.data or b"") for each in contents(root)) if tell is not nobody else 0
    return read_workspace(root, read_settings(root), contents(root), Progress(size, tell))


def contents(root: Path) -> Iterator[Content]:
    """The files that say what the graph of a workspace is, in the order in which they are read."""
    yield from below(root, "model")
    # Derogations are written beside the rules that they lift, and are elements like the others.
    if (root / DEROGATIONS).exists():
        yield content(DEROGATIONS, root / DEROGATIONS)


class Progress:
    """Tells how far the reading of a text is: each of its characters is read, then checked."""

    def __init__(self, size: int, tell: Tell) -> None:
        self._size, self._tell = size, tell
        self._read = 0

    def read(self, size: int) -> None:
        self._read += size
        self._tell(self._read, 2 * self._size)

    def checked(self, share: float) -> None:
        """Tells that this share of the elements is checked."""
        self._tell(self._size + int(share * self._size), 2 * self._size)


def read_workspace(root: Path, settings: Settings, files: Iterable[Content], progress: Progress) -> Workspace:
    """The workspace that these files say."""
    locator = Locator.of(root)
    with no_garbage_collection():
        reader = Reader(locator, progress).read(each.source for each in files)
        graph, findings = reader.graph()
    return Workspace(root, settings, graph, tuple(findings), locator, frozenset(reader.lost))


def read_model(texts: Iterable[Source], locator: Locator) -> tuple[Graph, list[Finding]]:
    """The graph that these files say, and what is wrong in them, file by file."""
    with no_garbage_collection():
        return Reader(locator).read(texts).graph()


class Reader:
    """Gathers what files say, kind by kind, and what is wrong in them."""

    known: Sequence[str] = tuple(kinds())

    def __init__(self, locator: Locator, progress: Progress | None = None) -> None:
        self.locator = locator
        self.progress = progress or Progress(0, nobody)
        self.findings: list[Finding] = []
        self.raws: dict[str, list[Raw]] = {}
        self.homes: dict[str, Raw] = {}
        self.lost: set[str] = set()

    def read(self, texts: Iterable[Source]) -> Reader:
        for source in texts:
            self.take(source)
            self.progress.read(len(source.text or ""))
        return self

    def take(self, source: Source) -> None:
        self.findings += source.findings
        if source.text is None:
            self.lost.update(_LIKELY_ID.findall(source.guess))
            return
        document = parse(source.text)
        self.findings += flaws(source.file, document)
        if not document.complete:
            # The text after a flaw is not read: links to what it seems to define are not called dangling.
            self.lost.update(_LIKELY_ID.findall(source.text))
        if isinstance(document.value, dict):
            for name, elements in document.value.items():
                self.kind(source.file, name, elements)
        elif document.complete and document.value is None:
            self.findings.append(finding("file-empty", Position(source.file), source.file))
        elif document.complete:
            self.expected(source.file, source.file, document.value, Text("des genres d'éléments", "kinds of element"))

    def kind(self, file: str, name: str, elements: Any) -> None:
        if name not in kinds():
            at = self.locator.find(file, name)
            self.findings.append(finding("unknown-kind", at, file, kind=name, hint=did_you_mean(name, self.known)))
            self.lost.update(elements if isinstance(elements, dict) else ())
        elif isinstance(elements, dict):
            for id, fields in elements.items():
                self.element(file, name, id, fields)
        elif elements is not None:
            self.expected(file, file, elements, Text("des identifiants", "ids"), name)

    def element(self, file: str, name: str, id: str, fields: Any) -> None:
        if fields is not None and not isinstance(fields, dict):
            self.expected(file, id, fields, Text("des champs « nom: valeur »", "fields “name: value”"), name, id)
            fields = {}
        if not _ID.fullmatch(id):
            self.findings.append(finding("bad-id", self.locator.find(file, name, id), id, id=id))
        raw = Raw(id, kind(name), dict(fields or {}), file)
        if "id" in raw.fields:
            del raw.fields["id"]
            at = self.locator.find(file, name, id, "id")
            self.findings.append(finding("unknown-field", at, id, "id", field="id", kind=name, hint=Text("", "")))
        if id in self.homes:
            first = self.homes[id]
            other = self.locator.find(first.file, first.kind.name, id)
            self.findings.append(
                finding("duplicate-id", self.locator.find(file, name, id), id, id=id, other=str(other))
            )
            return
        self.homes[id] = raw
        self.raws.setdefault(name, []).append(raw)

    def expected(self, file: str, subject: str, found: Any, expected: Text, *path: str) -> None:
        shown = _shape(found)
        at = self.locator.find(file, *path)
        self.findings.append(finding("not-a-mapping", at, subject, expected=expected, found=shown))

    def records(self) -> list[Record]:
        """The elements that were gathered; what is wrong in their fields joins the findings."""
        found: list[Record] = []
        for raws in self.raws.values():
            made, wrong = values.records(raws, self.locator)
            found += made
            self.findings += wrong
            self.progress.checked(len(found) / len(self.homes))
        return found

    def graph(self) -> tuple[Graph, list[Finding]]:
        graph = Graph(self.records())
        self.findings += links.check(graph, frozenset(self.lost), locate_in(graph, self.locator))
        return graph, in_order(self.findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings file by file, each from its first line to its last."""
    return sorted(findings, key=lambda each: (each.at or Position(""), each.rule, each.message.en))


def flaws(file: str, document: Document) -> Iterator[Finding]:
    """The findings that a text's YAML makes."""
    for flaw in document.flaws:
        yield finding(flaw.problem, Position(file, flaw.line, flaw.column), file, **flaw.facts)


def locate_in(graph: Graph, locator: Locator) -> links.Locate:
    """Tells where an element of a graph, or something in it, is written."""

    def locate(id: str, *path: str | int) -> Position:
        record = graph.record(id)
        return locator.find(record.file, record.kind, id, *path)

    return locate


def _shape(value: Any) -> Text:
    if isinstance(value, list):
        return Text("une liste", "a list")
    if isinstance(value, dict):
        return Text("un bloc « nom: valeur »", "a block “name: value”")
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return Text("un texte", "a text") if isinstance(value, str) else Text(shown, shown)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Nothing is collected meanwhile."""
    # Reading makes many small objects and no cycle: collecting meanwhile triples the time.
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
