"""The portfolio of requests, for people."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.portfolio import Listed, Portfolio
from ea_repo.document import Block, Document, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.request_words import VERDICT, euros
from ea_repo.report.words import NOT_RECORDED, count_of, heading

_SUBJECT = Text("demandes ·", "requests ·")
_COLUMNS = Text(
    "Demande|Titre|État|Rang|Option|Coût une fois|Coût par an", "Request|Title|State|Rank|Option|Cost once|Cost a year"
)
_NONE = Text(
    "Aucune demande dans requests/ ; « ea request new » en écrit une.",
    "No request in requests/; `ea request new` writes one.",
)


def document(answer: Answer[Portfolio], lang: Lang) -> Document:
    """A line a request, what two of them touch both, then the files that cannot be read."""
    found = answer.content
    rows = tuple(_row(listed, lang) for listed in found.requests)
    blocks: list[Block | Section] = []
    if rows:
        blocks.append(Rows(tuple(_COLUMNS[lang].split("|")), rows, headed=True, name=1))
    elif not found.unreadable:
        blocks.append(Sentence(_NONE[lang]))
    for shared in found.shared:
        both = Text(f"{shared.first} et {shared.second} touchent", f"{shared.first} and {shared.second} touch")[lang]
        blocks.append(
            Sentence(f"{both} : {', '.join(shared.names)}" if lang == "fr" else f"{both} {', '.join(shared.names)}")
        )
    blocks += [Sentence(message[lang], "bad") for message in found.unreadable]
    summary = count_of(len(rows), Text("demande|demandes", "request|requests"), lang)
    if found.unreadable:
        broken = count_of(len(found.unreadable), Text("illisible|illisibles", "unreadable|unreadable"), lang)
        summary = f"{summary} · {broken}"
    return Document(lang, heading(answer.situation, lang, _SUBJECT), blocks=tuple(blocks), summary=summary)


def _row(listed: Listed, lang: Lang) -> tuple[str, ...]:
    request = listed.written.request
    return (
        listed.written.id,
        request.title,
        VERDICT[listed.state][lang] if listed.state in VERDICT else listed.state,
        str(request.rank) if request.rank is not None else NOT_RECORDED[lang],
        listed.option or "",
        euros(listed.once, lang),
        euros(listed.yearly, lang),
    )
