"""What one may have drawn: the maps and tables of `cartography/`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from ea_repo.check.audit_settings import Selection
from ea_repo.draw.cartography import View
from ea_repo.draw.context import Context
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.view_to_diagram import draw, selected
from ea_repo.draw.viewpoint import Viewpoint
from ea_repo.finding import Lang, Position, Text
from ea_repo.impact.refusal import Refusal
from ea_repo.metamodel import accepts, kind
from ea_repo.report import marks
from ea_repo.report.table import Table, table
from ea_repo.report.words import date
from ea_repo.repository.asking import Asking
from ea_repo.repository.judging import Judging
from ea_repo.repository.opened import UnknownName
from ea_repo.repository.planning import Planning


@dataclass(frozen=True)
class Asked:
    """A map asked for: its view, what it is drawn around, how far, and the day that it is compared with."""

    view: str
    focus: tuple[str, ...] = ()
    depth: int | None = None
    before: str | None = None

    @property
    def name(self) -> str:
        """What to call its file: what could lead to another folder, or be read as an address, is percent-encoded."""
        name = "-".join((self.view, *self.focus[:3]))
        return re.sub(r"[^\w.-]", lambda character: quote(os.fsencode(character[0]), safe=""), name)


class Drawing(Asking, Planning, Judging):
    """The commands that draw."""

    def view(self, id: str) -> View:
        """A view by its id; raises UnknownName, or what is wrong in its file."""
        known = self.cartography
        if id in known.unreadable:
            raise known.unreadable[id]
        if id not in known.views:
            raise UnknownName(Text("vue", "view"), id, known.views)
        return known.views[id]

    def draw(self, asked: Asked, lang: Lang, beside: Path | None = None) -> Diagram:
        """The map of a view; `beside` is the folder that its links to the text start from."""
        view = self.view(asked.view)
        self._may_be_drawn(view, asked)
        diagram = self._diagram(view, asked, lang)
        return diagram if beside is None else replace(diagram, written_at=self._written_at(diagram, beside))

    def tabled(self, asked: Asked) -> Table:
        """The table of a view."""
        view = self.view(asked.view)
        self._may_be_drawn(view, asked)
        ids = selected(self.graph, view.point.show)
        return table(self.graph, ids, view.point.columns, self.situation)

    def each(self) -> Iterator[Asked]:
        """Every map, once, or once for each element that its view is to be drawn around."""
        for view in self.cartography.views.values():
            point = view.point
            if point.each is not None:
                yield from (Asked(view.id, (id,)) for id in point.each.select(self.graph))
            elif not (point.focus and point.focus.required):
                yield Asked(view.id)

    def _may_be_drawn(self, view: View, asked: Asked) -> None:
        """Refuses a focus that is missing, that the view has no use for, or that is of a wrong kind."""
        focus = view.point.focus
        view.check(self.graph)
        if asked.before is not None and view.point.colour != "change":
            raise Refusal(
                Text(
                    f"« {view.id} » ne compare rien : sans --before", f"“{view.id}” compares nothing: without --before"
                )
            )
        if asked.depth is not None and not view.point.around:
            raise Refusal(
                Text(
                    f"« {view.id} » n'a pas de profondeur : sans --depth", f"“{view.id}” has no depth: without --depth"
                )
            )
        if asked.focus and focus is None:
            raise Refusal(Text(f"« {view.id} » montre tout : sans --focus", f"“{view.id}” shows all: without --focus"))
        if focus and focus.required and not asked.focus:
            raise Refusal(
                Text(
                    f"« {view.id} » se dessine autour d'un élément : ea draw {view.id} --focus ID",
                    f"“{view.id}” is drawn around an element: ea draw {view.id} --focus ID",
                )
            )
        if focus and not focus.many and len(asked.focus) > 1:
            raise Refusal(
                Text(f"« {view.id} » n'a qu'un centre : un seul --focus", f"“{view.id}” has one centre: one --focus")
            )
        for id in asked.focus:
            self._known(id)
            if focus and not any(accepts(each, self.graph.kind(id)) for each in focus.kind):
                wanted, actual = kind(focus.kind[0]).label, kind(self.graph.kind(id)).label
                raise Refusal(
                    Text(
                        f"« {id} » est de genre {actual.fr} : « {view.id} » attend {wanted.fr}",
                        f"“{id}” is of kind {actual.en}: “{view.id}” expects {wanted.en}",
                    )
                )

    def _diagram(self, view: View, asked: Asked, lang: Lang) -> Diagram:
        point = view.point
        context = Context(
            self.graph,
            self.cartography.style,
            lang,
            self.seen(lang),
            focus=asked.focus,
            depth=asked.depth,
            unreadable=len(self.workspace.unreadable),
        )
        if point.form == "timeline":
            return draw(view, context, marks.calendar(self.timeline(asked.focus), lang))
        return draw(view, self._marked(point, asked, context))

    def _marked(self, point: Viewpoint, asked: Asked, context: Context) -> Context:
        """The context with what the analysis by which the view is coloured says."""
        lang = context.lang
        match point.colour:
            case "findings":
                selection = Selection(rules=(point.rule,)) if point.rule else Selection()
                return replace(context, marks=marks.of_findings(self.check(selection).findings, lang))
            case "impact":
                found = self.impact(asked.focus, None, (), ())
                return replace(context, graph=found.impact.graph, marks=marks.of_impact(found.impact, lang))
            case "lineage":
                return replace(context, marks=marks.of_lineage(self.graph, asked.focus))
            case "support":
                return replace(context, marks=marks.of_support(self.graph, self.when.date, lang))
            case "change":
                return self._compared(asked, context)
            case _:
                return context

    def _compared(self, asked: Asked, context: Context) -> Context:
        """The two sides of a change: without and with the change files, or on two days."""
        lang = context.lang
        if asked.before is not None:
            earlier = self.on(asked.before)
            graph, found = marks.of_changes(earlier.graph, self.graph)
            days = date(earlier.when.date, lang), date(self.when.date, lang)
            said = Text(f"du {days[0]} au {days[1]}", f"from {days[0]} to {days[1]}")[lang]
            return replace(context, graph=graph, marks=found, situation=f"{self.situation.workspace} · {said}")
        graph, found = marks.of_changes(self.unchanged().graph, self.graph)
        return replace(context, graph=graph, marks=found)

    def seen(self, lang: Lang) -> str:
        """Whose system, on which day, and why that day."""
        seen = self.situation
        return f"{seen.workspace} · {date(seen.date, lang)} ({seen.origin[lang]})"

    def _written_at(self, diagram: Diagram, beside: Path) -> dict[str, Position]:
        """Where each element of a map is written, its file seen from a folder."""
        elements = {*(box.element for box in diagram.boxes), *(arrow.element for arrow in diagram.arrows)}
        places = {id: self.locate(id) for id in sorted(filter(None, elements)) if id in self.workspace.graph}
        return {
            id: replace(at, file=Path(os.path.relpath(self.root / at.file, beside)).as_posix())
            for id, at in places.items()
            if at is not None
        }
