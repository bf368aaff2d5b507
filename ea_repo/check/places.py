"""Where findings are written: looked for file by file, so that each is read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ea_repo import parallel
from ea_repo.check.audit_settings import Locate
from ea_repo.check.kept_answers import KeptAnswers
from ea_repo.finding import Finding, Position
from ea_repo.graph import Graph
from ea_repo.load.kept_definitions import digest_of
from ea_repo.load.locate import Locator

Key = tuple[str, str | None]
"""The element and the field where a finding is written."""
Places = Sequence[Position | None]


def placed(
    findings: Sequence[Finding], graph: Graph, locate: Locate, kept: KeptAnswers | None, *, shared: bool
) -> list[Finding]:
    """The findings, each with its place; `shared`: looked for by two processes.

    The places that were kept of a file hold as long as its text is the same.
    """
    keys = {_key(finding) for finding in findings if finding.at is None}
    by_file: dict[str, list[Key]] = {}
    for key in sorted(keys, key=lambda key: key[0]):
        by_file.setdefault(graph.file(key[0]) if key[0] in graph else "", []).append(key)
    places = {
        key: at
        for file, ats in _by_file(by_file, graph, locate, kept, shared=shared).items()
        for key, at in zip(by_file[file], ats, strict=True)
    }
    return [replace(finding, at=places[_key(finding)]) if finding.at is None else finding for finding in findings]


def _by_file(
    keys: dict[str, list[Key]], graph: Graph, locate: Locate, kept: KeptAnswers | None, *, shared: bool
) -> dict[str, Places]:
    """The places of what is looked for in each file."""
    locators = dict.fromkeys(keys, (locate, "")) if kept is None else _reading(keys, graph, locate, kept)
    known: dict[str, Places] = {}
    for file, (_, asked) in locators.items():
        if kept is not None and (answer := kept.find(_name(file), asked)) is not None:
            known[file] = [Position(file, *at) for at in answer]
    files = sorted(keys.keys() - known.keys())

    def look(number: int) -> Places:
        find, _ = locators[files[number]]
        return [find(id, field) if field else find(id) for id, field in keys[files[number]]]

    for file, ats in zip(files, parallel.shared(len(files), look, shared=shared), strict=True):
        known[file] = ats
        if kept is not None and (asked := locators[file][1]):
            kept.keep(_name(file), [(at.line, at.column) for at in ats if at is not None], asked=asked)
    return known


def _reading(
    keys: dict[str, list[Key]], graph: Graph, locate: Locate, kept: KeptAnswers
) -> dict[str, tuple[Locate, str]]:
    """By file, what finds places in its text, read once, and what tells these questions about that text from others.

    Of a file that cannot be read, and of what is in none, nothing is kept.
    """
    locators: dict[str, tuple[Locate, str]] = {}
    for file, asked in keys.items():
        text = kept.text(file) if file else None
        if text is None:
            locators[file] = locate, ""
        else:
            questions = repr([(graph.kind(id), id, field) for id, field in asked])
            encoded = (part.encode("utf-8", "surrogatepass") for part in (text, questions))
            locators[file] = _locate_in(graph, text), digest_of(*encoded)
    return locators


def _locate_in(graph: Graph, text: str) -> Locate:
    locator = Locator.reading(lambda _: text)

    def locate(id: str, *path: str | int) -> Position:
        return locator.find(graph.file(id), graph.kind(id), id, *path)

    return locate


def _name(file: str) -> str:
    return f"places {file}"


def _key(finding: Finding) -> Key:
    return finding.written or finding.subject, finding.field
