"""What changes for flows: those that come and go, and those that go otherwise, with what they carry and how."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.changed_flows import FlowEdit
from ea_repo.answer.comparison import Comparison
from ea_repo.document import Item
from ea_repo.finding import Lang, Text
from ea_repo.graph import Edit, Graph
from ea_repo.report.comparison_part import SEMICOLON, Part, groups, item
from ea_repo.report.comparison_words import counted_clause, tally, written
from ea_repo.report.flow_words import MODE, carried
from ea_repo.report.words import COLON

FLOWS = Text("Flux", "Flows")
_LESS, _MORE, _CHANGED = Text("en moins", "gone"), Text("en plus", "added"), Text("modifié", "changed")
_FLOW, _CHANGED_CLAUSE = Text("flux|flux", "flow|flows"), Text("modifié|modifiés", "changed")
_FIELDS = {
    "mode": Text("mode", "mode"), "data": Text("données", "data"), "source": Text("de", "from"),
    "target": Text("vers", "to"), "via": Text("via", "via"), "api": Text("API", "API"),
    "need": Text("besoin", "need"), "standards": Text("standards", "standards"),
    "frequency": Text("fréquence", "frequency"), "volume": Text("volume", "volume"),
    "name": Text("nom", "name"), "description": Text("description", "description"), "port": Text("port", "port"),
    "protocol": Text("protocole", "protocol"), "initiator": Text("appelant", "who calls"),
    "authentication": Text("authentification", "authentication"), "encrypted": Text("chiffré", "encrypted"),
    "monitored": Text("supervisé", "monitored"), "environment": Text("environnement", "environment"),
}  # fmt: skip
_NEEDS = {"vital": Text("vital", "vital"), "useful": Text("utile", "useful")}


def flows(comparison: Comparison, lang: Lang) -> Part:
    """The flows in service that differ: those that go first."""
    changes = comparison.flows
    counts = (len(changes.goes), _LESS), (len(changes.comes), _MORE), (len(changes.changed), _CHANGED)
    items = groups(
        (_flow("−", comparison.before.graph, id, lang) for id in changes.goes),
        (_flow("+", comparison.after.graph, id, lang) for id in changes.comes),
        (_changed(comparison, change, lang) for change in changes.changed),
    )
    return Part(
        FLOWS,
        tally(counts, lang),
        items,
        counted_clause((*counts[:2], (len(changes.changed), _CHANGED_CLAUSE)), _FLOW, lang),
    )


def ends(graph: Graph, flow: str) -> str:
    """`GAM → ORBIS`: from whom to whom a flow goes; its name where the ends are not both known."""
    source, target = (graph.targets(flow, end) for end in ("source", "target"))
    return f"{graph.name(source[0])} → {graph.name(target[0])}" if source and target else graph.name(flow)


def _flow(mark: str, graph: Graph, flow: str, lang: Lang) -> Item:
    return item(mark, f"{ends(graph, flow)}{COLON[lang]}{carried(graph, flow, lang)}")


def _changed(comparison: Comparison, change: FlowEdit, lang: Lang) -> Item:
    edits = SEMICOLON[lang].join(_edit(comparison, edit, lang) for edit in change.edits)
    return item("~", f"{ends(comparison.after.graph, change.flow)}{COLON[lang]}{edits}")


def _edit(comparison: Comparison, edit: Edit, lang: Lang) -> str:
    field = _FIELDS[edit.field][lang] if edit.field in _FIELDS else edit.field
    before, after = (_value(comparison, edit.field, value, lang) for value in (edit.before, edit.after))
    return f"{field} {before} → {after}"


def _value(comparison: Comparison, field: str, value: Any, lang: Lang) -> str:
    """What a field of a flow says: elements by their names, words of the model in those of people."""
    match value:
        case str() if field == "mode" and value in MODE:
            return MODE[value][lang]
        case str() if field == "need" and value in _NEEDS:
            return _NEEDS[value][lang]
        case bool():
            return (Text("oui", "yes") if value else Text("non", "no"))[lang]
    return written(value, lang, comparison)
