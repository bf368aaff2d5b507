"""Text to graph: files are read whatever their state, and what is wrong in them is reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Graph, Record
from ea_repo.load import consistency, validation
from ea_repo.load.files import Source
from ea_repo.load.limits import USUAL
from ea_repo.load.locate import Locate, Locator
from ea_repo.load.problems import finding
from ea_repo.load.progress import Progress, ignore_progress
from ea_repo.load.shared_lines import Written
from ea_repo.load.validation import Raw
from ea_repo.load.yaml import Document, parse, parse_elements
from ea_repo.metamodel import Vocabulary, built_in
from ea_repo.metamodel.link import ID_PATTERN
from ea_repo.suggest import did_you_mean

_ID = re.compile(ID_PATTERN)
_LIKELY_ID = re.compile(rf"^ {{1,8}}({ID_PATTERN}):", re.MULTILINE)
"""What looks like the id of an element in text that cannot be parsed: an indented key."""


def read_model(
    texts: Iterable[Source], locator: Locator, vocabulary: Vocabulary | None = None
) -> tuple[Graph, list[Finding]]:
    """The graph that these files make together, and what is wrong in them, file by file."""
    return Reader(locator, vocabulary=vocabulary).read(texts).graph()


class Reader:
    """Gathers the elements that files hold, kind by kind, and what is wrong in them."""

    def __init__(
        self,
        locator: Locator,
        progress: Progress | None = None,
        most: int = USUAL.elements,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        """`most`: how many elements are read; a finding says where there are more."""
        self.vocabulary = vocabulary or built_in()
        self.known_kinds: Sequence[str] = tuple(self.vocabulary.kinds)
        """The first-level keys that a file may have, to suggest one in place of an unknown one."""
        self.most = most
        self.locator = locator
        self.progress = progress or Progress(0, ignore_progress)
        self.findings: list[Finding] = []
        self.by_kind: dict[str, list[Raw]] = {}
        self.by_id: dict[str, Raw] = {}
        self.full = False
        """Whether there are more elements than are read."""
        self.lost_by_file: dict[str, set[str]] = {}
        """The ids that seem to be written in text of a file that could not be read."""
        self.kinds_by_file: dict[str, dict[str, None]] = {}
        """The kinds of the elements that were gathered from a file, in its order."""
        self.rivals: set[tuple[str, str]] = set()
        """A file, and another one that holds an element of an id that the first one has given already."""

    @property
    def lost(self) -> frozenset[str]:
        """The ids that seem to be written in text that could not be read."""
        return frozenset().union(*self.lost_by_file.values())

    def lose(self, file: str, ids: Iterable[str]) -> None:
        """Takes note of ids that seem to be written in text of a file that cannot be read."""
        if lost := set(ids):
            self.lost_by_file.setdefault(file, set()).update(lost)

    def read(self, texts: Iterable[Source]) -> Reader:
        """Gathers what these files hold; returns itself."""
        for source in texts:
            self.read_file(source)
            self.progress.read(len(source.text or ""))
        return self

    def read_file(self, source: Source) -> None:
        """Gathers what one file holds."""
        self.findings += source.findings
        if source.text is None:
            self.lose(source.file, _LIKELY_ID.findall(source.guess))
            return
        elements_by_kind = parse_elements(source.text)
        if elements_by_kind is not None and elements_by_kind.keys() <= self.vocabulary.kinds.keys():
            for kind_name, elements in elements_by_kind.items():
                self.read_elements(source.file, kind_name, elements)
            return
        document = parse(source.text)
        self.findings += flaws(source.file, document)
        if not document.complete:
            # The text after a flaw is not read: links to what it seems to define are not called dangling.
            self.lose(source.file, _LIKELY_ID.findall(source.text))
        if isinstance(document.value, dict):
            for kind_name, elements in document.value.items():
                self.read_kind(source.file, kind_name, elements)
        elif document.complete and document.value is None:
            self.report("file-empty", Position(source.file), source.file)
        elif document.complete:
            self.expect(source.file, source.file, document.value, Text("des genres d'éléments", "kinds of element"))

    def read_kind(self, file: str, kind_name: str, elements: Any) -> None:
        """Gathers what a file holds under one of its first-level keys."""
        if kind_name not in self.vocabulary.kinds:
            at = self.locator.find(file, kind_name)
            hint = did_you_mean(kind_name, self.known_kinds)
            self.report("unknown-kind", at, file, kind=kind_name, hint=hint, value=str(elements))
            self.lose(file, elements if isinstance(elements, dict) else ())
        elif isinstance(elements, dict):
            for id, fields in elements.items():
                self.read_element(file, kind_name, id, fields)
        elif elements is not None:
            self.expect(file, file, elements, Text("des identifiants", "ids"), kind_name)

    def read_elements(self, file: str, kind_name: str, elements: Sequence[Written]) -> None:
        """Gathers elements of one kind, as `read_element`."""
        ids = [element.id for element in elements]
        if not self.by_id.keys().isdisjoint(ids) or len(self.by_id) + len(ids) > self.most:
            for element in elements:
                self.read_element(file, kind_name, element.id, element.block)
        elif elements:
            kind = self.vocabulary.kinds[kind_name]
            raws = [Raw(element.id, kind, element.names, element.values, file) for element in elements]
            self.by_id.update(zip(ids, raws, strict=True))
            self.by_kind.setdefault(kind_name, []).extend(raws)
            self.kinds_by_file.setdefault(file, {})[kind_name] = None

    def read_element(self, file: str, kind_name: str, id: str, fields: Any) -> None:
        """Gathers one element, unless another one has its id."""
        if fields is not None and not isinstance(fields, dict):
            self.expect(file, id, fields, Text("des champs « nom: valeur »", "fields “name: value”"), kind_name, id)
            fields = {}
        if not _ID.fullmatch(id):
            self.report("bad-id", self.locator.find(file, kind_name, id), id, id=id)
        written = fields or {}
        if "id" in written:
            at = self.locator.find(file, kind_name, id, "id")
            value = str(written["id"])
            self.report("unknown-field", at, id, "id", field="id", kind=kind_name, hint=Text("", ""), value=value)
            written = {name: value for name, value in written.items() if name != "id"}
        if id in self.by_id:
            first = self.by_id[id]
            self.rivals.add((first.file, file))
            first_at = self.locator.find(first.file, first.kind.name, id)
            at = self.locator.find(file, kind_name, id)
            self.report("duplicate-id", at, id, id=id, other=str(first_at), value=f"{kind_name} {fields}")
            return
        if len(self.by_id) >= self.most:
            if not self.full:
                self.full = True
                self.report("too-many-elements", self.locator.find(file, kind_name, id), id, most=str(self.most))
            self.lose(file, (id,))
            return
        raw = self.by_id[id] = Raw.of(id, self.vocabulary.kinds[kind_name], written, file)
        self.by_kind.setdefault(kind_name, []).append(raw)
        self.kinds_by_file.setdefault(file, {})[kind_name] = None

    def report(
        self, problem: str, at: Position, subject: str, field: str | None = None, /, **facts: str | Text
    ) -> None:
        """Adds a finding: a problem of the text at a place, with the facts that its sentence names."""
        self.findings.append(finding(problem, at, subject, field, **facts))

    def expect(self, file: str, subject: str, value: Any, expected: Text, *path: str) -> None:
        """Reports a value that is not what is expected at this path of a file."""
        at = self.locator.find(file, *path)
        keys = ".".join(map(str, path))
        self.report("not-a-mapping", at, subject, expected=expected, found=_shape(value), path=keys, value=str(value))

    def records(self) -> list[Record]:
        """The elements that were gathered; what is wrong in their fields joins the findings."""
        records: list[Record] = []
        for raws in self.by_kind.values():
            sound, wrong = validation.records(raws, self.locator)
            records += sound
            self.findings += wrong
        return records

    def graph(self) -> tuple[Graph, list[Finding]]:
        """The graph of the elements that were gathered, and all that is wrong, file by file."""
        graph = Graph(self.records(), vocabulary=self.vocabulary)
        self.findings += consistency.check(graph, frozenset(self.lost), locate_in(graph, self.locator))
        return graph, in_order(self.findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings file by file, each from its first line to its last; the same whatever order they come in."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.at or Position("")
    return place, finding.rule, finding.message.en, finding.subject, finding.field or "", finding.value or ""


def flaws(file: str, document: Document) -> Iterator[Finding]:
    """What is wrong in the YAML of a file, as findings."""
    for flaw in document.flaws:
        yield finding(flaw.problem, Position(file, flaw.line, flaw.column), file, **flaw.facts)


def locate_in(graph: Graph, locator: Locator) -> Locate:
    """Finds where an element of a graph, or something in it, is written."""

    def locate(id: str, *path: str | int) -> Position:
        return locator.find(graph.file(id), graph.kind(id), id, *path)

    return locate


def _shape(value: Any) -> Text:
    """What to call a value that is not what was expected."""
    if isinstance(value, list):
        return Text("une liste", "a list")
    if isinstance(value, dict):
        return Text("un bloc « nom: valeur »", "a block “name: value”")
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return Text("un texte", "a text") if isinstance(value, str) else Text(shown, shown)
