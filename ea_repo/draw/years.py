"""Technologies by the year in which their support ends, each with what stands on it: applications, nodes, processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.context import NOT_RECORDED
from ea_repo.draw.diagram import Diagram, LegendEntry
from ea_repo.draw.listing import ListGroup, ListRow, listing
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import accepts
from ea_repo.semantics.hosting import standing_on_technology
from ea_repo.semantics.support import support

_CRITICALITY = "criticality"
_RANKS = ("critical", "important", "standard", NOT_RECORDED)
"""Criticality, the most critical first."""
_ENDED, _UNKNOWN = Text("Déjà terminé", "Already ended"), Text("Fin non renseignée", "End not recorded")
_NO_END = Text("aucune fin renseignée", "no recorded end")
_NOTHING = Text("rien de renseigné ne s'y appuie", "nothing recorded stands on it")
_NODES, _PROCESSES = Text("nœuds", "nodes"), Text("processus", "processes")
_ENDS, _ENDED_ON = Text("fin le", "ends on"), Text("terminé le", "ended on")
_VENDOR = Text("éditeur : {}", "vendor: {}")
_NEAR = ("ended", "extended", "soon")
"""The states of a support for which what stands on it is urgent."""
_UNUSED = "—"
"""What stands for nothing on the right of a technology."""
_BEFORE, _AFTER = 0, 9999
"""The places of what has ended and of what has no recorded end among the years."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A technology and what stands on it in service, in the order of names."""

    technology: str
    applications: tuple[str, ...]
    nodes: tuple[str, ...]
    processes: tuple[str, ...]

    @property
    def used(self) -> bool:
        return bool(self.applications or self.nodes)


def years(head: Diagram, appearance: Appearance, ids: Sequence[str]) -> Diagram:
    """A frame a year, a row a technology, on its right what stands on it; first what is out of support already."""
    standing = [_standing(appearance.graph, id) for id in ids]
    groups = tuple(_groups(appearance, standing))
    return replace(
        head,
        boxes=tuple(listing(groups, appearance.context.colon)),
        legend=(*appearance.legend(), *_reading(appearance, standing)),
        notes=(*head.notes, *_notes(appearance, standing)),
        layout="placed",
    )


def _reading(appearance: Appearance, standing: Sequence[_Standing]) -> Iterator[LegendEntry]:
    """How to read the right of a row."""
    say = appearance.context.say
    used = sum(one.used for one in standing)
    on_it = Text(
        "à droite, ce qui s'y appuie ; de la couleur de sa criticité la plus forte si le support est fini, payant ou "
        "presque fini",
        "on the right, what stands on it; coloured by its highest criticality where support is over, paid or ends soon",
    )
    if used:
        yield LegendEntry("head", say(on_it), used)
    if len(standing) > used:
        yield LegendEntry("head", f"{_UNUSED} {say(_NOTHING)}", len(standing) - used)


def _notes(appearance: Appearance, standing: Sequence[_Standing]) -> Iterator[str]:
    """Which end counts, where several are recorded; and what to write, where nothing stands on anything."""
    say = appearance.context.say
    if any(_vendor_ends_before(appearance.graph, one.technology) for one in standing):
        fr = "L'année et la couleur suivent la dernière fin de support (éditeur, extension payante, contrat propre)"
        en = "The year and the colour are those of the last end of support (vendor, paid extension, own contract)"
        yield say(Text(f"{fr}, comme l'audit.", f"{en}, as in the audit."))
    if standing and not any(one.used for one in standing):
        fr = "Qui utilise ces technologies n'est pas renseigné : écrire celles des applications et des nœuds."
        en = "Who uses these technologies is not recorded: write those of applications and nodes."
        yield say(Text(fr, en))


def _vendor_ends_before(graph: Graph, technology: str) -> bool:
    known = support(graph, technology)
    return known is not None and known.vendor is not None and known.vendor < known.last


def _standing(graph: Graph, technology: str) -> _Standing:
    def order(id: str) -> tuple[tuple[str, str], str]:
        return dictionary_order(graph.name(id)), id

    on_it = sorted(standing_on_technology(graph, technology), key=order)
    applications = tuple(id for id in on_it if accepts("application", graph.kind(id)))
    processes = {
        process for id in applications for link in ("covers", "supports") for process in graph.targets(id, link)
    }
    nodes = tuple(id for id in on_it if id not in applications)
    return _Standing(technology, applications, nodes, tuple(sorted(processes, key=order)))


def _groups(appearance: Appearance, standing: Sequence[_Standing]) -> Iterator[ListGroup]:
    """What is out of support, then year by year, those without any end told too, then what nothing is recorded of."""
    say = appearance.context.say
    by_year: dict[int, list[_Standing]] = {}
    for one in standing:
        by_year.setdefault(_year(appearance, one.technology), []).append(one)
    titles = {_BEFORE: say(_ENDED), _AFTER: say(_UNKNOWN)}
    for year, following in pairwise([*sorted(by_year), _AFTER + 1]):
        of_year = sorted(by_year[year], key=lambda one: _rank(appearance, one))
        rows = tuple(_row(appearance, one) for one in of_year)
        yield ListGroup(titles.get(year, str(year)), rows)
        if year != _BEFORE and year + 1 < following < _AFTER:
            skipped = f"{year + 1}" if following == year + 2 else f"{year + 1} – {following - 1}"
            yield ListGroup(f"{skipped} · {say(_NO_END)}", (), 0)


def _year(appearance: Appearance, technology: str) -> int:
    """The year in which its support ends; before all of them what has ended, after them what is not recorded."""
    mark = appearance.context.marks.get(technology)
    if mark is None or mark.day is None:
        return _AFTER
    return _BEFORE if mark.value == "ended" else mark.day.year


def _rank(appearance: Appearance, standing: _Standing) -> tuple[object, ...]:
    """The most critical first, then what most stands on, then what ends first."""
    worst = [_RANKS.index(_criticality(appearance, id)) for id in standing.applications]
    number = -len(standing.applications) - len(standing.nodes)
    mark = appearance.context.marks.get(standing.technology)
    end = mark.day.toordinal() if mark and mark.day else 0
    return min(worst, default=len(_RANKS)), number, end, dictionary_order(appearance.graph.name(standing.technology))


def _criticality(appearance: Appearance, id: str) -> str:
    return str(appearance.graph.value(id, _CRITICALITY) or NOT_RECORDED)


def _row(appearance: Appearance, standing: _Standing) -> ListRow:
    """A technology with its last day; the applications on it by criticality, the nodes, the processes they serve."""
    context, id = appearance.context, standing.technology
    say, colon, mark = context.say, context.colon, context.marks.get(id)
    right, look = list[str](), "head"
    for criticality in _RANKS:
        alike = [app for app in standing.applications if _criticality(appearance, app) == criticality]
        if alike:
            words = appearance.say_value(_CRITICALITY, criticality)
            right.append(f"{words} ({len(alike)}){colon}{', '.join(map(appearance.name, alike))}")
            if look == "head" and mark and mark.value in _NEAR:
                look = appearance.look_of(_CRITICALITY, criticality, arrow=False)
    for label, others in ((_NODES, standing.nodes), (_PROCESSES, standing.processes)):
        if others:
            right.append(f"{say(label)} ({len(others)}){colon}{', '.join(map(appearance.name, others))}")
    end, meaning = _end(appearance, id), appearance.meaning(id, appearance.colour)
    return ListRow(
        id,
        " · ".join(filter(None, (appearance.name(id), end))),
        appearance.look(id),
        appearance.tooltip(id),
        tuple(right) or (_UNUSED,),
        ", ".join(filter(None, (meaning, end))),
        right_look=look,
        told=() if right else (say(_NOTHING),),
    )


def _end(appearance: Appearance, technology: str) -> str:
    """The last day of its support, and that of its vendor's own where that is earlier; nothing where none is known."""
    context = appearance.context
    known, mark = support(appearance.graph, technology), context.marks.get(technology)
    if known is None or mark is None:
        return ""
    end = f"{context.say(_ENDED_ON if mark.value == 'ended' else _ENDS)} {context.date(known.last)}"
    if known.vendor is not None and known.vendor < known.last:
        end += f" ({context.say(_VENDOR).format(context.date(known.vendor))})"
    return end
