"""What an answer rests on: where each element that it names is written, by which document, and what is not written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any

from ea_repo.check.audit_settings import completeness
from ea_repo.graph import Graph
from ea_repo.repository import Repository
from ea_repo.semantics.inherited_values import inherited_value

_OF_THE_RECORD = frozenset(("id", "quote", "properties", "imported"))
"""The fields that say where the text comes from, and nothing of the system."""


_IDS = frozenset(
    (
        *("id", "ids", "from", "to", "by", "via", "of", "for", "subject", "offenders", "related", "elements", "roots"),
        *("actor", "ask", "told", "owners", "axis", "projects", "project", "principle", "principles", "contract"),
        *("flow", "flows", "incoming", "data", "datum", "master", "mastered", "process", "processes", "functions"),
        *("site", "sites", "covered_by", "supported_by", "deployed_at", "crosses", "passing", "successors", "runs"),
        *("solutions", "serves", "served", "unserved", "perhaps_served", "perhaps_unserved", "lost", "perhaps_lost"),
        *("for_go", "too_early_for", "shared_with", "converging", "because", "undated", "unknown", "silent", "unsaid"),
    )
)
"""The fields of answers that hold ids of elements, beside the links; a word elsewhere may only look like one."""
_BY_ID = frozenset(("sites",))
"""The fields whose keys are ids."""
_RULES = frozenset(("id", "rule", "rules"))
"""The fields that hold ids of rules."""


def mentioned(answer: Any, graph: Graph) -> list[str]:
    """The ids of the elements that an answer names, in order and each once."""
    vocabulary = graph.vocabulary
    links = {link for kind in vocabulary.kinds.values() for link in (*kind.links, *vocabulary.inverses(kind.name))}
    return list(dict.fromkeys(text for text in _texts(answer, _IDS | links, "id") if text in graph))


def _texts(value: Any, fields: Set[str], field: str) -> Iterator[str]:
    """The texts of some fields, at any depth; `field` is the one that the value is of."""
    match value:
        case str() if field in fields:
            yield value
        case dict():
            for key, item in value.items():
                if field in fields & _BY_ID:
                    yield key
                yield from _texts(item, fields, key)
        case list():
            for item in value:
                yield from _texts(item, fields, field)


def places(repository: Repository, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """By element, its file and line, and the document that states it where one is named."""
    graph = repository.workspace.graph
    written: dict[str, dict[str, Any]] = {}
    for id in ids:
        at = repository.locate(id)
        where = {"at": f"{at.file}:{at.line}"} if at else {}
        source = graph.stated_by(id)
        written[id] = where | ({} if source is None else {"source": source})
    return written


def rules_named(repository: Repository, answer: Any) -> dict[str, dict[str, Any]]:
    """By rule of the charter that an answer names, and that is no element, the file that says that it holds."""
    files, graph = repository.charter.files, repository.graph
    named = dict.fromkeys(text for text in _texts(answer, _RULES, "id") if text in files and text not in graph)
    return {rule: {"at": files[rule]} for rule in named}


def not_written(repository: Repository, ids: Iterable[str]) -> dict[str, Any]:
    """By kind, of how many elements nothing is written in which fields, on the day looked at.

    What an element inherits is written, and so is what a workspace holds in full: there an absence is a no. A field
    that has a value where it is not written is known.
    """
    graph = repository.graph
    known = completeness(repository.workspace, graph).known
    counts: dict[str, dict[str, Any]] = {}
    for id in ids:
        kind = graph.definition(id)
        of_kind = counts.setdefault(kind.name, {"of": 0, "fields": {}})
        of_kind["of"] += 1
        for name in kind.fields:
            if name in kind.defaults or name in _OF_THE_RECORD:
                continue
            if inherited_value(graph, id, name) is None and not known.knows(graph, id, name):
                of_kind["fields"][name] = of_kind["fields"].get(name, 0) + 1
    return counts
