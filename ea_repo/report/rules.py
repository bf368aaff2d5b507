"""The rules of the charter under their principles: a list, or their reference (docs/rules.md)."""

from __future__ import annotations

from itertools import groupby

from ea_repo.check.charter import Charter
from ea_repo.check.rule import Rule
from ea_repo.document import Block, Document, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.rule import examples, key_words, reasons
from ea_repo.report.words import OTHER_RULES, SEVERITY

_COLUMNS = Text("Règle|Document|Gravité|Ce qu'elle signale|Origine", "Rule|Document|Severity|What it flags|Origin")
_COMMON, _OWN = Text("commune", "common"), Text("propre", "own")
_TITLE = Text("Règles de la charte", "Rules of the charter")
_MADE = Text(
    "Page produite par « ea rules --format markdown --lang fr » ; ne pas modifier à la main.",
    "Made by “ea rules --format markdown --lang en”; do not edit by hand.",
)


def document(charter: Charter, lang: Lang, *, screen: bool = True) -> Document:
    """On a screen the rules, a line each; else each rule whole."""
    sections = tuple(
        Section(
            _principle(charter, id, lang),
            (_list(charter, rules, lang),) if screen else _reference(charter, rules, lang),
        )
        for id, rules in ((id, list(group)) for id, group in groupby(charter.rules.values(), charter.principle))
    )
    if screen:
        return Document(lang, blocks=sections)
    return Document(lang, title=_TITLE[lang], notes=(Sentence(_MADE[lang]),), blocks=sections)


def _principle(charter: Charter, id: str | None, lang: Lang) -> str:
    section = charter.principles.get(id or "")
    return section.title.text[lang] if section else OTHER_RULES[lang]


def _list(charter: Charter, rules: list[Rule], lang: Lang) -> Rows:
    rows = tuple(
        (
            rule.id,
            ", ".join(rule.charter),
            SEVERITY[rule.severity][0][lang],
            rule.title.text[lang],
            _origin(charter, rule, lang),
        )
        for rule in rules
    )
    return Rows(tuple(_COLUMNS[lang].split("|")), rows, headed=False)


def _origin(charter: Charter, rule: Rule, lang: Lang) -> str:
    """Whether a rule is common, with the keys that the workspace lays over it; its sections are shown beside."""
    if rule.id not in charter.laid_over:
        return _OWN[lang] if charter.laid_over else ""
    keys = [key for key in charter.laid_over[rule.id] if key != "charter"]
    return f"{_COMMON[lang]} + {key_words(keys, lang)}" if keys else _COMMON[lang]


def _reference(charter: Charter, rules: list[Rule], lang: Lang) -> tuple[Section, ...]:
    return tuple(Section(rule.id, _whole(charter, rule, lang)) for rule in rules)


def _whole(charter: Charter, rule: Rule, lang: Lang) -> tuple[Block, ...]:
    document = f", {Text('document', 'document')[lang]} {', '.join(rule.charter)}" if rule.charter else ""
    origin = f" – {origin}" if (origin := _origin(charter, rule, lang)) else ""
    about = Sentence(f"{rule.title.text[lang]} – {SEVERITY[rule.severity][0][lang]}{document}{origin}")
    pairs = examples(rule, lang, is_common=rule.id in charter.laid_over)
    shown = (block for title, code in pairs for block in (Sentence(title), code))
    return (about, reasons(rule, lang), *shown)
