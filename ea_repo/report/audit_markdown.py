"""The audit as a Markdown page: for a merge request, a wiki or a dossier."""

from __future__ import annotations

from ea_repo.answer.audit import Audit
from ea_repo.check.run import Result
from ea_repo.finding import SEVERITIES, Finding, Lang, Text
from ea_repo.format.markdown import escaped
from ea_repo.report.words import FIX, SEVERITY, WHY, counted, date, severities


def as_markdown(audit: Audit, lang: Lang) -> str:
    """The audit as one page: the counts, then each principle's rules, then the examples."""
    seen = audit.situation
    title = Text("audit de la charte au", "audit of the charter on")[lang]
    counts = {each: audit.count(each) for each in SEVERITIES}
    none = Text("aucun écart", "no finding")[lang]
    lines = [
        f"# {escaped(seen.workspace)} : {title} {date(seen.date, lang)}"
        if lang == "fr"
        else f"# {escaped(seen.workspace)}: {title} {date(seen.date, lang)}",
        "",
    ]
    apart = Text(
        f"{counted(audit.illustrative, 'illustratif', 'illustratifs')} · "
        f"{counted(audit.unknown, 'inconnu', 'inconnus')}",
        f"{audit.illustrative} illustrative · {audit.unknown} unknown",
    )
    lines += [f"{seen.origin[lang]} · {severities(counts, lang) or none} · {apart[lang]}", ""]
    if audit.text:
        lines += [f"## {Text('Texte du modèle', 'Text of the model')[lang]}", ""]
        lines += [_line(each, lang) for each in audit.text]
        lines.append("")
    for group in audit.groups:
        name = group.section.title.text[lang] if group.section else Text("Autres règles", "Other rules")[lang]
        lines += [f"## {escaped(name)}", "", *_table(group.results, lang), ""]
        for result in group.results:
            lines += _result(result, lang, illustrative=False)
    if audit.illustrative:
        lines += [f"## {Text('Illustrations', 'Illustrations')[lang]}", ""]
        for result in audit.results:
            lines += _result(result, lang, illustrative=True)
    return "\n".join(lines).rstrip()


def _table(results: tuple[Result, ...], lang: Lang) -> list[str]:
    heads = (
        ("Règle", "Gravité", "Regardés", "En écart", "Inconnus")
        if lang == "fr"
        else ("Rule", "Severity", "Checked", "Failing", "Unknown")
    )
    lines = ["| " + " | ".join(heads) + " |", "| --- | --- | ---: | ---: | ---: |"]
    for each in results:
        severity = SEVERITY[each.severity][0][lang]
        lines.append(f"| {each.rule.id} | {severity} | {each.checked} | {each.failing} | {len(each.unknown)} |")
    return lines


def _result(result: Result, lang: Lang, *, illustrative: bool) -> list[str]:
    found = [each for each in result.findings if each.illustrative is illustrative]
    if not found:
        return []
    lines = [
        f"### {escaped(result.rule.title.text[lang])} (`{result.rule.id}`)",
        "",
        *(_line(each, lang) for each in found),
        "",
    ]
    return [
        *lines,
        f"**{WHY[lang]}** {escaped(result.rule.why.text[lang])}",
        "",
        f"**{FIX[lang]}** {escaped(result.rule.fix.text[lang])}",
        "",
    ]


def _line(finding: Finding, lang: Lang) -> str:
    at = f" `{finding.at}`" if finding.at else ""
    said = "".join(f"  \n  {escaped(each[lang])}" for each in finding.details)
    return f"- {SEVERITY[finding.severity][0][lang]}{at} {escaped(finding.message[lang])}{said}"
