"""The audit for people: principle by principle, the worst first, and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import click

from ea_repo.check.audit import Audit, Group, Since
from ea_repo.check.run import Result
from ea_repo.check.sentence_templates import day
from ea_repo.finding import SEVERITIES, Finding, Lang, Severity, Text
from ea_repo.metamodel import kinds
from ea_repo.report.committee import days_left
from ea_repo.report.words import FIX, SEVERITY, WHY, counted, heading, kind_words, severities, wrapped

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_MARKS: dict[Severity, str] = {"error": "✗", "warning": "!", "info": "i"}
_AUDIT = Text("audit de la charte au", "audit of the charter on")
_TEXT = Text("Texte du modèle", "Text of the model")
_OTHER = Text("Autres règles", "Other rules")
_ILLUSTRATIVE = Text(
    "Illustrations (exemples du modèle, hors du compte et du code de sortie)",
    "Illustrations (examples in the model, counted apart, without effect on the exit code)",
)


_ACCEPTED = Text("Accepté par dérogation", "Accepted by derogation")


def as_text(audit: Audit, lang: Lang, width: int, *, unknown: bool = False) -> str:
    """The audit in a terminal's width; with `unknown`, every fact that is missing is named."""
    lines = [title(audit, lang), ""]
    if audit.text:
        lines += [_section(_TEXT[lang], list(audit.text), lang, width)]
        for finding in sorted(audit.text, key=lambda each: SEVERITIES.index(each.severity)):
            lines += _one(finding, lang, width, with_fix=True)
        lines.append("")
    for group in audit.groups:
        lines += [*_group(group, lang, width, unknown), ""]
    if illustrative := [each for each in audit.results if any(one.illustrative for one in each.findings)]:
        lines.append(click.style(_ILLUSTRATIVE[lang], bold=True))
        for result in illustrative:
            lines += _illustrative(result, lang, width)
        lines.append("")
    if allowed := [each for each in audit.findings if each.accepted_by and not each.illustrative]:
        lines += [click.style(_ACCEPTED[lang], bold=True)]
        for finding in allowed:
            lines += _accepted(finding, audit.situation.date, lang, width)
        lines.append("")
    if audit.since is not None:
        lines += [*_since(audit.since, lang, width), ""]
    return "\n".join([*lines, summary(audit, lang)])


def title(audit: Audit, lang: Lang) -> str:
    """The first line: whose system, on which day and why that day, how many elements."""
    seen = audit.situation
    elements = counted(seen.elements, *(("élément", "éléments") if lang == "fr" else ("element", "elements")))
    example = ("illustratif", "illustratifs") if lang == "fr" else ("illustrative", "illustrative")
    examples = counted(seen.illustrative, *example)
    shown = f"{elements}, {Text('dont', 'of which')[lang]} {examples}" if seen.illustrative else elements
    return f"{heading(seen, lang, _AUDIT)} · {shown}"


_APART = (
    ("accepted", Text("accepté", "accepted"), Text("acceptés", "accepted")),
    ("known", Text("déjà connu", "known before"), Text("déjà connus", "known before")),
    ("illustrative", Text("illustratif", "illustrative"), Text("illustratifs", "illustrative")),
    ("unknown", Text("inconnu", "unknown"), Text("inconnus", "unknown")),
)


def summary(audit: Audit, lang: Lang) -> str:
    """The last line: how many findings, by severity, and what was left apart."""
    counts = {each: audit.count(each) for each in SEVERITIES}
    total = sum(counts.values())
    head = counted(total, *(("écart", "écarts") if lang == "fr" else ("finding", "findings")), lang)
    if total:
        head += Text(" : ", ": ")[lang] + severities(counts, lang)
    apart = [counted(number, one[lang], many[lang]) for field, one, many in _APART if (number := getattr(audit, field))]
    if audit.unknown:
        apart[-1] += " (ea check --unknown)"
    return " · ".join([click.style(head, bold=True), *apart])


def _section(name: str, findings: list[Finding], lang: Lang, width: int) -> str:
    counts = {each: sum(one.severity == each and one.counts for one in findings) for each in SEVERITIES}
    shown = severities(counts, lang)
    return click.style(name, bold=True) + (" " * max(2, width - len(name) - len(shown)) + shown).rstrip()


def _group(group: Group, lang: Lang, width: int, unknown: bool) -> Iterator[str]:
    name = _OTHER[lang]
    if group.section is not None:
        name = f"{group.section.title.text[lang]} ({', '.join(group.section.sections)})"
    yield _section(name, [one for each in group.results for one in each.findings], lang, width)
    looked = [each for each in group.results if each.applicable or each.findings]
    size = max((len(each.rule.id) for each in looked), default=0)
    for result in sorted(looked, key=_worst_first):
        yield from _result(result, lang, width, size)
        if unknown:
            yield from _unknown(result, lang, width)
    # Rules that saw nothing neither pass nor fail: named, in a line.
    idle = [_idle(each, lang) for each in group.results if each not in looked]
    if idle:
        said = Text("– sans objet ici : ", "– not applicable here: ")[lang] + ", ".join(idle)
        yield from _wrapped(said, width, 2)


def _idle(result: Result, lang: Lang) -> str:
    return f"{result.rule.id} ({result.reason[lang]})" if result.reason else result.rule.id


def _worst_first(result: Result) -> tuple[int, str]:
    ranks = [SEVERITIES.index(each.severity) for each in result.findings if each.counts]
    rank = min(ranks, default=len(SEVERITIES))
    return (rank if result.applicable or result.findings else len(SEVERITIES) + 1, result.rule.id)


def _result(result: Result, lang: Lang, width: int, size: int) -> Iterator[str]:
    real = [each for each in result.findings if each.counts]
    if real:
        mark = click.style(_MARKS[real[0].severity], fg=_COLOURS[real[0].severity])
    else:
        mark = click.style("✓", fg="green") if result.applicable and result.checked > len(result.unknown) else "–"
    yield f"  {mark} {result.rule.id:<{size}}  {_denominator(result, lang)}"
    for finding in real:
        yield from _one(finding, lang, width)
    if real and real[0].rule == result.rule.id:
        yield from _labelled(WHY[lang], result.rule.why.text[lang], width)
        yield from _labelled(FIX[lang], result.rule.fix.text[lang], width)


def _denominator(result: Result, lang: Lang) -> str:
    if not result.applicable:
        reason = result.reason or Text("rien à regarder", "nothing to look at")
        return Text(f"sans objet ici : {reason.fr}", f"not applicable here: {reason.en}")[lang]
    kind = result.rule.scope.get("kind")
    several = result.checked > 1
    noun = Text("éléments" if several else "élément", "elements" if several else "element")[lang]
    if isinstance(kind, str) and kind in kinds():
        noun = kind_words(kind, lang, number=result.checked)
    at_fault = Text(f"{result.failing} en écart", f"{result.failing} at fault")
    none = Text("aucun écart", "none at fault")
    said = [
        f"{result.checked} {noun} {Text('à juger', 'to judge')[lang]}",
        (at_fault if result.failing else none)[lang],
    ]
    for number, one, many in (
        (
            sum(each.accepted_by is not None for each in result.findings),
            Text("accepté", "accepted"),
            Text("acceptés", "accepted"),
        ),
        (
            sum(each.known for each in result.findings),
            Text("déjà connu", "known before"),
            Text("déjà connus", "known before"),
        ),
        (len(result.unknown), Text("inconnu", "unknown"), Text("inconnus", "unknown")),
        (
            sum(each.illustrative for each in result.findings),
            Text("illustratif, plus bas", "illustrative, below"),
            Text("illustratifs, plus bas", "illustrative, below"),
        ),
    ):
        said += [counted(number, one[lang], many[lang])] if number else []
    return " · ".join(said)


def _one(finding: Finding, lang: Lang, width: int, *, with_fix: bool = False) -> Iterator[str]:
    severity = SEVERITY[finding.severity][0][lang]
    at = f"{finding.at}: " if finding.at else ""
    label = click.style(f"{at}{severity}", fg=_COLOURS[finding.severity])
    mark = click.style(finding.fingerprint[:8], dim=True)
    yield f"    {label} {finding.rule}" if with_fix else f"    {label} · {mark}"
    yield from _wrapped(finding.message[lang], width, 6)
    for each in finding.details:
        yield from _wrapped(each[lang], width, 6)
    if with_fix and finding.fix:
        yield from _labelled(FIX[lang], finding.fix[lang], width)


def _unknown(result: Result, lang: Lang, width: int) -> Iterator[str]:
    by_fact: dict[str, list[str]] = {}
    for each in result.unknown:
        by_fact.setdefault(each.fact, []).append(each.subject)
    for fact, subjects in sorted(by_fact.items()):
        said = Text(f"{fact} non renseigné : {', '.join(subjects)}", f"{fact} not recorded: {', '.join(subjects)}")
        yield from _wrapped(said[lang], width, 6)


def _accepted(finding: Finding, today: dt.date, lang: Lang, width: int) -> Iterator[str]:
    until = finding.accepted_until or ""
    left = days_left(finding, today)
    said = Text(f"jusqu'au {day(until, 'fr')}", f"until {day(until, 'en')}")[lang]
    if left is not None:
        days = counted(left, *(("jour", "jours") if lang == "fr" else ("day", "days")))
        said += click.style(Text(f" – expire dans {days}", f" – expires in {days}")[lang], fg="yellow")
    yield f"  · {finding.rule}  {said} ({finding.accepted_by})"
    yield from _wrapped(finding.message[lang], width, 6)


def _since(since: Since, lang: Lang, width: int) -> Iterator[str]:
    counts = Text(
        f"introduits {since.introduced} (dont aggravés {since.worsened}), corrigés {len(since.fixed)}, "
        f"inchangés {since.unchanged}",
        f"introduced {since.introduced} (of which worsened {since.worsened}), fixed {len(since.fixed)}, "
        f"unchanged {since.unchanged}",
    )
    elements = since.elements
    moved = Text(
        f"éléments : {len(elements.added)} ajoutés, {len(elements.removed)} retirés, {len(elements.changed)} modifiés",
        f"elements: {len(elements.added)} added, {len(elements.removed)} removed, {len(elements.changed)} changed",
    )
    yield click.style(Text(f"Depuis {since.revision}", f"Since {since.revision}")[lang], bold=True)
    yield f"  {counts[lang]}"
    yield f"  {moved[lang]}"
    for finding in since.fixed:
        yield from _wrapped(f"✓ {finding.rule}: {finding.message[lang]}", width, 4)


def _illustrative(result: Result, lang: Lang, width: int) -> Iterator[str]:
    yield f"  · {result.rule.id}"
    for finding in result.findings:
        if finding.illustrative:
            yield f"    {finding.at}" if finding.at else f"    {finding.subject}"
            yield from _wrapped(finding.message[lang], width, 6)
            for each in finding.details:
                yield from _wrapped(each[lang], width, 6)
    yield from _labelled(WHY[lang], result.rule.why.text[lang], width)
    yield from _labelled(FIX[lang], result.rule.fix.text[lang], width)


def _labelled(label: str, text: str, width: int) -> Iterator[str]:
    head = f"      {label:<10} "
    yield from wrapped(text, max(width, 50), head, " " * len(head))


def _wrapped(text: str, width: int, indent: int) -> Iterator[str]:
    space = " " * indent
    yield from wrapped(text, max(width, 50), space, f"{space}  ")
