"""What changes for flows: those that come and go, and those that go otherwise, with what they carry and how."""

from __future__ import annotations

from ea_repo.answer.changed_flows import FlowEdit
from ea_repo.answer.comparison import Comparison
from ea_repo.document import Item
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.report.comparison_part import Part, Told, groups, item
from ea_repo.report.comparison_words import counted_clause, tally
from ea_repo.report.comparison_words import edit as edit_words
from ea_repo.report.flow_words import carried
from ea_repo.report.words import COLON, SEMICOLON

FLOWS = Text("Flux", "Flows")
_LESS, _MORE, _CHANGED = Text("en moins", "gone"), Text("en plus", "added"), Text("modifié", "changed")
_FLOW, _CHANGED_CLAUSE = Text("flux|flux", "flow|flows"), Text("modifié|modifiés", "changed")


def flows(comparison: Comparison, lang: Lang) -> Part:
    """The flows in service that differ: those that go first."""
    changes = comparison.flows
    counts = (len(changes.goes), _LESS), (len(changes.comes), _MORE), (len(changes.changed), _CHANGED)
    items = groups(
        Told(changes.goes, lambda flow: _flow("−", comparison.before.graph, flow, lang)),
        Told(changes.comes, lambda flow: _flow("+", comparison.after.graph, flow, lang)),
        Told(changes.changed, lambda change: _changed(comparison, change, lang)),
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
    edits = SEMICOLON[lang].join(edit_words(comparison, change.flow, edit, lang) for edit in change.edits)
    return item("~", f"{ends(comparison.after.graph, change.flow)}{COLON[lang]}{edits}")
