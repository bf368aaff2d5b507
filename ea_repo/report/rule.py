"""A rule of the charter: what it flags, why, what to do, with examples."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ea_repo.answer.explanation import ExplainedRule
from ea_repo.check.rule import Example, Rule
from ea_repo.document import Code, Document, Section, Sentence, Term, Terms
from ea_repo.finding import Lang, Text
from ea_repo.report.words import COLON, FIX, SEVERITY, WHY

_CHECK = Text("Contrôle", "Check")
_BAD, _GOOD = Text("En écart", "At fault"), Text("En règle", "As it should be")
_UNKNOWN = Text("inconnu", "unknown")
_COMMON = Text("charte commune", "common charter")
_BUT_FOR = Text("charte commune, sauf ce que dit {file} : {keys}", "common charter, but for what {file} says: {keys}")
LABEL = 8
"""The least room for “Pourquoi”, “À faire” and their like."""


def document(explained: ExplainedRule, lang: Lang) -> Document:
    """The rule, whole."""
    rule = explained.rule
    arguments = json.dumps({"scope": rule.scope, **rule.arguments}, ensure_ascii=False)
    check = Term(_CHECK[lang], (f"`{rule.check} {arguments}`",))
    sections = (Section(title, (code,)) for title, code in examples(rule, lang))
    return Document(
        lang,
        title=rule.id,
        about=f"{rule.title.text[lang]}  ({', '.join((SEVERITY[rule.severity][0][lang], *rule.charter))})",
        notes=(Sentence(_source(explained, lang)),),
        blocks=(Terms((*reasons(rule, lang).terms, check), LABEL), *sections),
    )


def _source(explained: ExplainedRule, lang: Lang) -> str:
    """Where it is written: in a file of the workspace, in the common charter, or there but for what a file says."""
    if explained.laid_over is None:
        return explained.file
    if not explained.laid_over:
        return _COMMON[lang]
    keys = [key for key in explained.laid_over if key != "charter"] or ["charter"]
    return _BUT_FOR[lang].format(file=explained.file, keys=", ".join(keys))


def reasons(rule: Rule, lang: Lang) -> Terms:
    """Why a rule matters and what to do."""
    return Terms((Term(WHY[lang], (rule.why.text[lang],)), Term(FIX[lang], (rule.fix.text[lang],))), LABEL)


def examples(rule: Rule, lang: Lang) -> Iterator[tuple[str, Code]]:
    """The examples of a rule, those at fault first, each under what it shows."""
    for name, models in ((_BAD, rule.bad), (_GOOD, rule.good)):
        for example in models:
            yield f"{name[lang]}{_flagged(example, lang)}", Code(example.model, "yaml")


def _flagged(example: Example, lang: Lang) -> str:
    flags = f" ({', '.join(example.flags)})" if example.flags else ""
    unknown = f" – {_UNKNOWN[lang]}{COLON[lang]}{', '.join(example.unknown)}" if example.unknown else ""
    return flags + unknown
