"""The maps of the cartography, each on a page of its own, whose boxes lead to the pages of elements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import MapQuestion
from ea_repo.answer.view_table import ViewTable
from ea_repo.document import Document
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.render import drawn_together
from ea_repo.draw.svg import NotDrawn, inlined
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.finding import Lang, Text
from ea_repo.impact.refusal import Refusal
from ea_repo.load.definition_file import DefinitionUnreadable
from ea_repo.report import map as map_report
from ea_repo.report.writing import document
from ea_repo.select.selector import SelectorError
from ea_repo.site.addresses import Address, page_of
from ea_repo.site.documents import linked_body
from ea_repo.site.portal import Portal
from ea_repo.site.shell import page, words
from ea_repo.site.words import SECTIONS
from ea_repo.typography import typeset


@dataclass(frozen=True)
class MapRow:
    """A map in the list of maps."""

    title: str
    question: str
    page: Address
    around: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """A view of which no map is drawn, since these would be too many."""

    title: str
    question: str
    number: int
    command: str


def maps(portal: Portal, lang: Lang) -> str:
    """Every map with the question that it answers, those drawn around elements under their view."""
    rows: dict[str, list[MapRow]] = {}
    for question in portal.maps:
        point = portal.repository.views().views[question.view].point
        rows.setdefault(question.view, []).append(
            MapRow(
                typeset(point.title.text[lang], lang),
                typeset(point.question.text[lang], lang),
                page_of("map", question.name),
                question.focus,
            )
        )
    return page(
        portal, lang, Address("", "maps"), "maps.html", SECTIONS["maps"][lang],
        current="maps",
        views=list(rows.values()),
        left_out=list(_left_out(portal, lang)),
        names={id: portal.name(id) for question in portal.maps for id in question.focus},
        unreadable=[error.message[lang] for error in portal.repository.views().unreadable.values()],
    )  # fmt: skip


def _left_out(portal: Portal, lang: Lang) -> Iterator[LeftOut]:
    for view, number in portal.views_left_out.items():
        point = portal.repository.views().views[view].point
        title, question = (typeset(text.text[lang], lang) for text in (point.title, point.question))
        yield LeftOut(title, question, number, f"ea draw {view} --focus ID")


def map_page(portal: Portal, question: MapQuestion, lang: Lang, drawn: DrawnMap | None = None) -> str:
    """A map, or a table of the cartography; where it cannot be drawn, why: one map hides no other page.

    `drawn` is the map, where it was drawn already together with others.
    """
    at, point = page_of("map", question.name), portal.repository.views().views[question.view].point
    around = ", ".join(map(portal.name, question.focus))
    title = point.title.text[lang] + (f" – {around}" if around else "")
    shown = drawn or drawn_maps(portal, [(question, lang)])[question, lang]
    if isinstance(shown.content, Document):
        return page(
            portal, lang, at, "document.html", title, current="maps", about="", answer=shown.content.answer,
            body=linked_body(portal, shown.content, lang, at.up),
        )  # fmt: skip
    diagram = shown.content
    return page(
        portal, lang, at, "map.html", title,
        current="maps",
        scripts=("assets/map.js",),
        question=point.question.text[lang],
        focus=question.focus,
        svg=shown.svg,
        wrong=f"{words(lang)['not-drawn']}{words(lang)['colon']} {shown.wrong[lang]}" if shown.wrong else "",
        summary=map_report.summary(diagram, lang) if diagram is not None else "",
        lines=text_equivalent(diagram) if diagram is not None else (),
    )  # fmt: skip


@dataclass(frozen=True)
class DrawnMap:
    """What a page shows of a view: a diagram with its SVG, or a table; or why there is none."""

    content: Diagram | Document | None
    svg: str | Markup = ""
    wrong: Text | None = None


def drawn_maps(portal: Portal, asked: Sequence[tuple[MapQuestion, Lang]]) -> dict[tuple[MapQuestion, Lang], DrawnMap]:
    """What several views show, each in a language; small maps are laid out together, which takes less time."""
    shown: dict[tuple[MapQuestion, Lang], DrawnMap] = {}
    diagrams: dict[tuple[MapQuestion, Lang], Diagram] = {}
    for question, lang in asked:
        try:
            content = _content(portal, question, lang)
        except (DefinitionUnreadable, NotDrawn, Refusal, SelectorError) as problem:
            shown[question, lang] = DrawnMap(None, wrong=problem.message)
            continue
        shown[question, lang] = DrawnMap(content)
        if isinstance(content, Diagram) and not content.empty:
            diagrams[question, lang] = content
    drawings = drawn_together(list(diagrams.values()), portal.repository.cartography.style)
    for (key, diagram), drawing in zip(diagrams.items(), drawings, strict=True):
        if isinstance(drawing, NotDrawn):
            shown[key] = DrawnMap(diagram, wrong=drawing.message)
        else:
            svg = Markup(inlined(drawing.svg, "drawn-"))  # noqa: S704 - a drawing whose every text is escaped
            shown[key] = DrawnMap(diagram, svg)
    return shown


def _content(portal: Portal, question: MapQuestion, lang: Lang) -> Diagram | Document:
    """A map whose boxes lead to the pages of elements, or a table; raises what says why it is not there."""

    def page_of_element(id: str) -> str | None:
        return f"../{page_of('element', id).path}" if id in portal.entries else None

    answer = portal.draw(question)
    if isinstance(answer.content, ViewTable):
        return document("view_table", answer, lang, screen=False)
    return map_report.diagram(Answer(answer.situation, answer.content), lang, page_of_element)
