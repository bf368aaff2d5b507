"""Who holds a datum and from whom: lines by distance for a terminal, lists, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import click

from ea_repo.answer.situation import Situation
from ea_repo.finding import Lang, Text
from ea_repo.format.markdown import escaped
from ea_repo.impact.lineage import From, Holder, Lineage, Receipt
from ea_repo.report.deps import VERSION, hops_as_json
from ea_repo.report.flow_words import columns, listed, mode, named, out_of_service, subject
from ea_repo.report.words import counted, heading

_SUBJECT = Text("lignage au", "lineage on")
_MASTERS = Text("Maîtres", "Masters")
_APART = Text("Sans maître connu derrière eux", "Without a known master behind them")
_SENDS = Text("l'émet{by}, et aucun flux connu ne la lui apporte", "sends it{by}, and no known flow brings it there")
_SENDS_IN_LOOP = Text("l'émet{by}, dans une boucle sans maître connu", "sends it{by}, in a loop without a known master")
_BY = Text(" par {}", " by {}")
_FROM: dict[From, Text] = {
    "master": Text("directement du maître {}", "directly from the master {}"),
    "relay": Text("d'un relais du maître, {}", "from a relay of the master, {}"),
    "copy": Text("d'une copie, {}", "from a copy, {}"),
}
_FROM_APART = Text("d'un détenteur sans maître connu, {}", "from a holder without a known master, {}")
_ALSO = Text("reçoit aussi ", "also gets it ")


def as_json(found: Lineage, seen: Situation) -> str:
    data: dict[str, Any] = {
        "version": VERSION,
        "roots": [found.datum],
        "date": seen.date.isoformat(),
        "changes": list(seen.changes),
        "mastered": found.mastered,
        "not_in_service": list(found.absent),
        "elements": [
            {
                "id": each.id,
                "kind": found.graph.kind(each.id),
                "name": found.graph.name(each.id),
                "distance": each.distance,
                "chain": hops_as_json(each.chain),
                "master": each.master,
                "by": list(each.by),
                "origin": each.origin,
                "received": [
                    {"from": one.giver, "by": one.flow, "origin": one.origin, "mode": one.mode} for one in each.receipts
                ],
            }
            for each in found.holders
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


@dataclass(frozen=True)
class _Section:
    title: str
    rows: list[tuple[str, list[str]]]


def as_text(found: Lineage, seen: Situation, lang: Lang, width: int) -> str:
    lines = [heading(seen, lang, _SUBJECT), "", subject(found.graph, found.datum, lang), *_told(found, lang)]
    for each in _sections(found, lang):
        told = [(f"  {left}", "", said) for left, said in each.rows]
        lines += ["", click.style(each.title, bold=True), *columns(told, width)]
    return "\n".join(lines)


def as_markdown(found: Lineage, seen: Situation, lang: Lang) -> str:
    about = click.unstyle(subject(found.graph, found.datum, lang))
    lines = [f"# {escaped(about)}", "", escaped(click.unstyle(heading(seen, lang, _SUBJECT)))]
    lines += [line for said in _told(found, lang) for line in ("", escaped(said))]
    for each in _sections(found, lang):
        lines += ["", f"## {escaped(each.title)}", ""]
        for left, said in each.rows:
            told = escaped("; ".join(filter(None, said)))
            lines.append(f"- **{escaped(left)}**" + (f": {told}" if told else ""))
    return "\n".join(lines)


def _told(found: Lineage, lang: Lang) -> Iterator[str]:
    """The answer in a line, then what one must know to read it."""
    yield _answer(found, lang)
    graph = found.graph
    if found.mastered not in (None, found.datum):
        whole = named(graph, str(found.mastered))
        yield Text(
            f"nul ne la maîtrise par son nom : les maîtres sont ceux de l'ensemble {whole}",
            f"nobody masters it by name: the masters are those of the whole {whole}",
        )[lang]
    if found.absent:
        absent = listed((f"{named(graph, each)} [{out_of_service(graph, each, lang)}]" for each in found.absent), lang)
        yield Text(f"ne compte pas comme maître à cette date : {absent}", f"no master on that day: {absent}")[lang]
    parts = sorted(graph.parts(found.datum) - {found.datum})
    if parts:
        names = listed((named(graph, each) for each in parts), lang)
        yield Text(
            f"ses parties ont chacune leur lignage : {names}", f"its parts each have their own lineage: {names}"
        )[lang]


def _answer(found: Lineage, lang: Lang) -> str:
    if not found.holders:
        return Text(
            "Aucun détenteur connu : nul ne la maîtrise, et aucun flux connu ne la porte",
            "No known holder: nobody masters it, and no known flow carries it",
        )[lang]
    number = len(found.holders)
    tally = [
        _tally(sum(each.master for each in found.holders), ("maître", "maîtres"), ("master", "masters"), lang),
        _tally(_count(found, "master"), ("directement d'un maître",) * 2, ("directly from a master",) * 2, lang),
        _tally(_count(found, "relay"), ("par un relais",) * 2, ("by a relay",) * 2, lang),
        _tally(_count(found, "copy"), ("par une copie",) * 2, ("by a copy",) * 2, lang),
        _tally(
            sum(each.distance is None for each in found.holders),
            ("sans maître connu",) * 2,
            ("without a known master",) * 2,
            lang,
        ),
    ]
    total = counted(number, *(("détenteur", "détenteurs") if lang == "fr" else ("holder", "holders")))
    return total + Text(" : ", ": ")[lang] + ", ".join(filter(None, tally))


def _tally(number: int, fr: tuple[str, str], en: tuple[str, str], lang: Lang) -> str:
    return counted(number, *(fr if lang == "fr" else en)) if number else ""


def _count(found: Lineage, origin: From) -> int:
    return sum(each.distance is not None and each.origin == origin for each in found.holders)


def _sections(found: Lineage, lang: Lang) -> Iterator[_Section]:
    """The masters, the holders at each distance from one, then those without one behind them."""
    for distance, group in groupby(found.holders, key=lambda each: (each.distance, each.master)):
        holders = list(group)
        yield _Section(
            _title(*distance, lang), [(named(found.graph, each.id), _how(found, each, lang)) for each in holders]
        )


def _title(distance: int | None, master: bool, lang: Lang) -> str:
    if distance is None:
        return _APART[lang]
    if master:
        return _MASTERS[lang]
    return f"À {distance} flux d'un maître" if lang == "fr" else f"{counted(distance, 'flow', 'flows')} from a master"


def _how(found: Lineage, holder: Holder, lang: Lang) -> list[str]:
    """How a holder has the datum, a line for each way."""
    said = []
    modules = ", ".join(found.graph.name(each) for each in holder.by if each != holder.id)
    by = _BY[lang].format(modules) if modules else ""
    if holder.by and not holder.master:
        said.append((_SENDS_IN_LOOP if holder.receipts else _SENDS)[lang].format(by=by))
    elif by:
        said.append(by.strip())
    also = _ALSO[lang] if holder.master else ""
    return [*said, *(also + _receipt(found, each, lang) for each in holder.receipts)] or [""]


def _receipt(found: Lineage, each: Receipt, lang: Lang) -> str:
    graph = found.graph
    apart = each.origin == "copy" and graph.solution(each.giver) in found.apart
    origin = (_FROM_APART if apart else _FROM[each.origin])[lang].format(graph.name(each.giver))
    return f"{origin} · {mode(each.mode, lang)} ({each.flow})"
