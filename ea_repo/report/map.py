"""A map in a language: its analysis as marks, its situation in words, where its elements lead."""

from __future__ import annotations

from dataclasses import replace

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import Change, Findings, Map
from ea_repo.draw.context import Context
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.effects import Effects
from ea_repo.draw.links import LinkOf, linked
from ea_repo.draw.svg import nesting
from ea_repo.draw.timeline import Calendar
from ea_repo.draw.view_to_diagram import draw
from ea_repo.finding import Lang, Text
from ea_repo.impact.impact import Impact
from ea_repo.impact.timeline import Timeline
from ea_repo.report import map_marks
from ea_repo.report.map_calendar import calendar
from ea_repo.report.map_effects import effects
from ea_repo.report.map_roadmap import roadmap
from ea_repo.report.words import counted, date, heading


def diagram(answer: Answer[Map], lang: Lang, link_of: LinkOf | None = None) -> Diagram:
    """The map, drawn; `link_of` says where a click on each of its elements leads, by default nowhere."""
    map_ = answer.content
    context = _context(answer, lang)
    match map_.analysis:
        case Timeline() as lives:
            link, most = map_.view.point.group, map_.view.point.most
            analysed: Calendar | Effects | None = roadmap(lives, link, most, lang) if link else calendar(lives, lang)
        case Impact() as impact if map_.view.point.form == "effects":
            analysed = effects(impact, lang)
        case _:
            analysed = None
    with nesting(map_.view.id):
        drawn = draw(map_.view, context, analysed)
    return drawn if link_of is None else linked(drawn, link_of)


def _context(answer: Answer[Map], lang: Lang) -> Context:
    """The graph with what the analysis by which the view is coloured says of its elements."""
    map_ = answer.content
    question = map_.question
    situation = heading(answer.situation, lang)
    context = Context(
        map_.graph,
        map_.style,
        lang,
        situation,
        focus=question.focus,
        depth=question.depth,
        unreadable=map_.unreadable,
        marking=answer.situation.marking[lang] if answer.situation.marking else "",
        known=map_.known,
    )
    match map_.analysis, map_.view.point.colour:
        case Findings(findings), _:
            return replace(context, marks=map_marks.of_findings(map_.graph, findings, lang))
        case Impact() as impact, _:
            return replace(context, graph=impact.graph, marks=map_marks.of_impact(impact, lang))
        case Change(before, since), _:
            changed = map_marks.of_changes(before, map_.graph)
            if since is not None:
                days = date(since.date, lang), date(answer.situation.date, lang)
                period = Text(f"du {days[0]} au {days[1]}", f"from {days[0]} to {days[1]}")[lang]
                situation = f"{answer.situation.workspace} · {period}"
            return replace(context, graph=changed.graph, marks=changed.marks, situation=situation)
        case _, "lineage":
            return replace(context, marks=map_marks.of_lineage(map_.graph, question.focus))
        case _, "support" if map_.view.point.form == "grid":
            return replace(context, marks=map_marks.of_support_under(map_.graph, answer.situation.date))
        case _, "support":
            return replace(context, marks=map_marks.of_support(map_.graph, answer.situation.date, lang))
        case _:
            return context


def summary(drawn: Diagram, lang: Lang) -> str:
    """What a map shows, in a few words."""
    if drawn.empty:
        return drawn.notes[-1] if drawn.notes else drawn.title
    elements = len({box.element for box in drawn.boxes if box.element and not box.frame})
    words = Text("élément|éléments|flèche|flèches|case|cases", "element|elements|arrow|arrows|box|boxes")[lang].split(
        "|"
    )
    shown = [counted(elements, words[0], words[1], lang)]
    if not elements:
        shown = [counted(len(drawn.boxes), words[4], words[5], lang)]
    if drawn.arrows:
        shown.append(counted(len(drawn.arrows), words[2], words[3], lang))
    return ", ".join(shown)
