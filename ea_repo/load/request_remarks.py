"""What is missing in a request, or wrong in it, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ea_repo.finding import Position, Text
from ea_repo.graph import Graph
from ea_repo.load.requests import Option, RequestUnreadable, WrittenRequest
from ea_repo.metamodel import accepts, kind
from ea_repo.suggest import did_you_mean


@dataclass(frozen=True)
class Remark:
    """What is missing in a request, or wrong in it, with its place."""

    at: Position
    message: Text
    wrong: bool = False
    field: str = ""
    """Where in the request what is missing would stand."""


def remarks(written: WrittenRequest, graph: Graph) -> Iterator[Remark]:
    """What names nothing, and what a committee would ask for that is not written."""
    yield from _unknown_names(written, graph)
    yield from _wrong_options(written)
    yield from _missing(written)


def require_sound(remarks: Iterable[Remark]) -> None:
    """Raises RequestUnreadable where something is wrong, every such thing in a line."""
    if wrong := [remark for remark in remarks if remark.wrong]:
        fr, en = ("\n".join(f"{remark.at}: {remark.message[lang]}" for remark in wrong) for lang in ("fr", "en"))
        raise RequestUnreadable(Text(fr, en))


def _unknown_names(written: WrittenRequest, graph: Graph) -> Iterator[Remark]:
    request = written.request
    named: list[tuple[tuple[str | int, ...], str, str]] = [
        *((("moa", place), id, "actor") for place, id in enumerate(request.moa)),
        *((("processes", place), id, "process") for place, id in enumerate(request.processes)),
        *((("data", place), id, "data_object") for place, id in enumerate(request.data)),
        *((("sites", place), id, "site") for place, id in enumerate(request.sites)),
        *([(("site",), request.site, "site")] if request.site else []),
        *([(("project",), request.project, "project")] if request.project else []),
        *(
            (("options", key, "retires", place), id, "application")
            for key, option in request.options.items()
            for place, id in enumerate(option.retires)
        ),
    ]
    for path, id, wanted in named:
        if id not in graph or not accepts(wanted, graph.kind(id)):
            label, hint = kind(wanted).label, did_you_mean(id, graph.of(wanted))
            message = Text(f"{label.fr} inconnu(e) : « {id} »{hint.fr}", f"unknown {label.en}: “{id}”{hint.en}")
            yield Remark(written.place(*path), message, wrong=True)


def _wrong_options(written: WrittenRequest) -> Iterator[Remark]:
    request, names = written.request, dict[str, str]()
    for key, option in request.options.items():
        first = names.setdefault(option.name.casefold(), key)
        if first != key:
            other = written.place("options", first, "name")
            fr = f"l'option {key} s'appelle comme l'option {first} ({other}) : « {option.name} »"
            message = Text(fr, f"option {key} is called like option {first} ({other}): “{option.name}”")
            yield Remark(written.place("options", key, "name"), message, wrong=True)
    if request.asked is not None and request.asked not in request.options:
        hint = did_you_mean(request.asked, request.options)
        fr = f"aucune option « {request.asked} » ici{hint.fr}"
        yield Remark(written.place("asked"), Text(fr, f"no option “{request.asked}” here{hint.en}"), wrong=True)


_EXPECTED: Mapping[str, Text] = {
    "need": Text("le besoin, dans les mots du demandeur", "the need, in the words of who asks"),
    "received_on": Text("la date de réception", "the day it was received"),
    "requester": Text("le demandeur", "who asks"),
    "site": Text("le site du demandeur", "the site of who asks"),
    "users": Text("les utilisateurs", "the users"),
    "processes": Text("les processus concernés", "the processes concerned"),
    "data": Text("les données concernées", "the data concerned"),
    "sites": Text("les sites concernés", "the sites concerned"),
    "poc": Text("si un POC est demandé", "whether a proof of concept is asked for"),
    "committee_on": Text("le jour de la séance", "the day of the session"),
    "asked": Text("l'option que le demandeur préfère", "the option that the requester prefers"),
    "feasibility": Text("la faisabilité : charge et prérequis", "the feasibility: load and prerequisites"),
}
_OF_AN_OPTION: Mapping[str, Text] = {
    "meets": Text("la part du besoin couverte", "how much of the need it meets"),
    "once": Text("le coût une fois", "the cost once"),
    "yearly": Text("le coût par an", "the cost per year"),
    "delay": Text("le délai", "the delay"),
}
ADVISERS: Mapping[str, Text] = {
    "dsi": Text("l'avis de la DSI", "the opinion of the CIO"),
    "rssi": Text("l'avis du RSSI", "the opinion of the head of security"),
    "dpo": Text("l'avis du DPO", "the opinion of the DPO"),
}
"""The opinions that every request waits for."""
_LEAST = 2
"""How many options there are to choose among."""


def _missing(written: WrittenRequest) -> Iterator[Remark]:
    """What a committee would ask for."""
    request, top = written.request, Position(written.file)
    for field, what in _EXPECTED.items():
        if getattr(request, field) in (None, ()):
            yield _lacking(top, what, field)
    if len(request.moa) != 1:
        at = written.place("moa") if request.moa else top
        yield _lacking(at, Text("une maîtrise d'ouvrage, et une seule", "one business owner, and only one"), "moa")
    if len(request.options) < _LEAST:
        yield _lacking(top, Text("deux options au moins", "two options at least"), "options")
    for key, option in request.options.items():
        yield from _missing_of_option(written.place("options", key), key, option)
    for adviser, opinion in ADVISERS.items():
        if adviser not in request.opinions:
            yield _lacking(top, opinion, f"opinions.{adviser}")


def _missing_of_option(at: Position, key: str, option: Option) -> Iterator[Remark]:
    for field, what in _OF_AN_OPTION.items() if option.type != "nothing" else ():
        if getattr(option, field) is None:
            yield _lacking(at, Text(f"{what.fr} de {key}", f"{what.en} of {key}"), f"options.{key}.{field}")
    if option.changes is None and option.type in ("extend", "build", "buy"):
        what = Text(f"ce que {key} change dans le modèle", f"what {key} changes in the model")
        yield _lacking(at, what, f"options.{key}.changes")


def _lacking(at: Position, what: Text, field: str) -> Remark:
    return Remark(at, Text(f"il manque {what.fr}", f"missing: {what.en}"), field=field)
