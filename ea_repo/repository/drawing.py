"""What one may have drawn: the maps and tables of `cartography/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import Analysis, Change, Findings, Map, MapQuestion
from ea_repo.answer.view_table import ViewTable, view_table
from ea_repo.check.audit_settings import Selection, completeness
from ea_repo.draw.cartography import View
from ea_repo.draw.colours import COLOURS, DYNAMIC
from ea_repo.draw.view_to_diagram import selected
from ea_repo.draw.viewpoint import ANALYSES
from ea_repo.finding import Text
from ea_repo.impact.refusal import Refusal
from ea_repo.metamodel import accepts
from ea_repo.repository import asking, judging, planning
from ea_repo.repository.open_workspace import OpenWorkspace, UnknownName
from ea_repo.select.paths import known_columns


def view(opened: OpenWorkspace, id: str) -> View:
    """A view by its id; raises UnknownName, or what is wrong in its file."""
    cartography = opened.cartography
    if id in cartography.unreadable:
        raise cartography.unreadable[id]
    if not cartography.views and cartography.unreadable:
        raise next(iter(cartography.unreadable.values()))
    if id not in cartography.views:
        raise UnknownName(Text("vue", "view"), id, cartography.views)
    return cartography.views[id]


def draw(opened: OpenWorkspace, question: MapQuestion) -> Answer[Map] | Answer[ViewTable]:
    """What a view shows; raises Refusal where the question does not fit the view."""
    asked = _as_asked(opened, view(opened, question.view), question)
    kinds = asked.point.focus.kind if asked.point.focus else ()
    question = replace(question, focus=opened.all_named(question.focus, *kinds))
    _must_fit(opened, asked, question)
    known = completeness(opened.workspace, opened.graph).known
    if asked.point.form == "table":
        ids = selected(opened.graph, asked.point.show)
        return opened.answer(view_table(asked, opened.graph, known, ids))
    analysis = _analysis(opened, asked, question)
    unreadable = len(opened.workspace.unreadable)
    return opened.answer(Map(question, asked, opened.cartography.style, opened.graph, analysis, unreadable, known))


def _as_asked(opened: OpenWorkspace, known: View, question: MapQuestion) -> View:
    """The view with the colour and the badge asked for; raises Refusal where they mean nothing on it."""
    point, changes = known.point, dict[str, object]()
    if (question.colour is not None or question.badge is not None) and point.form not in ("map", "tiles"):
        fr = f"« {known.id} » n'a pas de couleur à choisir : sans --colour ni --badge"
        raise Refusal(Text(fr, f"“{known.id}” has no colour to choose: without --colour or --badge"))
    if question.colour is not None:
        colour = COLOURS.get(question.colour, question.colour)
        scales = opened.cartography.style.scales
        if colour not in {*scales, *DYNAMIC} - {*ANALYSES} | {"findings"}:
            raise UnknownName(Text("couleur", "colour"), question.colour, [*COLOURS, *scales])
        changes |= {"colour": colour, "or_colour": ()}
    if question.badge is not None:
        changes["label"] = (*point.label, _column(opened, question.badge))
    return replace(known, point=point.model_copy(update=changes)) if changes else known


def _column(opened: OpenWorkspace, badge: str) -> str:
    """The column of a badge; raises UnknownName."""
    column, known = COLOURS.get(badge, badge), known_columns(opened.workspace.graph.vocabulary)
    if column.split(".")[0] not in known:
        raise UnknownName(Text("champ", "field"), badge, known)
    return column


def every_map(opened: OpenWorkspace) -> Iterator[MapQuestion]:
    """Every view, once, or once for each element that it is to be drawn around."""
    for known in opened.cartography.views.values():
        point = known.point
        if point.each is not None:
            for id in point.each.select(opened.graph):
                yield MapQuestion(known.id, (id,))
        elif not (point.focus and point.focus.required):
            yield MapQuestion(known.id)


def _must_fit(opened: OpenWorkspace, asked: View, question: MapQuestion) -> None:
    """Refuses a focus that is missing, that the view has no use for, or that is of a wrong kind."""
    id, point, focus = asked.id, asked.point, asked.point.focus
    asked.check(opened.graph)
    if question.before is not None and point.colour != "change":
        raise Refusal(Text(f"« {id} » ne compare rien : sans --before", f"“{id}” compares nothing: without --before"))
    if question.depth is not None and not point.around:
        raise Refusal(Text(f"« {id} » n'a pas de profondeur : sans --depth", f"“{id}” has no depth: without --depth"))
    if question.focus and focus is None:
        raise Refusal(Text(f"« {id} » montre tout : sans --focus", f"“{id}” shows all: without --focus"))
    if focus and focus.required and not question.focus:
        fr = f"« {id} » se dessine autour d'un élément : ea draw {id} --focus ID"
        raise Refusal(Text(fr, f"“{id}” is drawn around an element: ea draw {id} --focus ID"))
    if focus and not focus.many and len(question.focus) > 1:
        raise Refusal(Text(f"« {id} » n'a qu'un centre : un seul --focus", f"“{id}” has one centre: one --focus"))
    for centre in question.focus:
        opened.must_know(centre)
        if focus and not any(accepts(wanted, opened.graph.kind(centre)) for wanted in focus.kind):
            wanted, actual = opened.graph.vocabulary.kinds[focus.kind[0]].label, opened.graph.definition(centre).label
            fr = f"« {centre} » est de genre {actual.fr} : « {id} » attend {wanted.fr}"
            raise Refusal(Text(fr, f"“{centre}” is of kind {actual.en}: “{id}” expects {wanted.en}"))


def _analysis(opened: OpenWorkspace, asked: View, question: MapQuestion) -> Analysis | None:
    """The analysis by which a view is coloured; None where the graph itself says it."""
    point = asked.point
    if point.form == "timeline":
        year, window = opened.when.date.year, point.window
        years = (str(year - window.before), str(year + window.after)) if window else (None, None)
        return asking.lives(opened, question.focus, *years).content
    match point.colour:
        case "findings":
            selection = Selection(rules=(point.rule,)) if point.rule else Selection()
            return Findings(tuple(judging.audit(opened, selection, None, lambda *_: None).findings))
        case "impact":
            return planning.study(opened, question.focus, None, (), ()).content.impact
        case "change" if question.before is not None:
            earlier = opened.on(question.before)
            return Change(earlier.graph, earlier.situation)
        case "change":
            return Change(opened.unchanged().graph, None)
        case _:
            return None
