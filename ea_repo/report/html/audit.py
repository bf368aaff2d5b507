"""The audit as one page for the committee of arbitration: self-contained, read on any screen and on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

import ea_repo
from ea_repo.answer.audit import Audit, Group
from ea_repo.answer.decisions import Decision, decisions, flaws_of_the_text, name_of
from ea_repo.answer.missing_fields import MissingField, missing_fields
from ea_repo.answer.standing import STATUSES, Status, status, verdict
from ea_repo.answer.trust import Trust
from ea_repo.check.indicators import Indicators
from ea_repo.check.run import Result
from ea_repo.finding import SEVERITIES, Finding, Lang, Severity, Text
from ea_repo.format.layout.page import digest, margins, part, tight
from ea_repo.report import acceptance_words, decision_words, trust_words
from ea_repo.report.audit_words import covered
from ea_repo.report.derogation_words import Granted, granted, soon_over, to_take_up
from ea_repo.report.field_words import path_name
from ea_repo.report.html import committee, freshness
from ea_repo.report.html.committee import Owner, Row
from ea_repo.report.html.measures import Measured
from ea_repo.report.html.words import SENTENCES, WORDS
from ea_repo.report.owned_part import marked
from ea_repo.report.plain_words import without_fields
from ea_repo.report.prose_days import prose_day
from ea_repo.report.standing_words import STATUS, VERDICT, reason
from ea_repo.report.words import FIX, SEVERITY, date, origin
from ea_repo.typography import number

_PACKAGE = "ea_repo.report.html"
_FIRST, _ALL = 6, 8
"""How many decisions the first page shows, as many as a sheet of A4 holds; up to how many it shows them all."""
_OF_A_PRINCIPLE, _OF_A_RULE = 8, 3
"""How many decisions of one principle the page shows, and how many of one rule; the annexes list every finding."""


def write(
    audit: Audit, lang: Lang, indicators: Indicators | None = None, *, illustrations: bool = False,
    revision: Text | None = None, trust: Trust | None = None,
) -> Iterator[str]:  # fmt: skip
    """The page, in one language; with the indicators and how far the model can be trusted, where these are known.

    `revision` is that of the text.
    """
    head = f"{audit.situation.workspace} · {_printed(WORDS['title'], lang)} · {date(audit.situation.date, lang)}"
    commit = revision[lang] if revision else ""
    head += f" · {commit}" if commit else ""
    mark = marked(audit, lang)
    style = part("page.css") + part("audit.css", _PACKAGE) + margins(head, lang, mark)
    script = part("audit.js", _PACKAGE)
    return _template().generate(
        page=_Page(audit, lang, indicators, trust, illustrations=illustrations),
        revision=commit,
        mark=mark,
        lang=lang,
        w={name: _printed(text, lang) for name, text in WORDS.items()},
        fix=FIX[lang],
        severities=SEVERITIES,
        style=Markup(style),  # noqa: S704 - ours, and the texts in it are escaped for CSS
        script=Markup(script),  # noqa: S704 - ours
        policy=f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; "
        "base-uri 'none'; form-action 'none'",
        version=ea_repo.__version__,
    )


class _Page:
    """What the template asks: every sentence in the reader's language, every text of the model left to its escaping."""

    def __init__(
        self, audit: Audit, lang: Lang, indicators: Indicators | None, trust: Trust | None, *, illustrations: bool
    ) -> None:
        self.audit, self.lang, self.mentions = audit, lang, audit.mentions
        self.trust = trust
        self.freshness = freshness.shares(trust, lang) if trust is not None else ()
        self.places: Counter[str] = Counter()
        self.seen = audit.situation
        self.date = prose_day(self.seen.date, lang)
        self.origin = self.tight(origin(self.seen, lang))
        self.covered = covered(audit, lang)
        self.decisions = decisions(audit)
        self.first = self.decisions if len(self.decisions) <= _ALL else self.decisions[:_FIRST]
        self.flaws = flaws_of_the_text(audit)
        self.rows = committee.principles(audit)
        self.owners = committee.owners(audit)
        self.accepted = [finding for finding in audit.findings if status(finding) == "accepted"]
        self.granted = granted(audit, lang)
        self.to_take_up = to_take_up(audit, lang)
        shown = [wanted for wanted in STATUSES if wanted != "illustrative" or illustrations]
        self.sections = {wanted: committee.blocks(audit, wanted) for wanted in shown}
        self.facts = missing_fields(audit.results)
        self.total = sum(finding.counts for finding in audit.findings)
        measured = indicators is not None and indicators.series
        self.measured = Measured(indicators, lang, self.seen.date) if indicators is not None and measured else None

    def said(self, name: str, number: int, **facts: Any) -> str:
        """A sentence that agrees with a number."""
        one, many = SENTENCES[name]
        singular = number == 1 or (number == 0 and self.lang == "fr")
        return _printed(one if singular else many, self.lang).format(n=self.number(number), **facts)

    def total_of(self, wanted: Status) -> int:
        return sum(len(block.findings) for block in self.sections[wanted])

    @property
    def verdict(self) -> list[str]:
        """What a director reads first: what was judged, the answer, what is unknown or accepted."""
        rules = [verdict(result) for result in self.audit.results]
        undecided, idle = rules.count("undecided"), rules.count("idle")
        counts = {"judging": len(rules) - undecided - idle, "undecided": undecided, "idle": idle}
        parts = ", ".join(self.said(name, n) for name, n in counts.items() if n or name == "judging")
        judged = self.said("rules", len(rules), elements=self.said("elements", self.seen.elements), parts=parts)
        answer = WORDS["none"][self.lang]
        if self.flaws and not self.decisions:
            answer = self.said("flaws-alone", len(self.flaws))
        elif self.total:
            by_severity = self.severities({severity: self.audit.count(severity) for severity in SEVERITIES})
            principles = sum(bool(sum(row.counts.values())) for row in self.rows)
            answer = self.said(
                "open", self.total, severities=by_severity, decisions=self.said("decisions", len(self.decisions)),
                principles=self.said("principles", principles),
            )  # fmt: skip
        silence = self.said("silence", self.audit.unknown) if self.audit.unknown else WORDS["no-silence"][self.lang]
        trusted = [trust_words.of_all(self.trust, self.lang)] if self.trust is not None else []
        return [_printed(Text(line, line), self.lang) for line in (judged, answer, silence, *trusted)]

    @property
    def since(self) -> str | None:
        """What changed from the revision that the audit is told against, where there is one."""
        since = self.audit.since
        if since is None:
            return None
        return WORDS["since"][self.lang].format(
            revision=since.revision, introduced=since.introduced, worsened=since.worsened,
            fixed=len(since.fixed), unchanged=since.unchanged,
        )  # fmt: skip

    # A decision

    def headline(self, decision: Decision) -> str:
        return self.tight(decision_words.headline(decision, self.lang))

    def weighed(self, decision: Decision) -> str:
        return self.tight(decision_words.ranked(decision, self.lang))

    def asked(self, decision: Decision) -> list[tuple[str, str, str]]:
        """What a committee asks of a decision: a name for its style, its head, what is known."""
        said = {
            "decide": self.to_do(decision),
            "costs-today": decision_words.costing(decision, self.lang),
            "who": decision_words.deciding(decision, self.lang),
            "when": decision_words.by_when(decision, self.lang),
            "otherwise": decision_words.if_nothing(decision, self.lang),
        }
        return [(name, self.text(WORDS[name]), self.tight(text.removesuffix("."))) for name, text in said.items()]

    def details(self, decision: Decision) -> Sequence[Text]:
        return decision_words.details(decision)

    def to_do(self, decision: Decision) -> str:
        return self.tight(without_fields(decision.result.rule.fix.text[self.lang]))

    def shown(self, row: Row) -> Sequence[Decision]:
        """The heaviest decisions of a principle, few of one rule: so that each rule has its place."""
        of_rule: Counter[str] = Counter()
        shown: list[Decision] = []
        for decision in row.decisions:
            of_rule[decision.rule] += 1
            if of_rule[decision.rule] <= _OF_A_RULE and len(shown) < _OF_A_PRINCIPLE:
                shown.append(decision)
        return shown

    def left(self, row: Row) -> str:
        """How many decisions of a principle are in the annexes only, by the titles of their rules."""
        shown = self.shown(row)
        left = Counter(
            decision.result.rule.title.text[self.lang] for decision in row.decisions if decision not in shown
        )
        titles = ", ".join(f"{title} ({self.number(n)})" if n > 1 else title for title, n in left.items())
        return self.said("more", left.total(), titles=titles) if left else ""

    def standing_of(self, row: Row) -> str:
        """How many of the rules of a principle judged, and what they found."""
        rules = sum(row.verdicts.values())
        judged = rules - row.verdicts.get("undecided", 0) - row.verdicts.get("idle", 0)
        if rules and not judged:
            return self.said("not-judged", rules)
        found = self.severities(row.counts) or WORDS["clean"][self.lang]
        return f"{found} · {self.said('of-rules', judged, of=self.number(rules))}" if rules else found

    def severities(self, counts: Mapping[Severity, int]) -> str:
        """How many of each severity, without those of which there are none."""
        return ", ".join(f"{self.number(n)} {self.severity(name, n)}" for name, n in counts.items() if n)

    def owner(self, owner: Owner) -> str:
        return owner.name or self.text(WORDS["nobody"])

    # What is accepted

    def acceptance(self, finding: Finding) -> list[tuple[str, str]]:
        """Who accepts a finding, until when, why, and what it costs."""
        return [
            (WORDS["by"][self.lang], acceptance_words.by_whom(self.audit, finding, self.lang)),
            (WORDS["until"][self.lang], self.tight(acceptance_words.until(self.audit, finding, self.lang))),
            (WORDS["why"][self.lang], self.tight(acceptance_words.why(self.audit, finding, self.lang))),
            (WORDS["cost"][self.lang], self.tight(decision_words.cost_of(finding, self.lang))),
        ]

    def style_of(self, row: Granted) -> str:
        """The style of where something granted stands; none where it is in force."""
        return {"bad": "error", "doubtful": "warning"}.get(row.stands.tone, "")

    # The annexes

    def anchor(self, finding: Finding) -> str:
        """Where a finding is in the page: by its fingerprint; a flaw told twice has two places."""
        self.places[finding.fingerprint] += 1
        count = self.places[finding.fingerprint]
        return f"f-{finding.fingerprint}" if count == 1 else f"f-{finding.fingerprint}-{count}"

    def mark_of(self, finding: Finding) -> str:
        """Where a finding is written, the ids that it names, its fingerprint."""
        ids = dict.fromkeys((finding.subject, *finding.offenders, *finding.related))
        accepted = [acceptance_words.accepting(self.audit, finding, self.lang)] if finding.accepted_by else []
        return " · ".join([*accepted, *([str(finding.at)] if finding.at else []), ", ".join(ids), finding.fingerprint])

    def expires(self, finding: Finding) -> str | None:
        return soon_over(finding, self.seen.date, self.lang)

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

    def fact(self, path: str) -> str:
        """What people call a fact."""
        return self.text(Text(path_name(path, "fr"), path_name(path, "en")))

    def titles(self, fact: MissingField) -> str:
        """The rules that wait for a fact, by their titles."""
        waiting = set(fact.rules)
        titles = (each.rule.title.text[self.lang] for each in self.audit.results if each.rule.id in waiting)
        return self.tight(" · ".join(titles))

    def name(self, id: str) -> str:
        return name_of(id, self.mentions)

    # Words

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

    def state(self, finding: Finding) -> Status:
        return status(finding)

    def status(self, value: Status) -> str:
        return STATUS[value][self.lang]


def _printed(text: Text, lang: Lang) -> str:
    """A sentence as it is printed: in French no line begins with a double sign."""
    return tight(text[lang], lang)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(part("audit.html", _PACKAGE))
