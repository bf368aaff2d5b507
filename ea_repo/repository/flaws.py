"""What is wrong in what a workspace says to the program: its settings, its rules, its indicators, its views."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.check.audit_settings import completeness, idle_settings, idle_targets
from ea_repo.check.indicator import Declared, read_indicators
from ea_repo.check.problems import finding
from ea_repo.draw.kept_views import KeptViews
from ea_repo.finding import Finding, Position, Text
from ea_repo.load.definition_file import DefinitionUnreadable
from ea_repo.load.workspace import in_another_case
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.suggest import did_you_mean

RULES = "rules"


def flaws(opened: OpenWorkspace) -> Sequence[Finding]:
    """Everything that cannot be read in its settings, rules, indicators and views, or that they say in vain."""
    return [*broken(opened), *in_vain(opened)]


def broken(opened: OpenWorkspace) -> Iterator[Finding]:
    """What is wrong in any workspace."""
    yield from opened.workspace.settings.flaws
    yield from opened.charter.flaws
    yield from _no_rules(opened)
    yield from _wrong_views(opened)


def in_vain(opened: OpenWorkspace) -> Iterator[Finding]:
    """What is said of things that this workspace has not, which a full audit tells."""
    yield from completeness(opened.workspace, opened.graph).flaws
    yield from idle_settings(opened.workspace, opened.charter)
    declared = declared_indicators(opened)
    yield from declared.flaws
    yield from idle_targets(opened.workspace, declared.indicators)


def declared_indicators(opened: OpenWorkspace) -> Declared:
    """The indicators of the workspace."""
    limits = opened.workspace.settings.limits
    return read_indicators(opened.root, opened.workspace.graph, opened.charter, limits)


def _no_rules(opened: OpenWorkspace) -> Iterator[Finding]:
    """That there is no rule, not even a broken one: told with what was perhaps meant to be the folder of the rules."""
    if opened.charter.rules or opened.charter.flaws:
        return
    yield finding("no-rules", Position(RULES), RULES, hint=in_another_case(opened.root, RULES))


def _wrong_views(opened: OpenWorkspace) -> Sequence[Finding]:
    """What is wrong in its views; they are not read where it is known of an earlier time that nothing is."""
    rules = [*opened.charter.rules, *opened.charter.broken]
    if not opened.keeps_answers:
        return [*_flaws_of_views(opened, rules)]
    read_before = "cartography" in vars(opened)
    kept = KeptViews(opened.root, opened.workspace.settings, rules)
    if kept.are_sound:
        return ()
    wrong = [*_flaws_of_views(opened, rules)]
    # What was judged is what was kept where the text is after it as it was before.
    if not wrong and not read_before and kept.same_as(KeptViews(opened.root, opened.workspace.settings, rules)):
        kept.keep_sound()
    return wrong


def _flaws_of_views(opened: OpenWorkspace, rules: Sequence[str]) -> Iterator[Finding]:
    try:
        cartography = opened.cartography
    except DefinitionUnreadable as error:
        yield finding("wrong-view", error.at, "style", reason=error.reason)
        return
    for id, unreadable in cartography.unreadable.items():
        yield finding("wrong-view", unreadable.at, id, reason=unreadable.reason)
    for id, view in cartography.views.items():
        rule = view.point.rule
        if rule is not None and rule not in rules:
            hint = did_you_mean(rule, rules)
            message = Text(f"règle inconnue : « {rule} »{hint.fr}", f"unknown rule: “{rule}”{hint.en}")
            yield finding("wrong-view", Position(view.file, *view.places.get(("rule",), (1, 1))), id, reason=message)
