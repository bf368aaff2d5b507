"""The indicators of a workspace (SDSI, D.6 and C.6) measured on several days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ea_repo.check.audit_settings import AuditSettings, idle_targets
from ea_repo.check.charter import Charter, Section
from ea_repo.check.indicator import Declared, Indicator
from ea_repo.check.judge import Tally
from ea_repo.check.measure import Facts, Unmeasurable, Value
from ea_repo.check.registry import measures
from ea_repo.finding import Finding, Text
from ea_repo.graph import Graph
from ea_repo.load import Settings, Workspace
from ea_repo.metamodel import Vocabulary


@dataclass(frozen=True)
class DayLookedAt:
    """A day that indicators are measured on, and where it comes from."""

    date: dt.date
    origin: Text


@dataclass(frozen=True)
class Series:
    """An indicator and its values, one a day."""

    indicator: Indicator
    principle: str | None
    target: float | None
    values: tuple[Value, ...]
    kind: str | None = None
    """The kind of the elements in its denominator, where they are of one."""
    least_known: float = 0
    """The share of known facts under which a percentage is not shown."""

    def shows(self, value: Value) -> bool:
        """Whether enough is known for a value to be shown: a share of very little would mislead."""
        return self.indicator.unit != "percent" or value.rests_on(self.least_known)

    def met(self, value: Value) -> bool | None:
        """Whether a value reaches the target, as far as is known; None where one of them is missing."""
        if self.target is None or value.value is None:
            return None
        return value.value <= self.target if self.indicator.direction == "down" else value.value >= self.target


@dataclass(frozen=True)
class Indicators:
    """Every indicator of a workspace on the days asked, in their order, and what is wrong in what declares them."""

    workspace: str
    days: tuple[DayLookedAt, ...]
    principles: Mapping[str, Section]
    series: tuple[Series, ...]
    flaws: tuple[Finding, ...]
    changes: tuple[str, ...] = ()
    """The change files that the workspace is looked at with."""

    @property
    def groups(self) -> Iterator[tuple[Section | None, list[Series]]]:
        """The indicators under their principles, in the charter's order; those of no principle last."""
        sections: list[tuple[str | None, Section | None]] = [*self.principles.items(), (None, None)]
        for id, section in sections:
            if group := [series for series in self.series if series.principle == id]:
                yield section, group


def measured(
    workspace: Workspace,
    charter: Charter,
    declared: Declared,
    days: Sequence[DayLookedAt],
    values: Callable[[Sequence[Indicator], Graph], Sequence[Value]],
) -> Indicators:
    """The declared indicators of a workspace on these days; the text is read once.

    `values` measures indicators on the graph of a day.
    """
    by_day = [values(declared.indicators, workspace.graph.at(day.date)) for day in days]
    series = [
        Series(
            indicator,
            _principle(charter, indicator),
            _target(indicator, workspace.settings, charter),
            tuple(of_day[number] for of_day in by_day),
            _kind(indicator, charter, workspace.graph.vocabulary),
            workspace.settings.least_known,
        )
        for number, indicator in enumerate(declared.indicators)
    ]
    name, principles = workspace.settings.name, charter.principles
    flaws = (*declared.flaws, *idle_targets(workspace, declared.indicators))
    return Indicators(name, tuple(days), principles, tuple(series), flaws, workspace.changes)


def values_of(
    indicators: Sequence[Indicator],
    graph: Graph,
    settings: AuditSettings,
    audited: Mapping[str, Tally] = MappingProxyType({}),
) -> list[Value]:
    """The values of indicators on a day, for which each rule is judged once; `audited`: what an audit counted."""
    facts = Facts(graph, settings, audited)
    return [value(indicator, facts) for indicator in indicators]


def value(indicator: Indicator, facts: Facts) -> Value:
    """The value of an indicator on a day; where it cannot be had, why."""
    try:
        number: Value = measures()[indicator.measure].function(facts, **indicator.call.values)
    except Unmeasurable as error:
        return Value(None, 0, 0, reason=error.reason)
    except MemoryError:
        raise
    except Exception as error:  # a measure that fails must not hide what the others find
        reason = f"{type(error).__name__}: {error}"
        return Value(None, 0, 0, reason=Text(f"mesure en échec ({reason})", f"its measure failed ({reason})"))
    return number


def _principle(charter: Charter, indicator: Indicator) -> str | None:
    return charter.named_or_stated(indicator.principle, indicator.charter)


def _target(indicator: Indicator, settings: Settings, charter: Charter) -> float | None:
    """The target of `workspace.yaml`: of the indicator's name, else the threshold of the rule whose number it tells."""
    if indicator.id in settings.targets:
        return settings.targets[indicator.id]
    counted = charter.rules[indicator.arguments["rule"]] if indicator.measure == "counted" else None
    return settings.thresholds.get(str(counted.threshold)) if counted else None


def _kind(indicator: Indicator, charter: Charter, vocabulary: Vocabulary) -> str | None:
    """The kind that an indicator asks about; what a rule's redundancies cost is asked of others than the rule's own."""
    scope = indicator.arguments.get("scope")
    if scope is None and indicator.unit != "euros" and "rule" in indicator.arguments:
        scope = charter.rules[indicator.arguments["rule"]].scope
    kind = scope.get("kind") if isinstance(scope, dict) else None
    return kind if isinstance(kind, str) and kind in vocabulary.kinds else None
