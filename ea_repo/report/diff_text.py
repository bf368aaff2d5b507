"""A comparison for a terminal: one screen, what matters most first, and how much is left out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import click

from ea_repo.check.comparison import Comparison, Move
from ea_repo.finding import Lang, Text
from ea_repo.graph import Relation
from ea_repo.report import diff_words as words
from ea_repo.report.words import SEVERITY

_MOST = 6
"""How many lines of a list, unless all are asked for."""
_MARKS = {"+": "green", "−": "red", "~": "yellow", "✗": "red", "↗": "red", "✓": "green"}
_OF = {words.NEW: "✗", words.WORSE: "↗", words.FIXED: "✓"}


def as_text(found: Comparison, lang: Lang, width: int, *, whole: bool = False) -> str:
    """The comparison in a terminal's width, cut to a screen unless `whole`."""
    name = click.style(found.after.situation.workspace, bold=True)
    labels = words.BEFORE[lang], words.AFTER[lang]
    size = max(map(len, labels))
    lines = [f"{name} · {words.TITLE[lang]}"]
    for label, look in zip(labels, (found.before, found.after), strict=True):
        lines += _wrapped(f"{label:<{size}}  {words.side(found, look, lang)}", width, 2, size + 2)
    if found.same:
        return "\n".join([*lines, "", words.SAME[lang]])
    for section in (_findings, _elements, _service, _relations, _indicators):
        if told := list(section(found, lang, width, whole)):
            lines += ["", *told]
    return "\n".join(lines)


def _head(title: Text, tally: str, lang: Lang) -> str:
    return f"{click.style(title[lang], bold=True)}{words.COLON[lang]}{tally}"


def _findings(found: Comparison, lang: Lang, width: int, whole: bool) -> Iterator[str]:
    since = found.audit.since
    if since is None or not (since.new or since.worse or since.fixed or since.same):
        return
    yield _head(words.FINDINGS, words.findings_tally(since, lang), lang)
    entries = []
    for what, each in words.findings(since):
        said = f"{what[lang]} · {SEVERITY[each.severity][0][lang]} {each.rule} · {each.message[lang]}"
        lines = list(_marked(_OF[what], said, width, None if whole else 2))
        # Of one that got worse, the last detail says by whom.
        details = each.details if whole else each.details[-1:] if what == words.WORSE else ()
        lines += [line for one in details for line in _wrapped(one[lang], width, 6, 2)]
        entries.append(lines)
    yield from _cut(entries, lang, whole)


def _elements(found: Comparison, lang: Lang, width: int, whole: bool) -> Iterator[str]:
    of = found.elements
    if not (of.added or of.removed or of.changed):
        return
    yield _head(words.ELEMENTS, words.elements_tally(found, lang), lang)
    for mark, ids in (("−", of.removed), ("+", of.added), ("~", of.changed)):
        entries = []
        for id in ids:
            lines = list(_marked(mark, words.element(found, id, lang), width))
            edits = [
                line
                for each in found.edits.get(id, ())
                for line in _wrapped(words.edit(each, lang), width, 6, 2, None if whole else 2)
            ]
            entries.append([*lines, *(edits if whole else _shortened(edits, lang, 4))])
        yield from _cut(entries, lang, whole)


def _service(found: Comparison, lang: Lang, width: int, whole: bool) -> Iterator[str]:
    if not found.moves:
        return
    yield _head(words.SERVICE, words.service_tally(found, lang), lang)

    def told(each: Move) -> str:
        return f"{words.element(found, each.id, lang)}{words.COLON[lang]}{words.move(each, lang)}"

    for mark, moves in (("−", found.leaving), ("+", found.entering), ("~", found.phases)):
        yield from _cut([list(_marked(mark, told(each), width)) for each in moves], lang, whole)


def _relations(found: Comparison, lang: Lang, width: int, whole: bool) -> Iterator[str]:
    new, lost = found.elements.new_relations, found.elements.lost_relations
    if not (new or lost):
        return
    yield _head(words.RELATIONS, words.relations_tally(found, lang), lang)

    def shown(relations: Sequence[Relation]) -> list[Relation]:
        return [each for each in relations if whole or not found.implied(each)]

    for mark, relations in (("−", shown(lost)), ("+", shown(new))):
        yield from _cut([list(_marked(mark, words.relation(found, each), width)) for each in relations], lang, whole)


def _indicators(found: Comparison, lang: Lang, width: int, whole: bool) -> Iterator[str]:
    changed = found.measured
    if not changed:
        return
    number, of = len(changed), len(found.indicators.series)
    verb = Text("change", "changes") if number == 1 else Text("changent", "change")
    tally = Text(f"{number} sur {of} {verb.fr}", f"{number} of {of} {verb.en}")
    yield _head(words.INDICATORS, tally[lang], lang)
    yield from _cut([list(_marked("~", words.indicator(each, lang), width)) for each in changed], lang, whole)


def _cut(entries: Sequence[list[str]], lang: Lang, whole: bool) -> Iterator[str]:
    """The first entries, and how many are left; one more is shown rather than counted."""
    shown = entries if whole or len(entries) <= _MOST + 1 else entries[:_MOST]
    yield from (line for lines in shown for line in lines)
    if left := len(entries) - len(shown):
        yield click.style(f"    {Text(f'et {left} autres (--all)', f'and {left} more (--all)')[lang]}", dim=True)


def _shortened(lines: list[str], lang: Lang, most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[:most], f"      … ({Text('tout', 'all')[lang]} : --all)"]


def _marked(mark: str, text: str, width: int, most: int | None = None) -> Iterator[str]:
    first, *rest = _wrapped(text, width, 4, 2, most)
    yield f"  {click.style(mark, fg=_MARKS[mark])} {first[4:]}"
    yield from rest


def _wrapped(text: str, width: int, indent: int, more: int, most: int | None = None) -> list[str]:
    return textwrap.wrap(
        text, max(width, 50), initial_indent=" " * indent, subsequent_indent=" " * (indent + more),
        break_on_hyphens=False, break_long_words=False, max_lines=most, placeholder=" …",
    )  # fmt: skip
