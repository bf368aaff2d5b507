"""How long a contract binds: its last day, whether it renews itself, by which day to give notice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Graph
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.metamodel.durations import Duration, read_duration

ContractState = Literal["to come", "running", "renewed", "over"]
_NO_RENEWAL = re.compile(r"\W*(?:non|no|none|aucune?|sans|never|jamais)\b.*")
_TACIT = re.compile(r"\b(?:tacit|automati)")
_AROUND_A_PERIOD = re.compile(
    r"\b(?:tacites?|tacitement|tacit|tacitly|automatic|automatically|automatique|automatiquement|reconduction|renewal"
    r"|reconductible|renouvelable|renewable|renouvellement|par|by|pour|for|de|of|périodes?|periods?|tous les|every)\b"
    r"|[,:;()]"
)
_EVERY = {"annuelle": "1 an", "annuel": "1 an", "yearly": "1 an", "annual": "1 an", "mensuelle": "1 mois"}


@dataclass(frozen=True)
class ContractTerm:
    """A contract on a day.

    `renewed`: its end has passed, and by what is written of renewals it may run on. `ends_on` is the end that is
    written, `until` the last day of the term that runs, `notice_by` the last day to give notice of that end, and
    `binds_until` the end of which one may still give notice. Each is None where it cannot be worked out.
    """

    state: ContractState
    ends_on: dt.date | None
    until: dt.date | None = None
    notice_by: dt.date | None = None
    binds_until: dt.date | None = None


def contract_term(graph: Graph, contract: str, day: dt.date) -> ContractTerm:
    """How a contract stands on a day."""
    starts_on, written_end = graph.value(contract, "starts_on"), graph.value(contract, "ends_on")
    ends_on = last_day(written_end) if written_end else None
    passed = ends_on is not None and ends_on < day
    renewing = renews(graph, contract)
    state: ContractState = "renewed" if passed and renewing else "over" if passed else "running"
    if starts_on and first_day(starts_on) > day:
        state = "to come"
    if ends_on is None:
        return ContractTerm(state, None)
    period = renewal_period(graph.value(contract, "renewals")) if renewing else None
    notice = read_duration(graph.value(contract, "notice") or "")
    terms = list(_terms(ends_on, period, notice, day)) if not passed or period else []
    if not terms:
        return ContractTerm(state, ends_on, None if renewing else ends_on)
    (until, notice_by), (binds_until, last_notice) = terms[0], terms[-1]
    if renewing and period is None and last_notice is not None and last_notice < day:
        # Nobody can say whether it was renewed before the last day to say no, nor for how long.
        return ContractTerm(state, ends_on, until, notice_by)
    return ContractTerm(state, ends_on, until, notice_by, binds_until)


def _terms(
    first_end: dt.date, period: Duration | None, notice: Duration | None, day: dt.date
) -> Iterator[tuple[dt.date, dt.date | None]]:
    """The ends from a day on, with the last days to give notice of them, up to the first that may still be given."""
    times, end = 0, first_end
    while True:
        notice_by = notice.before(end) if notice else None
        if end >= day:
            yield end, notice_by
            if period is None or notice_by is None or notice_by >= day:
                return
        times += 1
        prolonged = period.prolonged(first_end, times) if period else None
        if prolonged is None:
            return
        end = prolonged


def renews(graph: Graph, contract: str) -> bool:
    """Whether something is written of renewals, other than that there are none."""
    renewals = graph.value(contract, "renewals")
    return renewals is not None and not _NO_RENEWAL.fullmatch(renewals.casefold())


def renewal_period(renewals: str) -> Duration | None:
    """How long a contract goes on each time it renews itself; None where it does not by itself, or it is not said."""
    written = renewals.casefold()
    if not _TACIT.search(written):
        return None
    left = " ".join(_EVERY.get(word, word) for word in _AROUND_A_PERIOD.sub(" ", written).split())
    period = read_duration(left)
    return period if period and (period.months or period.days) else None
