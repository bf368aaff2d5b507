"""What a rule says wrongly, beyond its shape: its check and arguments, words of no vocabulary, sentences, examples."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

from ea_repo.check.example_text import flaws_in_text
from ea_repo.check.problems import PROBLEMS
from ea_repo.check.registry import Check, checks
from ea_repo.check.rule import Example, Rule
from ea_repo.check.sentence_templates import places
from ea_repo.finding import Text, Wrong
from ea_repo.load.validation_sentences import Mistake, Path
from ea_repo.metamodel import Vocabulary
from ea_repo.select.validation import vocabulary_flaws
from ea_repo.suggest import did_you_mean

OF_EVERY_VIOLATION = frozenset(("name", "offenders", "related"))
"""What the sentences of any rule may name."""


def in_rule(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mistake]:
    """What is wrong in a rule by itself, in any workspace of a vocabulary."""
    if rule.id in PROBLEMS:
        french, english = "ce nom est celui d'un constat d'audit", "this name is that of a finding of any audit"
        yield Mistake(("id",), Text(f"« {rule.id} » : {french}", f"“{rule.id}”: {english}"))
    check = checks().get(rule.check)
    if check is None:
        hint = did_you_mean(rule.check, checks())
        french, english = f"« {rule.check} » n'est pas un contrôle", f"“{rule.check}” is not a check"
        yield Mistake(("check",), Text(french + hint.fr, english + hint.en))
    else:
        yield from rule.call.mistakes
        yield from check.flaws(rule.call.values, vocabulary)
        yield from _in_sentences(rule, check)
    yield from _in_scope(rule, vocabulary)
    yield from _in_examples(rule, vocabulary)


def in_charter(rule: Rule, rules: Collection[str], thresholds: Collection[str]) -> Iterator[Mistake]:
    """What is wrong in a rule beside the others: the rules and the thresholds that it names and nobody knows."""
    for key, parameter in checks()[rule.check].parameters.items():
        written = rule.call.values.get(parameter.name, ()) if parameter.role == "rule" else ()
        for name in (written,) if isinstance(written, str) else written:
            if name not in rules:
                hint = did_you_mean(name, rules)
                message = Text(f"règle inconnue : « {name} »{hint.fr}", f"unknown rule: “{name}”{hint.en}")
                yield Mistake((key,), message)
    for path, example in _examples(rule):
        for name in example.thresholds:
            if name not in thresholds:
                hint = did_you_mean(name, thresholds)
                french, english = f"aucune règle ne lit le seuil « {name} »", f"no rule reads the threshold “{name}”"
                yield Mistake((*path, "thresholds", name), Text(french + hint.fr, english + hint.en))


def _in_scope(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mistake]:
    try:
        flaws = [flaw.message for flaw in vocabulary_flaws(rule.selector, vocabulary)]
    except Wrong as error:
        flaws = [error.message]
    for message in flaws:
        yield Mistake(("scope",), Text(f"« scope » : {message.fr}", f"“scope”: {message.en}"))


def _in_sentences(rule: Rule, check: Check) -> Iterator[Mistake]:
    """The facts that sentences wait for and the check does not give."""
    known = [*sorted(OF_EVERY_VIOLATION), *sorted(check.facts)]
    named = {*known, *_texts(rule.arguments)}
    sentences: dict[Path, Text] = {("message",): rule.message.text}
    sentences |= {("details", place): detail.text for place, detail in enumerate(rule.details)}
    for path, text in sentences.items():
        for name in sorted(places(text).difference(known)):
            yield Mistake(path, _no_fact(f"{{{name}}}", check, did_you_mean(name, known)))
    for place, detail in enumerate(rule.details):
        # What is written in a field may be a fact by itself: a check tells which of the rule's own words it is.
        if detail.when is not None and detail.when not in named and "*" not in named:
            yield Mistake(("details", place, "when"), _no_fact(detail.when, check, did_you_mean(detail.when, named)))


def _no_fact(name: str, check: Check, hint: Text) -> Text:
    french = f"« {name} » : le contrôle {check.name} ne donne pas ce fait"
    return Text(french + hint.fr, f"“{name}”: the check {check.name} does not give this fact{hint.en}")


def _texts(value: Any) -> Iterator[str]:
    """The texts in plain data, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, Mapping)):
        inner = chain(value, value.values()) if isinstance(value, Mapping) else value
        for item in inner:
            yield from _texts(item)


def _examples(rule: Rule) -> Iterator[tuple[Path, Example]]:
    """The examples of a rule, each with the path to it."""
    for key, examples in (("good", rule.good), ("bad", rule.bad)):
        for place, example in enumerate(examples):
            yield (key, place), example


def _in_examples(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mistake]:
    for path, example in _examples(rule):
        if path[0] == "bad" and not example.flags:
            message = Text(
                "un exemple en écart dit ce qu'il signale (flags)", "a bad example says what it flags (flags)"
            )
            yield Mistake(path, message)
        if path[0] == "good" and example.flags:
            message = Text("un bon exemple ne signale rien (flags)", "a good example flags nothing (flags)")
            yield Mistake((*path, "flags"), message)
        try:
            example.known(vocabulary)
        except Wrong as error:
            french, english = f"« complete » : {error.message.fr}", f"“complete”: {error.message.en}"
            yield Mistake((*path, "complete"), Text(french, english))
    yield from flaws_in_text(dict(_examples(rule)), vocabulary)
