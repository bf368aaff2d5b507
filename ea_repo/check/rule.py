"""Rules: the charter's sentences as data, one a file, each with its check, its texts and its examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ea_repo.check.problems import finding
from ea_repo.check.registry import checks
from ea_repo.finding import Finding, Position, Severity, Text
from ea_repo.load.definition_file import Words
from ea_repo.load.files import Source, sources
from ea_repo.load.model import flaws
from ea_repo.load.validation_sentences import mistakes
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel.element import Several
from ea_repo.select import Selector, SelectorError
from ea_repo.suggest import did_you_mean

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Detail(Words):
    """A further sentence of a finding, said only when the fact named by `when` is true."""

    when: str | None = None


class Example(BaseModel):
    """A few lines of model, and the elements that the rule must flag in it (none in a good one)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(description="the text of a model file")
    flags: tuple[str, ...] = Field((), description="the ids that must be flagged, each and no other")
    unknown: tuple[str, ...] = Field((), description="the ids that must be told unknown, each and no other")
    at: str | None = Field(None, description="the date looked at; 2021-12-31 by default")
    complete: tuple[dict[str, Any], ...] = Field((), description="what the example holds in full")
    thresholds: dict[str, int | float] = {}


def _as_examples(value: Any) -> Any:
    listed = value if isinstance(value, list) else [value]
    return [{"model": each} if isinstance(each, str) else each for each in listed]


Examples = Annotated[tuple[Example, ...], BeforeValidator(_as_examples)]


class Rule(BaseModel):
    """A rule of the charter. Every other key is an argument of its check."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(pattern=ID)
    charter: Annotated[tuple[str, ...], Several] = Field(
        min_length=1,
        description="the sections of the document that state it; the first says under which principle it stands",
    )
    severity: Severity
    title: Words = Field(description="what is wrong, in a few words")
    why: Words = Field(description="why it matters")
    fix: Words = Field(description="what to do about it")
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
    check: str = Field(description="the name of a check")
    good: Examples = Field(description="models in which it flags nothing")
    bad: Examples = Field(description="models in which it flags what they say")

    @property
    def arguments(self) -> dict[str, Any]:
        """What the rule says to its check."""
        return self.model_extra or {}


class Section(BaseModel):
    """A part of the charter: the sections of the document that it gathers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Words
    sections: tuple[str, ...]
    granted_by: str | None = Field(None, description="the only actor who may grant a derogation to its rules")
    document: str | None = None


class _Principles(BaseModel):
    """What `charter.yaml` may say, before each principle is read by itself."""

    model_config = ConfigDict(extra="forbid")

    principles: dict[str, Any]


class Charter:
    """The rules of a workspace in the order of its principles, and what is wrong in their text."""

    def __init__(self, rules: Mapping[str, Rule], principles: Mapping[str, Section], files: Mapping[str, str]) -> None:
        self.principles = dict(principles)
        order = list(self.principles)
        ranked = sorted(rules.values(), key=lambda rule: (_rank(order, self.principle(rule)), rule.id))
        self.rules = {rule.id: rule for rule in ranked}
        self.files = dict(files)

    def principle(self, rule: Rule) -> str | None:
        """The principle under which a rule stands."""
        return next((id for id, each in self.principles.items() if rule.charter[0] in each.sections), None)

    def granter(self, rule: str) -> str | None:
        """The only actor who may grant a derogation to a rule, where its principle names one."""
        principle = self.principle(self.rules[rule]) if rule in self.rules else None
        return self.principles[principle].granted_by if principle else None


def _rank(order: list[str], principle: str | None) -> int:
    return order.index(principle) if principle in order else len(order)


_NOT_RULES = ("derogations.yaml", "indicators.yaml")


def read_charter(root: Path) -> tuple[Charter, list[Finding]]:
    """The rules below `rules/` and the principles of `charter.yaml`; a rule that cannot be read is a finding."""
    findings: list[Finding] = []
    rules: dict[str, Rule] = {}
    files: dict[str, str] = {}
    principles: dict[str, Section] = {}
    for source in sources(root, "rules"):
        findings += source.findings
        if source.text is None or Path(source.file).name in _NOT_RULES:
            continue
        document = parse(source.text, marks=True)
        findings += flaws(source.file, document)
        if Path(source.file).name == "charter.yaml":
            principles = _principles(source, document, findings)
        elif (rule := _rule(source, document, findings)) is not None:
            if rule.id in rules:
                at = Position(source.file, *document.marks.get(("id",), (1, 1)))
                findings.append(
                    _wrong(
                        at,
                        rule.id,
                        f"« {rule.id} » est déjà dans {files[rule.id]}",
                        f"“{rule.id}” is already in {files[rule.id]}",
                    )
                )
                continue
            rules[rule.id], files[rule.id] = rule, source.file
    return Charter(rules, principles, files), findings


def _principles(source: Source, document: Document, findings: list[Finding]) -> dict[str, Section]:
    found: dict[str, Section] = {}
    try:
        written = _Principles.model_validate(document.value).principles
    except ValidationError as error:
        findings += _told(source.file, Path(source.file).stem, error, document, ())
        return found
    for id, value in written.items():
        try:
            found[id] = Section.model_validate(value)
        except ValidationError as error:
            findings += _told(source.file, id, error, document, ("principles", id))
    return found


def _rule(source: Source, document: Document, findings: list[Finding]) -> Rule | None:
    name = Path(source.file).stem
    if not document.complete:
        return None
    try:
        rule = Rule.model_validate(document.value)
    except ValidationError as error:
        findings += _told(source.file, name, error, document, ())
        return None
    if rule.id != name:
        at = Position(source.file, *document.marks.get(("id",), (1, 1)))
        findings.append(
            _wrong(
                at,
                rule.id,
                f"le fichier d'une règle porte son nom : {rule.id}.yaml",
                f"a rule's file has its name: {rule.id}.yaml",
            )
        )
    flaw = next(_misused(source.file, rule, document), None)
    if flaw is not None:
        findings.append(flaw)
        return None
    return rule


def _misused(file: str, rule: Rule, document: Document) -> Iterator[Finding]:
    """What is wrong with the check of a rule, or with what it says to it."""

    def at(*path: str) -> Position:
        return Position(file, *document.marks.get(path, (1, 1)))

    check = checks().get(rule.check)
    if check is None:
        hint = did_you_mean(rule.check, checks())
        yield _wrong(
            at("check"),
            rule.id,
            f"« {rule.check} » n'est pas un contrôle{hint.fr}",
            f"“{rule.check}” is not a check{hint.en}",
        )
        return
    try:
        check.arguments(rule.arguments)
    except TypeError as error:
        key = str(error)
        known: Iterable[str] = [*check.parameters, *Rule.model_fields]
        hint = did_you_mean(key, known)
        if key in rule.arguments and key in check.parameters:
            yield _wrong(
                at(key), rule.id, f"« {key} » n'a pas la forme attendue", f"“{key}” has not the expected shape"
            )
        elif key in rule.arguments:
            yield _wrong(
                at(key),
                rule.id,
                f"« {key} » n'est ni un champ de règle, ni un argument de {rule.check}{hint.fr}",
                f"“{key}” is no field of a rule nor an argument of {rule.check}{hint.en}",
            )
        else:
            yield _wrong(
                at("check"),
                rule.id,
                f"le contrôle {rule.check} attend « {key} »",
                f"the check {rule.check} expects “{key}”",
            )
    except SelectorError as error:
        yield _wrong(at("check"), rule.id, error.message.fr, error.message.en)
    try:
        Selector.parse(rule.scope)
    except SelectorError as error:
        yield _wrong(at("scope"), rule.id, error.message.fr, error.message.en)


def _told(
    file: str, subject: str, error: ValidationError, document: Document, prefix: tuple[str, ...]
) -> Iterator[Finding]:
    for mistake in mistakes(error, document.value, Rule if not subject.startswith("charter") else _Principles):
        at = Position(file, *document.place((*prefix, *mistake.path)))
        yield _wrong(at, subject, mistake.message.fr, mistake.message.en)


def _wrong(at: Position, subject: str, fr: str, en: str) -> Finding:
    return finding("wrong-rule", at, subject, reason=Text(fr, en))
