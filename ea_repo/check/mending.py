"""The verdict of a rule after an edit: asked again only about what is near to that, where its check allows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ea_repo.check.audit_settings import AuditSettings
from ea_repo.check.kept_answers import KeptAnswers
from ea_repo.check.registry import checks
from ea_repo.check.rule import Rule
from ea_repo.check.ruling import is_sound, verdict_among
from ea_repo.check.scope import Scope
from ea_repo.check.verdict import Verdict
from ea_repo.finding import Severity
from ea_repo.graph import Graph
from ea_repo.metamodel import Vocabulary
from ea_repo.select import Selector


def mended(
    name: str, rule: Rule, severity: Severity, real: Graph, settings: AuditSettings, kept: KeptAnswers
) -> Verdict | None:
    """The verdict of that name that was kept, mended and kept again; None where the rule is to be asked as a whole."""
    before = kept.before(name)
    edited = kept.edited_since(before.text) if before is not None else None
    check = checks()[rule.check]
    near = check.near
    if before is None or before.columns is None or edited is None or near is None:
        return None
    vocabulary = edited.after.vocabulary
    kinds, steps = _asked(rule, vocabulary), max(near, _selecting(rule, vocabulary))

    def beyond(graph: Graph, ids: Collection[str]) -> Iterable[str]:
        scope = Scope(graph, tuple(ids), settings.known, settings.thresholds, of_few=True)
        return check.beyond(scope, **rule.call.values)

    reached = edited.near(before.columns, before.followed, kinds, steps, beyond)
    # What a module leaves its whole to say is asked of that: all of them are asked.
    among = None if reached is None else edited.together(reached)
    if among is None or edited.settles_otherwise(settings.known, before.columns):
        return None
    graphs = kept.graphs(name, real)
    try:
        pairs = {(edited.before, graphs[0]), (edited.before_real, graphs[1])}
        rests_elsewhere = any(_rests_on_another_whole(rule, pair, settings, among) for pair in pairs)
        if rests_elsewhere or not is_sound(rule, graphs[0], settings):
            return None
        was = verdict_among(rule, severity, edited.before, edited.before_real, settings, among)
        now = verdict_among(rule, severity, *graphs, settings, among)
    except MemoryError:
        raise
    except Exception:  # A check that fails is told when the rule is asked as a whole.
        return None
    verdict = Verdict.from_json(before.answer).mended(was, now)
    if verdict is not None:
        columns, followed = before.columns | kept.columns(name), before.followed | kept.followed(name)
        kept.keep(name, verdict.as_json(), columns, followed)
    return verdict


def _asked(rule: Rule, vocabulary: Vocabulary) -> set[str]:
    """The kinds of the elements that a rule may ask about: those of its scope, and of the wholes of these."""
    kinds, pending = set[str](), [*rule.selector.kinds(vocabulary)]
    while pending:
        kind = pending.pop()
        if kind not in kinds:
            kinds.add(kind)
            wholes = (name for link in vocabulary.kinds[kind].links.values() if link.whole for name in link.to)
            pending += [special for name in wholes for special in vocabulary.family(name)]
    return kinds


def _selecting(rule: Rule, vocabulary: Vocabulary) -> int:
    """How many links away from an element that the rule asks is at most what selectors ask for it."""
    away = checks()[rule.check].selects
    asked = [
        (away.get(name, 0), selector)
        for name, argument in rule.call.values.items()
        for selector in (argument if isinstance(argument, tuple) else (argument,))
        if isinstance(selector, Selector)
    ]
    return max(links + selector.links(vocabulary) for links, selector in ((0, rule.selector), *asked))


def _rests_on_another_whole(
    rule: Rule, graphs: tuple[Graph, Graph], settings: AuditSettings, among: Collection[str]
) -> bool:
    """Whether what the answers of a rule rest on, beside what is near, is not what it was, as far as these tell."""
    whole = checks()[rule.check].whole
    there = ((graph, tuple(id for id in among if id in graph)) for graph in graphs)
    scopes = (Scope(graph, ids, settings.known, settings.thresholds, of_few=True) for graph, ids in there)
    was, is_now = (whole(scope, **rule.call.values) for scope in scopes)
    return bool(was != is_now)
