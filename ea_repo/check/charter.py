"""The charter of a workspace: its principles and its rules, read from `rules/`, and what is wrong in their text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ea_repo.check.problems import finding
from ea_repo.check.rule import Rule
from ea_repo.check.rule_mistakes import in_charter, in_rule
from ea_repo.finding import Finding, Position, Text
from ea_repo.load.definition_file import Words
from ea_repo.load.files import Source, sources
from ea_repo.load.limits import USUAL, Limits
from ea_repo.load.model import flaws
from ea_repo.load.validation_sentences import Mistake, mistakes
from ea_repo.load.yaml import Document, parse

CHARTER = "charter.yaml"
_NOT_RULES = ("derogations.yaml", "indicators.yaml")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")
"""The end of the line above a text that goes over several lines."""

M = TypeVar("M", bound=BaseModel)


class Section(BaseModel):
    """A principle of the charter: the sections of the document that it gathers."""

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

    def __init__(
        self,
        rules: Mapping[str, Rule],
        principles: Mapping[str, Section] | None = None,
        files: Mapping[str, str] | None = None,
        flaws: tuple[Finding, ...] = (),
    ) -> None:
        self.principles = dict(principles or {})
        order = list(self.principles)
        ranked = sorted(rules.values(), key=lambda rule: (_rank(order, self.principle(rule)), rule.id))
        self.rules = {rule.id: rule for rule in ranked}
        self.files = dict(files or {})
        self.flaws = flaws
        """What is wrong in the text; a rule in which something is wrong is not among the rules."""

    def principle(self, rule: Rule) -> str | None:
        """The principle under which a rule stands."""
        return next((id for id, section in self.principles.items() if rule.charter[0] in section.sections), None)

    def granter(self, rule: str) -> str | None:
        """The only actor who may grant a derogation to a rule, where its principle names one."""
        principle = self.principle(self.rules[rule]) if rule in self.rules else None
        return self.principles[principle].granted_by if principle else None

    def flaws_of(self, rule: str) -> tuple[Finding, ...]:
        """What is wrong in the file of a rule, by the name of the file or the id that is written in it."""
        return tuple(
            flaw for flaw in self.flaws if flaw.at is not None and rule in (flaw.subject, Path(flaw.at.file).stem)
        )

    @property
    def broken(self) -> list[str]:
        """The rules in whose files something is wrong, by the names of the files."""
        return list(dict.fromkeys(Path(flaw.at.file).stem for flaw in self.flaws if flaw.at is not None))


def _rank(order: list[str], principle: str | None) -> int:
    return order.index(principle) if principle in order else len(order)


def read_charter(root: Path, limits: Limits = USUAL) -> Charter:
    """The rules below `rules/` and the principles of `charter.yaml`; what is wrong in them is in its `flaws`."""
    reader = _Reader()
    for source in sources(root, "rules", limits):
        if Path(source.file).name not in _NOT_RULES:
            reader.take(source)
    return reader.charter()


class _Reader:
    """Gathers what the files of a charter say, and what is wrong in them."""

    def __init__(self) -> None:
        self.flaws: list[Finding] = []
        self.rules: dict[str, Rule] = {}
        self.sources: dict[str, Source] = {}
        self.principles: dict[str, Section] = {}

    def take(self, source: Source) -> None:
        self.flaws += source.findings
        if source.text is None:
            return
        document = parse(source.text)
        self.flaws += flaws(source.file, document)
        if Path(source.file).name == CHARTER:
            self.take_principles(source, document.value)
        elif document.complete:
            self.take_rule(source, document.value)

    def take_principles(self, source: Source, written: Any) -> None:
        declared = self.read(_Principles, source, written)
        for id, section in declared.principles.items() if declared else ():
            if (principle := self.read(Section, source, section, id, ("principles", id))) is not None:
                self.principles[id] = principle

    def take_rule(self, source: Source, written: Any) -> None:
        rule = self.read(Rule, source, written)
        if rule is None:
            return
        if rule.id != _name(source):
            french, english = "le fichier d'une règle porte son nom", "a rule's file has its name"
            message = Text(f"{french} : {rule.id}.yaml", f"{english}: {rule.id}.yaml")
            self.flag(source, rule.id, [Mistake(("id",), message)])
        if rule.id in self.rules:
            first = self.sources[rule.id].file
            message = Text(f"« {rule.id} » est déjà dans {first}", f"“{rule.id}” is already in {first}")
            self.flag(source, rule.id, [Mistake(("id",), message)])
        elif not self.flag(source, rule.id, list(in_rule(rule))):
            self.rules[rule.id], self.sources[rule.id] = rule, source

    def read(
        self, model: type[M], source: Source, written: Any, subject: str | None = None, prefix: tuple[str, ...] = ()
    ) -> M | None:
        """What is written below a prefix of a file, as that model, None where it cannot be."""
        try:
            return model.model_validate(written)
        except ValidationError as error:
            wrong = [replace(mistake, path=(*prefix, *mistake.path)) for mistake in mistakes(error, written, model)]
            self.flag(source, subject or _name(source), wrong)
        return None

    def flag(self, source: Source, subject: str, wrong: Sequence[Mistake]) -> bool:
        """Keeps what is wrong in a file, with its places; whether anything is."""
        if not wrong:
            return False
        # Places are looked for in the few files that have a mistake.
        document = parse(source.text or "", marks=True)
        for mistake in wrong:
            at = Position(source.file, *_place(document, source.text or "", mistake))
            self.flaws.append(finding("wrong-rule", at, subject, reason=mistake.message))
        return True

    def charter(self) -> Charter:
        """The charter, without the rules that name a rule or a threshold that does not exist."""
        broken = Charter({}, flaws=tuple(self.flaws)).broken
        names = {*self.rules, *broken}
        thresholds = {rule.threshold for rule in self.rules.values() if rule.threshold}
        sound = {
            id: rule
            for id, rule in self.rules.items()
            if not self.flag(self.sources[id], id, list(in_charter(rule, names, thresholds)))
        }
        files = {id: self.sources[id].file for id in sound}
        return Charter(sound, self.principles, files, tuple(self.flaws))


def _name(source: Source) -> str:
    return Path(source.file).stem


def _place(document: Document, text: str, mistake: Mistake) -> tuple[int, int]:
    """Where a mistake stands in the text of a rule."""
    path = mistake.path
    if path[:2] not in document.marks and path[1:2] == (0,):
        # An example that is alone may be written without a list.
        path = (path[0], *path[2:])
    line, column = document.place(path)
    lines = text.splitlines()
    if mistake.within is None or not _BLOCK.search(lines[line - 1]):
        return line, column
    first = next((written for written in lines[line:] if written.strip()), "")
    return line + mistake.within[0], len(first) - len(first.lstrip()) + mistake.within[1]
