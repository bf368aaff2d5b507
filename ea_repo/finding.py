"""Findings about a workspace, and what they are made of: sentences in two languages, places in its text."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the worst to the mildest."""

Lang = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence, in French and in English."""

    fr: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.fr if lang == "fr" else self.en


SHOWN_DIGITS = 8
"""How many digits of a fingerprint are shown to people, and are the least by which a finding is named."""


class Wrong(ValueError):
    """A value that is wrong, with the sentence that says why."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the workspace's text: path relative to its root, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Cost:
    """What elements cost together in euros a year, and how many of them do not say."""

    total: float
    missing: int
    of: int

    @property
    def known(self) -> bool:
        """Whether at least one of them says what it costs."""
        return self.missing < self.of


_MANY_SITES, _MUCH_MONEY = 10, 1_000_000
"""How many sites, and euros a year, count for half of what they may count for."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much what a finding touches matters; nothing in it counts findings.

    `processes` are the critical processes touched, by their names; `sites` counts the places where what is touched is
    used; `money` is what it costs in euros a year, as far as it is recorded.
    """

    severity: Severity
    processes: tuple[str, ...] = ()
    critical: bool = False
    """Whether an application touched is critical."""
    health: bool = False
    """Whether health data are touched."""
    sites: int = 0
    money: float = 0

    @property
    def rank(self) -> tuple[float, ...]:
        """What puts the heaviest first: severity, critical process, critical application, health data, sites, money."""
        criticality = (not self.processes, not self.critical, not self.health)
        return (SEVERITIES.index(self.severity), *criticality, -self.sites, -self.money)

    @property
    def out_of_100(self) -> float:
        """The same order as a number from 0 to 100, for tools that take one; what is heavier is never below.

        A third for each severity, an eighth of it for each way that criticality may fall; within that, sites, then
        money between one number of sites and the next. A number says more the more of them there are, but ever less.
        """
        severity = len(SEVERITIES) - 1 - SEVERITIES.index(self.severity)
        criticality = 4 * bool(self.processes) + 2 * self.critical + self.health
        money = max(self.money, 0) / (max(self.money, 0) + _MUCH_MONEY)
        fewer, more = (sites / (sites + _MANY_SITES) for sites in (self.sites, self.sites + 1))
        within = fewer + (more - fewer) * money
        return round(100 * (severity + (criticality + within) / 8) / len(SEVERITIES), 2)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at in a workspace: a violation of a rule of the charter, or a problem of the text."""

    rule: str
    """The id of the rule, or of the problem."""
    severity: Severity
    subject: str
    """The id of the element that it is about; of a problem of a file, the path of the file."""
    message: Text
    field: str | None = None
    at: Position | None = None
    related: tuple[str, ...] = ()
    """The elements to look at beside the subject."""
    offenders: tuple[str, ...] = ()
    """The elements that make the violation: a derogation must name each of them."""
    details: tuple[Text, ...] = ()
    fix: Text | None = None
    """What to do about it."""
    illustrative: bool = False
    """Whether it is about an example, and so about no fact."""
    accepted_by: str | None = None
    """The derogation that allows it, where one does."""
    accepted_until: str | None = None
    """The last day that it is allowed, as it is written."""
    written: str | None = dataclasses.field(default=None, compare=False, repr=False)
    """The element on which it is written, where that is not the subject."""
    known: bool = False
    """Whether a baseline holds it: it was there before one began to look."""
    quote: Text | None = dataclasses.field(default=None, compare=False, repr=False)
    """What the source says of the subject in its own words, where somebody wrote it: the end of the message."""
    cost: Cost | None = dataclasses.field(default=None, compare=False, repr=False)
    """What it costs a year, where its rule tells."""
    days: tuple[str, ...] = dataclasses.field(default=(), compare=False, repr=False)
    """The days that it rests on, as they are written."""
    weight: Weight | None = dataclasses.field(default=None, compare=False, repr=False)
    """How much what it touches matters, once it is weighed."""
    worse: tuple[Text, ...] = dataclasses.field(default=(), compare=False, repr=False)
    """Whom it adds to what was accepted, or known, where it got worse; the details have it too."""
    hides: bool = dataclasses.field(default=False, compare=False, repr=False)
    """Whether something that is written is missing from the graph because of it: a file, an element, a field."""

    value: str | None = None
    """Of a problem of the text: what is written there, which tells it from another one of that subject and field."""

    @property
    def counts(self) -> bool:
        """Whether it can make an audit fail: it is neither illustrative, nor accepted, nor known before."""
        return not (self.illustrative or self.accepted_by or self.known)

    @property
    def sentence(self) -> Text:
        """The message without the quote."""
        if self.quote is None:
            return self.message
        message, quote = self.message, self.quote
        return Text(message.fr.removesuffix(f". {quote.fr}"), message.en.removesuffix(f". {quote.en}"))

    @property
    def rank(self) -> tuple[float, ...]:
        """What puts the heaviest first; one that is not weighed is as heavy as its severity."""
        return (self.weight or Weight(self.severity)).rank

    @property
    def key(self) -> str:
        """What stays the same while it lasts: the rule, its subject, the field; of a problem of the text, the value."""
        return self.key_without_value + (f" = {self.value}" if self.value else "")

    @property
    def key_without_value(self) -> str:
        """The rule, its subject and the field: all that the first baselines kept."""
        return f"{self.rule}:{self.subject}" + (f":{self.field}" if self.field else "")

    @property
    def fingerprint(self) -> str:
        """The key with the offenders, as 16 hexadecimal digits of a SHA-256: it changes when an offender joins."""
        parts = "\n".join((self.key, *sorted(self.offenders)))
        return hashlib.sha256(parts.encode()).hexdigest()[:16]

    @property
    def mark(self) -> str:
        """The beginning of the fingerprint, by which reports name it and `ea accept` takes it."""
        return self.fingerprint[:SHOWN_DIGITS]
