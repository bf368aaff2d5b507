"""A comparison as a Markdown page: for a merge request, a wiki or a dossier. Nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.comparison import Comparison
from ea_repo.finding import Lang
from ea_repo.format.markdown import escaped
from ea_repo.report import diff_words as words
from ea_repo.report.words import SEVERITY


def as_markdown(found: Comparison, lang: Lang) -> str:
    """The page: both sides, then a section for each thing that differs."""
    colon = words.COLON[lang]
    lines = [f"# {escaped(found.after.situation.workspace)}{colon}{words.TITLE[lang]}", ""]
    for label, look in ((words.BEFORE, found.before), (words.AFTER, found.after)):
        lines.append(f"- **{label[lang]}**{colon}{escaped(words.side(found, look, lang))}")
    if found.same:
        return "\n".join([*lines, "", words.SAME[lang]])
    since = found.audit.since
    sections = (
        (words.FINDINGS, words.findings_tally(since, lang) if since else "", _findings(found, lang)),
        (words.ELEMENTS, words.elements_tally(found, lang), _elements(found, lang)),
        (words.SERVICE, words.service_tally(found, lang), _service(found, lang)),
        (words.RELATIONS, words.relations_tally(found, lang), _relations(found)),
        (words.INDICATORS, "", ([words.indicator(each, lang)] for each in found.measured)),
    )
    for title, tally, told in sections:
        if items := list(told):
            lines += ["", f"## {title[lang]}", "", *([tally, ""] if tally else [])]
            lines += [f"{'  ' if place else ''}- {escaped(each)}" for item in items for place, each in enumerate(item)]
    return "\n".join(lines)


def _findings(found: Comparison, lang: Lang) -> Iterator[list[str]]:
    for what, each in words.findings(found.audit.since) if found.audit.since else ():
        said = f"{what[lang]}, {SEVERITY[each.severity][0][lang]} {each.rule} – {each.message[lang]}"
        yield [said, *(one[lang] for one in each.details)]


def _elements(found: Comparison, lang: Lang) -> Iterator[list[str]]:
    of = found.elements
    for mark, ids in (("−", of.removed), ("+", of.added), ("~", of.changed)):
        for id in ids:
            said = f"{mark} {words.element(found, id, lang)}"
            yield [said, *(words.edit(each, lang) for each in found.edits.get(id, ()))]


def _service(found: Comparison, lang: Lang) -> Iterator[list[str]]:
    for what, moves in ((words.LEAVES, found.leaving), (words.ENTERS, found.entering), (words.PHASES, found.phases)):
        for each in moves:
            yield [f"{what[lang]} – {words.element(found, each.id, lang)}, {words.move(each, lang)}"]


def _relations(found: Comparison) -> Iterator[list[str]]:
    for mark, relations in (("−", found.elements.lost_relations), ("+", found.elements.new_relations)):
        yield from ([f"{mark} {words.relation(found, each)}"] for each in relations)
