"""The requests of a workspace together: state, rank, money by year, and what two of them touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ea_repo.finding import Finding, Text
from ea_repo.load.requests import Amounts, Option, Request, WrittenRequest
from ea_repo.metamodel.dates import first_day

GRANTED = ("accept", "conditions", "derogate")
"""The verdicts by which a request is accepted."""
REFUSED = "refuse"


@dataclass(frozen=True)
class Spending:
    """What an option costs, as far as it is written, and in which years."""

    planned: Mapping[int, float]
    """By year, what is spent in it alone."""
    running: Callable[[int], float] = lambda year: 0
    """What it costs to run in a year: a year in which it runs in part counts by its months."""
    start: int | None = None
    """The first year in which it runs."""
    whole: bool = True
    """Whether all of it is written, with its years."""

    def in_year(self, year: int) -> float:
        """What is spent in a year, as far as it is written."""
        return self.planned.get(year, 0) + self.running(year)

    @property
    def first(self) -> int | None:
        """The first year of it; None where no year is written."""
        return min((*self.planned, *([self.start] if self.start is not None else ())), default=None)


@dataclass(frozen=True)
class Listed:
    """A request of the portfolio."""

    written: WrittenRequest
    state: str
    """`open` before a decision, else the verdict of the last one."""
    option: str | None
    """The option that was chosen, else the one that is asked for."""
    once: float | None
    """What that option costs once, in euros; None where it is not written."""
    yearly: float | None
    spending: Spending = field(default_factory=lambda: Spending({}, whole=False))
    budgeted: bool = False
    """Whether the budget lines of its project hold it already."""
    project: str | None = None
    """The name of the project that it is part of."""
    decided_on: str | None = None
    """The day of the last decision, as it is written."""

    @property
    def granted(self) -> bool:
        """Whether it is accepted, with or without conditions."""
        return self.state in GRANTED


@dataclass(frozen=True)
class YearOfMoney:
    """What a year has and gives: an amount that is not written is counted apart, never as nothing."""

    year: int
    margin: float | None
    """What the workspace records that new projects may take; None where it records none."""
    accepted: float
    asked: float
    """What the requests would take that are not decided."""

    @property
    def left(self) -> float | None:
        """What is left of the margin by what is accepted."""
        return None if self.margin is None else self.margin - self.accepted

    @property
    def left_of_all(self) -> float | None:
        """What would be left if every request were accepted."""
        return None if self.margin is None else self.margin - self.accepted - self.asked


@dataclass(frozen=True)
class Shared:
    """What two requests touch both."""

    first: str
    second: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Touched:
    """What two accepted requests change or reach both, and what they write otherwise."""

    first: str
    second: str
    names: tuple[str, ...]
    conflicts: tuple[Finding, ...]


@dataclass(frozen=True)
class Portfolio:
    """The requests in the order of their ranks, and the files that cannot be read."""

    requests: tuple[Listed, ...]
    shared: tuple[Shared, ...]
    unreadable: tuple[Text, ...]
    years: tuple[YearOfMoney, ...] = ()
    touched: tuple[Touched, ...] = ()

    def unpriced(self, *, granted: bool) -> tuple[str, ...]:
        """The requests of which a cost or its year is not written: accepted, or not decided yet."""
        return tuple(
            listed.written.id
            for listed in self.requests
            if listed.granted == granted
            and listed.state != REFUSED
            and not listed.budgeted
            and not listed.spending.whole
        )


def spending(request: Request, option: Option | None) -> Spending:
    """What an option costs and when: as it plans it by year, else once when it goes live and each year from then on."""
    if option is None:
        return Spending({}, whole=False)
    once, yearly = _total(option.once), _total(option.yearly)
    if option.by_year:
        planned = {year: _total(amounts) for year, amounts in sorted(option.by_year.items())}
        known = {year: amount for year, amount in planned.items() if amount is not None}
        after = max(planned)
        whole = len(known) == len(planned) and yearly is not None
        return Spending(known, lambda year: (yearly or 0) if year > after else 0, after + 1, whole)
    live_on = option.live_on or (str(request.roadmap) if request.roadmap else None)
    dated = option.model_copy(update={"live_on": live_on})
    whole = once is not None and yearly is not None and (live_on is not None or not (once or yearly))
    if live_on is None:
        return Spending({}, whole=whole)
    start = first_day(live_on).year
    planned_once = {start: once} if once is not None else {}
    return Spending(planned_once, lambda year: (yearly or 0) * dated.months_in(year) / 12, start, whole)


def _total(amounts: Amounts | None) -> float | None:
    return None if amounts is None else amounts.total


def years_of_money(requests: Iterable[Listed], margins: Mapping[int, float]) -> tuple[YearOfMoney, ...]:
    """Each year from the first that has a margin or a cost to the last that has a margin or a planned cost."""
    open_ones = [listed for listed in requests if listed.state != REFUSED and not listed.budgeted]
    marks = {*margins, *(year for listed in open_ones for year in (*listed.spending.planned, listed.spending.first))}
    known = sorted(year for year in marks if year is not None)
    if not known:
        return ()
    return tuple(
        YearOfMoney(
            year,
            margins.get(year),
            sum(listed.spending.in_year(year) for listed in open_ones if listed.granted),
            sum(listed.spending.in_year(year) for listed in open_ones if not listed.granted),
        )
        for year in range(known[0], known[-1] + 1)
    )
