"""The audit as one page for the committee of arbitration: self-contained, read on any screen and on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

import ea_repo
from ea_repo.answer.audit import Audit, Group, days_left
from ea_repo.answer.standing import STATUSES, Status, status, verdict
from ea_repo.check.indicators import Indicators
from ea_repo.check.run import Result
from ea_repo.finding import SEVERITIES, Finding, Lang, Text
from ea_repo.format.layout.page import digest, margins, part, tight
from ea_repo.metamodel import kinds
from ea_repo.report.html import committee
from ea_repo.report.html.chart import Part, bar
from ea_repo.report.html.committee import Block, Ending, Row
from ea_repo.report.html.measures import Measured
from ea_repo.report.html.words import SENTENCES, WORDS
from ea_repo.report.standing_words import STATUS, VERDICT, reason
from ea_repo.report.words import FIX, SEVERITY, WHY, date, kind_words, origin
from ea_repo.typography import day, number

_FIRST = 3
"""How many rules the summary names."""


def write(audit: Audit, lang: Lang, indicators: Indicators | None = None) -> str:
    """The page, in one language; with the indicators, where they were measured."""
    head = f"{audit.situation.workspace} · {WORDS['title'][lang]} · {date(audit.situation.date, lang)}"
    style = part("page.css") + margins(head, lang)
    script = part("audit.js", "ea_repo.report.html")
    page = _Page(audit, lang, indicators)
    return _template().render(
        page=page,
        lang=lang,
        w={name: _printed(text, lang) for name, text in WORDS.items()},
        why=WHY[lang],
        fix=FIX[lang],
        severities=SEVERITIES,
        statuses=list(STATUSES),
        style=Markup(style),  # noqa: S704 - ours, and the one text in it is escaped for CSS below
        script=Markup(script),  # noqa: S704 - ours
        policy=f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; "
        "base-uri 'none'; form-action 'none'",
        version=ea_repo.__version__,
    )


class _Page:
    """What the template asks: every sentence in the reader's language, every text of the model left to its escaping."""

    def __init__(self, audit: Audit, lang: Lang, indicators: Indicators | None) -> None:
        self.audit, self.lang, self.mentions = audit, lang, audit.mentions
        self.places: Counter[str] = Counter()
        self.seen = audit.situation
        self.date = date(self.seen.date, lang)
        self.origin = origin(self.seen, lang)
        self.sections: dict[Status, list[Block]] = {wanted: committee.blocks(audit, wanted) for wanted in STATUSES}
        self.first = self.sections["open"][:_FIRST]
        self.rows = committee.principles(audit)
        self.counts = {severity: audit.count(severity) for severity in SEVERITIES}
        self.total = sum(self.counts.values())
        self.ending = committee.ending(audit)
        self.measured = (
            Measured(indicators, lang, self.seen.date) if indicators is not None and indicators.series else None
        )

    def said(self, name: str, number: int, **facts: Any) -> str:
        """A sentence that agrees with a number."""
        one, many = SENTENCES[name]
        singular = number == 1 or (number == 0 and self.lang == "fr")
        return _printed(one if singular else many, self.lang).format(n=self.number(number), **facts)

    def total_of(self, wanted: Status) -> int:
        return sum(len(block.findings) for block in self.sections[wanted])

    @property
    def since(self) -> str | None:
        """What changed from the revision that the audit is told against, where there is one."""
        since = self.audit.since
        if since is None:
            return None
        return WORDS["since"][self.lang].format(
            revision=since.revision,
            introduced=since.introduced,
            worsened=since.worsened,
            fixed=len(since.fixed),
            unchanged=since.unchanged,
        )

    def text(self, value: Text) -> str:
        return _printed(value, self.lang)

    def tight(self, said: str) -> str:
        """A sentence that another report words, as it is printed here."""
        return _printed(Text(said, said), self.lang)

    def number(self, value: int) -> str:
        return number(value, self.lang)

    def severity(self, value: str, number: int = 1) -> str:
        one, many = next(words for name, words in SEVERITY.items() if name == value)
        return (one if number == 1 or (number == 0 and self.lang == "fr") else many)[self.lang]

    def status(self, value: Finding | Status) -> str:
        return STATUS[status(value) if isinstance(value, Finding) else value][self.lang]

    def anchor(self, finding: Finding) -> str:
        """Where a finding is in the page: by its fingerprint; a flaw told twice has two places."""
        self.places[finding.fingerprint] += 1
        count = self.places[finding.fingerprint]
        return f"f-{finding.fingerprint}" if count == 1 else f"f-{finding.fingerprint}-{count}"

    def state(self, finding: Finding) -> Status:
        return status(finding)

    @property
    def verdict(self) -> list[str]:
        """What a director reads first: how many findings, how many rules hold, how much is unknown."""
        found = [verdict(each) for each in self.audit.results]
        at_fault = sum(bool(sum(each.counts.values())) for each in self.rows)
        sentences = [self.said("none", 0) if not self.total else self.said("open", self.total)]
        if self.total:
            parts = [f"{self.number(n)} {self.severity(each, n)}" for each, n in self.counts.items() if n]
            sentences[0] += f"{', '.join(parts)}\u00a0; " if self.lang == "fr" else f"{', '.join(parts)}; "
            sentences[0] += self.said("principles", at_fault)
        sentences.append(self.said("rules", len(found)))
        sentences[-1] += ", ".join(
            self.said(each, number) for each in ("holding", "failing", "tolerated", "undecided", "idle")
            if (number := found.count(each))
        ) + "."  # fmt: skip
        if self.audit.unknown:
            sentences.append(self.said("silence", self.audit.unknown))
        return sentences

    def title_of(self, group: Group) -> str:
        return self.text(committee.title_of(group))

    def results(self, group: Group) -> list[tuple[Row, Result]]:
        """The rules of a principle with what became of each, in the charter's order."""
        return [
            (committee.row(each.rule.id, each.rule.title.text, each.rule.charter, each.findings, [each]), each)
            for each in group.results
        ]

    def standing(self, result: Result) -> str:
        """The verdict in words: what holds says for how many, where it could not judge them all."""
        found = verdict(result)
        if found in ("idle", "undecided"):
            return self.text(reason(result))
        said = self.text(VERDICT[found])
        judged = result.checked - len(result.unknown)
        partly = found == "holding" and result.unknown
        return f"{said} {self.said('partly', judged, of=self.number(result.checked))}" if partly else said

    def verdict_of(self, result: Result) -> str:
        return verdict(result)

    @property
    def unknown(self) -> list[Result]:
        """The rules that could not judge every element, those that miss the most first."""
        return sorted((each for each in self.audit.results if each.unknown), key=lambda each: -len(each.unknown))

    def missing(self, result: Result) -> list[committee.Missing]:
        return committee.missing(result)

    def name(self, id: str) -> str | None:
        return self.mentions[id].name if id in self.mentions else None

    def kind(self, id: str) -> str | None:
        kind = self.mentions[id].kind if id in self.mentions else None
        return kind_words(kind, self.lang, number=1) if kind and kind in kinds() else kind

    def evidence(self, finding: Finding) -> list[tuple[str, list[str]]]:
        """The elements to look at: what is judged, what makes the violation, what else to read."""
        beside = [each for each in finding.related if each not in (*finding.offenders, finding.subject)]
        said = (("subject", [finding.subject]), ("offenders", list(finding.offenders)), ("related", beside))
        return [(WORDS[role][self.lang], ids) for role, ids in said if ids]

    def people(self, ids: Sequence[str]) -> list[tuple[str, str]]:
        """Who answers for these elements: each name once, then for how many the model does not say."""
        found = []
        for role, names in committee.people(ids, self.mentions).items():
            known, silent = list(dict.fromkeys(each for each in names if each)), names.count(None)
            said = ", ".join(known)
            if silent:
                said += ("\u00a0; " if self.lang == "fr" else "; ") if said else ""
                said += self.said("nobody", silent)
            found.append((_role(role, self.lang), said))
        return found

    def ask(self, ids: Sequence[str]) -> str:
        """Whom to ask about these elements, in one line; for how many nobody is named."""
        asked = {id: self.mentions[id].people for id in ids if id in self.mentions}
        roles = committee.people(asked, self.mentions)
        named = {role: list(dict.fromkeys(each for each in names if each)) for role, names in roles.items()}
        said = [f"{', '.join(names)} ({_role(role, self.lang)})" for role, names in named.items() if names]
        silent = sum(not any(people.values()) for people in asked.values())
        return " · ".join([*said, *([self.said("silent", silent)] if silent else [])])

    def concerned(self, finding: Finding) -> list[tuple[str, str]]:
        return self.people([finding.subject, *finding.offenders, *finding.related])

    def until(self, finding: Finding) -> str:
        """By which derogation a finding is accepted, and until when."""
        by = finding.accepted_by or ""
        last = day(finding.accepted_until or "", self.lang)
        return WORDS["until"][self.lang].format(by=self.name(by) or by, until=last)

    def expires(self, finding: Finding) -> str | None:
        left = days_left(finding, self.seen.date)
        return None if left is None else self.left(left)

    def left(self, days: int) -> str:
        """How long a derogation still lasts."""
        return self.said("expires", days) if days else WORDS["last-day"][self.lang]

    def ends(self, each: Ending) -> str:
        """Until when a derogation lasts, and what comes back then."""
        last = WORDS["lasts"][self.lang].format(until=day(each.until, self.lang))
        return f"{last} · {self.said('comes-back', each.findings)}"

    def bar(self, row: Row) -> list[Part]:
        return bar({str(name): number for name, number in row.shares.items()})

    def legend(self, row: Row) -> str:
        """The bar in words."""
        return ", ".join(self.said(f"share-{name}", number) for name, number in row.shares.items() if number)


def _printed(text: Text, lang: Lang) -> str:
    """A sentence as it is printed: in French no line begins with a double sign."""
    return tight(text[lang], lang)


def _role(role: str, lang: Lang) -> str:
    return WORDS[role][lang] if role in WORDS else role


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(part("audit.html", "ea_repo.report.html"))
