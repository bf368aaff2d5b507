"""What became of changes that were written into the text."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.applied import Applied
from ea_repo.document import Block, Document, Item, Items, Sentence
from ea_repo.finding import Finding, Lang, Text
from ea_repo.report.words import COLON, SEVERITY, count_of, heading

_FINDINGS = Text("écart|écarts", "finding|findings")
_ANNOUNCED = Text("annoncé|annoncés", "announced|announced")
_SUBJECT = Text("changements écrits ·", "changes written ·")


def document(answer: Answer[Applied], lang: Lang) -> Document:
    """The files, what was introduced and lifted, and whether the audit is as announced."""
    applied = answer.content
    items = [
        *(_item(finding, "✗", lang) for finding in applied.introduced),
        *(_item(finding, "✓", lang) for finding in applied.lifted),
    ]
    as_announced = applied.announced == applied.after and not applied.surprises
    before = count_of(applied.before, _FINDINGS, lang)
    announced = count_of(applied.announced, _ANNOUNCED, lang)
    said = Text(
        f"{before} avant, {announced}, {applied.after} après", f"{before} before, {announced}, {applied.after} after"
    )[lang]
    surprise = Text("ce n'est pas ce qui était annoncé", "this is not what was announced")[lang]
    blocks: list[Block] = [Sentence(f"{Text('Écrit dans', 'Written in')[lang]}{COLON[lang]}{', '.join(applied.files)}")]
    if items:
        blocks.append(Items(tuple(items)))
    summary = said if as_announced else f"{said}{COLON[lang]}{surprise} ({', '.join(applied.surprises)})"
    return Document(
        lang, heading(answer.situation, lang, _SUBJECT), applied.changes, blocks=tuple(blocks), summary=summary
    )


def _item(finding: Finding, mark: str, lang: Lang) -> Item:
    text = f"{SEVERITY[finding.severity][0][lang]} {finding.rule}{COLON[lang]}{finding.message[lang]}"
    return Item(text, mark, "bad" if mark == "✗" else "good")
