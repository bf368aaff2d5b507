"""What one may have judged: the charter, its findings, its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ea_repo.answer.audit import WHOLE, Audit, group
from ea_repo.answer.decided_requests import Decided, accepted_by_derogation
from ea_repo.answer.examples import TriedExamples
from ea_repo.check import baseline as baselines
from ea_repo.check.acceptance import accepted, granted
from ea_repo.check.audit_settings import AuditSettings, Selection, audit_settings, completeness
from ea_repo.check.comparison_days import comparison_days
from ea_repo.check.examples import Mismatch, mismatches
from ea_repo.check.indicator import Indicator
from ea_repo.check.indicators import DayLookedAt, Indicators, measured, values_of
from ea_repo.check.judge import Tally
from ea_repo.check.kept_answers import KeptAnswers
from ea_repo.check.kept_values import kept_values
from ea_repo.check.kept_weights import with_weights
from ea_repo.check.measure import Value
from ea_repo.check.named_elements import named_elements
from ea_repo.check.problems import PROBLEMS, PROBLEMS_OF_AN_AUDIT
from ea_repo.check.rule import Rule
from ea_repo.check.run import Tell, run
from ea_repo.check.weight import heaviest_first, weighed
from ea_repo.finding import Finding, Text
from ea_repo.graph import Graph, difference
from ea_repo.load import Workspace
from ea_repo.repository.flaws import broken, declared_indicators, flaws, in_vain
from ea_repo.repository.open_workspace import OpenWorkspace, UnknownName
from ea_repo.select.validation import check as check_selector
from ea_repo.write import NotWritten, change


def audit(
    opened: OpenWorkspace,
    selection: Selection,
    baseline: Path | None,
    tell: Tell,
    *,
    as_dated: bool = False,
    like: OpenWorkspace | None = None,
) -> Audit:
    """The audit, whole or the part selected; `tell` is told how many rules are taken, of how many.

    What change files add is judged as if in service; on its own dates with `as_dated`. What was answered of a workspace
    that is nearly the same, `like`, is mended where nothing is known of this one.
    """
    kept = _kept(opened, selection, as_dated=as_dated, like=like)
    judged = _audit(opened, selection, baseline, tell, kept, as_dated=as_dated)
    if kept is not None:
        kept.save()
    return judged


def _audit(
    opened: OpenWorkspace,
    selection: Selection,
    baseline: Path | None,
    tell: Tell,
    kept: KeptAnswers | None,
    *,
    as_dated: bool,
) -> Audit:
    graph, charter = opened.graph if as_dated else opened.demanded, opened.charter
    _must_exist(opened, selection)
    known = completeness(opened.workspace, graph).known
    settings = audit_settings(opened.workspace, known, charter, selection)
    held = baselines.read_file(baseline) if baseline else baselines.Held()
    rules = [rule for rule in charter.rules.values() if selection.takes(charter, rule.id)]
    results = [
        replace(
            result,
            findings=heaviest_first(baselines.marked(accepted(result.findings, graph, charter), held, graph.name)),
        )
        for result in with_weights(run(rules, graph, settings, opened.locate, tell, kept), graph, kept)
    ]
    text = list(_of_the_text(opened, selection, held))
    findings = [*text, *(finding for result in results for finding in result.findings)]
    if not selection.partial:
        text += baselines.remarks(held, str(baseline))
    elif asked := PROBLEMS_OF_AN_AUDIT.keys() & set(selection.rules):
        # Only a whole audit finds them all.
        whole = audit(opened, WHOLE, baseline, lambda *_: None, as_dated=as_dated).findings
        text += [finding for finding in whole if finding.rule in asked and finding not in set(findings)]
    granters = (section.granted_by for section in charter.principles.values() if section.granted_by)
    about = named_elements(graph, results, text, granters)
    groups, text_findings = group(results, charter), weighed(text, graph)
    situation = replace(opened.situation, meant=selection.meant)
    judged = Audit(situation, groups, text_findings, selection.partial, mentions=about, selection=selection)
    restricted = opened.workspace.settings.restricted
    derogations = granted(graph, charter, opened.when.date)
    requests: tuple[Decided, ...] = ()
    if selection.partial:
        # A part of an audit tells of those alone that accept something in it.
        accepting = {finding.accepted_by for finding in judged.findings}
        derogations = {id: derogation for id, derogation in derogations.items() if id in accepting}
    else:
        requests = accepted_by_derogation(graph, opened.when.date)
    return replace(judged, derogations=derogations, accepted_requests=requests, restricted=restricted)


def _kept(
    opened: OpenWorkspace, selection: Selection, *, as_dated: bool, like: OpenWorkspace | None
) -> KeptAnswers | None:
    """The answers that were kept of earlier audits, for a whole one of the text as it stands."""
    if not opened.keeps_answers or opened.changes or selection.partial or as_dated:
        return None
    names = [_name(one) for one in (opened, like) if one is not None]
    return KeptAnswers.of(opened.workspace, opened.charter, opened.graph, *names)


def _name(opened: OpenWorkspace) -> str:
    """What tells a workspace, or a revision of one, from others."""
    root, revision = opened.revision_of or (opened.root, "")
    return f"{root}\0{revision}"


def _must_exist(opened: OpenWorkspace, selection: Selection) -> None:
    """Raises UnknownName, or SelectorError, for what a selection names and the workspace has not."""
    charter = opened.charter
    for name in selection.rules:
        if name not in charter.rules and name not in PROBLEMS and not charter.flaws_of(name):
            raise UnknownName(Text("règle", "rule"), name, [*charter.rules, *PROBLEMS])
    for name in selection.principles:
        if name not in charter.principles:
            raise UnknownName(Text("principe", "principle"), name, charter.principles)
    if selection.within:
        check_selector(selection.within, opened.graph, strict=True)


def _of_the_text(opened: OpenWorkspace, selection: Selection, held: baselines.Held) -> Sequence[Finding]:
    """What is wrong in the text and the settings; of a part of an audit too its errors, which change every answer."""
    text = [*opened.workspace.findings, *broken(opened), *(() if selection.partial else in_vain(opened))]
    return [
        finding
        for finding in baselines.marked(text, held, opened.graph.name)
        if finding.severity == "error" or selection.takes(opened.charter, finding.rule)
    ]


def audit_since(opened: OpenWorkspace, revision: str, selection: Selection) -> Audit:
    """The audit told against the workspace at a git revision, looked at on the same day."""
    now = audit(opened, selection, None, lambda *_: None)
    with opened.at_revision(revision) as before:
        then = audit(before, selection, None, lambda *_: None, like=opened)
        return now.compared(revision, then, difference(before.graph, opened.graph), opened.graph.name)


def write_baseline(judged: Audit, file: Path) -> None:
    """Writes what is wrong now in a file, in the place of a baseline or where there is nothing; raises NotWritten."""
    data = baselines.write(judged.findings).encode("utf-8", "backslashreplace")

    def in_place_of(before: bytes) -> bytes:
        if before.strip() and not baselines.looks_like_one(before):
            french = f"{file} : rien n'est écrit, ce fichier n'est pas une référence ; nommez-en un autre"
            raise NotWritten(Text(french, f"{file}: nothing is written, this file is no baseline; name another one"))
        return data

    change(file, in_place_of)


def indicators(opened: OpenWorkspace, dates: Sequence[str]) -> Indicators:
    """The indicators of the charter on each of these dates; without any, on the day looked at."""
    days = [opened.day(written) for written in dates] if dates else [opened.when]
    return _measured(opened, [DayLookedAt(day.date, day.origin) for day in days])


def audit_with_indicators(
    opened: OpenWorkspace, *, as_dated: bool, like: OpenWorkspace | None = None
) -> tuple[Audit, Indicators]:
    """The whole audit and the indicators on its day; what it counted is not asked again.

    What change files add counts as in service, unless `as_dated`. What was answered of a workspace that is nearly the
    same, `like`, is mended where nothing is known of this one.
    """
    kept = _kept(opened, WHOLE, as_dated=as_dated, like=like)
    judged = _audit(opened, WHOLE, None, lambda *_: None, kept, as_dated=as_dated)
    workspace = opened.workspace if as_dated else replace(opened.workspace, graph=opened.demanded)
    tallies = {result.rule.id: result.tally for result in judged.results if result.tally is not None}
    days = [DayLookedAt(opened.when.date, opened.when.origin)]
    indicators = _measured(opened, days, workspace, tallies, kept)
    if kept is not None:
        kept.save()
    return judged, indicators


def evolution(opened: OpenWorkspace) -> Indicators:
    """The indicators on the day looked at and on the days of the recorded states, in order."""
    today = DayLookedAt(opened.when.date, opened.when.origin)
    return _measured(opened, comparison_days(opened.workspace.graph, today))


def _measured(
    opened: OpenWorkspace,
    days: Sequence[DayLookedAt],
    workspace: Workspace | None = None,
    audited: Mapping[str, Tally] = MappingProxyType({}),
    kept: KeptAnswers | None = None,
) -> Indicators:
    """The indicators on these days; `audited` and `kept`: what an audit of the one day counted, and keeps."""
    workspace, charter = workspace or opened.workspace, opened.charter

    def settings(graph: Graph) -> AuditSettings:
        return audit_settings(workspace, completeness(workspace, graph).known, charter, WHOLE)

    def values(indicators: Sequence[Indicator], graph: Graph) -> Sequence[Value]:
        if kept is None:
            return values_of(indicators, graph, settings(graph), audited)
        return kept_values(indicators, graph, settings, audited, kept)

    return measured(workspace, charter, declared_indicators(opened), days, values)


def examples(opened: OpenWorkspace) -> TriedExamples:
    """The examples of the rules, tried, and what is wrong in the workspace's rules and settings beside."""
    charter = opened.charter
    wrong = tuple(mismatch for rule in charter.rules.values() for mismatch in _mismatches(opened, rule))
    return TriedExamples(len(charter.rules), wrong, tuple(flaws(opened)))


def _mismatches(opened: OpenWorkspace, rule: Rule) -> Iterator[Mismatch]:
    """The examples of a rule that do not turn out as they say, each with its place."""
    file = opened.charter.files[rule.id]
    for mismatch in mismatches(rule, opened.charter, opened.workspace.settings.vocabulary):
        yield replace(mismatch, at=opened.workspace.locator.find(file, mismatch.key, mismatch.number - 1))
