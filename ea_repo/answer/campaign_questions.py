"""The questions of a campaign: what is missing, contested or stale in a model, each with why it is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby
from typing import Any

from ea_repo.answer.audit import Audit
from ea_repo.answer.stale import Stale, StaleElement
from ea_repo.exchange.campaign.asked import CAUSES, WHOLE, Cause, Form, Question, Reason
from ea_repo.exchange.campaign.cells import confirmable, facts_for, recorded
from ea_repo.exchange.merge.memory import Memory
from ea_repo.exchange.merge.three_way import same
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact.prerequisites import missing_facts
from ea_repo.impact.retiring_projects import retiring_projects
from ea_repo.impact.withdrawal import EVERYTHING
from ea_repo.metamodel import kinds
from ea_repo.select import Known
from ea_repo.select.paths import fields as written_fields
from ea_repo.semantics.asked_by import AskedBy
from ea_repo.semantics.asked_of import asked_of, says_who_is_asked

Doubts = Mapping[tuple[str, str], tuple[Reason, ...]]
"""By element and fact, the reasons to ask for it."""
_NOT_CONTESTED = ("imported", "properties", "verified_on", "verified_by")


@dataclass(frozen=True)
class Waiting:
    """A request that no committee decided, and the elements that it touches."""

    title: Text
    elements: frozenset[str]


@dataclass(frozen=True)
class Sources:
    """What a campaign draws its questions from; only questions about `ids` are asked."""

    graph: Graph
    ids: Collection[str]
    audit: Audit
    stale: Stale
    known: Known
    memories: Mapping[str, Memory] = field(default_factory=dict)
    requests: tuple[Waiting, ...] = ()


def forms(sources: Sources, by: AskedBy) -> tuple[Form, ...]:
    """What each owner is asked, in the order of their names; what nobody answers for comes last."""
    graph = sources.graph
    by_owner: dict[str | None, list[Question]] = {}
    for question in questions(sources):
        for owner in asked_of(graph, question.id, by) or (None,):
            by_owner.setdefault(owner, []).append(question)
    if None in by_owner:
        by_owner[None] = list(_with_owners(graph, by_owner[None], by))
    named = [Form(owner, "" if owner is None else graph.name(owner), tuple(asked)) for owner, asked in by_owner.items()]
    return tuple(sorted(named, key=lambda form: (form.owner is None, form.name.casefold(), form.owner or "")))


def _with_owners(graph: Graph, asked: Sequence[Question], by: AskedBy) -> Iterator[Question]:
    """The questions about what nobody answers for, with that of who does, first of each element."""
    for id, of_element in groupby(asked, key=lambda question: question.id):
        several = list(of_element)
        field = says_who_is_asked(graph, id, by)
        if field is not None and all(question.fact != field for question in several):
            yield Question(id, field, "missing", (Reason("owner"),))
        yield from several


def questions(sources: Sources) -> list[Question]:
    """Every question: kind by kind, element by element; contested facts first, then missing ones, then stale ones."""
    graph = sources.graph
    asked = [
        *_of(sources, _contested(sources), "contested"),
        *_of(sources, _missing(sources), "missing"),
        *_stale(sources),
    ]
    first = {(question.id, question.fact): question for question in reversed(asked)}
    order = {kind: place for place, kind in enumerate(graph.vocabulary.kinds)}
    place_of = {id(question): place for place, question in enumerate(asked)}
    return sorted(
        first.values(),
        key=lambda question: (
            order[graph.kind(question.id)],
            graph.name(question.id).casefold(),
            question.id,
            question.fact != WHOLE,
            CAUSES.index(question.cause),
            place_of[id(question)],
        ),
    )


def _of(sources: Sources, doubts: Doubts, cause: Cause) -> Iterator[Question]:
    """The questions about some facts: those with the most reasons first."""
    asked = frozenset(sources.ids)
    waited = {key: (*reasons, *_requests(sources, key[0])) for key, reasons in doubts.items()}
    for (element, fact), reasons in sorted(waited.items(), key=lambda item: (-len(item[1]), item[0])):
        if element in asked and not sources.graph.value(element, "illustrative"):
            yield Question(element, fact, cause, reasons)


def _requests(sources: Sources, element: str) -> Iterator[Reason]:
    for request in sources.requests:
        if element in request.elements:
            yield Reason("request", request.title)


def _missing(sources: Sources) -> Doubts:
    """The facts that rules wait for, and those that the decommissionings under way wait for."""
    reasons: dict[tuple[str, str], dict[Reason, None]] = {}
    for element, fact, reason in chain(_for_rules(sources), _for_retirements(sources)):
        for path in facts_for(sources.graph.kind(element), fact):
            reasons.setdefault((element, path), {})[reason] = None
    return {key: tuple(found) for key, found in reasons.items()}


def _for_rules(sources: Sources) -> Iterator[tuple[str, str, Reason]]:
    graph = sources.graph
    for result in sources.audit.results:
        about = Reason("rule", result.rule.title.text)
        for unknown in result.unknown:
            if unknown.written_by in graph:
                yield from ((element, fact, about) for element, fact in _where(graph, unknown.written_by, unknown.fact))


def _for_retirements(sources: Sources) -> Iterator[tuple[str, str, Reason]]:
    graph = sources.graph
    for element in sources.ids:
        retirable = "retired_by" in graph.vocabulary.inverses(graph.kind(element))
        if retirable and retiring_projects(graph, element) and graph.in_service(element):
            about = Reason("retirement", Text(graph.name(element), graph.name(element)))
            for missing in missing_facts(graph, element, EVERYTHING, partial(sources.known.knows, graph)):
                yield missing.id, missing.field, about


def _where(graph: Graph, subject: str, fact: str) -> Iterator[tuple[str, str]]:
    """The elements of which a fact is missing: of `data.sensitivity`, those data of a flow that do not say it."""
    head, _, rest = fact.partition(".")
    definition = graph.definition(subject)
    is_relation = head in definition.links or head in graph.vocabulary.inverses(definition.name)
    targets = graph.targets(subject, head) if rest and is_relation else ()
    missing = [
        target
        for target in targets
        if (field := rest.partition(".")[0]) in graph.definition(target).fields and not graph.recorded(target, field)
    ]
    if missing:
        yield from ((target, rest) for target in missing)
    else:
        yield subject, fact


def _contested(sources: Sources) -> Doubts:
    """What the text says otherwise than a source that came in, and what it says that cannot be so."""
    graph = sources.graph
    reasons: dict[tuple[str, str], list[Reason]] = {}
    for source, memory in sources.memories.items():
        for element in memory.elements.values():
            if element.id not in graph:
                continue
            here = written_fields(graph, element.id)
            columns = {column.path: column for column in confirmable(graph.definition(element.id))}
            for name in element.fields.keys() - set(_NOT_CONTESTED):
                for path in facts_for(graph.kind(element.id), name):
                    column = columns.get(path)
                    there = recorded(element.fields, column) if column else None
                    if column and there is not None and not same(there, recorded(here, column)):
                        about = Text(*[f"{source} : {_in_words(graph, there)}", f"{source}: {_in_words(graph, there)}"])
                        reasons.setdefault((element.id, path), []).append(Reason("source", about))
    for finding in sources.audit.text:
        if finding.field and finding.subject in graph:
            for path in facts_for(graph.kind(finding.subject), finding.field):
                reasons.setdefault((finding.subject, path), []).append(Reason("text", finding.message))
    return {key: tuple(found) for key, found in reasons.items()}


def _in_words(graph: Graph, value: Any) -> str:
    """A value of a source in words."""
    values = value if isinstance(value, list) else [value]
    ids = [str(item["to"]) if isinstance(item, dict) and "to" in item else str(item) for item in values]
    return ", ".join(graph.name(id) if id in graph else id for id in ids)


def _stale(sources: Sources) -> Iterator[Question]:
    """Of each stale element, whether it still holds, then each fact that is written of it.

    What comes back is of built-in kinds alone: of others nobody is asked to confirm anything.
    """
    for element in sources.stale.stale:
        if element.id not in sources.ids or element.kind not in kinds():
            continue
        reason = (_unverified(element),)
        yield Question(element.id, WHOLE, "stale", (*reason, *_requests(sources, element.id)))
        written = written_fields(sources.graph, element.id)
        for column in confirmable(sources.graph.definition(element.id)):
            if recorded(written, column) is not None:
                yield Question(element.id, column.path, "stale", reason)


def _unverified(element: StaleElement) -> Reason:
    return Reason("unverified", day=element.since)
