"""What a workspace says to its rules (what it holds in full, thresholds, severities), and what it says in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ea_repo.check.charter import Charter
from ea_repo.check.indicator import Indicator
from ea_repo.check.problems import finding
from ea_repo.finding import Finding, Position, Severity, Text
from ea_repo.graph import Graph
from ea_repo.load import FILE, Workspace
from ea_repo.select import Known, Selector, SelectorError
from ea_repo.select.completeness import HeldInFull
from ea_repo.select.typed import Meant
from ea_repo.select.validation import check as check_selector
from ea_repo.suggest import did_you_mean

Locate = Callable[..., Position | None]
"""Tells where something is written, given its name and the path in it."""
_WEIGHT = 2_500
"""How many bytes an element takes where all that rules work out is kept."""


@dataclass(frozen=True)
class Selection:
    """The part of an audit that one asks for: rules, principles, elements; all of it by default."""

    rules: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    within: Selector | None = None
    words: str = ""
    """The selector as it was asked for."""
    meant: tuple[Meant, ...] = ()
    """The elements that it names otherwise than by their ids."""

    @property
    def partial(self) -> bool:
        return bool(self.rules or self.principles or self.within)

    def takes(self, charter: Charter, rule: str) -> bool:
        """Whether a rule, or a flaw of the text, is asked for."""
        if not self.rules and not self.principles:
            return True
        known = charter.rules.get(rule)
        return rule in self.rules or (known is not None and charter.principle(known) in self.principles)


@dataclass(frozen=True)
class AuditSettings:
    """What the rules of an audit are judged with."""

    known: Known
    thresholds: Mapping[str, float]
    severity: Mapping[str, Severity | Literal["off"]]
    charter: Charter = field(default_factory=lambda: Charter({}))
    within: Selector | None = None
    """Only the elements that this selects, and those one link away, are asked about."""
    place: Locate = lambda *_: None
    """Where a rule, or something in it, is written; ids of rules have a namespace of their own."""
    partial: bool = False
    """Whether only a part of the charter is run: what was written in vain is not judged then."""
    room: int | None = None
    """How many bytes of memory there are, where they are to be spared: one process, which forgets where it must."""

    def sparing(self, graph: Graph) -> bool:
        """Whether nothing that is worked out for a rule may be kept for the next."""
        return self.room is not None and len(graph) * _WEIGHT > self.room


@dataclass(frozen=True)
class Completeness:
    """What a workspace holds in full, and what it says of that in vain."""

    known: Known
    flaws: tuple[Finding, ...]


def completeness(workspace: Workspace, graph: Graph) -> Completeness:
    """What the settings say that a graph of the workspace holds in full; an entry that means nothing is left out."""
    entries, flaws = [], []
    for index, complete in enumerate(workspace.settings.complete):
        try:
            entry = HeldInFull.read(asdict(complete), graph.vocabulary)
            if entry.where is not None:
                check_selector(entry.where, graph, graph.vocabulary.family(entry.kind))
            entries.append(entry)
        except SelectorError as error:
            flaws.append(_idle(workspace, error.message, "error", "complete", index))
    return Completeness(Known(entries), tuple(flaws))


def audit_settings(workspace: Workspace, known: Known, charter: Charter, selection: Selection) -> AuditSettings:
    """The settings of an audit of a part of a charter."""

    def place(rule: str, *path: str | int) -> Position:
        return workspace.locator.find(charter.files[rule], *path)

    settings = workspace.settings
    return AuditSettings(
        known,
        settings.thresholds,
        settings.severity,
        charter,
        selection.within,
        place,
        selection.partial,
        workspace.room,
    )


def idle_settings(workspace: Workspace, charter: Charter) -> Iterator[Finding]:
    """The severities and the thresholds of `workspace.yaml` that no rule has, the intervals of unknown kinds."""
    thresholds = sorted({rule.threshold for rule in charter.rules.values() if rule.threshold})
    severity, rules = Text("règle inconnue", "unknown rule"), [*charter.rules, *charter.broken]
    yield from _unknown(workspace, severity, "severity", workspace.settings.severity, rules)
    threshold = Text("seuil inconnu", "unknown threshold")
    yield from _unknown(workspace, threshold, "thresholds", workspace.settings.thresholds, thresholds)
    kind = Text("genre inconnu", "unknown kind")
    kinds = [*workspace.graph.vocabulary.kinds]
    yield from _unknown(workspace, kind, "verified_within", workspace.settings.verified_within, kinds)


def idle_targets(workspace: Workspace, indicators: Iterable[Indicator]) -> Iterator[Finding]:
    """The targets of `workspace.yaml` that name no indicator."""
    known = [indicator.id for indicator in indicators]
    target = Text("indicateur inconnu", "unknown indicator")
    yield from _unknown(workspace, target, "targets", workspace.settings.targets, known)


def _unknown(
    workspace: Workspace, what: Text, setting: str, names: Iterable[str], known: Sequence[str]
) -> Iterator[Finding]:
    for name in sorted({*names} - {*known}):
        hint = did_you_mean(name, known)
        message = Text(f"{what.fr} : « {name} »{hint.fr}", f"{what.en}: “{name}”{hint.en}")
        yield _idle(workspace, message, "warning", setting, name)


def _idle(workspace: Workspace, message: Text, severity: Severity, *path: Any) -> Finding:
    return finding("idle-setting", workspace.locator.find(FILE, *path), FILE, severity=severity, reason=message)
