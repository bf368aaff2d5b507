"""What a workspace says to its rules, and what it says in vain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ea_repo.check.problems import finding
from ea_repo.check.rule import Charter
from ea_repo.check.run import Setting
from ea_repo.finding import Finding, Position, Severity, Text
from ea_repo.graph import Graph
from ea_repo.load import FILE, Workspace
from ea_repo.metamodel import family
from ea_repo.select import Known, Selector, SelectorError
from ea_repo.select.validation import check as check_selector
from ea_repo.suggest import did_you_mean


@dataclass(frozen=True)
class Selection:
    """The part of an audit that one asks for: rules, principles, elements; all of it by default."""

    rules: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    within: Selector | None = None

    @property
    def partial(self) -> bool:
        return bool(self.rules or self.principles or self.within)

    def takes(self, charter: Charter, rule: str) -> bool:
        """Whether a rule, or a flaw of the text, is asked for."""
        if not self.rules and not self.principles:
            return True
        known = charter.rules.get(rule)
        return rule in self.rules or (known is not None and charter.principle(known) in self.principles)


def settle(workspace: Workspace, graph: Graph, charter: Charter, selection: Selection) -> tuple[Setting, list[Finding]]:
    """The setting of an audit, and the findings on settings that match nothing, which a full audit tells."""
    settings = workspace.settings
    entries, flaws = [], []
    for index, each in enumerate(settings.complete):
        entry = {"kind": each.kind, "fields": each.fields, "where": each.where}
        try:
            Known([entry])
            check_selector(Selector.parse(each.where or {}), graph, family(each.kind))
            entries.append(entry)
        except SelectorError as error:
            flaws.append(_idle(workspace, error.message, "error", "complete", index))
    flaws += _in_vain(workspace, charter)

    def place(rule: str, *path: str | int) -> Position:
        return workspace.locator.find(charter.files[rule], *path)

    setting = Setting(
        Known(entries),
        settings.thresholds,
        settings.severity,
        charter,
        selection.within,
        place,
        selection.partial,
        workspace.room,
    )
    return setting, flaws


def _in_vain(workspace: Workspace, charter: Charter) -> Iterator[Finding]:
    settings = workspace.settings
    thresholds = {str(each.arguments["threshold"]) for each in charter.rules.values() if "threshold" in each.arguments}
    for id in sorted(settings.severity.keys() - charter.rules.keys()):
        yield _unknown(workspace, Text("règle", "rule"), id, charter.rules, "severity")
    for name in sorted(settings.thresholds.keys() - thresholds):
        yield _unknown(workspace, Text("seuil", "threshold"), name, sorted(thresholds), "thresholds")


def _unknown(workspace: Workspace, what: Text, name: str, known: Iterable[str], setting: str) -> Finding:
    hint = did_you_mean(name, known)
    message = Text(f"{what.fr} inconnu : « {name} »{hint.fr}", f"unknown {what.en}: “{name}”{hint.en}")
    return _idle(workspace, message, "warning", setting, name)


def _idle(workspace: Workspace, message: Text, severity: Severity, *path: Any) -> Finding:
    return finding("idle-setting", workspace.locator.find(FILE, *path), FILE, severity=severity, reason=message)
