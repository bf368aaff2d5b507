"""What a rule says to its check, in words: whom it asks about, what is at fault, and from which number on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ea_repo.answer.explanation import ExplainedRule
from ea_repo.check.arguments import Parameter
from ea_repo.check.registry import checks
from ea_repo.finding import Lang, Text
from ea_repo.load import FILE
from ea_repo.report.check_words import AT_FAULT
from ea_repo.report.selector_words import SelectorWords, joined
from ea_repo.report.words import COLON
from ea_repo.select import Selector
from ea_repo.typography import number

_SLOT = re.compile(r"\{(\w+)\}")
_CLAUSE = re.compile(r"\[(?:\{([\w,]+)\}\?)?([^\[\]]*)\]")
_QUOTED = Text("« {} »", "“{}”")
_IN_SERVICE = Text(
    "ce qui n'est pas en service ce jour-là n'est pas regardé", "what is not in service on that day is not looked at"
)
_NOT_SET = Text(
    "aucun : la règle ne juge rien tant que {file} ne dit pas `thresholds: {{{key}: …}}`",
    "none: the rule judges nothing until {file} says `thresholds: {{{key}: …}}`",
)
_SET = Text("{value}, fixé par {file} (`thresholds: {key}`)", "{value}, set by {file} (`thresholds: {key}`)")
_WRITTEN = Text("{value}, écrit dans {file} (`{key}`)", "{value}, written in {file} (`{key}`)")
_COMMON = Text(
    "{value}, par la charte commune ; un fichier `rules/{rule}.yaml` peut dire autre chose (`{key}`)",
    "{value}, by the common charter; a file `rules/{rule}.yaml` may say otherwise (`{key}`)",
)
_MONTHS = Text("{} mois", "{} months")


def asked_about(explained: ExplainedRule, lang: Lang) -> tuple[str, ...]:
    """The elements that a rule asks about, and which of them it leaves."""
    named = _selector_words(explained, lang).elements(explained.rule.selector)
    return (named,) if explained.rule.out_of_service else (named, _IN_SERVICE[lang])


def at_fault(explained: ExplainedRule, lang: Lang) -> str:
    """What is at fault: the sentence of the check, with what the rule says to it; without one, its name and that."""
    rule, parameters = explained.rule, checks()[explained.rule.check].parameters
    words = _ArgumentWords(explained, lang, _selector_words(explained, lang))
    said = {key: words.of(parameter, _value(parameter, explained)) for key, parameter in parameters.items()}
    written = {key for key, parameter in parameters.items() if _is_said(parameter, explained)}
    if rule.check not in AT_FAULT:
        return ", ".join([f"`{rule.check}`", *(f"{key}{COLON[lang]}{said[key]}" for key in said if key in written)])
    return filled(AT_FAULT[rule.check][lang], said, written)


def filled(sentence: str, said: Mapping[str, str], written: set[str]) -> str:
    """A sentence of a check with its places filled; a part in brackets only where all that it speaks of is written."""

    def clause(match: re.Match[str]) -> str:
        return match[2] if spoken_of(match[0]) <= written else ""

    return _SLOT.sub(lambda slot: said[slot[1]], _CLAUSE.sub(clause, sentence))


def spoken_of(sentence: str) -> set[str]:
    """The arguments of which a sentence of a check speaks."""
    guards = (guard for match in _CLAUSE.finditer(sentence) if match[1] for guard in match[1].split(","))
    return {*_SLOT.findall(sentence), *guards}


def numbers(explained: ExplainedRule, lang: Lang) -> Iterator[str]:
    """The numbers from which on something is at fault, each with where it is set."""
    rule = explained.rule
    for key, parameter in checks()[rule.check].parameters.items():
        value = _value(parameter, explained)
        if parameter.role == "threshold":
            limit = explained.threshold
            if limit is None:
                yield _NOT_SET[lang].format(key=value, file=FILE)
            else:
                yield _SET[lang].format(value=number(limit, lang), key=value, file=FILE)
        elif parameter.type in (int, float) and _is_said(parameter, explained):
            is_common = explained.laid_over is not None and key not in explained.laid_over
            said = _MONTHS[lang].format(value) if key == "months" else number(value, lang)
            template = _COMMON if is_common else _WRITTEN
            yield template[lang].format(value=said, key=key, file=explained.file, rule=rule.id)


def _value(parameter: Parameter, explained: ExplainedRule) -> Any:
    return explained.rule.call.values.get(parameter.name, parameter.default)


def _is_said(parameter: Parameter, explained: ExplainedRule) -> bool:
    """Whether the rule says something of its own under a key."""
    return bool(_value(parameter, explained) != parameter.default)


def _selector_words(explained: ExplainedRule, lang: Lang) -> SelectorWords:
    scope = explained.rule.selector
    kinds = [str(kind) for condition in scope.conditions if condition.path == ("kind",) for kind in condition.values]
    return SelectorWords(lang, explained.vocabulary, explained.names, tuple(kinds))


@dataclass(frozen=True)
class _ArgumentWords:
    """What a rule says to its check, each argument as a sentence takes it."""

    explained: ExplainedRule
    lang: Lang
    selectors: SelectorWords

    def of(self, parameter: Parameter, value: Any) -> str:
        match value:
            case tuple():
                parts = [self.of(parameter, part) for part in value]
                return joined(parts, self.lang) if parameter.role == "path" else ", ".join(parts)
            case Selector():
                return _QUOTED[self.lang].format(self.selectors.conditions(value))
            case str() if parameter.role in ("path", "date"):
                return self.selectors.path(value) if value else ""
            case str() if parameter.role == "rule" and value in self.explained.titles:
                return _QUOTED[self.lang].format(self.explained.titles[value][self.lang])
            case str():
                return _QUOTED[self.lang].format(value)
            case bool() | None:
                return ""
            case _:
                return number(value, self.lang)
