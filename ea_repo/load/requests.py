"""Requests: what somebody asks of the information system, one a file of `requests/`, with its options."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from ea_repo.finding import Position, Text, Wrong
from ea_repo.load.definition_file import DefinitionUnreadable, read_definition
from ea_repo.load.files import SUFFIXES, Source, one_file, read, read_as, sources
from ea_repo.load.limits import USUAL, Limits
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.metamodel.field_types import Count, End, Euros, Flag, Line, Lines, Several, Start
from ea_repo.suggest import did_you_mean

FOLDER = "requests"
Opinion = Literal["favourable", "reserved", "unfavourable"]
OptionType = Literal["existing", "extend", "build", "buy", "nothing"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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
    moa: Lines = Field((), description="the business owner: one actor")
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
class WrittenRequest:
    """A request as its file says it; the id is the name of the file."""

    id: str
    file: str
    request: Request
    text: str
    document: Document
    limits: Limits = USUAL

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
        """What an option would change, as a change file: one beside, or what stands in the request itself.

        A file beside is one of the workspace; of a request that is not in it, one of the request's own folder.
        """
        written = self.request.options[option].changes
        if written is None:
            return None
        if isinstance(written, str):
            folder = Path(self.file).parent
            return one_file(folder if folder.is_absolute() else root, (folder / written).as_posix(), self.limits).source
        return Source(self.file, _only(self.text, ("options", option, "changes")), part=option)


def find_requests(root: Path, limits: Limits = USUAL) -> tuple[list[WrittenRequest], list[RequestUnreadable]]:
    """The requests of a workspace, and those that cannot be read."""
    read_ones, wrong = [], []
    for source in sources(root, FOLDER, limits):
        try:
            if _is_request(source):
                read_ones.append(_read(source, limits))
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
        return _read(read_as(file, path), limits)
    for suffix in SUFFIXES:
        if re.fullmatch(r"[\w.-]+", word) and (place := root / FOLDER / f"{word}{suffix}").is_file():
            return _read(read(root, place, limits), limits)
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


def option_of(root: Path, file: str, option: str, limits: Limits = USUAL) -> Source:
    """What an option of a request would change; raises RequestUnreadable where it is not there, or changes nothing."""
    written = read_request(root, file, limits)
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


def _read(source: Source, limits: Limits) -> WrittenRequest:
    if source.text is None:
        flaw = source.findings[0]
        raise RequestUnreadable(Text(f"{flaw.at}: {flaw.message.fr}", f"{flaw.at}: {flaw.message.en}"))
    document = parse(source.text, marks=True)
    try:
        request = read_definition(Request, source.file, document)
    except DefinitionUnreadable as error:
        raise RequestUnreadable(error.message) from None
    return WrittenRequest(Path(source.file).stem, source.file, request, source.text, document, limits)


def _only(text: str, path: tuple[str, ...]) -> str:
    """The text in which all but what stands at a path is blank: everything keeps its line and column."""
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    for key in path:
        node = next(value for name, value in node.value if str(name.value) == key)
    start, end = node.start_mark.index, node.end_mark.index
    before, inside, after = text[:start], text[start:end], text[end:]
    return re.sub(r"[^\n\r]", " ", before) + inside + re.sub(r"[^\n\r]", " ", after)
