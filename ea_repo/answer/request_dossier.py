"""What a committee reads of a request, as data: what exists already, what each option does, and what is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import Map
from ea_repo.answer.missing_facts import MissingFact
from ea_repo.answer.similar import Similar
from ea_repo.check.charter import Section
from ea_repo.check.opinions import Case, Judged, OpinionOf
from ea_repo.finding import Finding, Text
from ea_repo.load.request_remarks import Remark
from ea_repo.load.requests import Option, WrittenRequest
from ea_repo.metamodel.dates import first_day
from ea_repo.metamodel.element import BudgetLine

Because = Literal["only", "served", "opinion", "findings", "facts", "cost", "order"]
"""What sets the option that is proposed apart from the next best one."""
YEARS = 5
"""Over how many years the cost of an option is told."""


@dataclass(frozen=True)
class Existing:
    """A solution that serves the processes of a request already."""

    id: str
    name: str
    whole: str | None
    angle: str | None
    """What it does, as the model says."""
    sites: tuple[str, ...] | None
    """Where it is used: nowhere that day, or (None) not recorded."""
    moa: tuple[str, ...]
    yearly_cost: float | None
    ends: str | None
    """The day it leaves service, as written."""
    in_catalogue: bool | None
    covers: bool
    """Whether it does the whole of the process; else it supports it."""


@dataclass(frozen=True)
class Exchange:
    """A flow that an option builds."""

    source: str
    target: str
    data: tuple[str, ...]
    mode: str | None


@dataclass(frozen=True)
class Reached:
    """A process that an option touches."""

    id: str
    name: str
    critical: bool | None
    rto: str | None
    degraded_mode: str | None


@dataclass(frozen=True)
class Unserved:
    """A process asked for that nobody serves any more, for some time or for good."""

    id: str
    name: str
    sites: tuple[str, ...]
    """The names of the sites where it is so; none: anywhere."""
    since: dt.date | None
    """From when on; None: on the day looked at."""
    until: dt.date | None = None
    """The last day of it; None: for good."""


@dataclass(frozen=True)
class PrincipleOpinion:
    """The opinion on an option under one principle, and what it rests on."""

    principle: str
    section: Section
    judged: Judged
    case: Case


@dataclass(frozen=True)
class OptionStudy:
    """One option, and all that it does."""

    key: str
    option: Option
    changes: str | None
    """The file in which its changes are written."""
    introduced: tuple[Finding, ...]
    lifted: tuple[Finding, ...]
    before: int
    """How many findings count without it."""
    after: int
    """How many count with it."""
    as_dated: int
    """How many count on the day looked at where what is planned is not yet in service."""
    redundancies_added: int
    redundancies_removed: int
    opinions: tuple[PrincipleOpinion, ...]
    opinion: OpinionOf
    flows: tuple[Exchange, ...]
    new: tuple[str, ...]
    """The names of the applications that it adds."""
    missing_flows: bool
    """Whether it adds applications of which no flow is written."""
    referentials: tuple[str, ...]
    apis: tuple[str, ...]
    processes: tuple[Reached, ...]
    sites: tuple[str, ...]
    rto: tuple[str, ...]
    retired: tuple[str, ...]
    unserved: tuple[Unserved, ...]
    """The processes asked for that nobody serves in the end, and where."""
    facts: tuple[MissingFact, ...]
    """What is not written of what it touches, the most telling first."""
    worse: tuple[Finding, ...] = ()
    """Of those introduced, the findings that were there already and have more offenders with it."""
    touched: tuple[str, ...] = ()
    """The ids of the elements that it adds or changes."""

    @property
    def written(self) -> bool:
        """Whether it says what it changes, or changes nothing by its nature."""
        return self.changes is not None or self.option.type in ("existing", "nothing")

    @property
    def comparable(self) -> bool:
        """Whether it answers the need, and says what it changes, what it meets or what it costs."""
        option = self.option
        said = self.changes is not None or option.meets is not None or option.once or option.yearly
        return option.type != "nothing" and bool(said)

    @property
    def cost(self) -> float | None:
        """What it costs over five years; None where a part of it is not written."""
        return self.option.over(YEARS)


@dataclass(frozen=True)
class Drawing:
    """A map of the annex: which option it shows; none shows the system as it is."""

    option: str | None
    kind: str
    """land-use, changes or impact"""
    map: Answer[Map]


@dataclass(frozen=True)
class RequestDossier:
    """The dossier of a request."""

    written: WrittenRequest
    names: Mapping[str, str]
    """What to call what the request names."""
    existing: tuple[Existing, ...]
    near: Similar
    """The solutions that nobody declared, and that resemble what is asked."""
    solutions: int
    """How many solutions serve the processes already, their modules and installations counted once."""
    projects: tuple[str, ...]
    options: tuple[OptionStudy, ...]
    proposed: OptionStudy | None
    """None where there is nothing to compare yet."""
    remarks: tuple[Remark, ...]
    today: dt.date
    """The day looked at."""
    committee_on: dt.date | None = None
    """The day of the session that decides on it, where one is known."""
    notice: int = 0
    """How many days before the session the facts that it needs are to be there."""
    titles: Mapping[str, Text] = field(default_factory=dict)
    """What people call the rules of the charter."""
    granters: Mapping[str, str] = field(default_factory=dict)
    """By rule, who alone may grant a derogation to it."""
    because: Because | None = None
    """Why the option that is proposed is, and not the next best one."""
    margins: Mapping[int, float] = field(default_factory=dict)
    """By year, the euros that new projects may take, where the workspace records them."""
    budget: tuple[BudgetLine, ...] = ()
    """What the project that it is part of is given, year by year."""
    same_name: tuple[str, ...] = ()
    """The names of those of the existing ones that may be one thing written twice."""
    signers: tuple[Text, ...] = ()
    """In whose name the decision is signed, where the workspace says it."""
    drawings: tuple[Drawing, ...] = ()

    @property
    def counted_from(self) -> dt.date:
        """The day from which conditions count: of the session, else the day looked at or, if later, of the request."""
        received = self.written.request.received_on
        return self.committee_on or max(self.today, first_day(received) if received else self.today)

    @property
    def asked(self) -> OptionStudy | None:
        """The option that the requester asks for."""
        return next((option for option in self.options if option.key == self.written.request.asked), None)

    def name(self, id: str) -> str:
        return self.names.get(id, id)

    def title(self, rule: str) -> Text:
        """What people call a rule; a flaw of the text has only its id."""
        return self.titles.get(rule, Text(rule, rule))
