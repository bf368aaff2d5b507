"""Pages about the vocabulary and the charter: a kind, a rule, and the lists of both; documents are made from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, get_args, get_origin

import click

from ea_repo.check.charter import Charter
from ea_repo.check.rule import Example, Rule
from ea_repo.finding import Finding, Lang, Text
from ea_repo.metamodel import Kind, inverses
from ea_repo.report.words import FIX, SEVERITY, WHY, wrapped


def _first(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


def _whole(text: str | None) -> str:
    return " ".join((text or "").split())


def expects(kind: Kind, field: str) -> str:
    """What a field takes, in a few words."""
    if field in kind.links:
        link = kind.links[field]
        wanted = "any element" if "*" in link.to else " or ".join(link.to)
        return f"→ {wanted}" + ("" if link.one else " (several)")
    if field in kind.choices:
        return " | ".join(map(str, kind.choices[field]))
    if field in kind.dates:
        return "date, last day included" if kind.dates[field].is_end else "date"
    if field in kind.parts:
        names = (info.alias or name for name, info in kind.parts[field].model_fields.items())
        return "{" + ", ".join(names) + "}"
    return _plain_type(kind.fields[field].annotation)


def _plain_type(annotation: Any) -> str:
    words = {
        str: "text",
        bool: "true | false",
        int: "whole number",
        float: "number",
        dict: "name: text",
        tuple: "texts",
    }
    if annotation in words:
        return words[annotation]
    if (origin := get_origin(annotation)) in words:
        return words[origin]
    inner = [each for each in get_args(annotation) if each is not type(None)]
    return _plain_type(inner[0]) if inner else "text"


def kinds_as_text(kinds: Iterable[Kind], lang: Lang) -> str:
    shown = list(kinds)
    width = max(len(each.name) for each in shown)
    return "\n".join(f"{each.name:<{width}}  {each.label[lang]:<22}  {_first(each.model.__doc__)}" for each in shown)


def kind_as_text(kind: Kind) -> str:
    own = [name for name in kind.fields if name != "id"]
    arriving = inverses(kind.name)
    width = max(len(name) for name in (*own, *arriving))
    lines = [
        f"{click.style(kind.name, bold=True)}: {_whole(kind.model.__doc__)}",
        f"ArchiMate 3.2: {kind.model.archimate}",
        "",
    ]
    for name in own:
        described = kind.fields[name].description
        lines.append(f"  {name:<{width}}  {expects(kind, name)}" + (f" – {described}" if described else ""))
    if arriving:
        lines += ["", "seen from it"]
        lines += [
            f"  {name:<{width}}  ← " + ", ".join(f"{each.kind}.{each.field}" for each in ends)
            for name, ends in arriving.items()
        ]
    return "\n".join(lines)


def kinds_as_markdown(kinds: Iterable[Kind]) -> str:
    """The reference of every kind: docs/kinds.md is this text."""
    shown = list(kinds)
    common = set.intersection(*(set(each.fields) for each in shown)) - {"id"}
    lines = ["# Kinds of element", "", "Made by `ea kinds --format markdown`; do not edit by hand.", ""]
    lines += ["## Every element", "", *_fields(shown[0], [name for name in shown[0].fields if name in common])]
    for each in shown:
        lines += ["", f"## {each.name}", "", _whole(each.model.__doc__), ""]
        lines += [f"French: *{each.label.fr}*. ArchiMate 3.2: {each.model.archimate}.", ""]
        lines += _fields(each, [name for name in each.fields if name not in common and name != "id"])
        if arriving := inverses(each.name):
            ends = (
                f"`{name}` (← {', '.join(f'{end.kind}.{end.field}' for end in found)})"
                for name, found in arriving.items()
            )
            lines += ["", "Seen from it: " + ", ".join(ends) + "."]
    return "\n".join(lines)


def _fields(kind: Kind, names: list[str]) -> list[str]:
    if not names:
        return ["No field of its own."]
    lines = ["| field | takes | meaning |", "| --- | --- | --- |"]
    for name in names:
        takes = expects(kind, name).replace("|", "\\|")
        lines.append(f"| `{name}` | {takes} | {kind.fields[name].description or ''} |")
    return lines


def kinds_as_json(kinds: Iterable[Kind]) -> str:
    data = [
        {
            "kind": each.name,
            "label": {"fr": each.label.fr, "en": each.label.en},
            "archimate": each.model.archimate,
            "description": _whole(each.model.__doc__),
            "fields": {
                name: {"takes": expects(each, name), "description": info.description}
                for name, info in each.fields.items()
                if name != "id"
            },
        }
        for each in kinds
    ]
    return json.dumps(data, ensure_ascii=False, indent=2)


def rules_as_text(charter: Charter, lang: Lang) -> str:
    width = max([len(id) for id in charter.rules], default=0)
    lines: list[str] = []
    last: str | None = ""
    for rule in charter.rules.values():
        principle = charter.principle(rule)
        if principle != last:
            section = charter.principles.get(principle or "")
            name = section.title.text[lang] if section else Text("Autres règles", "Other rules")[lang]
            lines += ["", click.style(name, bold=True)] if lines else [click.style(name, bold=True)]
            last = principle
        severity = SEVERITY[rule.severity][0][lang]
        lines.append(f"  {rule.id:<{width}}  {', '.join(rule.charter):<9}  {severity:<11}  {rule.title.text[lang]}")
    return "\n".join(lines)


def examples_hold(rules: int) -> Text:
    """That the examples of so many rules turn out as they say."""
    return Text(
        f"{rules} règle{'s' * (rules > 1)} : chaque exemple donne ce qu'il annonce",
        f"{rules} rule{'s' * (rules > 1)}: every example turns out as it says",
    )


def flaws_as_json(rule: str, flaws: Iterable[Finding]) -> str:
    """What is wrong in the file of a rule."""
    data = [
        {
            "severity": flaw.severity,
            "at": {"file": flaw.at.file, "line": flaw.at.line, "column": flaw.at.column} if flaw.at else None,
            "message": {"fr": flaw.message.fr, "en": flaw.message.en},
        }
        for flaw in flaws
    ]
    return json.dumps({"rule": rule, "flaws": data}, ensure_ascii=False, indent=2)


def rules_as_json(charter: Charter) -> str:
    data = [
        {
            "rule": rule.id,
            "principle": charter.principle(rule),
            "charter": list(rule.charter),
            "severity": rule.severity,
            "title": rule.title.model_dump(),
            "why": rule.why.model_dump(),
            "fix": rule.fix.model_dump(),
        }
        for rule in charter.rules.values()
    ]
    return json.dumps(data, ensure_ascii=False, indent=2)


def rules_as_markdown(charter: Charter, lang: Lang) -> str:
    """The reference of every rule: docs/rules.md and docs/rules.fr.md are this text."""
    title = Text("Règles de la charte", "Rules of the charter")[lang]
    made = Text("Page produite par", "Made by")[lang]
    note = Text("ne pas modifier à la main.", "do not edit by hand.")[lang]
    lines = [
        f"# {title}",
        "",
        f"{made} `ea rules --format markdown --lang {lang}` ; {note}".replace(" ;", ";" if lang == "en" else " ;"),
    ]
    last: str | None = ""
    for rule in charter.rules.values():
        if (principle := charter.principle(rule)) != last:
            section = charter.principles.get(principle or "")
            lines += ["", f"## {section.title.text[lang] if section else Text('Autres règles', 'Other rules')[lang]}"]
            last = principle
        lines += ["", *rule_as_markdown(rule, lang, level=3)]
    return "\n".join(lines)


def rule_as_markdown(rule: Rule, lang: Lang, *, level: int = 1) -> Iterator[str]:
    yield f"{'#' * level} {rule.id}"
    yield ""
    severity, document = SEVERITY[rule.severity][0][lang], Text("document", "document")[lang]
    yield f"**{rule.title.text[lang]}** – {severity}, {document} {', '.join(rule.charter)}"
    yield ""
    yield rule.why.text[lang]
    yield ""
    yield f"**{FIX[lang]}** {rule.fix.text[lang]}"
    for name, examples in _examples(rule, lang):
        for example in examples:
            yield ""
            yield f"{name}{_flagged(example, lang)}"
            yield ""
            yield "```yaml"
            yield example.model.rstrip()
            yield "```"


def _examples(rule: Rule, lang: Lang) -> list[tuple[str, tuple[Example, ...]]]:
    return [(Text("En écart", "At fault")[lang], rule.bad), (Text("En règle", "As it should be")[lang], rule.good)]


def _flagged(example: Example, lang: Lang) -> str:
    said = [f" ({', '.join(example.flags)})"] if example.flags else []
    if example.unknown:
        said.append(
            f" – {Text('inconnu', 'unknown')[lang]} : {', '.join(example.unknown)}".replace(
                " :", " :" if lang == "fr" else ":"
            )
        )
    return "".join(said)


def rule_as_text(rule: Rule, lang: Lang, where: str, width: int) -> str:
    severity = SEVERITY[rule.severity][0][lang]
    lines = [
        f"{click.style(rule.id, bold=True)}  {rule.title.text[lang]}  ({severity}, {', '.join(rule.charter)})",
        where,
        "",
    ]
    arguments = json.dumps({"scope": rule.scope, **rule.arguments}, ensure_ascii=False)
    check = Text("Contrôle", "Check")[lang]
    for label, text in (
        (WHY[lang], rule.why.text[lang]),
        (FIX[lang], rule.fix.text[lang]),
        (check, f"{rule.check} {arguments}"),
    ):
        lines += wrapped(text, width, f"{label:<9} ", " " * 10)
    for name, examples in _examples(rule, lang):
        for example in examples:
            lines += ["", click.style(f"{name}{_flagged(example, lang)}", bold=True)]
            lines += [f"    {line}" for line in example.model.rstrip().splitlines()]
    return "\n".join(lines)
