"""What an audit means for an option of a request: an opinion on each principle, by rules that are data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ea_repo.check.violation import Unknown
from ea_repo.finding import Finding, Severity
from ea_repo.load.definition_file import Words, read_definition
from ea_repo.load.files import read, read_as
from ea_repo.load.limits import USUAL, Limits
from ea_repo.load.yaml import parse
from ea_repo.metamodel.field_types import Count, Flag, Line
from ea_repo.starter import folder as starter_folder

FILE = "rules/opinion.yaml"
OpinionOf = Literal["favourable", "not_concerned", "reserved", "unfavourable"]
WORSE: tuple[OpinionOf, ...] = ("not_concerned", "favourable", "reserved", "unfavourable")
"""From what says nothing to the worst."""


class Case(BaseModel):
    """An opinion, and when it is the one: every condition that is written must hold."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    introduced: tuple[Severity, ...] = Field((), description="a finding of one of these severities is introduced")
    unknown: Flag | None = Field(None, description="whether a fact is missing on what the option touches")
    judged: Flag | None = Field(None, description="whether a rule looks at something that the option touches")
    opinion: OpinionOf
    because: Words
    condition: Words | None = Field(None, description="what the opinion is subject to")
    within: Count | None = Field(None, description="in how many days the condition is to be met")


class OpinionRules(BaseModel):
    """How findings become opinions: the first case that holds."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    redundancy: tuple[Line, ...] = Field((), description="the rules whose findings are redundancies")
    notice: Count = Field(7, description="how many days before the session the facts that it needs are to be there")
    cases: tuple[Case, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Judged:
    """What an audit says of an option, under one principle."""

    introduced: tuple[Finding, ...]
    lifted: tuple[Finding, ...]
    unknown: tuple[Unknown, ...]
    looked_at: int
    """How many of the elements that the option touches are in the scope of a rule."""


def read_opinion_rules(root: Path, limits: Limits = USUAL) -> OpinionRules:
    """The rules of a workspace, or the common ones where it has none; raises DefinitionUnreadable."""
    own = root / FILE
    common = starter_folder("rules").parent / "opinion.yaml"
    source = read(root, own, limits) if own.exists() else read_as(common.name, common)
    return read_definition(OpinionRules, source.file, parse(source.text or "", marks=True))


def case_of(rules: OpinionRules, judged: Judged) -> Case:
    """The first case that holds; the last one where none does."""
    return next((case for case in rules.cases if _holds(case, judged)), rules.cases[-1])


def _holds(case: Case, judged: Judged) -> bool:
    severities = {finding.severity for finding in judged.introduced}
    return (
        (not case.introduced or bool(severities & set(case.introduced)))
        and case.unknown in (None, bool(judged.unknown))
        and case.judged in (None, bool(judged.looked_at))
    )


def worst(opinions: Sequence[OpinionOf]) -> OpinionOf:
    """The worst of several opinions; without any, the option is not concerned."""
    return max(opinions, key=WORSE.index, default="not_concerned")
