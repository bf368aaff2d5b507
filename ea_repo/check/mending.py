"""The verdict of a rule after an edit: asked again only about what is near to that, where its check allows it."""

from __future__ import annotations

from ea_repo.check.audit_settings import AuditSettings
from ea_repo.check.edited import Edited
from ea_repo.check.kept_answers import KeptAnswers
from ea_repo.check.registry import checks
from ea_repo.check.rule import Rule
from ea_repo.check.ruling import is_sound, verdict_among
from ea_repo.check.scope import Scope
from ea_repo.check.verdict import Verdict
from ea_repo.finding import Severity
from ea_repo.graph import Graph


def mended(
    name: str, rule: Rule, severity: Severity, real: Graph, settings: AuditSettings, kept: KeptAnswers
) -> Verdict | None:
    """The verdict of that name that was kept, mended and kept again; None where the rule is to be asked as a whole."""
    before = kept.before(name)
    edited = kept.edited_since(before.text) if before is not None else None
    near = checks()[rule.check].near
    if before is None or before.columns is None or edited is None or near is None:
        return None
    among = edited.near(before.columns, before.followed, near)
    if among is None or edited.settles_otherwise(settings.known, before.columns):
        return None
    graphs = kept.graphs(name, real)
    try:
        if not is_sound(rule, graphs[0], settings) or _rests_on_another_whole(rule, edited, settings):
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


def _rests_on_another_whole(rule: Rule, edited: Edited, settings: AuditSettings) -> bool:
    """Whether what the answers of a rule rest on, beside what is near, is not what it was."""
    whole = checks()[rule.check].whole
    scopes = (Scope(graph, (), settings.known, settings.thresholds) for graph in (edited.before, edited.after))
    before, after = (whole(scope, **rule.call.values) for scope in scopes)
    return bool(before != after)
