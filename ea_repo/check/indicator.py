"""Indicators as data (`rules/indicators.yaml`): what is measured and why, and what is wrong in their text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ea_repo.check.arguments import Arguments
from ea_repo.check.charter import Charter
from ea_repo.check.common_charter import common_indicators, overlaid
from ea_repo.check.problems import finding
from ea_repo.check.registry import Unit, measures
from ea_repo.check.rule import ID
from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Graph
from ea_repo.load.definition_file import Words
from ea_repo.load.files import Source, read
from ea_repo.load.limits import USUAL, Limits
from ea_repo.load.model import flaws
from ea_repo.load.validation_sentences import Mistake, mistakes
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel.field_types import Several
from ea_repo.select import Selector
from ea_repo.select.validation import flaws as selector_flaws
from ea_repo.suggest import did_you_mean

INDICATORS = "rules/indicators.yaml"


class Indicator(BaseModel):
    """What is measured, and why. Every other key is an argument of its measure."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    id: str = Field(pattern=ID)
    principle: str | None = Field(
        None, description="the principle it stands under; by default that of its first section"
    )
    charter: Annotated[tuple[str, ...], Several] = Field(
        (),
        min_length=1,
        description="the sections of the document that ask for it; an indicator of no document has none",
    )
    title: Words
    why: Words
    direction: Literal["up", "down"] = Field(description="which way is better")
    parts: dict[str, Words] = Field({}, description="what the parts of its values are called; kinds have their names")
    measure: str = Field(description="the name of a measure")

    @property
    def arguments(self) -> dict[str, Any]:
        """What the indicator says to its measure, as it is written."""
        return self.model_extra or {}

    @cached_property
    def call(self) -> Arguments:
        """The arguments as the measure takes them, with what is wrong in them; KeyError for no known measure."""
        return measures()[self.measure].read(self.arguments, Indicator.model_fields)

    @property
    def unit(self) -> Unit:
        return measures()[self.measure].unit


@dataclass(frozen=True)
class Declared:
    """The indicators that a workspace declares, and what is wrong with those that cannot be read."""

    indicators: tuple[Indicator, ...] = ()
    flaws: tuple[Finding, ...] = ()


class _File(BaseModel):
    """What `indicators.yaml` may say, before each indicator is read by itself."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    indicators: dict[str, dict[str, Any]]
    without: Annotated[tuple[str, ...], Several] = ()


def read_indicators(root: Path, graph: Graph, charter: Charter, limits: Limits = USUAL) -> Declared:
    """The indicators of the workspace at a root, judged on its graph and by its charter.

    Where that is laid over the common charter, they are the common ones, but for what the workspace says of them.
    """
    common = common_indicators() if charter.extends else {}
    written = root / INDICATORS
    source = read(root, written, limits) if written.exists() else Source(INDICATORS, "indicators: {}\n")
    if source.text is None:
        return Declared((), source.findings)
    text = source.text
    document = parse(text)

    @cache
    def marked() -> Document:
        # Places are looked for in a text that has a mistake.
        return parse(text, marks=True)

    wrong = [*source.findings, *flaws(INDICATORS, document)]
    try:
        file = _File.model_validate(document.value)
    except ValidationError as error:
        for mistake in mistakes(error, document.value, _File):
            wrong.append(_finding(marked(), "indicators", mistake))
        return Declared((), tuple(wrong))
    sound: list[Indicator] = []
    for id, fields in overlaid(_but(common, file.without), file.indicators).items():
        whole = {**fields, "id": id}
        try:
            indicator = Indicator.model_validate(whole)
            amiss = list(_mistakes(indicator, graph, charter))
            amiss += charter.misplaced(indicator.principle, indicator.charter)
            sound += [] if amiss else [indicator]
        except ValidationError as error:
            amiss = list(mistakes(error, whole, Indicator))
        wrong += (_finding(marked(), id, mistake, "indicators", id) for mistake in amiss)
    return Declared(tuple(sound), tuple(wrong))


def _but(common: Mapping[str, Any], without: Sequence[str]) -> dict[str, Any]:
    """The common indicators, but those that do not hold here."""
    return {id: fields for id, fields in common.items() if id not in without}


def _mistakes(indicator: Indicator, graph: Graph, charter: Charter) -> Iterator[Mistake]:
    """What is wrong with the measure of an indicator, or with what it says to it."""
    measure = measures().get(indicator.measure)
    if measure is None:
        hint = did_you_mean(indicator.measure, measures())
        french, english = f"« {indicator.measure} » n'est pas une mesure", f"“{indicator.measure}” is not a measure"
        yield Mistake(("measure",), Text(french + hint.fr, english + hint.en))
        return
    yield from indicator.call.mistakes
    yield from measure.flaws(indicator.call.values, graph.vocabulary)
    for key, parameter in measure.parameters.items():
        argument = indicator.call.values.get(parameter.name)
        if isinstance(argument, Selector):
            # The words of the vocabulary are judged already: what is left is what the workspace has not.
            yield from (Mistake((key,), flaw.message) for flaw in selector_flaws(argument, graph) if flaw.elsewhere)
        elif parameter.role == "rule" and isinstance(argument, str) and argument not in charter.rules:
            hint = did_you_mean(argument, charter.rules)
            message = Text(f"règle inconnue : « {argument} »{hint.fr}", f"unknown rule: “{argument}”{hint.en}")
            yield Mistake((key,), message)


def _finding(document: Document, subject: str, mistake: Mistake, *prefix: str) -> Finding:
    at = Position(INDICATORS, *document.place((*prefix, *mistake.path)))
    return finding("wrong-indicator", at, subject, reason=mistake.message)
