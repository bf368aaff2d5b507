"""What one may ask of a request: the dossier that a committee decides on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ea_repo.answer.answer import Answer
from ea_repo.answer.audit import WHOLE, Audit
from ea_repo.answer.missing_facts import missing_facts
from ea_repo.answer.request_check import CheckedRequest
from ea_repo.answer.request_dossier import (
    Because,
    Existing,
    OptionStudy,
    PrincipleOpinion,
    RequestDossier,
)
from ea_repo.answer.similar import Similar, similar
from ea_repo.answer.states import AMOUNTS
from ea_repo.answer.trust import under_request
from ea_repo.check.opinions import WORSE, Judged, OpinionRules, case_of, read_opinion_rules, worst
from ea_repo.check.run import Result
from ea_repo.finding import Finding
from ea_repo.graph import Graph, difference
from ea_repo.load import ChangesUnreadable
from ea_repo.load.request_remarks import Remark, remarks, require_sound
from ea_repo.load.requests import WrittenRequest, read_request
from ea_repo.metamodel import accepts
from ea_repo.metamodel.dates import first_day
from ea_repo.metamodel.element import BudgetLine
from ea_repo.repository import judging, request_maps
from ea_repo.repository.freshness import trust
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.repository.option_reach import left_without_a_tool, reach
from ea_repo.repository.resembling import profile_of
from ea_repo.semantics.inherited_values import nearest_recorded, nearest_targets
from ea_repo.semantics.namesakes import perhaps_one_thing
from ea_repo.similarity.candidates import BAR, similar_to_profile

_NEAR = 5


def request(opened: OpenWorkspace, word: str) -> WrittenRequest:
    """A request by its id or its file; raises RequestUnreadable where it cannot be read, or names what is not there."""
    return read_request(opened.root, word, opened.workspace.settings.limits)


def checked(opened: OpenWorkspace, word: str) -> CheckedRequest:
    """A request with what is missing or wrong in it, an option that does not parse included."""
    written = request(opened, word)
    all_remarks = list(remarks(written, opened.workspace.graph))
    for key in written.request.options:
        try:
            _ = _with(opened, written, key).workspace
        except ChangesUnreadable as wrong:
            all_remarks += [
                Remark(finding.at or written.place("options", key), finding.message, wrong=True)
                for finding in wrong.findings
            ]
    return CheckedRequest(written, tuple(sorted(all_remarks, key=lambda remark: (not remark.wrong, remark.at))))


def dossier(
    opened: OpenWorkspace, word: str, *, maps: bool = True, session: dt.date | None = None
) -> Answer[RequestDossier]:
    """The dossier of a request for a session, on the day that the request says unless another one is given.

    Raises RequestUnreadable for a request that is wrong, ChangesUnreadable for an option.
    """
    written = request(opened, word)
    missing = tuple(remarks(written, opened.workspace.graph))
    require_sound(missing)
    rules = read_opinion_rules(opened.root, opened.workspace.settings.limits)
    before = _audit(opened)
    studies, looks = [], {}
    for key in written.request.options:
        changed = looks[key] = _with(opened, written, key)
        studies.append(_study(opened, changed, before, written, key, rules))
    graph = opened.graph
    existing = tuple(_existing(graph, written))
    proposed, because = _proposed(studies, nothing_exists=bool(written.request.processes) and not existing)
    content = RequestDossier(
        written,
        _names(graph, written),
        existing,
        _near(graph, written, {graph.solution(tool.id, product=True) for tool in existing}),
        len({graph.solution(tool.id, product=True) for tool in existing}),
        tuple(_projects(graph, existing, written)),
        tuple(studies),
        proposed,
        missing,
        opened.when.date,
        session or (first_day(written.request.committee_on) if written.request.committee_on else None),
        rules.notice,
        {result.rule.id: result.rule.title.text for result in before.results},
        _granters(opened),
        because,
        opened.workspace.settings.margins,
        _budget_of(graph, written.request.project),
        tuple(dict.fromkeys(_of_one_name(graph, existing))),
        opened.workspace.settings.signers,
    )
    if maps:
        shown = dict.fromkeys(study.key for study in (content.asked, proposed) if study and study.changes)
        content = replace(content, drawings=tuple(request_maps.drawings(opened, content, looks, shown)))
    return replace(opened.answer(content), trust=trust(opened, under_request(graph, content)))


def _audit(opened: OpenWorkspace, *, as_dated: bool = False) -> Audit:
    return judging.audit(opened, WHOLE, None, lambda *_: None, as_dated=as_dated)


def _with(opened: OpenWorkspace, written: WrittenRequest, key: str) -> OpenWorkspace:
    """The workspace as it would be with an option."""
    source = written.changes(opened.root, key)
    return opened if source is None else opened.changed(source)


def _study(
    opened: OpenWorkspace,
    changed: OpenWorkspace,
    before: Audit,
    written: WrittenRequest,
    key: str,
    rules: OpinionRules,
) -> OptionStudy:
    """What an option does, all told against the system as it is."""
    option, graph = written.request.options[key], changed.demanded
    elements = difference(opened.graph, graph)
    after = _audit(changed)
    since = after.compared(key, before, elements, graph.name).since
    introduced, lifted = ((*since.new, *since.worse), since.fixed) if since else ((), ())
    touched = frozenset((*elements.added, *elements.changed))
    opinions = tuple(_opinions(changed, after, introduced, lifted, touched, rules))
    said = worst([opinion.case.opinion for opinion in opinions])
    source = written.changes(opened.root, key)
    if source is None and option.type not in ("existing", "nothing"):
        # What an option changes is not written: nothing can be said for it.
        said = "reserved"
    return OptionStudy(
        key,
        option,
        source.file if source else None,
        introduced,
        lifted,
        _counting(before),
        _counting(after),
        _counting(_audit(changed, as_dated=True)) if source else _counting(before),
        sum(finding.rule in rules.redundancy for finding in introduced),
        sum(finding.rule in rules.redundancy for finding in lifted),
        opinions,
        said,
        facts=tuple(fact for fact in missing_facts(after) if fact.subject in touched),
        worse=since.worse if since else (),
        touched=tuple(sorted(touched)),
        **reach(opened.graph, graph, elements, written, option),
        unserved=tuple(left_without_a_tool(opened.graph, changed.graph, elements, written)),
    )


def _counting(audit: Audit) -> int:
    return sum(finding.counts for finding in audit.findings)


def _opinions(
    changed: OpenWorkspace,
    after: Audit,
    introduced: Iterable[Finding],
    lifted: Iterable[Finding],
    touched: frozenset[str],
    rules: OpinionRules,
) -> Iterator[PrincipleOpinion]:
    """The opinion under each principle of the charter."""
    for group in after.groups:
        if group.id is None or group.section is None:
            continue
        ids = {result.rule.id for result in group.results}
        looked_at = touched & _asked_about(changed.demanded, group.results)
        judged = Judged(
            tuple(finding for finding in introduced if finding.rule in ids),
            tuple(finding for finding in lifted if finding.rule in ids),
            tuple(unknown for result in group.results for unknown in result.unknown if unknown.subject in touched),
            len(looked_at),
        )
        yield PrincipleOpinion(group.id, group.section, judged, case_of(rules, judged))


def _asked_about(graph: Graph, results: Iterable[Result]) -> frozenset[str]:
    """The elements in the scope of the rules that looked at something."""
    return frozenset(id for result in results if result.applicable for id in result.rule.selector.select(graph))


def _proposed(studies: list[OptionStudy], *, nothing_exists: bool) -> tuple[OptionStudy | None, Because | None]:
    """The option that leaves least of what is asked unserved; then the mildest opinion, what lifts most, costs least.

    To do nothing is proposed only where every other option is unfavourable. With what sets it apart from the next one.
    None is proposed that says nothing of what it changes, meets or costs, nor one that uses what exists where nothing
    does.
    """
    said = [study for study in studies if study.comparable]
    if nothing_exists:
        said = [study for study in said if study.option.type != "existing" or study.changes]
    if not said:
        return None, None
    answers = [study for study in said if study.opinion != "unfavourable"]
    nothing = [study for study in studies if study.option.type == "nothing"]
    ranked = sorted(answers or [*said, *nothing], key=_merit)
    if len(ranked) == 1:
        return ranked[0], "only"
    criteria: tuple[Because, ...] = ("served", "opinion", "findings", "facts", "cost")
    merits = zip(criteria, _merit(ranked[0]), _merit(ranked[1]), strict=True)
    return ranked[0], next((criterion for criterion, best, next_ in merits if best != next_), "order")


def _merit(study: OptionStudy) -> tuple[tuple[int, int], int, int, int, float]:
    cost = study.cost
    for_good = {process.id for process in study.unserved if process.until is None}
    return (
        (len(for_good), len({process.id for process in study.unserved} - for_good)),
        WORSE.index(study.opinion) if study.written else WORSE.index("reserved"),
        len(study.introduced) - len(study.lifted),
        len(study.facts),
        float("inf") if cost is None else cost,
    )


def _budget_of(graph: Graph, project: str | None) -> tuple[BudgetLine, ...]:
    """The budget lines of a project that say what is spent, and not a difference."""
    lines: tuple[BudgetLine, ...] = graph.value(project, "budget") or () if project else ()
    return tuple(line for line in lines if line.basis == AMOUNTS)


def _granters(opened: OpenWorkspace) -> dict[str, str]:
    """By rule, the name of the only actor who may grant a derogation to it."""
    charter, graph = opened.charter, opened.graph
    granters = {rule: granter for rule in charter.rules if (granter := charter.granter(rule))}
    return {rule: graph.name(granter) if granter in graph else granter for rule, granter in granters.items()}


def _names(graph: Graph, written: WrittenRequest) -> dict[str, str]:
    asked = written.request
    ids = [*asked.moa, *asked.processes, *asked.data, *asked.sites, asked.site, asked.project]
    ids += [id for option in asked.options.values() for id in option.retires]
    return {id: graph.name(id) for id in ids if id is not None and id in graph}


def _existing(graph: Graph, written: WrittenRequest) -> Iterator[Existing]:
    """The applications in service that serve the processes of the request."""
    seen = set()
    for process in written.request.processes:
        for covers, link in ((True, "covered_by"), (False, "supported_by")):
            for id in graph.targets(process, link):
                if id not in seen and graph.in_service(id):
                    seen.add(id)
                    yield _tool(graph, id, covers=covers)


def _tool(graph: Graph, id: str, *, covers: bool) -> Existing:
    wholes = graph.wholes(id, "part_of")
    retired_on = next((value for whole in wholes if (value := graph.value(whole, "retired_on"))), None)
    says_where = nearest_recorded(graph, id, "deployed_at")
    return Existing(
        id,
        graph.name(id),
        graph.name(wholes[-1]) if len(wholes) > 1 else None,
        graph.value(id, "description"),
        tuple(map(graph.name, graph.targets(says_where, "deployed_at"))) if says_where else None,
        tuple(map(graph.name, nearest_targets(graph, id, "moa"))),
        graph.value(id, "yearly_cost"),
        retired_on,
        graph.value(id, "in_catalogue"),
        covers,
    )


def _of_one_name(graph: Graph, existing: Iterable[Existing]) -> Iterator[str]:
    """The names of those that may be one thing written twice."""
    yield from (graph.name(id) for same in perhaps_one_thing(graph, [tool.id for tool in existing]) for id in same)


def _near(graph: Graph, written: WrittenRequest, exact: set[str]) -> Similar:
    """The solutions that resemble what is asked, though nobody declared it."""
    candidates = [
        candidate
        for candidate in similar_to_profile(graph, profile_of(graph, written))
        if candidate.score >= BAR and candidate.id not in exact
    ]
    return similar(graph, None, written.request.title, tuple(candidates[:_NEAR]))


def _projects(graph: Graph, existing: Iterable[Existing], written: WrittenRequest) -> Iterator[str]:
    """The projects that bring, extend or retire what exists, and the one that the request names."""
    ids = dict.fromkeys(
        project
        for tool in existing
        for link in ("delivered_by", "retired_by")
        for project in graph.targets(tool.id, link)
    )
    if written.request.project:
        ids = {written.request.project: None} | ids
    yield from (graph.name(id) for id in ids if id in graph and accepts("project", graph.kind(id)))
