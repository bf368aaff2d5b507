"""Requests: what somebody asks of the information system, one a file of `requests/`, with its options."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from ea_repo.finding import Position, Text, Wrong
from ea_repo.graph import Graph
from ea_repo.load.definition_file import DefinitionUnreadable, read_definition
from ea_repo.load.files import SUFFIXES, Source, read, read_as, sources
from ea_repo.load.limits import USUAL, Limits
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel import accepts, kind
from ea_repo.metamodel.dates import End, Start, first_day, last_day
from ea_repo.metamodel.element import Count, Euros, Flag, Line, Lines, Several
from ea_repo.suggest import did_you_mean

FOLDER = "requests"
Opinion = Literal["favourable", "reserved", "unfavourable"]
OptionType = Literal["existing", "extend", "build", "buy", "nothing"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Amounts(_Part):
    """Euros by account class (French public accounting): 2 is investment, 6 running costs."""

    class_2: Euros | None = Field(None, description="investment, in euros")
    class_6: Euros | None = Field(None, description="running costs, in euros")

    @property
    def total(self) -> float | None:
        """What is written, added up; None where nothing is."""
        amounts = [amount for amount in (self.class_2, self.class_6) if amount is not None]
        return sum(amounts) if amounts else None


class Option(_Part):
    """One way to answer a request."""

    name: Line = Field(description="what to call it")
    type: OptionType = Field(description="use what exists, extend the core, build, buy, or do nothing")
    summary: Line | None = Field(None, description="what it is, in a sentence")
    changes: Line | dict[str, Any] | None = Field(
        None, description="what it would change: a change file (its path from this file's folder), or what it would say"
    )
    meets: Line | None = Field(None, description="how much of the need it meets, and which part it does not")
    once: Amounts | None = Field(None, description="what it costs once")
    yearly: Amounts | None = Field(None, description="what it costs each year")
    by_year: dict[Annotated[int, Field(ge=1990, le=2100)], Amounts] = Field(
        {}, description="what it costs in each year, where that is planned: the portfolio takes it in place of `once`"
    )
    budgeted: Flag = Field(
        False,
        description="whether the budget lines of its project hold it already: then it takes nothing of the margins",
    )
    delay: Line | None = Field(None, description="how long until it is there")
    live_on: Start | None = Field(None, description="the day it would be in service")
    ends_on: End | None = Field(None, description="the last day that it runs, where it is a trial")
    retires: Lines = Field((), description="the applications that are retired in exchange")

    def over(self, years: int) -> float | None:
        """What it costs over so many years, a trial until it ends; None where a part of it is not written."""
        if self.once is None or self.yearly is None or self.once.total is None or self.yearly.total is None:
            return None
        months = 12 * years
        if self.ends_on is not None:
            if self.live_on is None:
                return None
            months = min(months, _month(last_day(self.ends_on)) - _month(first_day(self.live_on)) + 1)
        return self.once.total + self.yearly.total * months / 12

    def months_in(self, year: int) -> int:
        """In how many months of a year it runs; 0 where it is not written when it begins."""
        if self.live_on is None:
            return 0
        first, last = 12 * year, 12 * year + 11
        ends = last if self.ends_on is None else min(last, _month(last_day(self.ends_on)))
        return max(0, ends - max(first, _month(first_day(self.live_on))) + 1)


def _month(day: dt.date) -> int:
    """The number of a month, counted through the years."""
    return 12 * day.year + day.month - 1


class GivenOpinion(_Part):
    """What somebody in charge thinks of a request, given on a day."""

    opinion: Opinion
    by: Line | None = None
    on: Start | None = None
    note: Line | None = None


class Feasibility(_Part):
    """What it takes to do it."""

    load: Line | None = Field(None, description="the work of those who build and run it")
    prerequisites: Lines = Field((), description="what must be there before")
    calendar: Line | None = None


class Request(_Part):
    """What somebody asks, and how one might answer."""

    title: Line = Field(description="what is asked for, in a few words")
    question: Line | None = Field(None, description="what the committee is asked, in one sentence that ends in “?”")
    need: Line | None = Field(None, description="the need, in the words of who asks")
    received_on: Start | None = None
    committee_on: Start | None = Field(None, description="the day of the session that decides on it")
    requester: Line | None = Field(None, description="who asks: a department, a person")
    site: Line | None = Field(None, description="where they are: a site")
    moa: Lines = Field((), description="the maîtrise d'ouvrage: one actor")
    users: Lines = Field((), description="who would use it, and how many")
    innovation_hub: Flag | None = Field(None, description="whether it went through the innovation hub")
    processes: Lines = Field((), description="the processes concerned")
    data: Lines = Field((), description="the data concerned")
    sites: Lines = Field((), description="the sites concerned")
    poc: Flag | None = Field(None, description="whether a proof of concept is asked for")
    poc_ends_on: Start | None = None
    asked: Line | None = Field(None, description="the option that the requester asks for")
    options: dict[str, Option] = Field({}, description="the options, by a letter or a word")
    opinions: dict[Line, GivenOpinion] = Field({}, description="opinions given: dsi, rssi, dpo …")
    feasibility: Feasibility | None = None
    project: Line | None = Field(None, description="the project under way that this is part of, or beside")
    rank: Count | None = Field(None, description="its proposed rank in the portfolio")
    roadmap: Count | None = Field(None, description="the year of the roadmap that it would enter")
    source: Line | None = Field(None, description="the document that states it")
    quotes: Annotated[tuple[Line, ...], Several] = Field((), description="words of that document")
    illustrative: Flag = Field(False, description="an example, not a fact")


class RequestUnreadable(Wrong):
    """A request in which something is wrong, with its place."""


@dataclass(frozen=True)
class Remark:
    """What is missing in a request, or wrong in it, with its place."""

    at: Position
    message: Text
    wrong: bool = False
    field: str = ""
    """Where in the request what is missing would stand."""


@dataclass(frozen=True)
class WrittenRequest:
    """A request as its file says it; the id is the name of the file."""

    id: str
    file: str
    request: Request
    text: str
    document: Document

    def place(self, *path: str | int) -> Position:
        """Where a field, or something in it, is written."""
        return Position(self.file, *self.document.place(path))

    def require_option(self, key: str) -> None:
        """Raises RequestUnreadable for an option that it does not have."""
        if key not in self.request.options:
            hint = did_you_mean(key, self.request.options)
            fr = f"{self.file} : aucune option « {key} »{hint.fr}"
            raise RequestUnreadable(Text(fr, f"{self.file}: no option “{key}”{hint.en}"))

    def changes(self, root: Path, option: str) -> Source | None:
        """What an option would change, as a change file: one beside, or what stands in the request itself."""
        written = self.request.options[option].changes
        if written is None:
            return None
        if isinstance(written, str):
            file = (Path(self.file).parent / written).as_posix()
            return read_as(file, root / file)
        return Source(self.file, _only(self.text, ("options", option, "changes")), part=option)

    def remarks(self, graph: Graph) -> Iterator[Remark]:
        """What names nothing, and what a committee would ask for that is not written."""
        yield from _unknown_names(self, graph)
        yield from _wrong_options(self)
        yield from _missing(self)

    def require_sound(self, remarks: Iterable[Remark]) -> None:
        """Raises RequestUnreadable where something is wrong, every such thing in a line."""
        if wrong := [remark for remark in remarks if remark.wrong]:
            fr, en = ("\n".join(f"{remark.at}: {remark.message[lang]}" for remark in wrong) for lang in ("fr", "en"))
            raise RequestUnreadable(Text(fr, en))


def find_requests(root: Path, limits: Limits = USUAL) -> tuple[list[WrittenRequest], list[RequestUnreadable]]:
    """The requests of a workspace, and those that cannot be read."""
    read_ones, wrong = [], []
    for source in sources(root, FOLDER, limits):
        try:
            if _is_request(source):
                read_ones.append(_read(source))
        except RequestUnreadable as unreadable:
            wrong.append(unreadable)
    return read_ones, wrong


def read_request(root: Path, word: str, limits: Limits = USUAL) -> WrittenRequest:
    """The request of this id, or in this file; raises RequestUnreadable."""
    path = Path(word)
    if path.suffix.lower() in SUFFIXES and path.is_file():
        absolute = path.absolute()
        inside = absolute.is_relative_to(root.absolute())
        file = absolute.relative_to(root.absolute()).as_posix() if inside else absolute.as_posix()
        return _read(read_as(file, path))
    for suffix in SUFFIXES:
        if re.fullmatch(r"[\w.-]+", word) and (place := root / FOLDER / f"{word}{suffix}").is_file():
            return _read(read(root, place, limits))
    known = [Path(source.file).stem for source in sources(root, FOLDER, limits)]
    hint = did_you_mean(word, known)
    raise RequestUnreadable(
        Text(
            f"aucune demande « {word} » dans {FOLDER}/{hint.fr} (ea request list les nomme)",
            f"no request “{word}” in {FOLDER}/{hint.en} (ea request list names them)",
        )
    )


def of_an_option(path: Path) -> tuple[str, str] | None:
    """The request and the option that a path names as `requests/beds.yaml#C`; None for the path of a file."""
    file, mark, option = str(path).rpartition("#")
    return (file, option) if mark and file.lower().endswith(SUFFIXES) and not path.exists() else None


def option_of(root: Path, file: str, option: str) -> Source:
    """What an option of a request would change; raises RequestUnreadable where it is not there, or changes nothing."""
    written = read_request(root, file)
    written.require_option(option)
    source = written.changes(root, option)
    if source is None:
        fr = f"{written.place('options', option)}: l'option {option} n'écrit aucun changement (changes)"
        en = f"{written.place('options', option)}: option {option} writes no changes"
        raise RequestUnreadable(Text(fr, en))
    return source


def _is_request(source: Source) -> bool:
    """Whether a file of the folder is a request, and not the change file of an option."""
    if source.text is None:
        return True
    value = parse(source.text).value
    return not isinstance(value, dict) or bool({"title", "options", "need"} & value.keys())


def _read(source: Source) -> WrittenRequest:
    if source.text is None:
        flaw = source.findings[0]
        raise RequestUnreadable(Text(f"{flaw.at}: {flaw.message.fr}", f"{flaw.at}: {flaw.message.en}"))
    document = parse(source.text, marks=True)
    try:
        request = read_definition(Request, source.file, document)
    except DefinitionUnreadable as error:
        raise RequestUnreadable(error.message) from None
    return WrittenRequest(Path(source.file).stem, source.file, request, source.text, document)


def _only(text: str, path: tuple[str, ...]) -> str:
    """The text in which all but what stands at a path is blank: everything keeps its line and column."""
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    for key in path:
        node = next(value for name, value in node.value if str(name.value) == key)
    start, end = node.start_mark.index, node.end_mark.index
    before, inside, after = text[:start], text[start:end], text[end:]
    return re.sub(r"[^\n\r]", " ", before) + inside + re.sub(r"[^\n\r]", " ", after)


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
    "innovation_hub": Text("si elle est passée au Hub innovation", "whether it went through the innovation hub"),
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
    "dsi": Text("l'avis de la DSI", "the opinion of the DSI"),
    "rssi": Text("l'avis du RSSI", "the opinion of the RSSI"),
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
        yield _lacking(at, Text("une maîtrise d'ouvrage, et une seule", "one maîtrise d'ouvrage, and only one"), "moa")
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
