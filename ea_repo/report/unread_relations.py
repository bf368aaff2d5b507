"""The relations of a source that no loss reads, in words: which there are, and whom to ask whether they say a need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.document import Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.unread_relations import UnreadRelation
from ea_repo.report.shortened import WITH_ALL, annexed, first, left_out
from ea_repo.report.words import NOBODY, few, heads

_FEW = 3
_TITLE = Text("Enregistré, et non lu : relations importées", "Recorded, and not read: imported relations")
_COLUMNS = Text("Relation|De|Vers|Qui sait si c'est un besoin", "Relation|From|To|Who knows whether it is a need")
_INSTEAD = Text(
    "si c'est un besoin, écrire le lien ou le flux qui le dit (supports, runs_on, flow) ; sinon, ôter la relation (ea "
    "remove)",
    "if it is a need, write a flow, supports or runs_on; if not, take the relation away (ea remove)",
)


def sentence(graph: Graph, relations: Sequence[str], lang: Lang) -> Iterator[Sentence]:
    """That there are some, the first by their ends and their type, and what to do about them; nothing where none is."""
    if relations:
        shown = few((named(graph, relation) for relation in relations), lang, _FEW)
        label = Text("Enregistré, et non lu : ", "Recorded, and not read: ")
        yield Sentence(f"{label[lang]}{shown} – {_INSTEAD[lang]}.", "doubtful")


def named(graph: Graph, relation: str) -> str:
    """A relation by its two ends, with its type in the words of the source."""
    source, target = (_end(graph, relation, field) for field in ("source", "target"))
    type = graph.value(relation, "type")
    return f"{source} → {target} ({type})" if type else f"{source} → {target}"


def _end(graph: Graph, relation: str, field: str) -> str:
    return ", ".join(map(graph.name, graph.targets(relation, field)))


def table(graph: Graph, unread: Sequence[UnreadRelation], lang: Lang, *, whole: bool) -> Iterator[Section]:
    """Every relation that no loss reads, with those who know whether it is a need."""
    if unread:
        shown = first(unread, annexed(whole=whole))
        rows = tuple(
            (
                graph.value(relation.id, "type") or relation.id,
                _end(graph, relation.id, "source"),
                _end(graph, relation.id, "target"),
                few(map(graph.name, relation.ask), lang, _FEW) or NOBODY[lang],
            )
            for relation in shown
        )
        more = left_out(unread, shown, lang, WITH_ALL)
        yield Section(_TITLE[lang], (Rows(heads(_COLUMNS, lang), rows, more=more, headed=True),))
