"""Indicators (SDSI, D.6 and C.6): what is measured, declared as data beside the rules, and its values day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ea_repo.check.measure import Facts, Measure, Unit, Unmeasurable, Value, measures
from ea_repo.check.problems import finding
from ea_repo.check.rule import ID, Charter, Section
from ea_repo.check.run import Setting
from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Graph
from ea_repo.load import FILE, Workspace
from ea_repo.load.definition_file import Words
from ea_repo.load.files import read
from ea_repo.load.model import flaws
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel import kinds
from ea_repo.metamodel.element import Several
from ea_repo.select import Selector, SelectorError
from ea_repo.select.validation import flaws as selector_flaws
from ea_repo.suggest import did_you_mean

INDICATORS = "rules/indicators.yaml"


class Indicator(BaseModel):
    """What is measured, and why. Every other key is an argument of its measure."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(pattern=ID)
    charter: Annotated[tuple[str, ...], Several] = Field(
        min_length=1,
        description="the sections of the document that ask for it; the first says under which principle it stands",
    )
    title: Words
    why: Words
    direction: Literal["up", "down"] = Field(description="which way is better")
    parts: dict[str, Words] = Field({}, description="what the parts of its values are called; kinds have their names")
    measure: str = Field(description="the name of a measure")

    @property
    def arguments(self) -> dict[str, Any]:
        """What the indicator says to its measure."""
        return self.model_extra or {}

    @property
    def unit(self) -> Unit:
        return measures()[self.measure].unit


@dataclass(frozen=True)
class Day:
    """A day looked at, and where it comes from."""

    date: dt.date
    origin: Text


@dataclass(frozen=True)
class Series:
    """An indicator and its values, one a day."""

    indicator: Indicator
    principle: str | None
    target: float | None
    values: tuple[Value, ...]
    asked: str | None = None
    """The kind of the elements in its denominator, where they are of one."""

    def met(self, value: Value) -> bool | None:
        """Whether a value reaches the target, as far as is known; None where one of them is missing."""
        if self.target is None or value.value is None:
            return None
        return value.value <= self.target if self.indicator.direction == "down" else value.value >= self.target


@dataclass(frozen=True)
class Indicators:
    """Every indicator of a workspace on the days asked, in their order, and what is wrong in what declares them."""

    workspace: str
    days: tuple[Day, ...]
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
            if found := [each for each in self.series if each.principle == id]:
                yield section, found


def measured(
    workspace: Workspace, charter: Charter, days: Sequence[Day], settled: Callable[[Graph], Setting]
) -> Indicators:
    """The indicators of a workspace on these days; the text is read once, each rule judged once a day."""
    found, flaws = read_indicators(workspace, charter)
    facts = [Facts(graph, settled(graph)) for graph in (workspace.graph.at(each.date) for each in days)]
    series = [
        Series(
            each,
            _principle(charter, each),
            _target(each, workspace, charter),
            tuple(value(each, one) for one in facts),
            _asked(each, charter),
        )
        for each in found
    ]
    flaws += idle_targets(workspace, [each.id for each in found])
    name, principles = workspace.settings.name, charter.principles
    return Indicators(name, tuple(days), principles, tuple(series), tuple(flaws), workspace.changes)


def value(indicator: Indicator, facts: Facts) -> Value:
    """The value of an indicator on a day; where it cannot be had, why."""
    measure = measures()[indicator.measure]
    try:
        return measure.take(facts, **measure.arguments(indicator.arguments))
    except Unmeasurable as error:
        return Value(None, 0, 0, reason=error.reason)
    except MemoryError:
        raise
    except Exception as error:  # a measure that fails must not hide what the others find
        said = f"{type(error).__name__}: {error}"
        return Value(None, 0, 0, reason=Text(f"mesure en échec ({said})", f"its measure failed ({said})"))


def _principle(charter: Charter, indicator: Indicator) -> str | None:
    first = indicator.charter[0]
    return next((id for id, each in charter.principles.items() if first in each.sections), None)


def _target(indicator: Indicator, workspace: Workspace, charter: Charter) -> float | None:
    """The target of `workspace.yaml`: of the indicator's name, else the threshold of the rule whose number it tells."""
    settings = workspace.settings
    if indicator.id in settings.targets:
        return settings.targets[indicator.id]
    counted = charter.rules[indicator.arguments["rule"]] if indicator.measure == "counted" else None
    return settings.thresholds.get(str(counted.arguments.get("threshold"))) if counted else None


def _asked(indicator: Indicator, charter: Charter) -> str | None:
    """The kind that an indicator asks about; what a rule's redundancies cost is asked of others than the rule's own."""
    scope = indicator.arguments.get("scope")
    if scope is None and indicator.unit != "euros" and "rule" in indicator.arguments:
        scope = charter.rules[indicator.arguments["rule"]].scope
    kind = scope.get("kind") if isinstance(scope, dict) else None
    return kind if isinstance(kind, str) and kind in kinds() else None


def idle_targets(workspace: Workspace, known: Sequence[str]) -> Iterator[Finding]:
    """The targets of `workspace.yaml` that name no indicator."""
    for name in sorted(workspace.settings.targets.keys() - set(known)):
        hint = did_you_mean(name, known)
        message = Text(f"indicateur inconnu : « {name} »{hint.fr}", f"unknown indicator: “{name}”{hint.en}")
        at = workspace.locator.find(FILE, "targets", name)
        yield finding("idle-setting", at, FILE, reason=message)


class _Declared(BaseModel):
    """What `indicators.yaml` may say, before each indicator is read by itself."""

    model_config = ConfigDict(extra="forbid")

    indicators: dict[str, dict[str, Any]]


def read_indicators(workspace: Workspace, charter: Charter) -> tuple[list[Indicator], list[Finding]]:
    """The indicators that a workspace declares, and what is wrong with those that cannot be read."""
    if not (workspace.root / INDICATORS).exists():
        return [], []
    source = read(workspace.root, workspace.root / INDICATORS)
    found, wrong = [], list(source.findings)
    if source.text is None:
        return [], wrong
    document = parse(source.text, marks=True)
    wrong += flaws(INDICATORS, document)
    try:
        declared = _Declared.model_validate(document.value).indicators
    except ValidationError as error:
        return [], [*wrong, *_told(error, document, ())]
    for id, value in declared.items():
        try:
            indicator = Indicator.model_validate({**value, "id": id})
        except ValidationError as error:
            wrong += _told(error, document, ("indicators", id))
            continue
        misused = list(_misused(indicator, document, workspace.graph, charter))
        wrong += misused
        found += [] if misused else [indicator]
    return found, wrong


def _misused(indicator: Indicator, document: Document, graph: Graph, charter: Charter) -> Iterator[Finding]:
    """What is wrong with the measure of an indicator, or with what it says to it."""

    def wrong(key: str, fr: str, en: str) -> Finding:
        return _wrong(document, indicator.id, fr, en, "indicators", indicator.id, key)

    measure = measures().get(indicator.measure)
    if measure is None:
        hint = did_you_mean(indicator.measure, measures())
        name = indicator.measure
        yield wrong("measure", f"« {name} » n'est pas une mesure{hint.fr}", f"“{name}” is not a measure{hint.en}")
        return
    try:
        arguments = measure.arguments(indicator.arguments)
    except TypeError as error:
        yield wrong(str(error), *_misfit(str(error), indicator, measure))
        return
    except SelectorError as error:
        yield wrong("measure", error.message.fr, error.message.en)
        return
    for name, value in arguments.items():
        for flaw in selector_flaws(value, graph) if isinstance(value, Selector) else ():
            yield wrong(name.rstrip("_"), flaw.message.fr, flaw.message.en)
    rule = arguments.get("rule")
    if rule is not None and rule not in charter.rules:
        hint = did_you_mean(rule, charter.rules)
        yield wrong("rule", f"règle inconnue : « {rule} »{hint.fr}", f"unknown rule: “{rule}”{hint.en}")


def _misfit(key: str, indicator: Indicator, measure: Measure) -> tuple[str, str]:
    name = measure.name
    if key not in indicator.arguments:
        return f"la mesure {name} attend « {key} »", f"the measure {name} expects “{key}”"
    if key in measure.parameters:
        return f"« {key} » n'a pas la forme attendue", f"“{key}” has not the expected shape"
    hint = did_you_mean(key, [*measure.parameters, *Indicator.model_fields])
    return f"{name} ne connaît pas « {key} »{hint.fr}", f"{name} knows no “{key}”{hint.en}"


def _told(error: ValidationError, document: Document, prefix: tuple[str, ...]) -> Iterator[Finding]:
    subject = prefix[-1] if prefix else "indicators"
    for each in error.errors(include_url=False):
        path = (*prefix, *map(str, each["loc"]))
        name = ".".join(map(str, each["loc"])) or "indicators.yaml"
        if each["type"] == "missing":
            fr, en = f"il manque « {name} »", f"“{name}” is missing"
        else:
            said = each["msg"].replace("Input should be", "expected")
            fr, en = f"« {name} » : {said}", f"“{name}”: {said}"
        yield _wrong(document, subject, fr, en, *path)


def _wrong(document: Document, subject: str, fr: str, en: str, *path: str) -> Finding:
    marks = document.marks
    place = next((marks[path[:size]] for size in range(len(path), 0, -1) if path[:size] in marks), (1, 1))
    return finding("wrong-indicator", Position(INDICATORS, *place), subject, reason=Text(fr, en))
