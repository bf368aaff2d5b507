"""The charter of a workspace: its principles and its rules, read from `rules/`, and what is wrong in their text.

A workspace may lay its own charter over the common one, which the package ships: what `rules/` says of a common rule
(the sections of its document, an exception, other words) takes the place of what that rule says, key by key.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ea_repo.check.common_charter import (
    CHARTER,
    NOT_RULES,
    RULES,
    common_principles,
    common_rules,
    overlaid,
    ships_common_charter,
)
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
from ea_repo.metamodel import Vocabulary, built_in
from ea_repo.metamodel.field_types import Several
from ea_repo.suggest import did_you_mean

HYGIENE = "texte"
"""The principle of the common rules that judge the text itself."""
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")
"""The end of the line above a text that goes over several lines."""

M = TypeVar("M", bound=BaseModel)


class Section(BaseModel):
    """A principle of the charter: the sections of the document that it gathers."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    title: Words
    sections: tuple[str, ...] = ()
    granted_by: str | None = Field(None, description="the only actor who may grant a derogation to its rules")
    document: str | None = None
    of_the_text: bool = Field(
        False,
        description="whether its rules are about how the model is written: no committee decides of their findings",
    )


class CharterFile(BaseModel):
    """What `charter.yaml` may say, before each principle is read by itself."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    extends: Literal["common"] | None = Field(
        None,
        description="common: the rules that the package ships hold here, but for what this folder says otherwise; "
        "those that judge the text itself always do",
    )
    principles: dict[str, Any] = Field({}, description="what the rules stand under, in the order of reports")
    sections: dict[str, Annotated[tuple[str, ...], Several]] = Field(
        {}, description="of common rules, by their ids: the sections of the document that state them here"
    )
    without: Annotated[tuple[str, ...], Several] = Field(
        (), description="common rules, by their ids, that do not hold here"
    )


@dataclass(frozen=True)
class Written:
    """The rules and the principles of a charter by their ids, as they are written, what is common in them too."""

    rules: Mapping[str, Any]
    principles: Mapping[str, Any]


class Charter:
    """The rules of a workspace in the order of its principles, and what is wrong in their text."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        principles: Mapping[str, Section] | None = None,
        files: Mapping[str, str] | None = None,
        flaws: tuple[Finding, ...] = (),
        laid_over: Mapping[str, tuple[str, ...]] | None = None,
        *,
        extends: bool = False,
        digest: bytes = b"",
        written: Written | None = None,
    ) -> None:
        self.written = written or Written({}, {})
        self.digest = digest
        """What tells the text that it was read from from another one; the common charter left out."""
        self.extends = extends
        """Whether all that is common holds here, its indicators too, and not only what holds everywhere."""
        self.principles = dict(principles or {})
        order = list(self.principles)
        ranked = sorted(rules.values(), key=lambda rule: (_rank(order, self.principle(rule)), rule.id))
        self.rules = {rule.id: rule for rule in ranked}
        self.files = dict(files or {})
        """Where each rule is written; a common one, where the workspace says that it holds."""
        self.laid_over = dict(laid_over or {})
        """The common rules, each with the keys that the workspace lays over it."""
        self.flaws = flaws
        """What is wrong in the text; a rule in which something is wrong is not among the rules."""

    def principle(self, rule: Rule) -> str | None:
        """The principle under which a rule stands."""
        return self.named_or_stated(rule.principle, rule.charter)

    def named_or_stated(self, principle: str | None, sections: Sequence[str]) -> str | None:
        """The principle of that name, else the one of which the first of these sections of the document is."""
        if principle in self.principles:
            return principle
        stated = (id for id, known in self.principles.items() if sections and sections[0] in known.sections)
        return next(stated, None)

    def misplaced(self, principle: str | None, sections: Sequence[str]) -> Iterator[Mistake]:
        """What is wrong in where a rule or an indicator says that it stands: a principle that is not of this charter.

        One that names a section of no principle stands among the others.
        """
        if principle is not None and principle not in self.principles:
            hint = did_you_mean(principle, self.principles)
            message = Text(f"principe inconnu : « {principle} »{hint.fr}", f"unknown principle: “{principle}”{hint.en}")
            yield Mistake(("principle",), message)
        elif principle is None and not sections:
            french = "il manque « principle » ou « charter » : sous quel principe est-ce ?"
            yield Mistake((), Text(french, "“principle” or “charter” is missing: under which principle does it stand?"))

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


def read_charter(root: Path, limits: Limits = USUAL, vocabulary: Vocabulary | None = None) -> Charter:
    """The rules below `rules/` and the principles of `charter.yaml`; what is wrong in them is in its `flaws`."""
    ships_common = ships_common_charter(root)
    reader = _Reader(vocabulary or built_in(), ships_common=ships_common)
    own = []
    files = list(sources(root, RULES, limits))
    for source in files:
        name = Path(source.file).name
        if name in (CHARTER, *NOT_RULES) and source.file != (place := f"{RULES}/{name}"):
            reader.flaws.append(finding("misplaced-file", Position(source.file), source.file, place=place))
        elif name not in NOT_RULES:
            own.append(source)
    for source in sorted(own, key=lambda source: Path(source.file).name != CHARTER):
        reader.take(source)
    if ships_common:
        # The common charter itself: without a workspace, it judges what a server holds.
        reader.laid_over = dict.fromkeys(reader.rules, ())
    return reader.charter(digest_of_files(files))


def digest_of_files(files: Iterable[Source]) -> bytes:
    """What tells the files of a charter, their text and what is wrong in it, from others."""
    digest = hashlib.blake2b()
    for source in files:
        digest.update(repr((source.file, source.text, source.findings)).encode("utf-8", "surrogatepass"))
    return digest.digest()


class _Reader:
    """Gathers what the files of a charter say, and what is wrong in them."""

    def __init__(self, vocabulary: Vocabulary, *, ships_common: bool) -> None:
        self.vocabulary = vocabulary
        self.ships_common = self.extends = ships_common
        self.flaws: list[Finding] = []
        self.rules: dict[str, Rule] = {}
        self.sources: dict[str, Source] = {}
        self.principles: dict[str, Section] = {}
        self.common: dict[str, Any] = {}
        self.laid_over: dict[str, tuple[str, ...]] = {}
        self.written_rules: dict[str, Any] = {}
        self.written_principles: dict[str, Any] = {}

    def take(self, source: Source) -> None:
        self.flaws += source.findings
        if source.text is None:
            return
        document = parse(source.text)
        self.flaws += flaws(source.file, document)
        if Path(source.file).name == CHARTER:
            self.take_charter(source, document.value)
        elif document.complete:
            self.take_rule(source, document.value)

    def take_charter(self, source: Source, written: Any) -> None:
        declared = self.read(CharterFile, source, written)
        if declared is None:
            return
        principles = declared.principles
        if declared.extends is not None:
            self.extends = True
            principles = overlaid(common_principles(), principles)
            self.common = dict(common_rules())
        else:
            if "principles" not in declared.model_fields_set:
                missing = Text("il manque « principles »", "“principles” is missing")
                self.flag(source, _name(source), [Mistake((), missing)])
            if not self.ships_common:
                principles = {**principles, **self.hygiene(principles)}
        self.leave_out(source, declared.without)
        self.take_common(source, declared.sections)
        for id, section in principles.items():
            if (principle := self.read(Section, source, section, id, ("principles", id))) is not None:
                self.principles[id], self.written_principles[id] = principle, section

    def hygiene(self, principles: Mapping[str, Any]) -> Mapping[str, Any]:
        """Takes the common rules that hold in every workspace; their principle, if it is missing.

        A charter of one's own that does not extend the common one still says whether the text contradicts itself.
        """
        self.common = {id: rule for id, rule in common_rules().items() if rule.get("everywhere")}
        return {} if HYGIENE in principles else {HYGIENE: common_principles()[HYGIENE]}

    def leave_out(self, source: Source, without: Sequence[str]) -> None:
        """Takes no more the common rules that do not hold here."""
        for number, id in enumerate(without):
            if id not in self.common:
                hint = did_you_mean(id, self.common)
                message = Text(f"règle commune inconnue : « {id} »{hint.fr}", f"unknown common rule: “{id}”{hint.en}")
                self.flag(source, id, [Mistake(("without", number), message)])
        self.common = {id: rule for id, rule in self.common.items() if id not in without}

    def take_common(self, source: Source, sections: Mapping[str, tuple[str, ...]]) -> None:
        """The common rules, under the sections of the workspace's document; the files of rules may lay more over."""
        for id in sorted(sections.keys() - self.common.keys()):
            hint = did_you_mean(id, self.common)
            message = Text(f"règle commune inconnue : « {id} »{hint.fr}", f"unknown common rule: “{id}”{hint.en}")
            self.flag(source, id, [Mistake(("sections", id), message)])
        for id, common in self.common.items():
            if id in sections:
                self.common[id] = {**common, "charter": list(sections[id])}
            self.laid_over[id] = ("charter",) if id in sections else ()
            self.rules[id], self.sources[id] = Rule.model_validate(self.common[id]), source
            self.written_rules[id] = self.common[id]

    def take_rule(self, source: Source, written: Any) -> None:
        id = written.get("id", _name(source)) if isinstance(written, dict) else _name(source)
        is_laid_over = id in self.common and self.sources[id].file.endswith(CHARTER)
        if is_laid_over and isinstance(written, dict):
            self.laid_over[id] = tuple(key for key in written if key != "id") + self.laid_over[id]
            written = {**self.common[id], **written}
            del self.rules[id]
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
        elif not self.flag(source, rule.id, list(in_rule(rule, self.vocabulary))):
            self.rules[rule.id], self.sources[rule.id] = rule, source
            self.written_rules[rule.id] = written

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
            path = ".".join(map(str, mistake.path))
            self.flaws.append(finding("wrong-rule", at, subject, reason=mistake.message, path=path))
        return True

    def charter(self, digest: bytes) -> Charter:
        """The charter, without the rules that name a rule or a threshold that does not exist."""
        broken = Charter({}, flaws=tuple(self.flaws)).broken
        names = {*self.rules, *broken}
        thresholds = {rule.threshold for rule in self.rules.values() if rule.threshold}
        principles = Charter({}, self.principles)
        sound = {}
        for id, rule in self.rules.items():
            wrong = list(in_charter(rule, names, thresholds))
            wrong += principles.misplaced(rule.principle, rule.charter)
            if not self.flag(self.sources[id], id, wrong):
                sound[id] = rule
        files = {id: self.sources[id].file for id in sound}
        laid_over = {id: tuple(dict.fromkeys(keys)) for id, keys in self.laid_over.items() if id in sound}
        return Charter(
            sound,
            self.principles,
            files,
            tuple(self.flaws),
            laid_over,
            extends=self.extends,
            digest=digest,
            written=Written({id: self.written_rules[id] for id in sound}, self.written_principles),
        )


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
