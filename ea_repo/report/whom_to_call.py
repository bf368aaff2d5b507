"""Whom to call when something stops, the data that is handled there, and the register of processing activities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ea_repo.answer.impact import ImpactStudy
from ea_repo.document import Rows, Section
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.impact import Affected
from ea_repo.impact.whom_to_call import Call, Concern, Use
from ea_repo.metamodel import kind
from ea_repo.report import bearable_stop
from ea_repo.report.impact_words import both
from ea_repo.report.shortened import WITH_ALL, annexed, first, left_out
from ea_repo.report.words import NOT_RECORDED, few, heads

ROLES_OF_USERS = frozenset(
    told for name in ("application", "process") if (told := kind(name).links["used_by"].told) is not None
)
_TITLE = Text("Qui appeler", "Whom to call")
_COLUMNS = Text("Qui|Où le joindre|Utilise|État|À savoir", "Who|How to reach them|Uses|State|To know")
_CRITICALITY = {
    "critical": Text("critique", "critical"),
    "important": Text("importante", "important"),
    "standard": Text("courante", "standard"),
}
_RTO = Text("arrêt supportable : {}", "longest bearable stop: {}")
_AT_THE_MOST = Text("{} au plus", "{} at the most")
_DEGRADED_MODE = Text("mode dégradé : {}", "degraded mode: {}")
_TREATMENTS = Text("Traitements concernés (registre)", "Processing activities concerned (register)")
_TREATMENT_COLUMNS = Text("Traitement|Par|Responsable", "Processing activity|By|Controller")
_DATA = Text("Données manipulées ou conservées là", "Data handled or kept there")
_DATA_COLUMNS = Text("Donnée|Par", "Data object|By")
_FIRST = 6
_ALL = Text("Tous ceux à appeler", "All those to call")


def whom_to_call(study: ImpactStudy, lang: Lang) -> Iterator[Section]:
    """The first of those who use what is touched, with what one must know to talk with them."""
    rows = _uses(study, lang)
    if rows:
        shown = first(rows, _FIRST)
        table = Rows(heads(_COLUMNS, lang), tuple(shown), more=left_out(rows, shown, lang), headed=True)
        yield Section(_TITLE[lang], (table.full(),))


def all_to_call(study: ImpactStudy, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """All of those who use what is touched, where the first pages do not name them all."""
    rows = _uses(study, lang)
    if len(rows) > _FIRST + 1:
        yield Section(_ALL[lang], (_table(_COLUMNS, rows, lang, whole=whole),))


def _uses(study: ImpactStudy, lang: Lang) -> list[tuple[str, ...]]:
    return [row for call in study.calls for row in _rows(study.impact.graph, call, lang)]


def data_and_treatments(study: ImpactStudy, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """The data that what is touched handles or keeps, and what the register says of what is touched."""
    graph = study.impact.graph
    if study.data:
        rows = [(graph.name(concern.id), _by(graph, concern, lang)) for concern in study.data]
        yield Section(_DATA[lang], (_table(_DATA_COLUMNS, rows, lang, whole=whole),))
    if study.treatments:
        entries = [_treatment(graph, concern, lang) for concern in study.treatments]
        yield Section(_TREATMENTS[lang], (_table(_TREATMENT_COLUMNS, entries, lang, whole=whole),))


def _table(columns: Text, rows: Sequence[tuple[str, ...]], lang: Lang, *, whole: bool) -> Rows:
    shown = first(rows, annexed(whole=whole))
    return Rows(heads(columns, lang), tuple(shown), more=left_out(rows, shown, lang, WITH_ALL), headed=True).full()


def _rows(graph: Graph, call: Call, lang: Lang) -> Iterator[tuple[str, ...]]:
    """A row for each thing that somebody uses."""
    who = graph.name(call.actor) if call.actor else NOT_RECORDED[lang]
    reached = ways_to_reach(graph, call.actor) if call.actor else ""
    for use in call.uses:
        affected = Affected(use.element, use.state, use.possible, ())
        yield who, reached, graph.name(use.element), both(affected, lang), ", ".join(_to_know(use, lang))


def ways_to_reach(graph: Graph, actor: str) -> str:
    phones, emails, contact = (graph.value(actor, field) for field in ("phone", "email", "contact"))
    return ", ".join([*(phones or ()), *(emails or ()), *([contact] if contact else ())])


def _to_know(use: Use, lang: Lang) -> Iterator[str]:
    if use.criticality:
        yield _CRITICALITY[use.criticality][lang]
    if use.rto:
        yield _RTO[lang].format(bearable_stop.shown(use.rto, lang))
    if use.degraded_mode:
        yield _DEGRADED_MODE[lang].format(use.degraded_mode)


def stakes(graph: Graph, process: str, lang: Lang) -> str:
    """What is recorded of how much a process matters: `critique, arrêt supportable : 4 h, mode dégradé : papier`."""
    return ", ".join(_to_know(_as_used(graph, process), lang))


def stakes_in_short(graph: Graph, process: str, lang: Lang) -> str:
    """The same where a head says what it is about: `critique · 4 h au plus · papier`."""
    use = _as_used(graph, process)
    parts = (
        _CRITICALITY[use.criticality][lang] if use.criticality else None,
        _AT_THE_MOST[lang].format(bearable_stop.shown(use.rto, lang)) if use.rto else None,
        use.degraded_mode,
    )
    return " · ".join(filter(None, parts))


def _as_used(graph: Graph, process: str) -> Use:
    criticality = "critical" if graph.value(process, "critical") else None
    rto, degraded_mode = (graph.value(process, field) for field in ("rto", "degraded_mode"))
    return Use(process, None, None, criticality, rto, degraded_mode)


def _treatment(graph: Graph, concern: Concern, lang: Lang) -> tuple[str, str, str]:
    controllers: Iterable[str] = graph.targets(concern.id, "controller")
    return graph.name(concern.id), _by(graph, concern, lang), few(map(graph.name, controllers), lang, 2)


def _by(graph: Graph, concern: Concern, lang: Lang) -> str:
    return few(map(graph.name, concern.by), lang, 4)
