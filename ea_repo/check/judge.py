"""One rule on a graph at its date: the elements that it asks about, what violates it, what it cannot judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ea_repo.check.audit_settings import AuditSettings
from ea_repo.check.problems import finding
from ea_repo.check.registry import checks
from ea_repo.check.rule import Rule
from ea_repo.check.scope import Scope, standing, standing_among
from ea_repo.check.violation import Names, Unknown, Violation
from ea_repo.finding import Finding, Severity, Text
from ea_repo.graph import Graph
from ea_repo.select import Selector, SelectorError
from ea_repo.select.validation import flaws
from ea_repo.semantics.inherited_values import inheritance

TO_MEND = Text("règle à corriger", "the rule is to be mended")
FAILED = Text("contrôle en échec", "its check failed")
_EXCEPTIONS = ("except", "unless")
"""The keys of what a rule does without: an exception that names nothing excuses nothing."""


@dataclass(frozen=True)
class Tally:
    """How many elements a rule judged, how many violate it, how many it could not judge."""

    judged: Mapping[str, int]
    """By kind of element: the denominator."""
    failing: int
    undecided: int
    silent: Mapping[str, int]
    """By kind, those of the judged that are undecided."""
    costing: frozenset[str] | None = None
    """The elements that make the violations, without those of the one solution to keep; None where none is named."""

    @property
    def of(self) -> int:
        """How many were judged."""
        return sum(self.judged.values())


@dataclass(frozen=True)
class Judgement:
    """What a rule says of a graph."""

    subjects: tuple[str, ...]
    """The elements really judged: the denominator."""
    violations: tuple[Violation, ...]
    unknown: tuple[Unknown, ...]

    @property
    def failing(self) -> frozenset[str]:
        return frozenset(violation.subject for violation in self.violations)

    @property
    def undecided(self) -> dict[str, Unknown]:
        """What cannot be judged and is in no violation, by element."""
        failing = self.failing
        return {unknown.subject: unknown for unknown in self.unknown if unknown.subject not in failing}

    def tally(self, graph: Graph) -> Tally:
        """What is counted of it, on the graph that it says something of."""
        undecided = frozenset(self.undecided)
        judged = Counter(map(graph.kind, self.subjects))
        silent = Counter(map(graph.kind, undecided.intersection(self.subjects)))
        costing = self.costing(graph) if all("keep" in violation.facts for violation in self.violations) else None
        return Tally(judged, len(self.failing), len(undecided), silent, costing)

    def costing(self, graph: Graph) -> frozenset[str]:
        """The elements whose cost the rule tells: all, without those of the one solution to keep."""
        return frozenset(element for violation in self.violations for element in _not_kept(graph, violation))


def _not_kept(graph: Graph, violation: Violation) -> Iterator[str]:
    keep = violation.facts.get("keep")
    kept = keep.ids if isinstance(keep, Names) else ()
    return (element for element in violation.related if (graph.solution(element, product=True),) != kept)


def judge(
    rule: Rule,
    graph: Graph,
    settings: AuditSettings,
    above: frozenset[str] = frozenset(),
    about: Collection[str] | None = None,
) -> Judgement:
    """What a rule says of a graph; the rules `above` wait for its answer.

    `about`: only what may relate these elements, where the check can tell what may.
    """
    check, arguments = checks()[rule.check], rule.call.values
    of_all, elsewhere = rule.out_of_service, rule.environments == "all"
    if about is None or check.relating is None:
        living = standing(graph, of_all, elsewhere)
    else:
        living = standing_among(graph, check.relating(graph, about, **arguments), of_all, elsewhere)
    ids = rule.selector.select(graph, living)
    if settings.within is not None:
        near = graph.once(_near, settings.within)
        ids = [id for id in ids if id in near]
    unasked = _may_be_asked(rule, graph, settings, living, ids)
    rulings = _Rulings(graph, settings, frozenset((*above, rule.id)))
    scope = Scope(graph, tuple(ids), settings.known, settings.thresholds, rulings)
    scope = replace(scope, ids=tuple(check.asks(scope, **arguments)))
    outcomes = [*check.function(scope, **arguments), *unasked]
    return Judgement(
        (*scope.ids, *(unknown.subject for unknown in unasked)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Violation)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Unknown)),
    )


def _may_be_asked(
    rule: Rule, graph: Graph, settings: AuditSettings, living: Mapping[str, frozenset[str]], asked: Collection[str]
) -> list[Unknown]:
    """The elements of which it is not written whether the rule asks them: unknown, each with what would tell."""
    near = graph.once(_near, settings.within) if settings.within is not None else graph
    asked = frozenset(asked)
    return [
        Unknown(id, fact)
        for id, fact in rule.selector.undecided(graph, settings.known)
        # What its whole or its product says, an element inherits: it is asked there.
        if id in living[graph.kind(id)]
        and id in near
        and id not in asked
        and not _inherits(graph, id, fact.split(".")[0])
    ]


def _inherits(graph: Graph, id: str, field: str) -> bool:
    return any(graph.recorded(ancestor, field) for ancestor in inheritance(graph, id) if ancestor != id)


def _near(graph: Graph, within: Selector) -> Collection[str]:
    return graph.around(within.select(graph))


@dataclass(frozen=True)
class _Rulings:
    """The other rules, judged on the same graph when one asks."""

    graph: Graph
    settings: AuditSettings
    above: frozenset[str]
    judged: dict[str, Judgement] = field(default_factory=dict)

    def exists(self, rule: str) -> bool:
        return rule in self.settings.charter.rules

    def violations(self, rule: str) -> Sequence[Violation]:
        judgement = self._judgement(rule)
        return judgement.violations if judgement else ()

    def undecided(self, rule: str) -> Collection[str]:
        judgement = self._judgement(rule)
        return judgement.undecided if judgement else ()

    def _judgement(self, rule: str) -> Judgement | None:
        if rule in self.above or not self.exists(rule):
            return None
        if rule not in self.judged:
            other = self.settings.charter.rules[rule]
            self.judged[rule] = judge(other, self.graph, self.settings, self.above)
        return self.judged[rule]

    def granter(self, rule: str) -> str | None:
        return self.settings.charter.granter(rule)

    def title(self, rule: str) -> Text:
        return self.settings.charter.rules[rule].title.text


def unsound(rule: Rule, graph: Graph, settings: AuditSettings) -> Text | None:
    """Why a rule judges nothing here: it names what this workspace has not, or the workspace has not its threshold."""
    if any(flaw.rule == "wrong-rule" for flaw in misread(rule, graph, settings)):
        return TO_MEND
    return nothing_here(rule, graph, settings) or without_threshold(rule, settings)


def nothing_here(rule: Rule, graph: Graph, settings: AuditSettings) -> Text | None:
    """That a common rule speaks of an element that this workspace has not, where it does: no mistake of its own."""
    for key, error in _amiss(rule, graph, settings):
        if error.elsewhere and key not in _EXCEPTIONS and _is_common(rule, key, settings):
            return error.message
    return None


def without_threshold(rule: Rule, settings: AuditSettings) -> Text | None:
    """That the workspace has no such threshold, where the rule compares with one."""
    name = rule.threshold
    if name is None or name in settings.thresholds:
        return None
    return Text(f"aucune cible « {name} » enregistrée", f"no target “{name}” recorded")


def misread(rule: Rule, graph: Graph, settings: AuditSettings) -> Iterator[Finding]:
    """What a rule says that this workspace has not.

    A word of no vocabulary is an error; an element that is not here a warning: the rule is not judged. What only an
    exception says is a remark: the rule can do without. What the common charter says is nobody's mistake here.
    """
    for key, error in _amiss(rule, graph, settings):
        at = settings.place(rule.id, key)
        if error.elsewhere and _is_common(rule, key, settings):
            continue
        if key in _EXCEPTIONS:
            yield finding("idle-exception", at, rule.id, key, reason=error.message)
        else:
            severity: Severity = "warning" if error.elsewhere else "error"
            yield finding("wrong-rule", at, rule.id, key, severity=severity, reason=error.message)


def _amiss(rule: Rule, graph: Graph, settings: AuditSettings) -> Iterator[tuple[str, SelectorError]]:
    """What is wrong in the selectors of a rule on a graph, by its keys.

    The common charter names data by the ids that workspaces may give them: one of several is enough.
    """
    arguments = rule.call.values.items()
    for key, argument in (("scope", rule.selector), *((name.rstrip("_"), value) for name, value in arguments)):
        is_common = _is_common(rule, key, settings)
        for selector in argument if isinstance(argument, tuple) else (argument,):
            if isinstance(selector, Selector):
                yield from ((key, error) for error in flaws(selector, graph, one_is_enough=is_common))


def _is_common(rule: Rule, key: str, settings: AuditSettings) -> bool:
    """Whether the common charter says this of a rule, and not the workspace."""
    laid_over = settings.charter.laid_over.get(rule.id)
    return laid_over is not None and key not in laid_over
