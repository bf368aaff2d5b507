"""Rules: sentences of the charter as data, one a file, each with its check, its texts and its examples."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ea_repo.check.arguments import Arguments
from ea_repo.check.registry import checks
from ea_repo.finding import Severity
from ea_repo.load.definition_file import Complete, Words
from ea_repo.metamodel import Vocabulary
from ea_repo.metamodel.dates import as_written
from ea_repo.metamodel.field_types import Number, Several
from ea_repo.select import Known, Selector

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Detail(Words):
    """A further sentence of a finding, written only when the fact named by `when` is true."""

    when: str | None = None


class Example(BaseModel):
    """A few lines of model, and the elements that the rule must flag in it (none in a good one)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    model: str = Field(description="the text of a model file")
    flags: tuple[str, ...] = Field((), description="the ids that must be flagged, each and no other")
    unknown: tuple[str, ...] = Field((), description="the ids that must be told unknown, each and no other")
    at: Annotated[str, BeforeValidator(as_written)] | None = Field(
        None, description="the date looked at; 2021-12-31 by default"
    )
    complete: tuple[Complete, ...] = Field((), description="what the example holds in full")
    thresholds: dict[str, Number] = {}
    granted_by: dict[str, str] = Field({}, description="by principle, the only actor who may grant a derogation to it")

    def known(self, vocabulary: Vocabulary) -> Known:
        """What the example holds in full; raises SelectorError for what does not exist."""
        return Known([entry.model_dump() for entry in self.complete], vocabulary)


def _as_examples(value: Any) -> Any:
    """One example or several, each a text or a mapping."""
    examples = value if isinstance(value, list) else [value]
    return [{"model": example} if isinstance(example, str) else example for example in examples]


Examples = Annotated[tuple[Example, ...], BeforeValidator(_as_examples)]


class Rule(BaseModel):
    """A rule of the charter. Every other key is an argument of its check."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    id: str = Field(pattern=ID)
    principle: str | None = Field(
        None, description="the principle it stands under; by default that of its first section"
    )
    charter: Annotated[tuple[str, ...], Several] = Field(
        (),
        min_length=1,
        description="the sections of the document that state it; a rule of no document has none",
    )
    severity: Severity
    title: Words = Field(description="what is wrong, in a few words")
    why: Words = Field(description="why it matters")
    fix: Words = Field(description="what to do about it")
    otherwise: Words | None = Field(None, description="what happens if nothing is done, in one short sentence")
    decided: Literal["one by one", "together"] = Field(
        "together",
        description="whether a committee decides on each finding, or once on all, which have one cause",
    )
    message: Words = Field(
        description="the sentence of a finding; {name}, {offenders} and the check's facts are filled in"
    )
    details: tuple[Detail, ...] = ()
    scope: dict[str, Any] = Field(description="a selector: the elements that the rule asks about")
    out_of_service: bool = Field(False, description="whether it also asks what is not in service")
    environments: Literal["production", "all"] = Field(
        "production", description="which environments' flows it asks about"
    )
    full_audit: bool = Field(False, description="whether it is judged in a full audit only, never on a part of it")
    everywhere: bool = Field(
        False, description="of a common rule: whether it holds in every workspace, since it judges the text itself"
    )
    check: str = Field(description="the name of a check")
    good: Examples = Field(min_length=1, description="models in which it flags nothing")
    bad: Examples = Field(min_length=1, description="models in which it flags what they say")

    @property
    def arguments(self) -> dict[str, Any]:
        """What the rule says to its check, as it is written."""
        return self.model_extra or {}

    @cached_property
    def selector(self) -> Selector:
        """The scope, parsed; raises SelectorError for another shape than a selector's."""
        return Selector.parse(self.scope)

    @cached_property
    def call(self) -> Arguments:
        """The arguments as the check takes them, with what is wrong in them; raises KeyError for no known check."""
        return checks()[self.check].read(self.arguments, Rule.model_fields)

    @property
    def threshold(self) -> str | None:
        """The threshold of the workspace that the check compares with, where it does."""
        name = self.arguments.get("threshold")
        return name if isinstance(name, str) else None
